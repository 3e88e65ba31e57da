import type { Migration, MigrationSet } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import { baseName } from '../../finding/paths.js';
import { readEach } from '../../read-each.js';
import { readSqlMigration, wholeText } from '../../sql-migration.js';
import { supabaseName } from './find-supabase.js';
import { supabaseRunner } from './supabase-runner.js';

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
