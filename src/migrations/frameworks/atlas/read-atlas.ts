import type { Migration, MigrationSet, TransactionPlacement } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import { baseName } from '../../finding/paths.js';
import { scriptsOf } from '../../finding/scripts.js';
import { readEach } from '../../read-each.js';
import { readSqlMigration } from '../../sql-migration.js';
import { placementOn } from '../../transaction-placement.js';
import type { AtlasMode } from './atlas-file.js';
import { takeApart } from './atlas-file.js';
import { atlasRunner } from './atlas-runner.js';

const placements: Readonly<Record<AtlasMode, TransactionPlacement>> = {
  file: 'per-migration',
  all: 'all-migrations',
  none: 'none',
};

/** Reads the migrations of a folder of Atlas. */
export async function readAtlas(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const given = await modeOfCalls(view);
  const placementOf = (mode: AtlasMode): TransactionPlacement => placementOn(set.dialect, placements[mode]);
  return readEach(set.files, async (path) => {
    const source = await view.read(path);
    const file = source && takeApart(source, given, placementOf);
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
      runner: { ...atlasRunner, transaction: placementOf(file?.mode ?? given) },
      up: file?.up,
      down: beside ? takeApart(beside, given, placementOf).up : file?.down,
      downWhenMissing: 'inferred',
    });
  });
}

/** `atlas migrate apply --tx-mode …` in scripts, `tx-mode:` of the GitHub action; `file` where calls differ or none says it. */
async function modeOfCalls(view: RepositoryView): Promise<AtlasMode> {
  const modes = new Set<AtlasMode>();
  for (const { text } of await scriptsOf(view)) {
    if (!/\batlas\b/.test(text)) continue;
    for (const [, mode] of text.matchAll(/(?:\s--tx-mode[=\s]+|^\s+tx-mode:\s*)["']?(none|all|file)\b/gm))
      modes.add(mode === 'none' || mode === 'all' ? mode : 'file');
  }
  return modes.size === 1 ? ([...modes][0] ?? 'file') : 'file';
}
