import { readRecord } from '../../documents/adr/read-record.js';
import type { ReadRecord } from '../../documents/adr/read-record.js';
import { InputError } from '../../model/input-error.js';
import { SourceText } from '../../model/source-text.js';
import type { Scanned } from '../open-scanned.js';

/** A record with the text that it was read from, without byte-order mark. */
export interface RecordText {
  readonly read: ReadRecord;
  readonly text: string;
}

/** The texts of records; one that cannot be read any more is left out. */
export async function textsOf(
  { view }: Scanned,
  records: readonly ReadRecord[],
): Promise<readonly RecordText[]> {
  const texts: RecordText[] = [];
  for (const read of records) {
    const source = await view.read(read.record.path);
    if (source) texts.push({ read, text: source.text });
  }
  return texts;
}

/**
 * Reads a text that was just made or edited.
 * @throws InputError when it is no record: then the template makes none.
 */
export function recordText(path: string, text: string): RecordText {
  const read = readRecord(new SourceText(path, text));
  if (read === undefined)
    throw new InputError(`${path} would not be a decision record`, 'Choose another title or template.');
  return { read, text };
}
