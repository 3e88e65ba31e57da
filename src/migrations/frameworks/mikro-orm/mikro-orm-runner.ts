import type { RunnerModel, TransactionPlacement } from '../../../model/migration.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import { nearestTo } from '../../finding/nearest.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { baseName } from '../../finding/paths.js';
import { productFiles } from '../../finding/product-files.js';

/**
 * MikroORM runs all pending migrations in one transaction (`allOrNothing`), each in a nested one (`transactional`), and holds no lock
 * (packages/core/src/utils/Configuration.ts, packages/migrations/src/MigrationRunner.ts).
 */
export const mikroOrmRunner: RunnerModel = {
  transaction: 'all-migrations',
  transactionSwitch: '`isTransactional() { return false; }` in the class',
  holdsLock: false,
};

interface Setting {
  readonly file: string;
  readonly transaction: TransactionPlacement;
}

const settings = oncePerView(async (view: RepositoryView): Promise<readonly Setting[]> => {
  const found: Setting[] = [];
  for (const { path } of productFiles(view)) {
    if (!/mikro-?orm/i.test(baseName(path)) || !/\.[cm]?[jt]s$/.test(path)) continue;
    const text = (await view.read(path))?.text ?? '';
    if (/\btransactional\s*:\s*false\b/.test(text)) found.push({ file: path, transaction: 'none' });
    else if (/\ballOrNothing\s*:\s*false\b/.test(text))
      found.push({ file: path, transaction: 'per-migration' });
    else if (/\bmigrations\s*:/.test(text)) found.push({ file: path, transaction: 'all-migrations' });
  }
  return found;
});

/** What the configuration nearest to a folder says of transactions. */
export async function wantedTransaction(
  directory: string,
  view: RepositoryView,
): Promise<TransactionPlacement> {
  const [first, ...others] = nearestTo(await settings(view), directory);
  return first && others.every(({ transaction }) => transaction === first.transaction)
    ? first.transaction
    : 'all-migrations';
}
