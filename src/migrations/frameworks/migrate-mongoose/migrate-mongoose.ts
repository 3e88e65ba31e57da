import type { Migration, MigrationSet } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { baseName } from '../../finding/paths.js';
import { productFiles } from '../../finding/product-files.js';
import { programSources } from '../../finding/program-sources.js';
import { scriptsOf } from '../../finding/scripts.js';
import type { MigrationClaim } from '../../framework.js';
import { settingAt, settingsIn, writtenPath } from '../../javascript/configured-paths.js';
import type { NamedDirectory, ProgramSettings } from '../../javascript/find-programs.js';
import { textsOf } from '../../javascript/values.js';
import { findMongoPrograms } from '../../mongo/find-mongo-programs.js';
import { readMongoPrograms } from '../../mongo/read-mongo-programs.js';
import { isRecord, readJson } from '../../settings/json.js';
import { mongooseRunner } from './migrate-mongoose-runner.js';

const packages = /^((ts-)?migrate-mongoose|mongoose-migrate(-\d)?|mongoose-data-migrate|mongoose-migration)$/;

/** Finds the folders of migrate-mongoose and its kin. */
export async function findMigrateMongoose(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  return findMongoPrograms(view, { framework: 'migrate-mongoose', packages, settings });
}

/** Reads the migrations of a folder of migrate-mongoose. */
export async function readMigrateMongoose(
  set: MigrationSet,
  view: RepositoryView,
): Promise<Reading<Migration>> {
  return readMongoPrograms(set, view, mongooseRunner);
}

/** `migrationsPath` (src/types.ts, `ConfigOptions`), `migrationsDir` of the older tools, the variable and the options of the command line. */
const settings = oncePerView(async (view: RepositoryView): Promise<ProgramSettings> => {
  const directories: NamedDirectory[] = [];
  for (const { path } of productFiles(view)) {
    if (!/^\.?migrate\.json$/.test(baseName(path))) continue;
    const root = readJson((await view.read(path))?.text ?? '');
    for (const key of ['migrationsPath', 'migrationsDir', 'migrations-dir']) {
      const named = isRecord(root) ? root[key] : undefined;
      if (typeof named === 'string') directories.push(directory(path, named));
    }
  }
  const sources = await programSources(view, {
    extensions: ['.js', '.ts', '.mjs', '.cjs', '.mts'],
    dependency: packages,
    word: /\bmigrationsPath\b|\bmigrate-mongoose\b/,
  });
  for (const { path } of sources)
    for (const { value } of await settingsIn(path, view))
      for (const named of textsOf(settingAt(value, ['migrationsPath'])) ?? [])
        directories.push(directory(path, writtenPath(named)));
  for (const { file, text } of await scriptsOf(view))
    for (const [, named] of text.matchAll(
      /(?:\bMIGRATE_MIGRATIONS_PATH["']?\s*[:=]\s*["']?|\bmigrate\b[^\n]{0,200}\s(?:-md?|--migrations-path|--migrations-dir)[= ]["']?)([\w./@-]{1,200})/g,
    ))
      directories.push(directory(file, named ?? ''));
  return { directories, dialects: [] };
});

function directory(file: string, path: string): NamedDirectory {
  return { file, path, reason: `${baseName(file)} names it` };
}
