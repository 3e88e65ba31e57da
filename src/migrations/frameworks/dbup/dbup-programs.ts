import type { Dialect } from '../../../model/migration.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { programSources } from '../../finding/program-sources.js';

/** How a program sets DbUp up: `DeployChanges.To.PostgresqlDatabase(…).WithScriptsFromFileSystem("…").WithTransactionPerScript()`. */
export interface DbUpProgram {
  readonly file: string;
  readonly dialect: Dialect | undefined;
  /** Paths of `WithScriptsFromFileSystem`, as written. */
  readonly paths: readonly string[];
  readonly transaction: 'none' | 'per-migration' | 'all-migrations';
}

/** Methods that choose the database (https://dbup.readthedocs.io/en/latest/supported-databases/). */
const databases: readonly (readonly [RegExp, Dialect])[] = [
  [/\.(?:JournalTo)?(?:Sql|AzureSql)Database(?:WithIntegratedSecurity)?\s*\(/, 'sqlserver'],
  [/\.(?:Postgresql|Redshift|Cockroach\w*)Database\s*\(/i, 'postgresql'],
  [/\.MySqlDatabase\s*\(/i, 'mysql'],
  [/\.SQLiteDatabase\s*\(/i, 'sqlite'],
  [/\.OracleDatabase\w*\s*\(/i, 'oracle'],
];

/** All programs that set DbUp up. */
export const dbUpPrograms = oncePerView(async (view: RepositoryView): Promise<readonly DbUpProgram[]> => {
  const sources = await programSources(view, {
    extensions: ['.cs', '.fs', '.vb'],
    dependency: /^dbup/i,
    word: /\bDeployChanges\b|\bUpgradeEngineBuilder\b/,
  });
  return sources.map(({ path, text }): DbUpProgram => {
    const paths = [...text.matchAll(/\bWithScriptsFromFileSystem\s*\(([^;]{1,400})/g)].flatMap(
      ([, given = '']) => [...given.matchAll(/"([^"]{1,200})"/g)].map((match) => match[1] ?? ''),
    );
    const found = databases.filter(([pattern]) => pattern.test(text)).map(([, dialect]) => dialect);
    return {
      file: path,
      dialect: new Set(found).size === 1 ? found[0] : undefined,
      paths,
      transaction: /\.WithTransactionPerScript\s*\(/.test(text)
        ? 'per-migration'
        : /\.WithTransaction(?:AlwaysRollback)?\s*\(/.test(text)
          ? 'all-migrations'
          : 'none',
    };
  });
});
