import type { Dialect } from '../../../model/migration.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import { compareText } from '../../../model/source-span.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { baseName, directoryOf } from '../../finding/paths.js';
import { filesByDirectory } from '../../finding/product-files.js';
import { belongsToPrograms, changesSchema, firstStartFolders, isQueryFile, wordOf } from './plain-folders.js';
import type { PlainName } from './plain-name.js';
import { compareNumbers, parseNumbered, parsePlainNames } from './plain-name.js';

/** A migration as its files show it. */
export interface PlainEntry {
  readonly path: string;
  readonly downPath: string | undefined;
  readonly version: string;
  readonly name: string;
}

/** A folder of numbered SQL. */
export interface PlainSet {
  readonly directory: string;
  /** When the names end with databases: the one that all files of the set are for; unknown for files that name none beside others that do. */
  readonly database: { readonly word: string; readonly dialect: Dialect } | undefined;
  /** In order of their numbers. */
  readonly entries: readonly PlainEntry[];
  /** Ways back without a way forth. */
  readonly orphans: readonly string[];
}

/** All folders of numbered SQL that look like migrations, whoever runs them. */
export const plainSets = oncePerView(async (view: RepositoryView): Promise<readonly PlainSet[]> => {
  const sets: PlainSet[] = [];
  const releases = releaseFolders(view);
  for (const candidate of [...flatSets(view, releases), ...nestedSets(view, releases)])
    if (await looksLikeMigrations(candidate, view)) sets.push(...byDatabase(candidate));
  return sets;
});

/** What was found, before it is parted by database. */
interface Candidate {
  readonly directory: string;
  readonly entries: readonly (PlainEntry & Pick<PlainName, 'database'>)[];
  readonly orphans: readonly string[];
  /** Some names say which way they go (`.up.sql`, `.undo.sql`): nothing but migrations is named so. */
  readonly directed: boolean;
}

/** `dir/001_name.sql`. */
function flatSets(view: RepositoryView, releases: ReleaseFolders): readonly Candidate[] {
  const sets: Candidate[] = [];
  for (const [directory, files] of filesByDirectory(view)) {
    if (wordOf(directory) === 'none' || releases.has(directory)) continue;
    const names = parsePlainNames(files.map(({ path }) => baseName(path)));
    const all = files.filter(({ path }) => /\.(sql|pgsql|psql|cql)$/i.test(path));
    if (names.size === 0 || names.size * 2 < all.length || belongsToPrograms(files, names.size)) continue;
    sets.push(flatSet(directory, files, names));
  }
  return sets;
}

function flatSet(
  directory: string,
  files: readonly RepositoryFile[],
  names: ReadonlyMap<string, PlainName>,
): Candidate {
  const named = files.flatMap(({ path }) => {
    const name = names.get(baseName(path));
    return name ? [{ ...name, path }] : [];
  });
  const key = ({ version, name, database }: PlainName): string =>
    `${version} ${name} ${database?.word ?? ''}`;
  const downs = new Map(
    named.filter(({ direction }) => direction === 'down').map((file) => [key(file), file]),
  );
  const ups = named.filter(({ direction }) => direction === 'up');
  const entries = ups.map((up) => ({ ...up, downPath: downs.get(key(up))?.path }));
  const numbers = new Set(ups.map(({ version, name }) => `${version} ${name}`));
  const orphans = [...downs.values()].filter(({ version, name }) => !numbers.has(`${version} ${name}`));
  return {
    directory,
    entries,
    orphans: orphans.map(({ path }) => path),
    directed: downs.size > 0,
  };
}

interface ReleaseFolder {
  readonly version: string;
  readonly files: readonly RepositoryFile[];
}

/** Folders by their paths. */
type ReleaseFolders = ReadonlyMap<string, ReleaseFolder>;

/**
 * Folders of numbered files whose names are releases side by side (`0.22/00__x.sql`, `0.23/00__y.sql`; years): one history, in which the
 * folder's number comes before the file's.
 */
function releaseFolders(view: RepositoryView): ReleaseFolders {
  const byParent = new Map<string, Map<string, ReleaseFolder>>();
  for (const [home, files] of filesByDirectory(view)) {
    const named = parseNumbered(baseName(home));
    const parent = directoryOf(home);
    if (named?.name !== '' || home === parent || wordOf(parent) !== 'strong') continue;
    if (parsePlainNames(files.map(({ path }) => baseName(path))).size === 0) continue;
    const folders = byParent.get(parent) ?? new Map<string, ReleaseFolder>();
    byParent.set(parent, folders.set(home, { version: named.version, files }));
  }
  return new Map([...byParent.values()].flatMap((folders) => (folders.size > 1 ? [...folders] : [])));
}

/**
 * `dir/001_name/up.sql` or `dir/001_name/migration.sql`, with `down.sql` beside; and `dir/v1.2/anything.sql`, where a folder is a version
 * (Temporal's schema tool).
 */
function nestedSets(view: RepositoryView, releases: ReleaseFolders): readonly Candidate[] {
  const sets = new Map<string, Candidate['entries'][number][]>();
  const orphans = new Map<string, string[]>();
  for (const [home, { files, version }] of releases) {
    const directory = directoryOf(home);
    const flat = flatSet(home, files, parsePlainNames(files.map(({ path }) => baseName(path))));
    const entries = flat.entries.map((entry) => ({ ...entry, version: `${version}.${entry.version}` }));
    sets.set(directory, [...(sets.get(directory) ?? []), ...entries]);
    orphans.set(directory, [...(orphans.get(directory) ?? []), ...flat.orphans]);
  }
  for (const [home, files] of filesByDirectory(view)) {
    const directory = directoryOf(home);
    const named = parseNumbered(baseName(home));
    if (!named || wordOf(directory) !== 'strong' || home === directory) continue;
    const sql = files.map(({ path }) => path).filter((path) => path.endsWith('.sql'));
    const down = sql.find((path) => baseName(path) === 'down.sql');
    const ups = sql.filter((path) =>
      named.name === ''
        ? path !== down && !/^\d/.test(baseName(path))
        : /^(up|migration)\.sql$/.test(baseName(path)),
    );
    const entries = ups.map((path) => ({
      path,
      downPath: ups.length === 1 ? down : undefined,
      version: named.version,
      name: named.name === '' ? baseName(path).replace(/\.sql$/, '') : named.name,
      database: undefined,
    }));
    const set = sets.get(directory);
    if (set) set.push(...entries);
    else if (entries.length > 0) sets.set(directory, entries);
  }
  return [...sets].map(([directory, entries]) => ({
    directory,
    entries,
    orphans: orphans.get(directory) ?? [],
    directed: entries.some(({ path, downPath }) => baseName(path) === 'up.sql' || downPath !== undefined),
  }));
}

/** One set per database that the names end with; files that name none are a set of their own. */
function byDatabase({ directory, entries, orphans }: Candidate): readonly PlainSet[] {
  const groups = new Map<string, Candidate['entries'][number][]>();
  for (const entry of entries) {
    const { word = '', dialect = '' } = entry.database ?? {};
    const kind = /^(cockroach|crdb)/i.test(word) ? 'cockroach' : dialect;
    const group = groups.get(kind);
    if (group) group.push(entry);
    else groups.set(kind, [entry]);
  }
  return [...groups.values()].map((group, index) => ({
    directory,
    database: group[0]?.database ?? (groups.size > 1 ? { word: '', dialect: 'unknown' } : undefined),
    entries: inOrder(group),
    orphans: index === 0 ? orphans : [],
  }));
}

function inOrder(entries: readonly PlainEntry[]): readonly PlainEntry[] {
  return entries.toSorted(
    (one, other) => compareNumbers(one.version, other.version) || compareText(one.path, other.path),
  );
}

/**
 * The content test: most files change a schema, none is a collection of queries. Files that come in pairs below `migrations` need only
 * one such change, a folder that is only called `sql` needs two files.
 */
async function looksLikeMigrations(
  { directory, entries, directed }: Candidate,
  view: RepositoryView,
): Promise<boolean> {
  const word = wordOf(directory);
  if (entries.length === 0 || (word === 'weak' && entries.length < 2)) return false;
  if (word === 'weak' && (await firstStartFolders(view)).has(directory)) return false;
  // Parts of one version side by side (`v1-core.sql`, `v1-olap.sql`) are a schema, not its history.
  const numbers = new Set(entries.map(({ version, database }) => `${version} ${database?.word ?? ''}`));
  if (word === 'weak' && !directed && numbers.size < entries.length) return false;
  let changing = 0;
  for (const { path } of entries) {
    const source = await view.read(path);
    if (source && isQueryFile(source.text)) return false;
    if (source && changesSchema(source.text)) changing += 1;
  }
  return directed && word === 'strong' ? changing > 0 : changing * 2 > entries.length;
}
