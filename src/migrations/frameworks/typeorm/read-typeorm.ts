import type { Migration, MigrationSet, TransactionPlacement } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import type { ClassValue } from '../../../syntax/javascript/evaluate/value.js';
import { nearestTo } from '../../finding/nearest.js';
import type { ReadPackageCall } from '../../javascript/migration-host.js';
import { classesWithUp } from '../../javascript/classes-with-up.js';
import { runDirection } from '../../javascript/directions.js';
import type { MigrationProgram } from '../../javascript/migration-programs.js';
import { migrationPrograms } from '../../javascript/migration-programs.js';
import { programMigration } from '../../javascript/program-migration.js';
import { hostValue } from '../../javascript/program-object.js';
import { booleanOf, textOf } from '../../javascript/values.js';
import { opaqueMigration } from '../../opaque-migration.js';
import type { ReadMigration } from '../../sql-migration.js';
import { placementOn } from '../../transaction-placement.js';
import { dataSources, sourcesOf } from './data-sources.js';
import { HandedContext } from './handed-functions.js';
import { splitName } from './migration-class.js';
import { QueryRunner } from './query-runner.js';
import { typeormRunner } from './typeorm-runner.js';

const placements = { all: 'all-migrations', each: 'per-migration', none: 'none' } as const;

/** `new Table({ … })` and its kin are the options that they get. */
const definitions = new Set([
  'Table',
  'TableColumn',
  'TableIndex',
  'TableForeignKey',
  'TableUnique',
  'TableCheck',
  'TableExclusion',
  'View',
]);

const readPackageCall: ReadPackageCall = (callee, call) =>
  definitions.has(callee.path.at(-1) ?? '') && callee.package.includes('typeorm')
    ? call.argument(0)
    : undefined;

/** Reads the migrations of a folder of TypeORM. */
export async function readTypeorm(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const programs = migrationPrograms(view);
  const transaction = await transactionOf(set, view);
  const facts: Migration[] = [];
  const skipped: Skipped[] = [];
  for (const path of set.files) {
    const program = await programs.open(path);
    if (!program) continue;
    const classes = classesWithUp(program);
    if (classes.length === 0) facts.push(unread(path, program, set));
    for (const found of classes) {
      const read = await readClass(found, program, set, transaction);
      facts.push(read.migration);
      skipped.push(...read.skipped);
    }
  }
  return { facts, skipped };
}

async function readClass(
  found: ClassValue,
  program: MigrationProgram,
  set: MigrationSet,
  transaction: TransactionPlacement,
): Promise<ReadMigration> {
  const member = await program.instance(found);
  const named = textOf(await member('name'));
  const { name, version } = splitName(named ?? found.name ?? '');
  const isSwitchedOff = booleanOf(await member('transaction')) === false;
  const run = async (direction: 'up' | 'down') => {
    const entry = await member(direction);
    const [parameter] = entry.kind === 'function' ? entry.node.parameters : [];
    const isHanded = parameter?.pattern.kind === 'objectPattern';
    const given = isHanded ? new HandedContext(set.dialect) : new QueryRunner(set.dialect);
    const exists = entry.kind === 'unknown' ? undefined : entry;
    return runDirection(program, exists, {
      dialect: set.dialect,
      given: [hostValue(given)],
      packages: readPackageCall,
    });
  };
  return programMigration({
    set,
    program,
    name,
    version,
    runner: { ...typeormRunner, transaction },
    transaction: isSwitchedOff ? 'none' : transaction,
    up: await run('up'),
    down: await run('down'),
  });
}

/** The class could not be found as an export, e.g. because the file breaks off. */
function unread(path: string, { module }: MigrationProgram, set: MigrationSet): Migration {
  const { name, version } = splitName(
    path
      .replace(/^.*\//, '')
      .replace(/\.\w+$/, '')
      .replace(/^(\d+)[-_]?(.*)$/, '$2-$1'),
  );
  return opaqueMigration({
    set,
    path,
    name,
    version,
    down: 'none',
    runner: typeormRunner,
    reason: 'the class of the migration could not be followed',
    source: module.source,
  });
}

/** What the data source of the set says of transactions, else the nearest one. */
async function transactionOf(set: MigrationSet, view: RepositoryView): Promise<TransactionPlacement> {
  const sources = await dataSources(view);
  const own = sourcesOf(set.directory, [set.directory], sources);
  const said = (own.length > 0 ? own : nearestTo(sources, set.directory)).flatMap(
    ({ transactionMode }) => transactionMode ?? [],
  );
  const [mode] = said;
  const agreed = mode !== undefined && said.every((one) => one === mode) ? mode : 'all';
  return placementOn(set.dialect, placements[agreed]);
}
