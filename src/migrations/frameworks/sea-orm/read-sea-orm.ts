import type { Migration, MigrationSet, TransactionPlacement } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { SourceText } from '../../../model/source-text.js';
import { Machine } from '../../../syntax/imperative/machine.js';
import type { ClassNode, ProgramNode, Statement } from '../../../syntax/imperative/tree.js';
import type { ClassUnit, Unit } from '../../../syntax/imperative/values.js';
import { rustProgram } from '../../../syntax/rust/program.js';
import { cratesOf } from '../../finding/crate-folders.js';
import { nearestTo } from '../../finding/nearest.js';
import { baseName } from '../../finding/paths.js';
import { snakeCase } from '../../inflection.js';
import { rustLibrary } from '../../programs/rust-library.js';
import type { RustLibrary } from '../../programs/rust-library.js';
import { programMigration, readEach } from '../../programs/program-migration.js';
import { Recorder } from '../../programs/recorder.js';
import { formOfWay, runWay } from '../../programs/way.js';
import type { Way } from '../../programs/way.js';
import { seaOrmName } from './find-sea-orm.js';
import { SchemaManager, SeaOrmHost } from './sea-orm-host.js';
import { seaOrmRunner } from './sea-orm-runner.js';

/** Reads the migrations of a folder of sea-orm. */
export async function readSeaOrm(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const runs = await placementOf(set, view);
  const parse = async (source: SourceText): Promise<ProgramNode> => rustProgram(source, variantText);
  return readEach(set, async (path) => {
    const source = await view.read(path);
    if (!source) return undefined;
    const unit = { source, program: await parse(source) };
    const library = await rustLibrary(unit, view, parse);
    return readOne(unit, set, view, { runs, library });
  });
}

/** By the version of the crate that is nearest. */
async function placementOf(set: MigrationSet, view: RepositoryView): Promise<TransactionPlacement> {
  if (set.dialect !== 'postgresql') return set.dialect === 'unknown' ? 'unknown' : 'none';
  const crates = await cratesOf(view);
  const named = crates.filter(({ dependencies }) => /\d/.test(dependencies.get('sea-orm-migration') ?? ''));
  const [nearest] = nearestTo(named, set.directory);
  const version = /\d+/.exec(nearest?.dependencies.get('sea-orm-migration') ?? '')?.[0];
  return version === '0' || version === '1' ? 'all-migrations' : 'per-migration';
}

/** `Iden`, `DeriveIden`: a variant in snake case, `Table` is the name of the enumeration; attributes say otherwise. */
function variantText(enumeration: string, variant: string, attributes: string): string {
  const written = /\biden\s*=\s*"([^"]*)"/.exec(attributes)?.[1];
  return written ?? snakeCase(variant === 'Table' ? enumeration : variant);
}

async function readOne(
  unit: Unit,
  set: MigrationSet,
  view: RepositoryView,
  { runs, library }: { readonly runs: TransactionPlacement; readonly library: RustLibrary },
): Promise<Reading<Migration>> {
  const own = unit.program.classes.find(({ bases }) => bases.includes('MigrationTrait'));
  const hierarchy: readonly ClassUnit[] = own ? [{ unit, class: own }, ...library.modules] : [];
  const usesLoco = /\bloco_rs::/.test(unit.source.text);
  const classes = new Map(
    [unit, ...library.modules.map((module) => module.unit)]
      .toReversed()
      .flatMap(({ program }) => program.classes.map((declared) => [declared.name, declared] as const)),
  );
  const way = (name: 'up' | 'down'): Way | undefined => {
    const recorder = new Recorder();
    const place = { recorder, dialect: set.dialect, path: unit.source.path, view, classes, usesLoco };
    const machine = new Machine(hierarchy, unit, new SeaOrmHost(place), library);
    return runWay(machine, recorder, [name], [{ kind: 'object', object: new SchemaManager(place) }]);
  };
  const [up, down] = [way('up'), way('down')];
  const file = baseName(unit.source.path);
  const [, version = '', name = ''] = seaOrmName.exec(file) ?? [];
  const wanted = transactionWish(own);
  const transaction = wanted === undefined ? runs : wanted ? 'per-migration' : 'none';
  return programMigration({
    set,
    view,
    unit,
    class: own,
    name: name === '' ? file.replace(/\.rs$/, '') : name,
    version,
    up,
    down,
    // Without a `down` of its own a migration inherits one that panics.
    form: formOfWay(down),
    runner: { ...seaOrmRunner, transaction: runs },
    transaction,
  });
}

/** `use_transaction` of the migration, when it is `Some(true)` or `Some(false)`. */
function transactionWish(own: ClassNode | undefined): boolean | undefined {
  const body = own?.methods.find(({ name }) => name === 'use_transaction')?.function.body ?? [];
  const last: Statement | undefined = body.at(-1);
  const value = last?.kind === 'return' ? last.value : undefined;
  return value?.kind === 'boolean' ? value.value : undefined;
}
