import type { RepositoryView } from '../../../model/repository-view.js';
import { compareText } from '../../../model/source-span.js';
import type { FoundFolder } from '../../claim-folders.js';
import { databaseUrls } from '../../dialect/database-urls.js';
import { dialectOfSet } from '../../dialect/dialect-of-set.js';
import { mentionedDirectory } from '../../finding/mentions.js';
import { baseName, directoryOf, isWithin } from '../../finding/paths.js';
import { filesByDirectory } from '../../finding/product-files.js';
import type { MigrationClaim } from '../../framework.js';
import { connectionDrivers } from './connection-drivers.js';
import { doctrineSettings } from './doctrine-settings.js';
import { definesMigration, versionFile } from './migration-file.js';
import { platformEvidence } from './platforms.js';

/** Finds the folders whose files are migrations of Doctrine, several per repository; years and months below a folder belong to it. */
export async function findDoctrine(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const folders = await foldersOf(view);
  if (folders.length === 0) return [];
  const hints = [...(await connectionDrivers(view)), ...(await databaseUrls(view))];
  const claims: MigrationClaim[] = [];
  for (const { directory, files, strength, reason } of folders) {
    const shown = await platformEvidence(directory, files, view);
    // One that all its SQL is written for is surer than a driver that anyone may set.
    const [settings, weaker] = shown.alone ? [shown.evidence, hints] : [[], [...hints]];
    let dialect = await dialectOfSet({ directory, files: [], settings, hints: weaker }, view);
    if (dialect.dialect === 'unknown' && shown.evidence[0])
      dialect = { dialect: shown.evidence[0].dialect, dialectReason: shown.evidence[0].reason };
    claims.push({ framework: 'doctrine', directory, ...dialect, reason, strength, files });
  }
  return claims;
}

async function foldersOf(view: RepositoryView): Promise<readonly FoundFolder[]> {
  const found = new Map<string, string[]>();
  for (const [directory, entries] of filesByDirectory(view))
    for (const { path } of entries) {
      if (!versionFile.test(baseName(path))) continue;
      const source = await view.read(path);
      if (!source || !definesMigration(source.text)) continue;
      const home = homeOf(directory);
      const files = found.get(home);
      if (files) files.push(path);
      else found.set(home, [path]);
    }
  if (found.size === 0) return [];
  const configured = await configuredFolders(view, [...found.keys()]);
  return [...found].map(([directory, files]) => {
    const file = [...configured].find(([folder]) => isWithin(directory, folder))?.[1];
    return {
      directory,
      // By their names: versions are compared as texts (Version/AlphabeticalComparator.php).
      files: files.toSorted((a, b) => compareText(baseName(a), baseName(b)) || compareText(a, b)),
      strength: file === undefined ? 'signature' : 'configured',
      reason:
        file === undefined
          ? `${baseName(files[0] ?? '')} derives from Doctrine's AbstractMigration`
          : `${file} names the folder`,
    };
  });
}

/** `organize_migrations`: a folder per year, with one per month in it. */
function homeOf(directory: string): string {
  const year = directory.replace(/\/\d\d$/, '');
  return /\/(19|20)\d\d$/.test(year) ? directoryOf(year) : directory;
}

/** Folders that a configuration names, with its file. */
async function configuredFolders(
  view: RepositoryView,
  candidates: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const folders = new Map<string, string>();
  for (const { file, paths } of await doctrineSettings(view))
    for (const path of paths) {
      const plain = path
        .replace(/^%kernel\.(project|root)_dir%\/(\.\.\/)?/, '')
        .replace(/^@(\w+)Bundle\//, '$1Bundle/');
      const folder = mentionedDirectory(plain, file, candidates);
      if (folder !== undefined && !folders.has(folder)) folders.set(folder, file);
    }
  return folders;
}
