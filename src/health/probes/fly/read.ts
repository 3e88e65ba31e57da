import type { Probe, ProbeEffect, ProbeKind } from '../../../model/probe.js';
import type { Reading } from '../../../model/reading.js';
import type { SourceText } from '../../../model/source-text.js';
import { readTomlTables, type TomlTable } from '../../../syntax/manifests/toml.js';
import { askedPath, portNumber } from '../http-address.js';
import { headerLine, requestHeaders } from '../request-headers.js';
import { numberOf, secondsOf, timingsOf } from '../timings.js';

/** The checks of one file. Of an array of tables (`[[services]]`) the last header above a check is its service. */
export function readFly(source: SourceText): Reading<Probe> {
  const tables = readTomlTables(source);
  const app = tables[0]?.entries.get('app')?.text;
  const name = app === undefined || app === '' ? source.path : app;
  const facts: Probe[] = [];
  let servicePort: string | undefined;
  for (const [at, table] of tables.entries()) {
    if (table.name === 'http_service' || table.name === 'services')
      servicePort = table.entries.get('internal_port')?.text;
    const check = checkOf(table, servicePort);
    if (check)
      facts.push({ ...check, ...headersOf(table, tables[at + 1]), target: { kind: 'fly app', name } });
  }
  return { facts, skipped: [] };
}

/** `headers = { X = "y" }`, or a table of its own behind the check's. */
function headersOf(table: TomlTable, next: TomlTable | undefined): Pick<Probe, 'headers'> {
  const written = table.entries.get('headers')?.text ?? '';
  const inline = written.startsWith('{') ? written.slice(0, 4_096) : '';
  const pairs = [...inline.matchAll(/["']?([\w-]+)["']?\s*=\s*["']([^"'\n]*)["']/g)];
  const own = next?.name === `${table.name}.headers` ? [...next.entries] : [];
  return requestHeaders([
    ...pairs.map(([, name = '', value = '']) => headerLine(`${name}:${value}`)),
    ...own.map(([name, { text }]) => [name, text] as const),
  ]);
}

function checkOf(table: TomlTable, servicePort: string | undefined): Omit<Probe, 'target'> | undefined {
  const written = (key: string): string | undefined => table.entries.get(key)?.text;
  if (table.name === 'http_service.checks' || table.name === 'services.http_checks')
    return check(table, servicePort, { kind: 'readiness', effect: 'de-route', transport: 'http' });
  if (table.name === 'services.tcp_checks')
    return check(table, servicePort, { kind: 'readiness', effect: 'de-route', transport: 'tcp' });
  if (!/^checks\.[^.]+$/.test(table.name)) return undefined;
  const transport = written('type') === 'tcp' ? 'tcp' : 'http';
  return check(table, written('port'), { kind: 'healthcheck', effect: 'gate', transport });
}

interface Shape {
  readonly kind: ProbeKind;
  readonly effect: ProbeEffect;
  readonly transport: 'http' | 'tcp';
}

function check(table: TomlTable, portText: string | undefined, shape: Shape): Omit<Probe, 'target'> {
  const written = (key: string): string | undefined => table.entries.get(key)?.text;
  const port = portNumber(portText);
  return {
    platform: 'fly',
    ...shape,
    ...(shape.transport === 'http' && {
      path: askedPath(written('path') ?? '/'),
      scheme: written('protocol') === 'https' ? ('https' as const) : ('http' as const),
    }),
    ...(port !== undefined && { port }),
    timings: timingsOf({
      initialDelaySeconds: secondsOfFly(written('grace_period')),
      periodSeconds: secondsOfFly(written('interval')),
      timeoutSeconds: secondsOfFly(written('timeout')),
    }),
    span: spanOf(table),
    confidence: 'high',
  };
}

/** `"15s"`; a bare number is of milliseconds. */
function secondsOfFly(text: string | undefined): number | undefined {
  const bare = numberOf(text);
  return bare === undefined ? secondsOf(text) : bare / 1_000;
}

function spanOf({ entries, span }: TomlTable): Probe['span'] {
  const last = [...entries.values()].at(-1)?.span ?? span;
  return { ...span, endLine: last.endLine, endColumn: last.endColumn };
}
