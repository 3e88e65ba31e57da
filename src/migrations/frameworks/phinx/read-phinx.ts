import type { DownForm, Migration, MigrationSet, RunnerModel } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import { Machine } from '../../../syntax/imperative/machine.js';
import type { ClassNode } from '../../../syntax/imperative/tree.js';
import type { ClassUnit, Unit } from '../../../syntax/imperative/values.js';
import { phpProgram } from '../../../syntax/php/program.js';
import { baseName } from '../../finding/paths.js';
import { withInherited } from '../../programs/class-library.js';
import { phpLibrary } from '../../programs/php-library.js';
import { programMigration, readEach } from '../../programs/program-migration.js';
import { formOfWay } from '../../programs/way.js';
import type { Way } from '../../programs/way.js';
import { placementOn } from '../../transaction-placement.js';
import { PhinxJournal } from './journal.js';
import { phinxName } from './migration-file.js';
import { PhinxHost } from './phinx-host.js';

/** How a set of migrations of Phinx or CakePHP is run. */
export interface PhinxRun {
  readonly set: MigrationSet;
  readonly view: RepositoryView;
  readonly runner: RunnerModel;
  /** What a column is that says nothing of NULL. */
  readonly nullable: boolean;
}

/** A way through a migration, and what stops it. */
interface WalkedWay extends Way {
  readonly problems: Migration['downProblems'];
}

/** Reads the migrations of a set, in their order: which tables are there by then decides what `save()` does. */
export async function readPhinxSet(run: PhinxRun): Promise<Reading<Migration>> {
  const known = new Set<string>();
  return readEach(run.set, async (path) => {
    const source = await run.view.read(path);
    if (!source) return undefined;
    const reading = await readOne({ source, program: await phpProgram(source) }, run, known);
    for (const operation of reading.facts.flatMap(({ operations }) => operations)) {
      if (operation.direction === 'down') continue;
      if (operation.kind === 'createTable') known.add(operation.table);
      else if (operation.kind === 'dropTable') known.delete(operation.table);
      else if (operation.kind === 'renameTable') known.add(operation.newName);
    }
    return reading;
  });
}

async function readOne(unit: Unit, run: PhinxRun, known: ReadonlySet<string>): Promise<Reading<Migration>> {
  const { set, view, runner } = run;
  const own = unit.program.classes.find(isMigration);
  const library = await phpLibrary(unit, view);
  const hierarchy: readonly ClassUnit[] = own ? withInherited({ unit, class: own }, library) : [];
  const machineFor = (journal: PhinxJournal, tables: ReadonlySet<string>): Machine => {
    const machine: Machine = new Machine(
      hierarchy,
      unit,
      new PhinxHost(unit, {
        journal,
        dialect: set.dialect,
        nullable: run.nullable,
        autoId: () => {
          const value = machine.field('autoId');
          return value?.kind !== 'boolean' || value.value;
        },
        known: new Set(tables),
      }),
      library,
    );
    return machine;
  };
  const walk = (direction: 'up' | 'down'): WalkedWay | undefined => {
    const changes = machineFor(new PhinxJournal('up'), known).has('change');
    const journal = new PhinxJournal(changes && direction === 'down' ? 'inverted' : direction);
    // On the way back the tables of this migration are there.
    const machine = machineFor(journal, known);
    const method = changes ? 'change' : direction;
    if (!machine.has(method)) return undefined;
    machine.run('init', []);
    machine.run(method, []);
    journal.finish();
    return {
      steps: journal.recorder.steps,
      raises: machine.raises,
      problems: journal.problems,
      ...(machine.cutAt && { cutAt: machine.cutAt }),
    };
  };
  const [up, down] = [walk('up'), walk('down')];
  const isChange = machineFor(new PhinxJournal('up'), known).has('change');
  const [, version = '', name = ''] = phinxName.exec(baseName(unit.source.path)) ?? [];
  const runs = placementOn(set.dialect, runner.transaction);
  const uses = machineFor(new PhinxJournal('up'), known).run('useTransactions', []);
  return programMigration({
    set,
    view,
    unit,
    class: own,
    name: name === '' ? (own?.name ?? version) : name,
    version,
    up,
    down,
    form: isChange ? formOfChange(up, down) : formOfWay(down),
    problems: isChange ? (down?.problems ?? []) : [],
    runner: { ...runner, transaction: runs },
    transaction: uses?.kind === 'boolean' && !uses.value ? 'none' : runs,
  });
}

/** A `change` that does something is turned round, or says where it cannot be. */
function formOfChange(up: WalkedWay | undefined, down: WalkedWay | undefined): DownForm {
  if (down?.raises === true && down.steps.length === 0) return 'irreversible';
  return (up?.steps.length ?? 0) === 0 && (down?.steps.length ?? 0) === 0 ? 'noop' : 'inferred';
}

function isMigration({ methods, isAbstract }: ClassNode): boolean {
  return !isAbstract && methods.some(({ name }) => /^(up|down|change)$/.test(name));
}
