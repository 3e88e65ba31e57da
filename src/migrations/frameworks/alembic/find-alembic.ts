import type { Dialect } from '../../../model/migration.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import { compareText } from '../../../model/source-span.js';
import type { DialectEvidence } from '../../dialect/dialect-evidence.js';
import { dialectOfName, dialectOfUrl } from '../../dialect/dialect-names.js';
import { dialectOfSet } from '../../dialect/dialect-of-set.js';
import type { DialectOfSet } from '../../dialect/dialect-of-set.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { ancestorsOf, baseName, directoryOf, resolveFrom } from '../../finding/paths.js';
import { productFiles } from '../../finding/product-files.js';
import type { MigrationClaim } from '../../framework.js';

/** A script of Alembic as its head names it. */
interface Revision {
  readonly path: string;
  readonly text: string;
  readonly revision: string;
  readonly after: readonly string[];
}

/** Where a set's env.py lies, and what it says. */
export interface AlembicEnvironment {
  readonly directory: string;
  readonly text: string;
}

const quoted = String.raw`(?:["'][^"'\n]{1,200}["'])`;
const revisionLine = new RegExp(String.raw`^revision\b[^=\n]{0,60}=\s*(${quoted})`, 'm');
const afterLine = new RegExp(
  String.raw`^(?:down_revision|depends_on)\b[^=\n]{0,80}=\s*(None|${quoted}|\([^)]{0,2000}\)|\[[^\]]{0,2000}\])`,
  'gm',
);

/** Finds the scripts with `revision`, `down_revision` and `upgrade`; those of one env.py are one set, however many folders they lie in. */
export async function findAlembic(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const sets = new Map<string, Revision[]>();
  const settings = await alembicSettings(view);
  for (const { path } of productFiles(view)) {
    if (!path.endsWith('.py') || !/^\w[\w.+-]*$/.test(baseName(path))) continue;
    const text = (await view.read(path))?.text ?? '';
    const revision = revisionLine.exec(text)?.[1];
    if (revision === undefined || !/^def\s+upgrade\w*\s*\(/m.test(text) || !/^down_revision\b/m.test(text))
      continue;
    const after = [...text.matchAll(afterLine)].flatMap(([, value = '']) =>
      [...value.matchAll(/["']([^"'\n]+)["']/g)].map((match) => match[1] ?? ''),
    );
    const directory = directoryOf(path);
    const home = homeOf(directory, settings, view);
    const key = home ?? directory;
    const set = sets.get(key) ?? [];
    set.push({ path, text, revision: revision.slice(1, -1), after });
    sets.set(key, set);
  }
  const claims: MigrationClaim[] = [];
  for (const [home, revisions] of sets) {
    const folders = new Set(revisions.map(({ path }) => directoryOf(path)));
    const directory = folders.size === 1 ? ([...folders][0] ?? home) : home;
    const files = inOrder(revisions);
    claims.push({
      framework: 'alembic',
      directory,
      ...(await dialectFor(directory, home, revisions, settings, view)),
      reason: `${baseName(files[0] ?? '')} has a revision and a down_revision`,
      strength: 'signature',
      files,
    });
  }
  return claims;
}

/** What the alembic.ini files (also Flask-Migrate's) name. */
interface AlembicSettings {
  readonly databases: readonly DialectEvidence[];
  /** Folder of versions → folder of env.py. */
  readonly locations: ReadonlyMap<string, string>;
}

/** https://alembic.sqlalchemy.org/en/latest/tutorial.html#editing-the-ini-file; also `[tool.alembic]` of pyproject.toml. */
const alembicSettings = oncePerView(async (view: RepositoryView): Promise<AlembicSettings> => {
  const databases: DialectEvidence[] = [];
  const locations = new Map<string, string>();
  for (const { path } of productFiles(view)) {
    if (!/(^|\/)(?:[\w-]*alembic[\w-]*\.ini|pyproject\.toml|env\.py|development\.ini)$/.test(path)) continue;
    const text = (await view.read(path))?.text ?? '';
    if (!/alembic/.test(text)) continue;
    const directory = directoryOf(path);
    const option = (name: string): string | undefined =>
      new RegExp(String.raw`^[ \t]*${name}[ \t]*=[ \t]*(.{1,500})$`, 'm').exec(text)?.[1]?.trim();
    const home = located(option('script_location') ?? '', directory);
    for (const part of (option('version_locations') ?? '').split(/[\s:;,]+/)) {
      const location = located(part, directory);
      if (home !== undefined && location !== undefined) locations.set(location, home);
    }
    for (const [, url = ''] of text.matchAll(
      /((?:postgres|postgresql|mysql|mariadb|sqlite|mssql|oracle|cockroachdb)(?:\+\w+)?:\/\/)/g,
    )) {
      const dialect = dialectOfUrl(`${url}x`);
      if (dialect !== undefined)
        databases.push({ file: path, dialect, reason: `${path} names its database` });
    }
  }
  return { databases, locations };
});

/** `%(here)s/migrations`, `alembic`, `package:folder` as a folder; undefined when it is none of the repository. */
function located(written: string, directory: string): string | undefined {
  const plain = written
    .replaceAll(/^["'[]+|["'\],]+$/g, '')
    .replaceAll('%(here)s', '.')
    .replaceAll('%%', '%');
  if (plain === '' || plain.includes('%')) return undefined;
  const [, folder = plain] = /^[\w.]+:(.+)$/.exec(plain) ?? [];
  return resolveFrom(directory, folder);
}

function homeOf(directory: string, { locations }: AlembicSettings, view: RepositoryView): string | undefined {
  const named = locations.get(directory);
  if (named !== undefined) return named;
  return ancestorsOf(directory)
    .slice(0, 5)
    .find((ancestor) => view.file(ancestor === '.' ? 'env.py' : `${ancestor}/env.py`) !== undefined);
}

/** The env.py that runs a set. */
export async function environmentOf(
  files: readonly string[],
  view: RepositoryView,
): Promise<AlembicEnvironment | undefined> {
  const [first] = files;
  if (first === undefined) return undefined;
  const home = homeOf(directoryOf(first), await alembicSettings(view), view);
  if (home === undefined) return undefined;
  const source = await view.read(home === '.' ? 'env.py' : `${home}/env.py`);
  return source && { directory: home, text: source.text };
}

/** SQLite in a URL is most often the default of a developer: it counts when nothing else tells. */
async function dialectFor(
  directory: string,
  home: string,
  revisions: readonly Revision[],
  { databases }: AlembicSettings,
  view: RepositoryView,
): Promise<DialectOfSet> {
  const servers = databases.filter(({ dialect }) => dialect !== 'sqlite');
  const found = await dialectOfSet(
    { directory: home === '.' ? directory : home, files: [], hints: servers },
    view,
  );
  if (found.dialect !== 'unknown') return found;
  const imported = importedDialect(revisions);
  if (imported) return imported;
  return dialectOfSet({ directory, files: [], hints: databases }, view);
}

/** `from sqlalchemy.dialects import postgresql`, where all that import one import the same. */
function importedDialect(revisions: readonly Revision[]): DialectOfSet | undefined {
  const seen = new Map<Dialect, string>();
  for (const { path, text } of revisions)
    for (const [, one, other] of text.matchAll(
      /^\s*from sqlalchemy\.dialects(?:\.(\w+)\b| import (\w+))|^\s*import sqlalchemy\.dialects\.(\w+)/gm,
    )) {
      const dialect = dialectOfName(one ?? other ?? '');
      if (dialect !== undefined && dialect !== 'sqlite' && !seen.has(dialect)) seen.set(dialect, path);
    }
  const [only] = seen;
  return only && seen.size === 1
    ? { dialect: only[0], dialectReason: `${only[1]} uses SQLAlchemy's types of it` }
    : undefined;
}

/** A revision comes after those that it names; equals by path. */
function inOrder(revisions: readonly Revision[]): readonly string[] {
  const byRevision = new Map(revisions.map((one) => [one.revision, one.path]));
  const waiting = new Map(
    revisions.map(({ path, after }) => [
      path,
      new Set(after.flatMap((name) => byRevision.get(name) ?? []).filter((other) => other !== path)),
    ]),
  );
  const followers = new Map<string, string[]>();
  for (const [path, needs] of waiting)
    for (const need of needs) followers.set(need, [...(followers.get(need) ?? []), path]);
  const ready = [...waiting].filter(([, needs]) => needs.size === 0).map(([path]) => path);
  const order: string[] = [];
  for (;;) {
    ready.sort((one, other) => compareText(other, one));
    // A ring of revisions, which Alembic refuses: any of them goes on.
    const next = ready.pop() ?? [...waiting.keys()][0];
    if (next === undefined) return order;
    if (!waiting.delete(next)) continue;
    order.push(next);
    for (const follower of followers.get(next) ?? []) {
      const needs = waiting.get(follower);
      needs?.delete(next);
      if (needs?.size === 0) ready.push(follower);
    }
  }
}
