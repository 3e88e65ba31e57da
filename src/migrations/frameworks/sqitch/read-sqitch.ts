import type { Migration, MigrationSet, RunnerModel } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import { readEach } from '../../read-each.js';
import { readSqlMigration, wholeText } from '../../sql-migration.js';
import { sqitchProjects } from './find-sqitch.js';

/**
 * Sqitch hands each script to the database's own client, which commits each statement; scripts open their transactions themselves
 * (https://sqitch.org/docs/manual/sqitchtutorial/). It holds a lock of its own while it deploys (Changes, 1.2.0: --lock-timeout).
 */
export const sqitchRunner: RunnerModel = { transaction: 'none', holdsLock: true };

/** Reads the changes of a plan. */
export async function readSqitch(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const project = (await sqitchProjects(view)).get(set.directory);
  const changes = new Map(project?.changes.map((change) => [change.path, change]));
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
      runner: sqitchRunner,
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
