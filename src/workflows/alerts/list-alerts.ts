import type { AlertInventory } from '../../model/report.js';
import type { Progress } from '../gather-facts.js';
import { openScanned } from '../open-scanned.js';
import { packageVersion } from '../package-version.js';
import { readTree } from './read-tree.js';

/** What a list of alerts is asked for. */
export interface AlertListOptions {
  readonly path: string;
  /** Only the alerts of this service. */
  readonly service?: string;
  readonly progress?: Progress;
  /** Told what the user should know of how the files were found. */
  readonly notice?: (text: string) => void;
}

/**
 * All alerts, objectives and routes of a repository.
 * @throws InputError when the path or the configuration is wrong, or the service is not there.
 */
export async function listAlerts(options: AlertListOptions): Promise<AlertInventory> {
  const scanned = await openScanned(options.path);
  try {
    options.progress?.('alerts');
    const { alertRoutings, alerts, skipped, slos } = await readTree(scanned.view, options.service);
    for (const notice of scanned.notices) options.notice?.(notice);
    return {
      tool: { name: 'lintel', version: packageVersion() },
      root: scanned.name,
      commit: scanned.view.commit ?? null,
      alerts,
      slos,
      alertRoutings,
      skipped,
    };
  } finally {
    await scanned.close();
  }
}
