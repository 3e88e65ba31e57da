import { filterLogs } from '../../documents/adr/filter.js';
import type { RecordFilter } from '../../documents/adr/filter.js';
import type { FoundLogs } from '../../documents/adr/find-logs.js';
import type { AdrLog } from '../../documents/adr/record.js';
import { openScanned } from '../open-scanned.js';
import { readLogs } from './read-logs.js';

export type { RecordFilter } from '../../documents/adr/filter.js';

/**
 * The decision logs of a repository with the records that pass a filter; dates and authors from git where the text has none.
 * @param folder a folder to take instead of the configured or usual ones.
 */
export async function listAdrs(
  path: string,
  folder?: string,
  filter: RecordFilter = {},
): Promise<FoundLogs<AdrLog>> {
  const scanned = await openScanned(path);
  try {
    const found = await readLogs(scanned, folder);
    return { ...found, logs: filterLogs(found.logs, filter) };
  } finally {
    await scanned.close();
  }
}
