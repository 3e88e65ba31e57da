import type { RepositoryView } from '../../../model/repository-view.js';
import { compareText } from '../../../model/source-span.js';
import type { FoundFolder } from '../../claim-folders.js';
import { claimFolders } from '../../claim-folders.js';
import type { DialectEvidence } from '../../dialect/dialect-evidence.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { baseName, directoryOf, resolveFrom } from '../../finding/paths.js';
import { filesByDirectory, productFiles } from '../../finding/product-files.js';
import type { MigrationClaim } from '../../framework.js';
import { isRecord, readJson } from '../../settings/json.js';
import { drizzleConfigs, drizzleDialect } from './drizzle-settings.js';
import type { DrizzleJournal } from './journal.js';
import { readJournal } from './journal.js';

/** Finds the folders of Drizzle by their journals and by their snapshots. */
export async function findDrizzle(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const folders = [...(await journalFolders(view)), ...(await snapshotFolders(view))];
  return claimFolders('drizzle', folders, view);
}

/** Journals by the folder of their migrations. */
export const drizzleJournals = oncePerView(
  async (view: RepositoryView): Promise<ReadonlyMap<string, DrizzleJournal & { readonly file: string }>> => {
    const journals = new Map<string, DrizzleJournal & { readonly file: string }>();
    for (const { path } of productFiles(view)) {
      if (!/(^|\/)meta\/_journal\.json$/.test(path)) continue;
      const source = await view.read(path);
      const journal = source && readJournal(source);
      if (journal) journals.set(directoryOf(directoryOf(path)), { ...journal, file: path });
    }
    return journals;
  },
);

async function journalFolders(view: RepositoryView): Promise<readonly FoundFolder[]> {
  const folders: FoundFolder[] = [];
  for (const [directory, { file, dialect, tags }] of await drizzleJournals(view)) {
    const named = tags.map((tag) => resolveFrom(directory, `${tag}.sql`) ?? '');
    const known = new Set(named);
    const others = (filesByDirectory(view).get(directory) ?? []).filter(
      ({ path }) => /^\d{4,14}_.*\.sql$/.test(baseName(path)) && !known.has(path),
    );
    folders.push({
      directory,
      files: [...named.filter((path) => view.file(path)), ...others.map(({ path }) => path)],
      strength: 'signature',
      reason: `the journal of Drizzle lies in ${file}`,
      ...(await evidenceFor(view, directory, file, dialect)),
    });
  }
  return folders;
}

async function snapshotFolders(view: RepositoryView): Promise<readonly FoundFolder[]> {
  const sets = new Map<string, string[]>();
  for (const { path } of productFiles(view)) {
    const home = directoryOf(path);
    const isMigration = baseName(path) === 'migration.sql' && /^\d{14}_/.test(baseName(home));
    if (!isMigration || !view.file(resolveFrom(home, 'snapshot.json') ?? '')) continue;
    const directory = directoryOf(home);
    const files = sets.get(directory);
    if (files) files.push(path);
    else sets.set(directory, [path]);
  }
  const folders: FoundFolder[] = [];
  for (const [directory, files] of sets) {
    const inOrder = files.toSorted((one, other) => compareText(directoryOf(one), directoryOf(other)));
    const file = resolveFrom(directoryOf(inOrder.at(-1) ?? ''), 'snapshot.json') ?? '';
    const snapshot = readJson((await view.read(file))?.text ?? '');
    const dialect = isRecord(snapshot) && typeof snapshot['dialect'] === 'string' ? snapshot['dialect'] : '';
    folders.push({
      directory,
      files: inOrder,
      strength: 'signature',
      reason: `each migration has a snapshot of Drizzle beside it, e.g. ${file}`,
      ...(await evidenceFor(view, directory, file, dialect)),
    });
  }
  return folders;
}

async function evidenceFor(
  view: RepositoryView,
  directory: string,
  file: string,
  word: string,
): Promise<Pick<FoundFolder, 'settings' | 'hints'>> {
  const configs = await drizzleConfigs(view);
  const own = configs.filter((config) => config.directory === directory);
  const dialect = drizzleDialect(word);
  const settings: readonly DialectEvidence[] = dialect
    ? [{ file, dialect, reason: `the dialect in ${file} is ${word}` }]
    : own.flatMap((config) => config.dialect ?? []);
  return { settings, hints: configs.flatMap((config) => config.dialect ?? []) };
}
