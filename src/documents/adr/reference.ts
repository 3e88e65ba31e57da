import { posix } from 'node:path';
import { InputError } from '../../model/input-error.js';
import type { AdrRecord } from './record.js';

/**
 * The record that a person means: its path, file name, id (`ADR-7`, `0004a`), number, or a part of its file name that only it has. Unlike
 * with adr-tools a number is a number: `2` is not `0001-use-http2.md`.
 * @throws InputError when none or several are meant; the advice names what is there.
 */
export function recordMeant<Meant extends Pick<AdrRecord, 'path' | 'id' | 'number' | 'title'>>(
  reference: string,
  records: readonly Meant[],
): Meant {
  const wanted = reference.trim().replace(/^\.\//, '');
  const lower = wanted.toLowerCase();
  const stem = ({ path }: Meant): string => nameOf(path).toLowerCase();
  const number = /^(?:[\p{Letter}]+[-_ #]*)*#?0*(\d{1,9})$/u.exec(wanted)?.[1];
  const tests: readonly ((record: Meant) => boolean)[] = [
    ({ path }) => path === wanted || wanted.endsWith(`/${path}`),
    (record) => posix.basename(record.path).toLowerCase() === posix.basename(lower) || stem(record) === lower,
    ({ id }) => id.toLowerCase() === lower,
    (record) => number !== undefined && record.number === Number(number) && !/\d[a-z]$/i.test(record.id),
    (record) =>
      number === undefined && stem(record).includes(lower.replace(/\.\w+$/, '').replaceAll(/\s+/g, '-')),
    (record) => number === undefined && record.title.toLowerCase() === lower,
  ];
  if (wanted !== '')
    for (const test of tests) {
      const found = records.filter(test);
      const [one] = found;
      if (one !== undefined && found.length === 1) return one;
      if (found.length > 1)
        throw new InputError(
          `"${wanted}" may be ${found.length} records: ${listed(found)}`,
          'Give the name of the file.',
        );
    }
  throw new InputError(
    `there is no record "${wanted}"`,
    records.length === 0 ? 'The log is empty.' : `Records are: ${listed(records.slice(-8))}.`,
  );
}

/** The name of a record without folder and ending; of one in a folder of its own, the folder's. */
export function nameOf(path: string): string {
  const base = posix.basename(path).replace(/\.\w+$/, '');
  return /^(readme|index|adr|decision|record)$/i.test(base) ? posix.basename(posix.dirname(path)) : base;
}

function listed(records: readonly Pick<AdrRecord, 'path'>[]): string {
  const names = records.slice(0, 6).map(({ path }) => posix.basename(path));
  return names.join(', ') + (records.length > 6 ? ', …' : '');
}
