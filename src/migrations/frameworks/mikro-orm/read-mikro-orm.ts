import type { Migration, MigrationSet, TransactionPlacement } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import type { ClassValue, Value } from '../../../syntax/javascript/evaluate/value.js';
import { baseName } from '../../finding/paths.js';
import { classesWithUp } from '../../javascript/classes-with-up.js';
import type { ProgramDirection } from '../../javascript/directions.js';
import { runDirection } from '../../javascript/directions.js';
import type { ReadPackageCall } from '../../javascript/migration-host.js';
import type { MigrationProgram } from '../../javascript/migration-programs.js';
import { migrationPrograms } from '../../javascript/migration-programs.js';
import { programMigration } from '../../javascript/program-migration.js';
import { hostValue } from '../../javascript/program-object.js';
import { booleanOf } from '../../javascript/values.js';
import { opaqueMigration } from '../../opaque-migration.js';
import type { ReadMigration } from '../../sql-migration.js';
import { placementOn } from '../../transaction-placement.js';
import { MigrationBase } from './migration-base.js';
import { mikroOrmRunner, wantedTransaction } from './mikro-orm-runner.js';
import { splitName } from './migration-source.js';

/** `sql` and `raw` of MikroORM stand for the text that they get. */
const readPackageCall: ReadPackageCall = (callee, call) =>
  callee.package.startsWith('@mikro-orm/') && /^(sql|raw)$/.test(callee.path.at(-1) ?? '')
    ? call.argument(0)
    : undefined;

/** Reads the migrations of a folder of MikroORM. */
export async function readMikroOrm(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const programs = migrationPrograms(view);
  const transaction = placementOn(set.dialect, await wantedTransaction(set.directory, view));
  const facts: Migration[] = [];
  const skipped: Skipped[] = [];
  for (const path of set.files) {
    const program = await programs.open(path);
    if (!program) continue;
    const [found] = classesWithUp(program);
    if (found === undefined || set.dialect === 'mongodb') {
      facts.push(unread(program, set, found));
      continue;
    }
    const read = await readClass(found, program, set, transaction);
    facts.push(read.migration);
    skipped.push(...read.skipped);
  }
  return { facts, skipped };
}

async function readClass(
  found: ClassValue,
  program: MigrationProgram,
  set: MigrationSet,
  transaction: TransactionPlacement,
): Promise<ReadMigration> {
  const base = hostValue(new MigrationBase());
  const member = await program.instance(found, base);
  const run = async (direction: 'up' | 'down'): Promise<ProgramDirection> => {
    const entry = await member(direction);
    // The base class has a `down` of its own, which throws.
    const own: Value | undefined = entry.kind === 'function' ? entry : undefined;
    return runDirection(program, own, { dialect: set.dialect, given: [], packages: readPackageCall });
  };
  const transactional = await member('isTransactional');
  const isSwitchedOff = await returnsFalse(transactional, program);
  return programMigration({
    set,
    program,
    ...splitName(baseName(program.module.path)),
    runner: { ...mikroOrmRunner, transaction },
    transaction: isSwitchedOff ? 'none' : transaction,
    up: await run('up'),
    down: await run('down'),
  });
}

async function returnsFalse(method: Value, { interpreter }: MigrationProgram): Promise<boolean> {
  if (method.kind !== 'function') return false;
  const result = await interpreter.within(1_000, () => interpreter.run(method, []));
  return booleanOf(result) === false;
}

function unread({ module }: MigrationProgram, set: MigrationSet, found: ClassValue | undefined): Migration {
  const hasDown = found?.node.members.some(({ key }) => key === 'down') === true;
  return opaqueMigration({
    set,
    path: module.path,
    ...splitName(baseName(module.path)),
    down: hasDown ? 'explicit' : 'none',
    runner: { ...mikroOrmRunner, transaction: placementOn(set.dialect, mikroOrmRunner.transaction) },
    reason: found
      ? 'migrations of documents are not read'
      : 'the class of the migration could not be followed',
    source: module.source,
  });
}
