import type { Migration, MigrationSet } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import type { SourceText } from '../../../model/source-text.js';
import { baseName } from '../../finding/paths.js';
import { filesByDirectory } from '../../finding/product-files.js';
import { opaqueMigration } from '../../opaque-migration.js';
import type { SqlDirection } from '../../sql-migration.js';
import { readSqlMigration, wholeText } from '../../sql-migration.js';
import { sendingFor } from './find-migrate.js';
import { parseMigrateName } from './migrate-name.js';
import { placementOf, runnerOn } from './migrate-runner.js';

/** Reads the pairs of a folder of golang-migrate. A down file belongs to the up file of the same version and title, else of the version. */
export async function readMigrate(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const sending = await sendingFor(view, set.directory);
  const runner = runnerOn(set.dialect, sending);
  const downs = downFiles(set, view);
  const facts: Migration[] = [];
  const skipped: Skipped[] = [];
  const sent = (source: SourceText): SqlDirection => ({
    ...wholeText(source, runner.transaction),
    placement: (reading) => placementOf(set.dialect, sending, reading),
  });
  for (const path of set.files) {
    const file = parseMigrateName(baseName(path));
    if (!file) continue;
    const { name, version } = file;
    const downPath = downs.take(version, name);
    const up = await view.read(path);
    if (file.extension === 'json') {
      const reason = 'the migration is a list of commands for MongoDB';
      const down = downPath === undefined ? 'none' : 'explicit';
      facts.push(opaqueMigration({ set, path, name, version, down, runner, reason, source: up }));
      continue;
    }
    const down = downPath === undefined ? undefined : await view.read(downPath);
    const read = await readSqlMigration({
      set,
      path,
      ...(downPath === undefined ? {} : { downPath }),
      name,
      version,
      runner,
      up: up && sent(up),
      down: down && sent(down),
      downWhenMissing: downPath === undefined ? 'none' : 'explicit',
    });
    facts.push(read.migration);
    skipped.push(...read.skipped);
  }
  return { facts, skipped: [...skipped, ...downs.orphans()] };
}

interface DownFiles {
  take(version: string, name: string): string | undefined;
  orphans(): readonly Skipped[];
}

function downFiles(set: MigrationSet, view: RepositoryView): DownFiles {
  const left = new Map<string, { readonly path: string; readonly version: string; readonly name: string }>();
  for (const { path } of filesByDirectory(view).get(set.directory) ?? []) {
    const name = parseMigrateName(baseName(path));
    if (name?.direction === 'down') left.set(path, { path, version: name.version, name: name.name });
  }
  return {
    take(version, name) {
      const ofVersion = [...left.values()].filter((file) => BigInt(file.version) === BigInt(version));
      const found =
        ofVersion.find((file) => file.name === name) ?? (ofVersion.length === 1 ? ofVersion[0] : undefined);
      if (found) left.delete(found.path);
      return found?.path;
    },
    orphans: () =>
      [...left.keys()].map((file) => ({
        file,
        reason: 'unsupported-syntax',
        detail: 'a down migration without an up migration of its version',
      })),
  };
}
