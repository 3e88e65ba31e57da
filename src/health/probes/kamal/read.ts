import { dirname } from 'node:path/posix';
import type { Probe } from '../../../model/probe.js';
import type { Reading } from '../../../model/reading.js';
import type { SourceText } from '../../../model/source-text.js';
import { parseYaml, type YamlValue } from '../../../syntax/yaml.js';
import { readCheckCommand } from '../command.js';
import { directoryBelow } from '../directory-below.js';
import { askedPath, portNumber } from '../http-address.js';
import { secondsOf, timingsOf } from '../timings.js';

/** The checks of one file; `config/deploy.yml` belongs to the directory above `config`. */
export async function readKamal(source: SourceText): Promise<Reading<Probe>> {
  const { documents, skipped } = parseYaml(source);
  const facts: Probe[] = [];
  const directory = directoryBelow(dirname(dirname(source.path)));
  for (const { root } of documents) {
    const name = root.get('service').text ?? source.path;
    const image = root.get('image').text;
    const target = {
      kind: 'Kamal service',
      name,
      ...(image !== undefined && { image }),
      ...(directory !== undefined && { directory }),
    };
    const proxy = root.get('proxy');
    if (proxy.isMap) facts.push({ ...ofProxy(proxy), target });
    // A role takes over what it does not say itself.
    for (const [, role] of root.get('servers').entries)
      if (role.at('proxy', 'healthcheck').isMap) facts.push({ ...ofProxy(role.get('proxy')), target });
    const old = root.get('healthcheck');
    if (old.isMap) facts.push({ ...(await ofFirstKamal(old)), target });
  }
  return { facts, skipped };
}

const shape = { platform: 'kamal', kind: 'startup', effect: 'gate', transport: 'http' } as const;

function ofProxy(proxy: YamlValue): Omit<Probe, 'target'> {
  const check = proxy.get('healthcheck');
  const written = check.get('path').text;
  const port = portNumber(proxy.get('app_port').text);
  return {
    ...shape,
    path: askedPath(written ?? '/up'),
    ...(port !== undefined && { port }),
    scheme: 'http',
    timings: timingsOf({
      periodSeconds: secondsOf(check.get('interval').text),
      timeoutSeconds: secondsOf(check.get('timeout').text),
    }),
    span: (check.exists ? check : proxy).span,
    confidence: written === undefined ? 'medium' : 'high',
  };
}

/** Kamal 1: https://github.com/basecamp/kamal/blob/v1.9.0/lib/kamal/configuration/docs/healthcheck.yml */
async function ofFirstKamal(check: YamlValue): Promise<Omit<Probe, 'target'>> {
  const command = check.get('cmd').text;
  const port = portNumber(check.get('port').text);
  const asked =
    command === undefined
      ? {
          path: askedPath(check.get('path').text ?? '/up'),
          ...(port !== undefined && { port }),
          scheme: 'http' as const,
        }
      : {
          transport: 'exec' as const,
          ...(await readCheckCommand({ form: 'shell', words: command.split(/\s+/) }, command, {
            variables: new Map(),
            ownNames: [],
          })),
        };
  return {
    ...shape,
    ...asked,
    timings: timingsOf({
      periodSeconds: secondsOf(check.get('interval').text),
      failureThreshold: check.get('max_attempts').number,
    }),
    span: check.span,
    confidence: 'high',
  };
}
