import type { Dialect, Migration, MigrationSet } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import { readEach } from '../../read-each.js';
import { readSqlMigration, wholeText } from '../../sql-migration.js';
import { sqitchProjects } from './find-sqitch.js';
import { sqitchRunner } from './sqitch-runner.js';

const withLock: ReadonlySet<Dialect> = new Set(['postgresql', 'mysql', 'mariadb', 'unknown']);

/** Reads the changes of a plan. */
export async function readSqitch(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const project = (await sqitchProjects(view)).get(set.directory);
  const changes = new Map(project?.changes.map((change) => [change.path, change]));
  const runner = { ...sqitchRunner, holdsLock: withLock.has(set.dialect) };
  const reading = await readEach(set.files, async (path) => {
    const change = changes.get(path);
    const source = await view.read(path);
    const downPath = change && view.file(change.revert) ? change.revert : undefined;
    const down = downPath === undefined ? undefined : await view.read(downPath);
    return readSqlMigration({
      set,
      path,
      ...(downPath === undefined ? {} : { downPath }),
      name: change?.name ?? '',
      version: change?.script ?? '',
      runner,
      up: source && wholeText(source, sqitchRunner.transaction),
      down: down && wholeText(down, sqitchRunner.transaction),
      downWhenMissing: 'none',
    });
  });
  const missing: readonly Skipped[] = [...changes.values()].flatMap(({ path }) =>
    project === undefined || view.file(path)
      ? []
      : [
          {
            file: project.plan,
            reason: 'unsupported-syntax',
            detail: `the plan names ${path}, which is not there`,
          },
        ],
  );
  return { facts: reading.facts, skipped: [...reading.skipped, ...missing] };
}
