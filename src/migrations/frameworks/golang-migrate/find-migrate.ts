import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import { dialectOfSet } from '../../dialect/dialect-of-set.js';
import type { DialectEvidence } from '../../dialect/dialect-evidence.js';
import { mentionedDirectory } from '../../finding/mentions.js';
import { nearestTo } from '../../finding/nearest.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { baseName, sharedDepth, directoryOf } from '../../finding/paths.js';
import { filesByDirectory } from '../../finding/product-files.js';
import { isSeedFolder } from '../../finding/foreign-folders.js';
import { manifestsOf } from '../../finding/manifests.js';
import type { ClaimStrength, MigrationClaim } from '../../framework.js';
import type { MigrateCall } from './migrate-calls.js';
import { migrateCalls, migrateUsers } from './migrate-calls.js';
import { parseMigrateName } from './migrate-name.js';
import type { FileSending } from './migrate-runner.js';

/** Finds folders of `VERSION_title.up.sql` in projects that use golang-migrate. */
export async function findMigrate(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const folders = migrateFolders(view);
  if (folders.size === 0) return [];
  const calls = await callsByFolder(view);
  const claims: MigrationClaim[] = [];
  for (const [directory, files] of folders) {
    const ground = await groundOf(view, directory, calls.named.get(directory));
    if (!ground) continue;
    const settings = evidenceOf(calls.named.get(directory));
    const dialect = await dialectOfSet(
      { directory, files, settings, hints: evidenceOf(calls.unnamed) },
      view,
    );
    claims.push({ framework: 'golang-migrate', directory, ...dialect, ...ground, files });
  }
  return claims;
}

/** Folders with files that are named for golang-migrate → their up files in order. */
const migrateFolders = oncePerView((view: RepositoryView): ReadonlyMap<string, readonly string[]> => {
  const folders = new Map<string, readonly string[]>();
  for (const [directory, entries] of filesByDirectory(view)) {
    const files = upFiles(entries);
    if (files.length > 0 && !isSeedFolder(directory)) folders.set(directory, files);
  }
  return folders;
});

function upFiles(entries: readonly RepositoryFile[]): readonly string[] {
  return entries
    .flatMap(({ path }) => {
      const name = parseMigrateName(baseName(path));
      return name?.direction === 'up' ? [{ path, number: name.number }] : [];
    })
    .toSorted((one, other) => (one.number < other.number ? -1 : one.number > other.number ? 1 : 0))
    .map(({ path }) => path);
}

/** The calls by the folder that they name, and those that name none that is known. */
interface CallsByFolder {
  readonly named: ReadonlyMap<string, readonly MigrateCall[]>;
  readonly unnamed: readonly MigrateCall[];
}

const callsByFolder = oncePerView(async (view: RepositoryView): Promise<CallsByFolder> => {
  const folders = [...migrateFolders(view).keys()];
  const named = new Map<string, MigrateCall[]>();
  const unnamed: MigrateCall[] = [];
  for (const call of await migrateCalls(view)) {
    const folder =
      call.directory === undefined ? undefined : mentionedDirectory(call.directory, call.file, folders);
    if (folder === undefined) unnamed.push(call);
    else named.set(folder, [...(named.get(folder) ?? []), call]);
  }
  return { named, unnamed };
});

/** How files are sent by the calls that name the folder, or else by those nearby that name none. */
export async function sendingFor(view: RepositoryView, folder: string): Promise<FileSending> {
  const { named, unnamed } = await callsByFolder(view);
  const own = named.get(folder) ?? nearestTo(unnamed, folder);
  return {
    multiStatement: own.some(({ multiStatement }) => multiStatement),
    unwrapped: own.some(({ unwrapped }) => unwrapped),
  };
}

function evidenceOf(calls: readonly MigrateCall[] | undefined): readonly DialectEvidence[] {
  return (calls ?? []).flatMap(({ dialect }) => dialect ?? []);
}

/** Tools whose files look the same: when one of them is nearer than golang-migrate, the folder is its own. */
const lookalikes = /^(sqlx|github\.com\/mattermost\/morph|github\.com\/uptrace\/bun)(\/|$)/;

async function groundOf(
  view: RepositoryView,
  directory: string,
  calls: readonly MigrateCall[] | undefined,
): Promise<{ readonly strength: ClaimStrength; readonly reason: string } | undefined> {
  const [call] = calls ?? [];
  if (call) return { strength: 'configured', reason: `${call.file} calls migrate for the folder` };
  const [user] = nearestTo(await migrateUsers(view), directory);
  if (!user) return undefined;
  const others = (await manifestsOf(view)).filter(({ dependencies }) =>
    [...dependencies.keys()].some((name) => lookalikes.test(name)),
  );
  const [other] = nearestTo(others, directory);
  const depth = (file: string): number => sharedDepth(directoryOf(file), directory);
  if (other && other.file !== user.file && depth(other.file) >= depth(user.file)) return undefined;
  return {
    strength: 'dependency',
    reason: `${user.file} uses golang-migrate and the files are named for it`,
  };
}
