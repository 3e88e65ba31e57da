import type { Probe, ProbeTimings } from '../../../model/probe.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import type { YamlValue } from '../../../syntax/yaml.js';
import { readCheckCommand } from '../command.js';
import { secondsOfDuration } from '../durations.js';
import { ComposeFiles } from './compose-files.js';
import { readTest } from './health-test.js';
import { interpolated } from './interpolated.js';
import { ResolvedService } from './resolved-service.js';

/** The health checks of all compose files among the candidates. */
export async function readComposeProbes(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<Reading<Probe>> {
  const files = new ComposeFiles(view);
  const facts: Probe[] = [];
  const skipped: Skipped[] = [];
  for (const candidate of candidates) {
    const file = await files.read(candidate.path);
    if (!file || (!file.text.includes('healthcheck') && !file.text.includes('extends'))) continue;
    skipped.push(...file.skipped);
    for (const service of file.services) {
      const resolved = await ResolvedService.of(service, file.path, files);
      const reading = await readService(resolved);
      facts.push(...reading.facts);
      skipped.push(...resolved.skipped, ...reading.skipped);
    }
  }
  return { facts, skipped };
}

async function readService(service: ResolvedService): Promise<Reading<Probe>> {
  const nothing: Reading<Probe> = { facts: [], skipped: [] };
  const written = service.find('healthcheck', 'test');
  if (!written || service.find('healthcheck', 'disable')?.boolean === true) return nothing;
  const test = readTest(written);
  if (test === 'none') return nothing;
  const span = service.placeOf('healthcheck');
  if (test === 'unknown') {
    const detail = `healthcheck.test of ${service.name} begins with neither CMD, CMD-SHELL nor NONE`;
    return {
      facts: [],
      skipped: [{ file: span.file, line: span.line, reason: 'unsupported-syntax', detail }],
    };
  }
  const around = {
    variables: environmentOf(service),
    ownNames: [
      service.name,
      textOf(service.find('container_name')),
      textOf(service.find('hostname')),
    ].flatMap((name) => (name === undefined ? [] : [name])),
  };
  const told = await readCheckCommand(test.command, test.text, around);
  const container = textOf(service.find('container_name'));
  const image = textOf(service.find('image'));
  const probe: Probe = {
    platform: 'compose',
    kind: 'healthcheck',
    effect: 'gate',
    transport: 'exec',
    ...told,
    timings: timingsOf(service),
    target: {
      kind: 'compose service',
      name: service.name,
      ...(container !== undefined && { container }),
      ...(image !== undefined && { image }),
    },
    span,
    confidence: 'high',
  };
  return { facts: [probe], skipped: [] };
}

function textOf(value: YamlValue | undefined): string | undefined {
  return value?.text === undefined ? undefined : interpolated(value.text);
}

/** `environment` as a map or a list, own values before inherited ones; values that only the shell knows are left out. */
function environmentOf(service: ResolvedService): ReadonlyMap<string, string> {
  const variables = new Map<string, string>();
  for (const block of service.findAll('environment').toReversed()) {
    for (const item of block.items) {
      const text = item.text ?? '';
      const equals = text.indexOf('=');
      if (equals > 0) variables.set(text.slice(0, equals), interpolated(text.slice(equals + 1)));
    }
    for (const [name, value] of block.entries)
      if (value.text !== undefined) variables.set(name, interpolated(value.text));
  }
  for (const [name, value] of variables) if (value.includes('${')) variables.delete(name);
  return variables;
}

function timingsOf(service: ResolvedService): ProbeTimings {
  const seconds = (key: string): number | undefined =>
    secondsOfDuration(textOf(service.find('healthcheck', key)));
  const delay = seconds('start_period');
  const period = seconds('interval');
  const timeout = seconds('timeout');
  const retries = textOf(service.find('healthcheck', 'retries'));
  return {
    ...(delay !== undefined && { initialDelaySeconds: delay }),
    ...(period !== undefined && { periodSeconds: period }),
    ...(timeout !== undefined && { timeoutSeconds: timeout }),
    ...(retries !== undefined && /^\d{1,9}$/.test(retries) && { failureThreshold: Number(retries) }),
  };
}
