import type { DownForm, Migration, MigrationSet } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import { csharpProgram } from '../../../syntax/csharp/program.js';
import { Machine } from '../../../syntax/imperative/machine.js';
import type { Attribute, ClassNode } from '../../../syntax/imperative/tree.js';
import type { ClassUnit, Unit } from '../../../syntax/imperative/values.js';
import { withInherited } from '../../programs/class-library.js';
import { csharpLibrary } from '../../programs/csharp-library.js';
import { programMigration, readEach } from '../../programs/program-migration.js';
import { Recorder } from '../../programs/recorder.js';
import { scriptNamed } from '../../programs/script-files.js';
import { formOfWay, runWay } from '../../programs/way.js';
import type { Way } from '../../programs/way.js';
import { placementOn } from '../../transaction-placement.js';
import { FluentHost } from './fluent-host.js';
import { identityOf } from './identity.js';
import { reversed } from './reversal.js';
import { sessionTransaction } from './session-transaction.js';
import { fluentRunner } from './fluent-migrator-runner.js';

/** Reads the migrations of a project of FluentMigrator; a file may hold several. */
export async function readFluent(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const perSession = await sessionTransaction(view, set.directory);
  const runs = placementOn(set.dialect, perSession ? 'all-migrations' : 'per-migration');
  return readEach(set, async (path) => {
    const source = await view.read(path);
    if (!source) return undefined;
    const unit = { source, program: await csharpProgram(source) };
    const classes = unit.program.classes.filter(isMigration);
    const facts: Migration[] = [];
    const skipped: Skipped[] = [];
    for (const own of classes.length > 0 ? classes : [undefined]) {
      const reading = await readOne(unit, own, { set, view, runs });
      facts.push(...reading.facts);
      // What does not parse is said once.
      if (own === classes[0]) skipped.push(...reading.skipped);
      else skipped.push(...reading.skipped.filter(({ reason }) => reason !== 'parse-error'));
    }
    return { facts, skipped };
  });
}

interface Project {
  readonly set: MigrationSet;
  readonly view: RepositoryView;
  readonly runs: Migration['runner']['transaction'];
}

async function readOne(
  unit: Unit,
  own: ClassNode | undefined,
  { set, view, runs }: Project,
): Promise<Reading<Migration>> {
  const library = await csharpLibrary(unit, view);
  const hierarchy: readonly ClassUnit[] = own ? withInherited({ unit, class: own }, library) : [];
  const way = (name: 'Up' | 'Down'): Way | undefined => {
    const recorder = new Recorder();
    const host = new FluentHost(recorder, set.dialect, (script) => scriptNamed(script, unit, view));
    return runWay(new Machine(hierarchy, unit, host, library), recorder, [name]);
  };
  const up = once(way('Up'));
  const bases = new Set(hierarchy.flatMap((part) => part.class.bases));
  const inverse = bases.has('AutoReversingMigration') ? reversed(up) : undefined;
  const down = inverse ? inverse.way : once(way('Down'));
  const { version, name, phase, isOutside } = identityOf(own);
  return programMigration({
    set,
    view,
    unit,
    class: own,
    name,
    version,
    ...(phase !== undefined && { phase }),
    up,
    down,
    form: formOf(bases, down),
    problems: inverse?.problems ?? [],
    runner: { ...fluentRunner, transaction: runs },
    transaction: isOutside ? 'none' : runs,
  });
}

function formOf(bases: ReadonlySet<string>, down: Way | undefined): DownForm {
  if (bases.has('AutoReversingMigration')) return 'inferred';
  if (bases.has('ForwardOnlyMigration')) return 'irreversible';
  return formOfWay(down);
}

/**
 * Steps without repetitions: where it is not known which branch of a base class runs, several may call the same method.
 */
function once(way: Way | undefined): Way | undefined {
  const seen = new Set<string>();
  return (
    way && {
      ...way,
      steps: way.steps.filter((step) => {
        if (step.unsure !== true) return true;
        const { span } = step;
        const does = 'body' in step ? step.body : 'file' in step ? step.file : step.sql;
        const key = JSON.stringify({ span, does });
        if (seen.has(key)) return false;
        seen.add(key);
        return true;
      }),
    }
  );
}

/** A class with the attribute of a migration, of a profile or of a maintenance stage. */
function isMigration({ isAbstract, attributes }: ClassNode): boolean {
  return !isAbstract && attributes.some(isOfMigration);
}

function isOfMigration({ name }: Attribute): boolean {
  return /Migration$|^MigrationVersion$|^Maintenance$|^Profile$/.test(name);
}
