import { findLogs } from '../../documents/adr/find-logs.js';
import type { AdrLog } from '../../documents/adr/record.js';
import type { Skipped } from '../../model/skipped.js';
import { openScanned } from '../open-scanned.js';

/**
 * The decision logs of a repository.
 * @param folder a folder to take instead of the configured or usual ones.
 */
export async function listAdrs(
  path: string,
  folder?: string,
): Promise<{ readonly logs: readonly AdrLog[]; readonly skipped: readonly Skipped[] }> {
  const scanned = await openScanned(path);
  try {
    return await findLogs(scanned.view, folder ?? scanned.configuration.adr.path);
  } finally {
    await scanned.close();
  }
}
