import type { Migration, MigrationSet, RunnerModel } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import { baseName } from '../../finding/paths.js';
import { readEach } from '../../read-each.js';
import { readSqlMigration, wholeText } from '../../sql-migration.js';
import { supabaseName } from './find-supabase.js';

/**
 * The command line sends the statements of a file and the entry in its table as one batch, which PostgreSQL runs in an implicit
 * transaction, so that a single `CREATE INDEX CONCURRENTLY` fails too (supabase/cli, `apps/cli-go/pkg/migration/file.go`, ExecBatch).
 * Nothing switches it off, and no lock is taken (`apply.go`, ApplyMigrations).
 */
export const supabaseRunner: RunnerModel = { transaction: 'per-migration', holdsLock: false };

/** Reads the migrations of a folder of Supabase. */
export async function readSupabase(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  return readEach(set.files, async (path) => {
    const [, version = '', name = ''] = supabaseName.exec(baseName(path)) ?? [];
    const source = await view.read(path);
    const up = source && wholeText(source, supabaseRunner.transaction);
    return readSqlMigration({
      set,
      path,
      name,
      version,
      runner: supabaseRunner,
      up,
      downWhenMissing: 'unsupported',
    });
  });
}
