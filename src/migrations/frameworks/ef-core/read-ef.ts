import type { Migration, MigrationSet, RunnerModel } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import { csharpProgram } from '../../../syntax/csharp/program.js';
import { Machine } from '../../../syntax/imperative/machine.js';
import type { ClassNode } from '../../../syntax/imperative/tree.js';
import type { ClassUnit, Unit } from '../../../syntax/imperative/values.js';
import { baseName } from '../../finding/paths.js';
import { withInherited } from '../../programs/class-library.js';
import { csharpLibrary } from '../../programs/csharp-library.js';
import { programMigration, readEach } from '../../programs/program-migration.js';
import { Recorder } from '../../programs/recorder.js';
import { formOfWay, runWay } from '../../programs/way.js';
import type { Way } from '../../programs/way.js';
import { EfHost } from './ef-host.js';
import { efRunnerOf } from './ef-runner.js';
import { MigrationBuilder } from './migration-builder.js';
import { efName, migrationId } from './migration-file.js';

/** Reads the migrations of a folder of EF Core. */
export async function readEf(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const runner = await efRunnerOf(set, view);
  return readEach(set, async (path) => {
    const source = await view.read(path);
    return source && readOne({ source, program: await csharpProgram(source) }, set, runner, view);
  });
}

async function readOne(
  unit: Unit,
  set: MigrationSet,
  runner: RunnerModel,
  view: RepositoryView,
): Promise<Reading<Migration>> {
  const own = unit.program.classes.find(isMigration);
  const library = await csharpLibrary(unit, view);
  const hierarchy: readonly ClassUnit[] = own ? withInherited({ unit, class: own }, library) : [];
  const way = (name: 'Up' | 'Down'): Way | undefined => {
    const recorder = new Recorder();
    const machine = new Machine(hierarchy, unit, new EfHost(recorder, unit, view), library);
    return runWay(
      machine,
      recorder,
      [name],
      [{ kind: 'object', object: new MigrationBuilder(recorder, set.dialect) }],
    );
  };
  const [up, down] = [way('Up'), way('Down')];
  const [version, name] = await identity(unit, view);
  return programMigration({
    set,
    view,
    unit,
    class: own,
    name,
    version,
    up,
    down,
    // Without a Down of its own a migration inherits one that does nothing but throw.
    form: down ? formOfWay(down) : 'none',
    runner,
    transaction: runner.transaction,
  });
}

function isMigration({ methods, isAbstract }: ClassNode): boolean {
  return !isAbstract && methods.some(({ name }) => name === 'Up');
}

/** Version and name: by the file's name, else by the attribute, in the file or in its designer's. */
async function identity({ source }: Unit, view: RepositoryView): Promise<readonly [string, string]> {
  const file = baseName(source.path);
  const match = efName.exec(file);
  if (match) return [match[1] ?? '', match[2] ?? ''];
  const designer = source.path.replace(/\.cs$/, '.Designer.cs');
  const id =
    migrationId(source.text) ??
    migrationId((view.file(designer) ? await view.read(designer) : undefined)?.text ?? '');
  const [, version = '', name = ''] = /^(\d+)_(.*)$/.exec(id ?? '') ?? [];
  return [version, name === '' ? file.replace(/\.cs$/, '') : name];
}
