import { filterLogs } from '../../documents/adr/filter.js';
import type { RecordFilter } from '../../documents/adr/filter.js';
import type { FoundLogs } from '../../documents/adr/find-logs.js';
import type { AdrLog } from '../../documents/adr/record.js';
import { chosenFolder, isLogThere, openLogRoot } from './open-log.js';
import type { LogPlace } from './open-log.js';
import { readLogs } from './read-logs.js';

export type { RecordFilter } from '../../documents/adr/filter.js';

/** The decision logs that belong to a place. */
export interface ListedLogs extends FoundLogs<AdrLog> {
  /** Absolute path of the root that paths are relative to: for printing paths that a shell can use, never for output as such. */
  readonly root: string;
  /** The folder in which a log would be, when there is none. */
  readonly missing: string | undefined;
}

/**
 * The decision logs that belong to a place, with the records that pass a filter; dates and authors from git where the text has none.
 */
export async function listAdrs(place: LogPlace, filter: RecordFilter = {}): Promise<ListedLogs> {
  const opened = await openLogRoot(place);
  try {
    const found = await readLogs(opened.scanned, opened.configured);
    const folder = chosenFolder(opened, found.logs);
    return {
      ...found,
      logs: filterLogs(found.logs, filter),
      root: opened.scanned.root,
      missing: folder === undefined || isLogThere(opened, folder) ? undefined : folder,
    };
  } finally {
    await opened.scanned.close();
  }
}
