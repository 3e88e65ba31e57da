import type { Probe, ProbeEffect, ProbeKind } from '../../../model/probe.js';
import type { Reading } from '../../../model/reading.js';
import type { SourceText } from '../../../model/source-text.js';
import { parseYaml, type YamlValue } from '../../../syntax/yaml.js';
import { readCheckCommand } from '../command.js';
import { askedPath, portNumber } from '../http-address.js';
import { timingsOf } from '../timings.js';

const kinds: ReadonlyMap<string, readonly [ProbeKind, ProbeEffect]> = new Map([
  ['startup', ['startup', 'gate']],
  ['liveness', ['liveness', 'restart']],
  ['readiness', ['readiness', 'de-route']],
]);

/** The checks of one `app.json`, of Heroku’s format with Dokku’s additions. */
export async function readDokku(source: SourceText): Promise<Reading<Probe>> {
  const { documents, skipped } = parseYaml(source);
  const facts: Probe[] = [];
  for (const { root } of documents)
    for (const [process, checks] of root.get('healthchecks').entries)
      for (const check of checks.items) {
        const probe = await probeOf(check);
        const name = root.get('name').text ?? process;
        if (probe) facts.push({ ...probe, target: { kind: 'process', name, container: process } });
      }
  return { facts, skipped };
}

async function probeOf(check: YamlValue): Promise<Omit<Probe, 'target'> | undefined> {
  const asked = await askedBy(check);
  const shape = kinds.get(check.get('type').text ?? 'startup');
  if (asked === undefined || shape === undefined) return undefined;
  const [kind, effect] = shape;
  return {
    platform: 'dokku',
    kind,
    effect,
    ...asked,
    timings: timingsOf({
      initialDelaySeconds: check.get('initialDelay').number,
      periodSeconds: check.get('wait').number,
      timeoutSeconds: check.get('timeout').number,
      failureThreshold: check.get('attempts').number,
    }),
    span: check.span,
    confidence: 'high',
  };
}

type Asked = Pick<Probe, 'transport' | 'path' | 'port' | 'scheme' | 'command' | 'tool' | 'cannotFail'>;

async function askedBy(check: YamlValue): Promise<Asked | undefined> {
  const port = portNumber(check.get('port').text);
  const path = check.get('path').text;
  if (path !== undefined)
    return {
      transport: 'http',
      path: askedPath(path),
      ...(port !== undefined && { port }),
      scheme: check.get('scheme').text === 'https' ? 'https' : 'http',
    };
  const words = check.get('command').items.flatMap(({ text }) => text ?? []);
  if (words.length > 0) {
    const around = { variables: new Map<string, string>(), ownNames: [] };
    return { transport: 'exec', ...(await readCheckCommand({ form: 'exec', words }, '', around)) };
  }
  return check.get('listening').boolean === true
    ? { transport: 'tcp', ...(port !== undefined && { port }) }
    : undefined;
}
