import { convertRecord } from '../../documents/adr/convert/convert.js';
import { dialects } from '../../documents/adr/convert/dialects.js';
import type { Dialect } from '../../documents/adr/convert/dialects.js';
import { filterLogs } from '../../documents/adr/filter.js';
import { findRecord } from '../../documents/adr/find-record.js';
import { formatOf } from '../../documents/adr/outline.js';
import type { AdrLog, AdrRecord } from '../../documents/adr/record.js';
import { InputError } from '../../model/input-error.js';
import { readExactText } from '../../repository/exact-text.js';
import { writeAtomically } from '../../repository/write-file.js';
import { openLogRoot } from './open-log.js';
import { readTextLogs } from './read-logs.js';

/** What `--to` takes: a dialect, or the form that a record had before it was converted. */
export const conversionTargets = [...dialects, 'original'] as const;

/** What became of a record. */
export interface ConvertedRecord {
  readonly path: string;
  /** The dialect that it had; null when it stays as it is. */
  readonly from: string | null;
  /** Why it stays as it is. */
  readonly reason: string | null;
  /** The new text; null when it stays as it is. */
  readonly text: string | null;
}

/**
 * Converts records between dialects, there and back without a loss.
 * @param options `references`: which; all records when there are none. `write`: rewrite the files.
 * @throws InputError when a reference names none or several, or there are no records.
 */
export async function convertAdrs(options: {
  readonly path: string;
  readonly folder?: string;
  readonly logs?: readonly string[];
  readonly references: readonly string[];
  readonly to: Dialect | 'original';
  readonly write: boolean;
}): Promise<readonly ConvertedRecord[]> {
  const { scanned, configured } = await openLogRoot(options);
  try {
    const found = await readTextLogs(scanned, configured);
    const records = chosen(
      filterLogs(found.logs, options.logs ? { logs: options.logs } : {}),
      options.references,
    );
    const results: ConvertedRecord[] = [];
    for (const { path } of records) {
      const text = formatOf(path) === 'markdown' ? readExactText(scanned.root, path) : undefined;
      const converted =
        text === undefined
          ? { unchanged: 'only Markdown is converted' }
          : convertRecord(path, text, options.to);
      if ('unchanged' in converted) {
        results.push({ path, from: null, reason: converted.unchanged, text: null });
        continue;
      }
      if (options.write) await writeAtomically(scanned.root, path, converted.text);
      results.push({ path, from: converted.from, reason: null, text: converted.text });
    }
    return results;
  } finally {
    await scanned.close();
  }
}

function chosen(logs: readonly AdrLog[], references: readonly string[]): readonly AdrRecord[] {
  const all = logs.flatMap(({ records }) => records);
  if (all.length === 0)
    throw new InputError('there are no decision records here', 'Say where they are with --dir.');
  if (references.length === 0) return all;
  return references.map((reference) => {
    const found = findRecord(logs, reference);
    const [first, second] = found;
    if (first === undefined)
      throw new InputError(`there is no record "${reference}"`, '`lintel adr list` shows all.');
    if (second !== undefined)
      throw new InputError(
        `"${reference}" may be any of ${found.length} records`,
        ...found.slice(0, 8).map(({ record }) => `${record.path}  ${record.title}`),
      );
    return first.record;
  });
}
