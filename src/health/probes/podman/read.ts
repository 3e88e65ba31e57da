import { basename } from 'node:path/posix';
import type { Probe } from '../../../model/probe.js';
import type { Reading } from '../../../model/reading.js';
import { SourceText } from '../../../model/source-text.js';
import { unitEntries, type UnitEntry } from '../../../syntax/manifests/unit-file.js';
import { parseYaml } from '../../../syntax/yaml.js';

import { readCheckCommand, type CheckCommand } from '../command.js';
import { numberOf, secondsOf, timingsOf } from '../timings.js';

/** The checks of one container. */
export async function readPodman(source: SourceText): Promise<Reading<Probe>> {
  const entries = unitEntries(source).filter(({ section }) => section === 'Container');
  const last = (name: string): UnitEntry | undefined => entries.findLast((entry) => entry.name === name);
  const value = (name: string): string | undefined => last(name)?.value;
  const stops = /^(kill|stop|restart)$/.test(value('HealthOnFailure') ?? '');
  const gates = value('Notify') === 'healthy';
  const name = basename(source.path).replace(/@?\.container(\..*)?$/, '');
  const container = value('ContainerName');
  const image = value('Image');
  const target = {
    kind: 'Quadlet container',
    name,
    ...(container !== undefined && { container }),
    ...(image !== undefined && { image }),
  };
  const ownNames = [name, container ?? ''].filter((one) => one !== '');
  const around = { variables: environmentOf(entries), ownNames };
  const facts: Probe[] = [];
  for (const [part, kind] of [
    ['Health', stops ? 'liveness' : 'healthcheck'],
    ['HealthStartup', 'startup'],
  ] as const) {
    const command = last(`${part}Cmd`);
    if (!command || /^(none|)$/i.test(command.value)) continue;
    facts.push({
      platform: 'podman',
      kind,
      effect: kind === 'startup' || stops ? 'restart' : gates ? 'gate' : 'none',
      transport: 'exec',
      ...(await asked(command.value, around)),
      timings: timingsOf({
        initialDelaySeconds: part === 'Health' ? secondsOf(value('HealthStartPeriod')) : undefined,
        periodSeconds: secondsOf(value(`${part}Interval`)),
        timeoutSeconds: secondsOf(value(`${part}Timeout`)),
        failureThreshold: numberOf(value(`${part}Retries`)),
        successThreshold: part === 'Health' ? undefined : numberOf(value('HealthStartupSuccess')),
      }),
      target,
      span: command.span,
      confidence: 'high',
    });
  }
  return { facts, skipped: [] };
}

/** A text for a shell, or words as JSON, where `CMD` and `CMD-SHELL` may stand first. */
async function asked(command: string, around: Parameters<typeof readCheckCommand>[2]): Promise<CheckCommand> {
  const listed = command.startsWith('[')
    ? parseYaml(new SourceText('check', command)).documents[0]?.root.items
    : undefined;
  const words = listed?.flatMap(({ text }) => text ?? []) ?? [];
  const shell =
    words[0] === 'CMD-SHELL' ? words.slice(1).join(' ') : command.replace(/^(CMD-SHELL|CMD)\s+/, '');
  if (words.length === 0 || words[0] === 'CMD-SHELL')
    return readCheckCommand({ form: 'shell', words: [] }, shell.replace(/^(["'])(.*)\1$/, '$2'), around);
  return readCheckCommand({ form: 'exec', words: words[0] === 'CMD' ? words.slice(1) : words }, '', around);
}

function environmentOf(entries: readonly UnitEntry[]): ReadonlyMap<string, string> {
  const pairs = entries
    .filter(({ name }) => name === 'Environment')
    .flatMap(({ value }) => [...value.matchAll(/"?(\w+)=([^"\s]*)"?/g)]);
  return new Map(pairs.map(([, name = '', value = '']) => [name, value]));
}
