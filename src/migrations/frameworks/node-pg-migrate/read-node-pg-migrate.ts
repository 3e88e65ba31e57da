import type { Migration, MigrationSet, TransactionPlacement } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { Value } from '../../../syntax/javascript/evaluate/value.js';
import { baseName } from '../../finding/paths.js';
import { runDirection, type ProgramDirection } from '../../javascript/directions.js';
import { migrationNameOf } from '../../javascript/migration-name.js';
import type { MigrationProgram } from '../../javascript/migration-programs.js';
import { hostValue } from '../../javascript/program-object.js';
import { readPrograms } from '../../javascript/read-programs.js';
import { readSqlMigration, type SqlDirection } from '../../sql-migration.js';
import { PgMigrationBuilder } from './builder.js';
import { pgRunnerOf } from './pg-runner.js';

/** Reads a folder of node-pg-migrate: programs and files of SQL. */
export async function readNodePgMigrate(
  set: MigrationSet,
  view: RepositoryView,
): Promise<Reading<Migration>> {
  const runner = await pgRunnerOf(view);
  const builders = new Map<MigrationProgram, PgMigrationBuilder>();
  const builderOf = (program: MigrationProgram): PgMigrationBuilder => {
    const builder = new PgMigrationBuilder(program.exports.get('shorthands'));
    if (!builders.has(program)) builders.set(program, builder);
    return builder;
  };
  const programs = await readPrograms(
    { ...set, files: set.files.filter((path) => !path.endsWith('.sql')) },
    view,
    {
      runner,
      given: (program) => [hostValue(builderOf(program))],
      transaction: (program) =>
        builders.get(program)?.usesTransaction === false ? 'none' : runner.transaction,
      withoutDown: (program) => inferredDown(program, set),
    },
  );
  const facts = [...programs.facts];
  const skipped = [...programs.skipped];
  for (const path of set.files.filter((file) => file.endsWith('.sql'))) {
    const read = await readSqlMigration({
      set,
      path,
      ...sqlName(path),
      runner,
      ...(await sectionsOf(path, runner.transaction, view)),
      downWhenMissing: 'none',
    });
    facts.push(read.migration);
    skipped.push(...read.skipped);
  }
  const order = new Map(set.files.map((path, index) => [path, index]));
  return {
    facts: facts.toSorted((a, b) => (order.get(a.path) ?? 0) - (order.get(b.path) ?? 0)),
    skipped,
  };
}

/** Where no `down` is exported, `up` is run with each call turned round, the last one first. */
async function inferredDown(program: MigrationProgram, { dialect }: MigrationSet): Promise<ProgramDirection> {
  const builder = new PgMigrationBuilder(program.exports.get('shorthands'), true);
  const up: Value | undefined = program.exports.get('up');
  const { steps } = await runDirection(program, up, { dialect, given: [hostValue(builder)] });
  return { steps: steps.toReversed(), form: 'inferred', problems: builder.problems };
}

function sqlName(path: string): { readonly name: string; readonly version: string } {
  return migrationNameOf(baseName(path).replace(/\.sql$/, '.js'));
}

/** `-- Up Migration` and `-- Down Migration` (src/sqlMigration.ts); without marks all is up. */
async function sectionsOf(
  path: string,
  transaction: TransactionPlacement,
  view: RepositoryView,
): Promise<{ readonly up: SqlDirection | undefined; readonly down?: SqlDirection }> {
  const source = await view.read(path);
  if (!source) return { up: undefined };
  const { text } = source;
  const up = /^[ \t]*--[ \t-]*up\s+migration/im.exec(text)?.index;
  const down = /^[ \t]*--[ \t-]*down\s+migration/im.exec(text)?.index;
  const part = (start: number, end: number): SqlDirection => ({
    source,
    parts: [{ start, end, transaction }],
  });
  if (down === undefined) return { up: part(up ?? 0, text.length) };
  const isUpFirst = (up ?? 0) < down;
  return isUpFirst
    ? { up: part(up ?? 0, down), down: part(down, text.length) }
    : { up: part(up ?? 0, text.length), down: part(down, up ?? text.length) };
}
