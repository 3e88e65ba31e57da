import type { Migration, MigrationSet, TransactionPlacement } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import type { SourceText } from '../../../model/source-text.js';
import { nearestTo } from '../../finding/nearest.js';
import { baseName, directoryOf, resolveFrom } from '../../finding/paths.js';
import { programSources } from '../../finding/program-sources.js';
import { readEach, refused } from '../../read-each.js';
import type { SqlDirection, SqlPart } from '../../sql-migration.js';
import { readSqlMigration } from '../../sql-migration.js';
import { placementOn } from '../../transaction-placement.js';
import { drizzleJournals } from './find-drizzle.js';
import { drizzleRunner } from './drizzle-runner.js';

/** Reads the migrations of a folder of Drizzle; what its journal names and nobody finds, or the other way round, is told. */
export async function readDrizzle(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const wanted = (await overHttp(set, view)) ? 'none' : drizzleRunner.transaction;
  const runner = { ...drizzleRunner, transaction: placementOn(set.dialect, wanted) };
  const journal = (await drizzleJournals(view)).get(set.directory);
  const named = journal && new Set(journal.tags.map((tag) => resolveFrom(set.directory, `${tag}.sql`)));
  const reading = await readEach(set.files, async (path) => {
    if (named && !named.has(path) && baseName(path) !== 'migration.sql')
      return refused(path, 'meta/_journal.json does not name it, so Drizzle does not run it');
    const stem = baseName(path) === 'migration.sql' ? baseName(directoryOf(path)) : baseName(path);
    const [, version = '', name = ''] = /^(\d*)_?(.*?)(?:\.sql)?$/.exec(stem) ?? [];
    const source = await view.read(path);
    const up = source && atBreakpoints(source, runner.transaction);
    return readSqlMigration({ set, path, name, version, runner, up, downWhenMissing: 'unsupported' });
  });
  const missing: readonly Skipped[] = [...(named ?? [])].flatMap((path) =>
    journal === undefined || path === undefined || view.file(path)
      ? []
      : [
          {
            file: journal.file,
            reason: 'unsupported-syntax',
            detail: `the journal names ${path}, which is not there`,
          },
        ],
  );
  return { facts: reading.facts, skipped: [...reading.skipped, ...missing] };
}

const migrator = /['"]drizzle-orm\/([\w-]+)\/migrator['"]/g;

/** Whether the programs nearest to the set that import a migrator import no other one than an HTTP driver's. */
async function overHttp({ dialect, directory }: MigrationSet, view: RepositoryView): Promise<boolean> {
  if (dialect !== 'postgresql') return false;
  const programs = await programSources(view, {
    extensions: ['.ts', '.mts', '.js', '.mjs'],
    dependency: /^drizzle-orm$/,
    word: /drizzle-orm\/[\w-]+\/migrator/,
  });
  const callers = programs.map(({ path, text }) => ({ file: path, text }));
  const drivers = nearestTo(callers, directory).flatMap(({ text }) =>
    [...text.matchAll(migrator)].map((match) => match[1] ?? ''),
  );
  return drivers.length > 0 && drivers.every((driver) => /^(neon|xata)-http$/.test(driver));
}

const breakpoint = '--> statement-breakpoint';

/** What stands between two breakpoints goes to the server in one piece; to MySQL the mark would be no comment. */
function atBreakpoints(source: SourceText, transaction: TransactionPlacement): SqlDirection {
  const parts: SqlPart[] = [];
  let start = 0;
  for (const chunk of source.text.split(breakpoint)) {
    const end = start + chunk.length;
    if (chunk.trim() !== '') parts.push({ start, end, transaction });
    start = end + breakpoint.length;
  }
  return { source, parts };
}
