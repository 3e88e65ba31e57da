import type { Dialect, Migration, MigrationSet, TransactionPlacement } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { Value } from '../../../syntax/javascript/evaluate/value.js';
import { baseName, directoryOf } from '../../finding/paths.js';
import type { MigrationClaim } from '../../framework.js';
import { exportsUp, findPrograms } from '../../javascript/find-programs.js';
import { hostValue } from '../../javascript/program-object.js';
import { readPrograms } from '../../javascript/read-programs.js';
import { DbMigrateConnection, DoneCallback } from './connection.js';
import { dbMigrateRunner } from './db-migrate-runner.js';

const usesApi =
  /\bexports\.setup\s*=|\bdb\s*\.\s*(?:runSql|createTable|dropTable|renameTable|addColumn|removeColumn|renameColumn|changeColumn|addIndex|removeIndex|addForeignKey|removeForeignKey|insert|all)\b/;
const others =
  /\bqueryInterface\b|\bpgm\b|\bknex\b|\.schema\s*\.|\bcollection\s*\(|['"]kysely['"]|\bMigrationInterface\b/;

/** Finds the folders of db-migrate. */
export async function findDbMigrate(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const claims = await findPrograms(view, {
    framework: 'db-migrate',
    packages: /^db-migrate(-|$)/,
    fits: (text) => exportsUp.test(text) && usesApi.test(text) && !others.test(text),
    isCertain: (text) => /\bexports\.setup\s*=\s*function\s*\(\s*options\s*,\s*seedLink/.test(text),
    settings: async () => Promise.resolve({ directories: [], dialects: [] }),
  });
  return claims.map((claim) => ({
    ...claim,
    files: [...claim.files, ...claim.files.flatMap((path) => sqlFiles(path, view))],
  }));
}

/** Reads a folder of db-migrate; SQL in `sqls/<name>-up.sql` and `-down.sql` is what the migration of that name runs. */
export async function readDbMigrate(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const programs = set.files.filter((path) => !path.endsWith('.sql'));
  const files = new Map<string, Value>();
  for (const path of programs)
    for (const file of sqlFiles(path, view)) {
      const text = (await view.read(file))?.text;
      const direction = file.endsWith('-up.sql') ? 'up' : 'down';
      if (text !== undefined) files.set(`${path} ${direction}`, { kind: 'text', parts: [text], origins: [] });
    }
  return readPrograms({ ...set, files: programs }, view, {
    runner: { ...dbMigrateRunner, transaction: placementFor(set.dialect) },
    given: ({ module }, direction) => [
      hostValue(new DbMigrateConnection(files.get(`${module.path} ${direction}`))),
      hostValue(new DoneCallback()),
    ],
  });
}

function placementFor(dialect: Dialect): TransactionPlacement {
  if (dialect === 'postgresql') return 'per-migration';
  return dialect === 'unknown' ? 'unknown' : 'none';
}

/** `sqls/<name>-up.sql` and `-down.sql` of a migration, as far as they are there. */
function sqlFiles(path: string, view: RepositoryView): readonly string[] {
  const stem = `${directoryOf(path)}/sqls/${baseName(path).replace(/\.[cm]?[jt]s$/, '')}`;
  return [`${stem}-up.sql`, `${stem}-down.sql`].filter((file) => view.file(file) !== undefined);
}
