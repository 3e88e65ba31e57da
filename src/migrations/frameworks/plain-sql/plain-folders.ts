import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import { isSeedFolder } from '../../finding/foreign-folders.js';
import { mountedPaths } from '../../finding/mentions.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { baseName, directoryOf, resolveFrom, segmentsOf } from '../../finding/paths.js';
import { scriptsOf } from '../../finding/scripts.js';

/** How much the path of a folder speaks for migrations: strong words mean them, weak ones only SQL. */
export type FolderWord = 'strong' | 'weak' | 'none';

const strongWords =
  /^(migrations?|migrate|migrator|changes|changesets?|changelogs?|evolutions|patches|patch|upgrades?|updates?|deltas?|versions|versioned)$/;
const weakWords = /^(db|database|databases|sql|schema|schemas|ddl)$/;

/** Folders of SQL that is run otherwise: queries, routines, first-start scripts of images, analyses, exercises. */
const otherSql =
  /^(quer(y|ies)|functions?|procedures?|routines|views|triggers|init|initdb|initdb\.d|docker-entrypoint-initdb\.d|init-?scripts?|templates?|reports?|analytics|analysis|analyses|models|macros|etl|dbt|notebooks?|benchmarks?|bench|perf|examples?|samples?|demos?|tests?|exercises?|challenges?|solutions?|problems?|lessons?|tutorials?|snippets|scratch|verify|revert|vendor|third_party|node_modules|mocks?|stubs?|__tests__|__fixtures__)$/;

/** What the path of a folder says. Parts of names count for `migration`: `pg-migrations`, `schema_migration`. */
export function wordOf(directory: string): FolderWord {
  const segments = segmentsOf(directory).map((segment) => segment.toLowerCase());
  if (isSeedFolder(directory) || segments.some((segment) => otherSql.test(segment))) return 'none';
  const isStrong = segments.some(
    (segment) =>
      strongWords.test(segment) || segment.split(/[-_.]/).some((part) => /^migrat(e|ions?|or)$/.test(part)),
  );
  if (isStrong) return 'strong';
  const isWeak = segments.some((segment) => weakWords.test(segment)) && !segments.includes('docker');
  return isWeak ? 'weak' : 'none';
}

/** Folders that compose files mount where a database image runs all SQL on its first start. */
export const firstStartFolders = oncePerView(async (view: RepositoryView): Promise<ReadonlySet<string>> => {
  const folders = new Set<string>();
  for (const { file, text } of await scriptsOf(view))
    for (const [container, host] of mountedPaths(text))
      if (container.startsWith('/docker-entrypoint-initdb.d')) {
        const directory = resolveFrom(directoryOf(file), host);
        if (directory !== undefined) folders.add(directory.replace(/\/[^/]+\.sql$/, ''));
      }
  return folders;
});

/** True when numbered programs (`0001_initial.py`) outnumber the SQL: then the SQL is theirs, and the programs are the migrations. */
export function belongsToPrograms(entries: readonly RepositoryFile[], sqlFiles: number): boolean {
  const programs = entries.filter(({ path }) =>
    /^[vVmM]?\d[\w.-]*\.(py|rb|php|[cm]?[jt]s|exs|go|java|kt|cs|rs)$/.test(baseName(path)),
  );
  return programs.length >= sqlFiles;
}

/** A statement that changes a schema, at the beginning of a line. */
const schemaChange =
  /^[ \t]*(create|alter|drop|rename|comment\s+on|grant|revoke|truncate)\s+(or\s+replace\s+)?(unique|global|temp|temporary|unlogged|external|materialized|recursive|table|index|view|type|schema|extension|function|procedure|trigger|sequence|database|domain|column|constraint|policy|role|user|keyspace|dictionary|publication|fulltext|if|all|select|insert|usage|algorithm|definer)\b/im;

/** True for a text that changes a schema and is no collection of queries (sqlc's `-- name: GetUser :one`) and no template of dbt. */
export function changesSchema(text: string): boolean {
  return schemaChange.test(text) && !isQueryFile(text);
}

/** True for files of named queries and for templates. */
export function isQueryFile(text: string): boolean {
  return (
    /^[ \t]*--[ \t]*name:[ \t]*\w+[ \t]*:\w+/m.test(text) || /\{\{\s*(config|ref|source)\s*\(/.test(text)
  );
}
