import { posix } from 'node:path';
import { InputError } from '../../model/input-error.js';
import { findRecord } from './find-record.js';
import type { PlacedRecord } from './find-record.js';
import type { AdrLog, AdrRecord } from './record.js';

/**
 * The one record of some logs that a person means (see {@link findRecord}); a path may be relative to anywhere. Unlike with adr-tools a
 * number is a number: `2` is not `0001-use-http2.md`.
 * @throws InputError when none or several are meant; the advice names what is there.
 */
export function placedRecordMeant(reference: string, logs: readonly AdrLog[]): PlacedRecord {
  const named = findRecord(logs, reference);
  const found = named.length > 0 ? named : findRecord(logs, posix.basename(reference));
  const [one] = found;
  const records = logs.flatMap((log) => log.records);
  if (one === undefined)
    throw new InputError(
      `there is no record "${reference}"`,
      records.length === 0
        ? 'The log is empty.'
        : `The last records are: ${listed(records.slice(-6))}. \`lintel adr list\` shows all, \`lintel adr search WORDS\` looks into them.`,
    );
  if (found.length > 1)
    throw new InputError(
      `"${reference}" may be any of ${found.length} records`,
      ...found.slice(0, 8).map(({ record }) => `${record.path}  ${record.title}`),
      new Set(found.map(({ log }) => log.path)).size > 1
        ? 'Give the path, or choose a log with --log or --dir.'
        : 'Give the path.',
    );
  return one;
}

/** {@link placedRecordMeant} within the records of one log. */
export function recordMeant(reference: string, records: readonly AdrRecord[]): AdrRecord {
  return placedRecordMeant(reference, [{ path: '', style: 'other', records }]).record;
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
