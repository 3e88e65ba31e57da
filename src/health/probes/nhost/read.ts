import { dirname } from 'node:path/posix';
import type { Probe } from '../../../model/probe.js';
import type { Reading } from '../../../model/reading.js';
import type { SourceText } from '../../../model/source-text.js';
import { readTomlTables } from '../../../syntax/manifests/toml.js';
import { portNumber } from '../http-address.js';
import { numberOf, timingsOf } from '../timings.js';

/** The check of one service. */
export function readNhost(source: SourceText): Reading<Probe> {
  const tables = readTomlTables(source);
  const table = (name: string): (typeof tables)[number] | undefined =>
    tables.find((one) => one.name === name);
  const check = table('healthCheck');
  const port = portNumber(check?.entries.get('port')?.text);
  const image = table('image')?.entries.get('image')?.text;
  const isService = image !== undefined && tables.some(({ name }) => /^resources\b/.test(name));
  if (!check || port === undefined || !isService) return { facts: [], skipped: [] };
  const name = tables[0]?.entries.get('name')?.text ?? dirname(source.path);
  const last = [...check.entries.values()].at(-1)?.span ?? check.span;
  const probe: Probe = {
    platform: 'nhost',
    kind: 'liveness',
    effect: 'restart',
    transport: 'http',
    path: '/healthz',
    port,
    scheme: 'http',
    timings: timingsOf({
      initialDelaySeconds: numberOf(check.entries.get('initialDelaySeconds')?.text),
      periodSeconds: numberOf(check.entries.get('probePeriodSeconds')?.text),
    }),
    target: { kind: 'Nhost Run service', name, image },
    span: { ...check.span, endLine: last.endLine, endColumn: last.endColumn },
    confidence: 'high',
  };
  return { facts: [probe], skipped: [] };
}
