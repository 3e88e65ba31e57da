import { posix } from 'node:path';
import type { AdrLog, AdrRecord } from './record.js';

/** A record and the log that it is in. */
export interface PlacedRecord {
  readonly log: AdrLog;
  readonly record: AdrRecord;
}

/**
 * The records that a reference names, by the first of these that any bears: path, file name with or without ending, id, number (`7`,
 * `ADR-7`, `#7`), slug (`use-postgresql`), title, and at last a part of file name or title. Several come back where several bear it, and
 * none of a weaker kind.
 */
export function findRecord(logs: readonly AdrLog[], reference: string): readonly PlacedRecord[] {
  const wanted = fold(reference.replaceAll('\\', '/').replace(/^\.\//, ''));
  if (wanted === '') return [];
  const placed = logs.flatMap((log) => log.records.map((record) => ({ log, record })));
  const number = /^(?:[a-z][-a-z_ #]*|#)?0*(\d{1,5})$/.exec(wanted)?.[1];
  const tests: readonly ((record: AdrRecord) => boolean)[] = [
    ({ path }) => fold(path) === wanted || fold(posix.dirname(path)) === wanted,
    ({ path }) => fileNames(path).includes(wanted),
    ({ id }) => fold(id) === wanted,
    (record) => number !== undefined && record.number === Number(number) && !/[a-z]$/i.test(record.id),
    (record) => slugOfFile(record) === wanted,
    ({ title }) => fold(title) === wanted,
    // A part of a name is no way to give a number: "1" is in half of all titles.
    ({ path, title }) =>
      /\p{Letter}{2}/u.test(wanted) &&
      (fold(posix.basename(path)).includes(wanted) || fold(title).includes(wanted)),
  ];
  for (const test of tests) {
    const found = placed.filter(({ record }) => test(record));
    if (found.length > 0) return found;
  }
  return [];
}

function fileNames(path: string): readonly string[] {
  const file = fold(posix.basename(path));
  return [file, file.replace(/\.\w+$/, ''), fold(posix.basename(posix.dirname(path)))];
}

function slugOfFile({ path, id }: AdrRecord): string {
  const [, stem = ''] = fileNames(path);
  const start = fold(id);
  return stem.startsWith(start) ? stem.slice(start.length).replace(/^[-_. ]+/, '') : stem;
}

const fold = (text: string): string => text.normalize('NFC').toLowerCase().trim();
