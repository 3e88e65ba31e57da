import type { Migration, MigrationSet, RunnerModel, TransactionPlacement } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import { baseName } from '../../finding/paths.js';
import { readEach } from '../../read-each.js';
import { readSqlMigration } from '../../sql-migration.js';
import { placementOn } from '../../transaction-placement.js';
import type { AtlasFile } from './atlas-file.js';
import { takeApart } from './atlas-file.js';

/**
 * Atlas runs each file in a transaction (`--tx-mode file`), or statement by statement where the file says `none`
 * (https://atlasgo.io/versioned/apply#transaction-configuration), under a lock of its own.
 */
export const atlasRunner: RunnerModel = {
  transaction: 'per-migration',
  transactionSwitch: '-- atlas:txmode none',
  holdsLock: true,
};

const placements: Readonly<Record<AtlasFile['mode'], TransactionPlacement>> = {
  file: 'per-migration',
  all: 'all-migrations',
  none: 'none',
};

/** Reads the migrations of a folder of Atlas. */
export async function readAtlas(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const placementOf = (mode: AtlasFile['mode']): TransactionPlacement =>
    placementOn(set.dialect, placements[mode]);
  return readEach(set.files, async (path) => {
    const source = await view.read(path);
    const file = source && takeApart(source, placementOf);
    const [, version = '', name = ''] = /^([^_.]*)_?(.*?)(?:\.up)?\.sql$/.exec(baseName(path)) ?? [];
    const downPath = path.replace(/\.up\.sql$/, '.down.sql');
    const beside = downPath !== path && view.file(downPath) ? await view.read(downPath) : undefined;
    return readSqlMigration({
      set,
      path,
      ...(beside ? { downPath } : {}),
      name,
      version,
      ...(file?.isCheckpoint === true ? { phase: 'baseline' } : {}),
      runner: { ...atlasRunner, transaction: placementOf(file?.mode ?? 'file') },
      up: file?.up,
      down: beside ? takeApart(beside, placementOf).up : file?.down,
      downWhenMissing: 'inferred',
    });
  });
}
