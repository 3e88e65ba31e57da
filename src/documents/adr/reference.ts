import { posix } from 'node:path';
import { InputError } from '../../model/input-error.js';
import { findRecord } from './find-record.js';
import type { AdrRecord } from './record.js';

/**
 * The one record of a log that a person means (see {@link findRecord}); a path may be relative to anywhere. Unlike with adr-tools a number
 * is a number: `2` is not `0001-use-http2.md`.
 * @throws InputError when none or several are meant; the advice names what is there.
 */
export function recordMeant(reference: string, records: readonly AdrRecord[]): AdrRecord {
  const log = { path: '', style: 'other', records } as const;
  const named = findRecord([log], reference);
  const found = (named.length > 0 ? named : findRecord([log], posix.basename(reference))).map(
    ({ record }) => record,
  );
  const [one] = found;
  if (one === undefined)
    throw new InputError(
      `there is no record "${reference}"`,
      records.length === 0 ? 'The log is empty.' : `Records are: ${listed(records.slice(-8))}.`,
    );
  if (found.length > 1)
    throw new InputError(
      `"${reference}" may be ${found.length} records: ${listed(found)}`,
      'Give the name of the file.',
    );
  return one;
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
