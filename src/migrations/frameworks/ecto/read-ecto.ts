import type { DownForm, Migration, MigrationSet } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import { elixirProgram } from '../../../syntax/elixir/program.js';
import type { Library } from '../../../syntax/imperative/evaluation.js';
import { Machine } from '../../../syntax/imperative/machine.js';
import type { ClassNode } from '../../../syntax/imperative/tree.js';
import type { ClassUnit, Unit } from '../../../syntax/imperative/values.js';
import { baseName } from '../../finding/paths.js';
import { elixirLibrary, importsOf } from '../../programs/elixir-library.js';
import { programMigration, readEach } from '../../programs/program-migration.js';
import { Recorder } from '../../programs/recorder.js';
import { formOfWay } from '../../programs/way.js';
import type { Way } from '../../programs/way.js';
import { placementOn } from '../../transaction-placement.js';
import { Commands } from './commands.js';
import { EctoHost } from './ecto-host.js';
import { ectoName } from './find-ecto.js';
import { ectoRepositories, repositoryOf } from './repositories.js';
import type { EctoRepository } from './repositories.js';
import { ectoRunner } from './ecto-runner.js';

/** Reads the migrations of a folder of Ecto. */
export async function readEcto(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const repository = await repositoryOf(set.directory, view);
  const repositories = await ectoRepositories(view);
  return readEach(set, async (path) => {
    const source = await view.read(path);
    if (!source) return undefined;
    const unit = { source, program: await elixirProgram(source) };
    const library = await elixirLibrary(unit, view);
    return readOne({ unit, set, view, library, repository, repositories });
  });
}

interface Given {
  readonly unit: Unit;
  readonly set: MigrationSet;
  readonly view: RepositoryView;
  readonly library: Library;
  readonly repository: EctoRepository | undefined;
  readonly repositories: readonly EctoRepository[];
}

interface EctoWay extends Way {
  readonly problems: Migration['downProblems'];
}

async function readOne(given: Given): Promise<Reading<Migration>> {
  const { unit, set, view, library, repository, repositories } = given;
  const own = unit.program.classes.find(isMigration);
  const hierarchy: readonly ClassUnit[] = own ? importsOf({ unit, class: own }, library) : [];
  const has = (name: string): boolean => own?.methods.some((method) => method.name === name) === true;
  const way = (direction: 'up' | 'down'): EctoWay | undefined => {
    const method = has(`${direction}/0`) ? `${direction}/0` : has('change/0') ? 'change/0' : undefined;
    if (method === undefined) return undefined;
    const recorder = new Recorder();
    const commands = new Commands(recorder, direction === 'down' && method === 'change/0');
    const place = {
      unit,
      library,
      view,
      dialect: set.dialect,
      settings: repository?.settings ?? {},
      repositories,
      direction,
    };
    const machine = new Machine(hierarchy, unit, new EctoHost(recorder, commands, place), library);
    for (const name of ['after_begin/0', method, 'before_commit/0'])
      if (name === method || (machine.has(name) && !commands.inverts)) {
        machine.run(name, []);
        commands.flush();
      }
    return {
      steps: recorder.steps,
      raises: machine.raises,
      problems: commands.problems,
      ...(machine.cutAt && { cutAt: machine.cutAt }),
    };
  };
  const [up, down] = [way('up'), way('down')];
  const runs = placementOn(set.dialect, 'per-migration');
  const transaction = isSet(own, '@disable_ddl_transaction') ? 'none' : runs;
  const holdsLock = repository?.settings.unlocked !== true && !isSet(own, '@disable_migration_lock');
  const [, version = '', name = ''] = ectoName.exec(baseName(unit.source.path)) ?? [];
  return programMigration({
    set,
    view,
    unit,
    class: own,
    name: name === '' ? baseName(unit.source.path).replace(/\.exs?$/, '') : name,
    version,
    up,
    down,
    form: formOf(has('down/0'), down),
    problems: down?.problems ?? [],
    runner: { ...ectoRunner, transaction: runs, holdsLock },
    transaction,
  });
}

function formOf(isWritten: boolean, down: EctoWay | undefined): DownForm {
  return isWritten || !down
    ? formOfWay(down)
    : down.raises && down.steps.length === 0
      ? 'irreversible'
      : 'inferred';
}

function isMigration({ methods }: ClassNode): boolean {
  return methods.some(({ name }) => /^(up|change|down)\/0$/.test(name));
}

function isSet(own: ClassNode | undefined, attribute: string): boolean {
  const value = own?.fields.find((field) => field.name === attribute)?.value;
  return value?.kind === 'boolean' && value.value;
}
