import { adrJson, statusDress } from './adr-log.js';
import type { ReportedAdr } from './adr-log.js';
import type { JsonValue } from './json.js';
import { printableLine } from './printable.js';
import { plural } from './text/plural.js';
import type { Style } from './text/style.js';
import { table } from './text/table.js';

/** What a search found. */
export interface ReportedSearch {
  readonly query: string;
  readonly total: number;
  readonly found: readonly {
    readonly record: ReportedAdr;
    readonly score: number;
    readonly places: readonly {
      readonly line: number;
      readonly section: string | null;
      readonly text: string;
    }[];
  }[];
}

export function toAdrSearchJson({ query, total, found }: ReportedSearch): JsonValue {
  return {
    query,
    total,
    results: found.map(({ record, score, places }) => ({
      record: adrJson(record),
      score,
      places: places.map((place) => ({ file: record.path, ...place })),
    })),
  };
}

/** The records, each with the lines that answer: `file:line  section  text`. */
export function toAdrSearchText(
  { query, total, found }: ReportedSearch,
  style: Style,
  width: number,
): string {
  if (total === 0) return `No record has all of: ${printableLine(query)}`;
  const lines = found.flatMap(({ record, places }) => [
    `${style.bold(printableLine(record.id))}  ${style.bold(printableLine(record.title))}  ${statusDress(record.status, style)(printableLine(record.status ?? '–'))}  ${style.dim(record.date ?? '')}`.trimEnd(),
    ...(places.length === 0 ? [`  ${style.dim(record.path)}`] : []),
    ...places.flatMap((place) => [
      `  ${style.dim(printableLine(`${record.path}:${place.line}`))}  ${style.accent(printableLine(place.section ?? ''))}`.trimEnd(),
      ...table([[{ text: place.text, cut: true }]], 4, width),
    ]),
    '',
  ]);
  const more = total - found.length;
  return [...lines, ...(more > 0 ? [style.dim(`… and ${plural(more, 'more record')} (--limit)`)] : [])]
    .join('\n')
    .trimEnd();
}
