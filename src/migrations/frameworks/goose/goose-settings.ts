import type { RepositoryView } from '../../../model/repository-view.js';
import type { DialectEvidence } from '../../dialect/dialect-evidence.js';
import { dialectOfName } from '../../dialect/dialect-names.js';
import { mentionedDirectory } from '../../finding/mentions.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { programSources } from '../../finding/program-sources.js';
import { scriptsOf } from '../../finding/scripts.js';

/** A call of goose in a script: what it says of folder and database. */
interface GooseCall {
  readonly file: string;
  readonly directory: string | undefined;
  readonly driver: string | undefined;
}

const drivers =
  'postgres|pgx|mysql|sqlite3|sqlite|mssql|azuresql|sqlserver|redshift|tidb|clickhouse|turso|spanner|vertica|ydb|starrocks|dsql';
const driverWord = new RegExp(`\\s(${drivers})\\s+["'$\\w:/@(]`, 'i');
const dialectInCode =
  /\b(?:goose|database)\.Dialect(Postgres|Redshift|AuroraDSQL|MySQL|TiDB|SQLite3|Turso|MSSQL|ClickHouse)\b|\bSetDialect\(\s*["'`](\w+)["'`]/g;

const callsOf = oncePerView(async (view: RepositoryView): Promise<readonly GooseCall[]> => {
  const calls: GooseCall[] = [];
  for (const { file, text } of await scriptsOf(view)) {
    if (!/goose/i.test(text)) continue;
    for (const line of text.split('\n')) {
      if (!/goose/i.test(line) || line.length > 3_000) continue;
      const directory = /\s-{1,2}dir[=\s]+(\S+)/.exec(line)?.[1];
      const driver = driverWord.exec(line)?.[1] ?? /GOOSE_DRIVER["']?\s*[:=]\s*["']?(\w+)/.exec(line)?.[1];
      if (directory !== undefined || driver !== undefined) calls.push({ file, directory, driver });
    }
    const directory = /GOOSE_MIGRATION_DIR["']?\s*[:=]\s*["']?([^\s"']+)/.exec(text)?.[1];
    const driver = /GOOSE_DRIVER["']?\s*[:=]\s*["']?(\w+)/.exec(text)?.[1];
    if (directory !== undefined) calls.push({ file, directory, driver });
  }
  return calls;
});

const dialectsInCode = oncePerView(async (view: RepositoryView): Promise<readonly DialectEvidence[]> => {
  const sources = await programSources(view, {
    extensions: ['.go'],
    dependency: /pressly\/goose/,
    word: /pressly\/goose/,
  });
  return sources.flatMap(({ path, text }) =>
    [...text.matchAll(dialectInCode)].flatMap(([written, constant, literal]) => {
      const dialect = dialectOfName((constant ?? literal ?? '').replace(/^AuroraDSQL$/, 'postgres'));
      return dialect === undefined
        ? []
        : [{ file: path, dialect, reason: `${path} sets goose's dialect (${written})` }];
    }),
  );
});

/** What scripts and code say of the database of the set in `directory`. */
export async function gooseDialects(
  view: RepositoryView,
  directory: string,
  allDirectories: readonly string[],
): Promise<{ readonly settings: readonly DialectEvidence[]; readonly hints: readonly DialectEvidence[] }> {
  const settings: DialectEvidence[] = [];
  const hints: DialectEvidence[] = [...(await dialectsInCode(view))];
  for (const call of await callsOf(view)) {
    const dialect = call.driver === undefined ? undefined : dialectOfName(call.driver);
    if (dialect === undefined) continue;
    const evidence = {
      file: call.file,
      dialect,
      reason: `${call.file} calls goose for ${call.driver ?? ''}`,
    };
    const named = call.directory && mentionedDirectory(call.directory, call.file, allDirectories);
    if (named === directory) settings.push(evidence);
    else if (named === undefined) hints.push(evidence);
  }
  return { settings, hints };
}
