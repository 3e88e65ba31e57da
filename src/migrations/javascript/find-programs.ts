import type { RepositoryFile, RepositoryView } from '../../model/repository-view.js';
import { compareText } from '../../model/source-span.js';
import type { DialectEvidence } from '../dialect/dialect-evidence.js';
import { agreedDialect } from '../dialect/dialect-evidence.js';
import { dialectOfSet } from '../dialect/dialect-of-set.js';
import { driverEvidence } from '../dialect/driver-dependencies.js';
import { isSeedFolder } from '../finding/foreign-folders.js';
import { manifestsOf } from '../finding/manifests.js';
import { mentionedDirectory } from '../finding/mentions.js';
import { baseName, directoryOf, isWithin, segmentsOf } from '../finding/paths.js';
import { filesByDirectory } from '../finding/product-files.js';
import type { ClaimStrength, MigrationClaim } from '../framework.js';
import { migrationNameOf } from './migration-name.js';

/** A directory that a setting names, relative to its file, to a parent of it or to the root. */
export interface NamedDirectory {
  readonly file: string;
  readonly path: string;
  /** In words: "knexfile.js names it". */
  readonly reason: string;
}

/** What a framework's configuration says. */
export interface ProgramSettings {
  readonly directories: readonly NamedDirectory[];
  readonly dialects: readonly DialectEvidence[];
}

/** How the migrations of a framework whose migrations are programs are told from other files. */
export interface ProgramSearch {
  readonly framework: string;
  /** Packages that a project with such migrations depends on. */
  readonly packages: RegExp;
  /** Names of files, besides `.js`, `.ts` and their kin. */
  readonly otherFiles?: RegExp;
  /** Whether a text is a migration of this framework. */
  readonly fits: (text: string) => boolean;
  /** Whether only this framework writes such a text, so that nothing else has to say so. */
  readonly isCertain: (text: string) => boolean;
  readonly settings: (view: RepositoryView) => Promise<ProgramSettings>;
}

/** Whether a text exports `up`, in any of the ways that JavaScript has. */
export const exportsUp =
  /\bexports\.up\s*=|\bmodule\.exports\b[^]{0,2000}\bup\s*[:(,}]|\bexport\s+(?:async\s+)?function\s+up\b|\bexport\s+(?:const|let|var)\s+up\b|\bexport\s*\{[^}]{0,200}\bup\b|\bexport\s+default\b[^]{0,2000}\bup\s*[:(,}]/;

const programFile = /(?<!\.d)(?<!\.(?:spec|test))\.[cm]?[jt]s$/;
const fittingFolder = /migrat|upgrade|update|version|changes|patches/i;

/**
 * Finds the sets of such a framework: the folders that its configuration names, with whatever they are called there, and all others whose
 * files are numbered. Both only count files whose content is such a migration.
 */
export async function findPrograms(
  view: RepositoryView,
  search: ProgramSearch,
): Promise<readonly MigrationClaim[]> {
  const users = (await manifestsOf(view)).filter(
    ({ dependencies, ecosystem }) =>
      ecosystem === 'npm' && [...dependencies.keys()].some((name) => search.packages.test(name)),
  );
  const folders = filesByDirectory(view);
  const settings = users.length > 0 ? await search.settings(view) : { directories: [], dialects: [] };
  const named = configuredFolders(settings.directories, [...folders.keys()]);
  const claims: MigrationClaim[] = [];
  for (const [directory, entries] of folders) {
    const configured = named.get(directory);
    const user = users.find(({ file }) => isWithin(directory, directoryOf(file)));
    const found = await migrationsIn(entries, {
      search,
      isNamed: configured !== undefined,
      isUser: user !== undefined,
      view,
    });
    const [sample] = found.files;
    if (sample === undefined || (configured === undefined && isForeign(directory))) continue;
    const strength: ClaimStrength = configured ? 'configured' : found.isCertain ? 'signature' : 'dependency';
    const reason =
      configured?.reason ??
      (found.isCertain
        ? `${baseName(sample)} is written for it`
        : `${user?.file ?? 'the project'} depends on it and ${baseName(sample)} is written for it`);
    const own = agreedDialect(settings.dialects, directory);
    const hints = own ? [own] : await serverDrivers(view, directory);
    claims.push({
      framework: search.framework,
      directory,
      ...(await dialectOfSet({ directory, files: [], hints }, view)),
      reason,
      strength,
      files: found.files,
    });
  }
  return claims;
}

interface FolderSearch {
  readonly search: ProgramSearch;
  readonly isNamed: boolean;
  readonly isUser: boolean;
  readonly view: RepositoryView;
}

/** Numbered files that export `up` are migrations of a folder whose others are, whatever they do (they may call a script). */
async function migrationsIn(
  entries: readonly RepositoryFile[],
  { search, isNamed, isUser, view }: FolderSearch,
): Promise<{ readonly files: readonly string[]; readonly isCertain: boolean }> {
  const files: string[] = [];
  const beside: string[] = [];
  let isCertain = false;
  for (const { path } of entries) {
    const name = baseName(path);
    if (!programFile.test(name) && search.otherFiles?.test(name) !== true) continue;
    const isNumbered = migrationNameOf(name).version !== '';
    if (!isNamed && !isNumbered && !fittingFolder.test(directoryOf(path))) continue;
    const text = (await view.read(path))?.text;
    if (text === undefined) continue;
    const fits = search.fits(text);
    const certain = fits && search.isCertain(text);
    isCertain ||= certain;
    if (fits && (certain || isUser || isNamed)) files.push(path);
    else if (isNumbered && !fits && exportsUp.test(text)) beside.push(path);
  }
  const all = files.length === 0 ? files : [...files, ...beside];
  return { files: all.toSorted((a, b) => compareText(baseName(a), baseName(b))), isCertain };
}

/** Folders of seeds, and of templates that generators copy. */
function isForeign(directory: string): boolean {
  return (
    isSeedFolder(directory) ||
    segmentsOf(directory).some((segment) => /^(templates?|stubs|blueprints)$/.test(segment))
  );
}

function configuredFolders(
  directories: readonly NamedDirectory[],
  candidates: readonly string[],
): ReadonlyMap<string, NamedDirectory> {
  const named = new Map<string, NamedDirectory>();
  for (const directory of directories) {
    const found = mentionedDirectory(directory.path, directory.file, candidates);
    if (found !== undefined && !named.has(found)) named.set(found, directory);
  }
  return named;
}

/** Drivers of the nearest package.json; SQLite beside a database server is for development and tests. */
async function serverDrivers(view: RepositoryView, directory: string): Promise<readonly DialectEvidence[]> {
  const drivers = (await driverEvidence(view)).filter(
    ({ file }) => baseName(file) === 'package.json' && isWithin(directory, directoryOf(file)),
  );
  return withoutDevelopment(drivers);
}

/** Per file: without SQLite where the same file names another database as well. */
export function withoutDevelopment(evidence: readonly DialectEvidence[]): readonly DialectEvidence[] {
  return evidence.filter(
    ({ dialect, file }) =>
      dialect !== 'sqlite' || !evidence.some((other) => other.file === file && other.dialect !== 'sqlite'),
  );
}
