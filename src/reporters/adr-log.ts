import type { JsonValue } from './json.js';
import { table } from './text/table.js';
import { plural } from './text/plural.js';
import type { Style } from './text/style.js';

/** A decision log as the reporters see it; the same shape as documents' own, which reporters do not import. */
export interface ReportedAdrLog {
  readonly path: string;
  readonly style: string;
  readonly records: readonly ReportedAdr[];
}

export interface ReportedAdr {
  readonly path: string;
  readonly id: string;
  readonly number: number | null;
  readonly title: string;
  readonly status: string | null;
  readonly statusText: string | null;
  readonly date: string | null;
  readonly dateSource: 'text' | 'git' | null;
  readonly authors: readonly string[];
  readonly authorSource: 'text' | 'git' | null;
  readonly deciders: readonly string[];
  readonly consulted: readonly string[];
  readonly informed: readonly string[];
  readonly tags: readonly string[];
  readonly links: readonly { readonly kind: string; readonly target: string; readonly text: string }[];
  readonly problems: readonly string[];
}

/** The decision logs as JSON. */
export function toAdrJson(logs: readonly ReportedAdrLog[]): JsonValue {
  return {
    logs: logs.map((log) => ({
      path: log.path,
      style: log.style,
      records: log.records.map(adrJson),
    })),
  };
}

/** One record as JSON. */
export function adrJson(record: ReportedAdr): Readonly<Record<string, JsonValue>> {
  return {
    ...record,
    authors: [...record.authors],
    deciders: [...record.deciders],
    consulted: [...record.consulted],
    informed: [...record.informed],
    tags: [...record.tags],
    links: record.links.map((link) => ({ ...link })),
    problems: [...record.problems],
  };
}

/** The decision logs as a table each. */
export function toAdrText(logs: readonly ReportedAdrLog[], style: Style, width: number): string {
  if (logs.length === 0)
    return 'No decision records were found here. Begin with: lintel adr new "What was decided"';
  return logs
    .flatMap((log) => [
      `${style.bold(style.underline(log.path))}  ${style.dim(plural(log.records.length, 'record'))}`,
      ...table(
        log.records.map((record) => [
          { text: record.id, dress: style.bold },
          { text: record.status ?? '–', dress: statusDress(record.status, style) },
          { text: record.date ?? '–', dress: style.dim },
          record.title,
        ]),
        2,
        width,
      ),
      '',
    ])
    .join('\n')
    .trimEnd();
}

/** How a status is dressed: in force, over, or still open. */
export function statusDress(status: string | null, style: Style): (text: string) => string {
  if (status === 'accepted') return style.good;
  if (status === 'superseded' || status === 'deprecated' || status === 'rejected') return style.dim;
  return style.warn;
}
