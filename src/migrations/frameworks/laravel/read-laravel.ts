import type { Migration, MigrationSet } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import { Machine } from '../../../syntax/imperative/machine.js';
import type { ClassNode } from '../../../syntax/imperative/tree.js';
import type { ClassUnit, Unit } from '../../../syntax/imperative/values.js';
import { phpProgram } from '../../../syntax/php/program.js';
import { ancestorsOf, baseName } from '../../finding/paths.js';
import { withInherited } from '../../programs/class-library.js';
import { phpLibrary } from '../../programs/php-library.js';
import { programMigration, readEach } from '../../programs/program-migration.js';
import { Recorder } from '../../programs/recorder.js';
import { formOfWay, runWay } from '../../programs/way.js';
import type { Way } from '../../programs/way.js';
import { placementOn } from '../../transaction-placement.js';
import { configurationFor } from './configuration.js';
import type { Application } from './laravel-host.js';
import { LaravelHost } from './laravel-host.js';
import { laravelVersion } from './laravel-version.js';
import { laravelName } from './migration-file.js';
import { laravelRunner } from './laravel-runner.js';

/** Reads the migrations of a folder of Laravel. */
export async function readLaravel(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const root =
    ancestorsOf(set.directory).find((directory) =>
      ['artisan', 'composer.json'].some((name) =>
        view.file(directory === '.' ? name : `${directory}/${name}`),
      ),
    ) ?? '.';
  const major = await laravelVersion(root, view);
  return readEach(set, async (path) => {
    const source = await view.read(path);
    if (!source) return undefined;
    const unit = { source, program: await phpProgram(source) };
    const configuration = await configurationFor(source, root, view);
    const application = { root, configuration, restatesChanges: major !== undefined && major >= 11 };
    return readOne(unit, set, view, application);
  });
}

async function readOne(
  unit: Unit,
  set: MigrationSet,
  view: RepositoryView,
  application: Application,
): Promise<Reading<Migration>> {
  const own = unit.program.classes.find(isMigration);
  const library = await phpLibrary(unit, view);
  const hierarchy: readonly ClassUnit[] = own ? withInherited({ unit, class: own }, library) : [];
  const way = (name: 'up' | 'down'): Way | undefined => {
    const recorder = new Recorder();
    const machine = new Machine(
      hierarchy,
      unit,
      new LaravelHost(recorder, unit, library, set.dialect, application),
      library,
    );
    return machine.has(name) ? runWay(machine, recorder, ['__construct', name]) : undefined;
  };
  const [up, down] = [way('up'), way('down')];
  const [, version = '', name = ''] = laravelName.exec(baseName(unit.source.path)) ?? [];
  const runs = set.dialect === 'sqlite' ? 'none' : placementOn(set.dialect, 'per-migration');
  const within = own?.fields.find((field) => field.name === 'withinTransaction')?.value;
  const transaction = within?.kind === 'boolean' && !within.value ? 'none' : runs;
  return programMigration({
    set,
    view,
    unit,
    class: own,
    name: name === '' ? baseName(unit.source.path).replace(/\.php$/, '') : name,
    version,
    up,
    down,
    form: formOfWay(down),
    runner: { ...laravelRunner, transaction: runs },
    transaction,
  });
}

/** The class that Laravel runs: the only one of its file with an `up` or `down`. */
function isMigration({ methods, isAbstract }: ClassNode): boolean {
  return !isAbstract && methods.some(({ name }) => name === 'up' || name === 'down');
}
