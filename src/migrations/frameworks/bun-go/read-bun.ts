import type { Migration, MigrationSet } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import { baseName } from '../../finding/paths.js';
import { goProgramOf, readGoMigration } from '../../go-programs/go-migration.js';
import { registrationIn } from '../../go-programs/registrations.js';
import { TableMemory } from '../../go-programs/table-memory.js';
import { opaqueMigration } from '../../opaque-migration.js';
import { parseBunName } from './bun-name.js';
import { bunRunner } from './bun-runner.js';

/** Reads the migrations of a folder of bun. */
export async function readBun(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const facts: Migration[] = [];
  const skipped: Skipped[] = [];
  const program = await goProgramOf(view);
  const memory = new TableMemory();
  for (const path of set.files) {
    const named = parseBunName(baseName(path));
    if (!named) continue;
    const source = await view.read(path);
    const found = await registrationIn(path, /^(Must)?Register$/, program);
    const shared = { set, path, ...named, runner: bunRunner };
    if (!found || !source) {
      const reason = 'the registration of the migration is not found';
      facts.push(opaqueMigration({ ...shared, down: 'none', reason, source }));
      continue;
    }
    const [up, down] = found.args;
    const span = source.span(found.start, found.end);
    const read = await readGoMigration(
      { ...shared, transaction: 'none', up, down, span },
      { program, view, memory },
    );
    facts.push(read.migration);
    skipped.push(...read.skipped);
  }
  return { facts, skipped };
}
