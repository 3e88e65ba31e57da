import type { Migration, MigrationSet, TransactionPlacement } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import { Machine } from '../../../syntax/imperative/machine.js';
import type { ClassNode } from '../../../syntax/imperative/tree.js';
import type { ClassUnit, Unit, Value } from '../../../syntax/imperative/values.js';
import { textOf } from '../../../syntax/imperative/values.js';
import { phpProgram } from '../../../syntax/php/program.js';
import { baseName } from '../../finding/paths.js';
import { nearestTo } from '../../finding/nearest.js';
import { withInherited } from '../../programs/class-library.js';
import { phpLibrary } from '../../programs/php-library.js';
import { programMigration, readEach } from '../../programs/program-migration.js';
import { formOfWay } from '../../programs/way.js';
import type { Way } from '../../programs/way.js';
import { placementOn } from '../../transaction-placement.js';
import { DoctrineHost } from './doctrine-host.js';
import { doctrineSettings } from './doctrine-settings.js';
import { Journal } from './journal.js';
import { Schema } from './schema.js';
import { doctrineRunner } from './doctrine-runner.js';

/** Reads the migrations of a folder of Doctrine. */
export async function readDoctrine(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const settings = nearestTo(await doctrineSettings(view), set.directory);
  const wanted = settings.some(({ allOrNothing }) => allOrNothing) ? 'all-migrations' : 'per-migration';
  const runs = placementOn(set.dialect, wanted);
  return readEach(set, async (path) => {
    const source = await view.read(path);
    return source && readOne({ source, program: await phpProgram(source) }, { set, view, runs });
  });
}

interface Project {
  readonly set: MigrationSet;
  readonly view: RepositoryView;
  readonly runs: TransactionPlacement;
}

async function readOne(unit: Unit, { set, view, runs }: Project): Promise<Reading<Migration>> {
  const own = unit.program.classes.find(isMigration);
  const library = await phpLibrary(unit, view);
  const hierarchy: readonly ClassUnit[] = own ? withInherited({ unit, class: own }, library) : [];
  const journal = new Journal();
  const ask = (method: string): Value | undefined =>
    new Machine(hierarchy, unit, new DoctrineHost(journal, unit, set.dialect), library).run(method, []);
  const way = (name: 'Up' | 'Down'): Way | undefined => {
    const written = new Journal();
    const machine = new Machine(hierarchy, unit, new DoctrineHost(written, unit, set.dialect), library);
    if (!machine.has(name.toLowerCase())) return undefined;
    const schema: Value = { kind: 'object', object: new Schema(written.changes, set.dialect) };
    machine.run(`pre${name}`, [schema]);
    machine.run(name.toLowerCase(), [schema]);
    written.isAfter = true;
    machine.run(`post${name}`, [schema]);
    return {
      steps: written.steps,
      raises: machine.raises,
      ...(machine.cutAt && { cutAt: machine.cutAt }),
    };
  };
  const [up, down] = [way('Up'), way('Down')];
  const transactional = ask('isTransactional');
  const description = textOf(ask('getDescription'))?.trim() ?? '';
  const stem = baseName(unit.source.path).replace(/\.php$/, '');
  return programMigration({
    set,
    view,
    unit,
    class: own,
    name: description === '' ? stem : description,
    version: stem.replace(/^Version_?/, ''),
    up,
    down,
    form: formOfWay(down),
    runner: { ...doctrineRunner, transaction: runs },
    transaction: transactional?.kind === 'boolean' && !transactional.value ? 'none' : runs,
  });
}

function isMigration({ methods, isAbstract }: ClassNode): boolean {
  return !isAbstract && methods.some(({ name }) => /^(pre|post)?(up|down)$|(Up|Down)$/i.test(name));
}
