import type { Dialect, Migration, MigrationSet, TransactionPlacement } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import { SourceText } from '../../../model/source-text.js';
import { baseName } from '../../finding/paths.js';
import { filesByDirectory } from '../../finding/product-files.js';
import { neutralised } from '../../placeholders.js';
import { readEach, refused } from '../../read-each.js';
import type { SqlDirection, SqlPart } from '../../sql-migration.js';
import { readSqlMigration } from '../../sql-migration.js';
import type { StatementCount } from '../../transaction-placement.js';
import { implicitPlacement, placementOn } from '../../transaction-placement.js';
import type { BunName } from './bun-name.js';
import { parseBunName } from './bun-name.js';
import { bunRunner } from './bun-runner.js';

/** Reads the migrations of a folder of bun. */
export async function readBun(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const downs = downFiles(set, view);
  return readEach(set.files, async (path) => {
    const file = parseBunName(baseName(path));
    if (!file) return refused(path, 'bun does not know the name');
    const { name, version } = file;
    const source = filledIn(await view.read(path), set.dialect);
    const downPath = downs.get(version);
    const down = filledIn(downPath === undefined ? undefined : await view.read(downPath), set.dialect);
    const transaction = placementOf(set.dialect, file);
    return readSqlMigration({
      set,
      path,
      ...(downPath === undefined ? {} : { downPath }),
      name,
      version,
      runner: { ...bunRunner, transaction },
      up: source && atSplits(source, set.dialect, file),
      down: down && atSplits(down, set.dialect, parseBunName(baseName(downPath ?? ''))),
      downWhenMissing: 'none',
    });
  });
}

function placementOf(dialect: Dialect, file: BunName | undefined): TransactionPlacement {
  return file?.inTransaction === true ? placementOn(dialect, 'per-migration') : 'none';
}

/** chmigrate fills in `?NAME` and, where the server is a cluster, whole words: `?ON_CLUSTER`, `?(REPLICATED)`. */
function filledIn(source: SourceText | undefined, dialect: Dialect): SourceText | undefined {
  if (!source || dialect !== 'clickhouse') return source;
  const text = source.text.replaceAll(/\?(?:ON_CLUSTER\b|\([A-Z_]{1,40}\))/g, (word) =>
    ' '.repeat(word.length),
  );
  return neutralised(new SourceText(source.path, text), /\?([A-Z][A-Z_]{0,40})\b/g);
}

/** A stretch with several statements is still one query, with what that means on the engine. */
function atSplits(source: SourceText, dialect: Dialect, file: BunName | undefined): SqlDirection {
  const parts: SqlPart[] = [];
  const bounds = [...source.text.matchAll(/^--(?:bun|migration):split[ \t]*\r?$/gm)];
  let start = 0;
  for (const end of [...bounds.map(({ index }) => index), source.text.length]) {
    const part = { start, end, transaction: placementOf(dialect, file) };
    const placement = (reading: StatementCount): TransactionPlacement => implicitPlacement(dialect, reading);
    if (source.text.slice(start, end).trim() !== '')
      parts.push(file?.inTransaction === true ? part : { ...part, placement });
    start = end;
  }
  return { source, parts };
}

function downFiles(set: MigrationSet, view: RepositoryView): ReadonlyMap<string, string> {
  const downs = new Map<string, string>();
  for (const { path } of filesByDirectory(view).get(set.directory) ?? []) {
    const name = parseBunName(baseName(path));
    if (name?.kind === 'down') downs.set(name.version, path);
  }
  return downs;
}
