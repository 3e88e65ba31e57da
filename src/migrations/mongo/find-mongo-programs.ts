import type { RepositoryView } from '../../model/repository-view.js';
import { baseName } from '../finding/paths.js';
import type { MigrationClaim } from '../framework.js';
import type { ProgramSearch } from '../javascript/find-programs.js';
import { exportsUp, findPrograms } from '../javascript/find-programs.js';

const usesMongo =
  /\bmongo(?:ose|db)?\b|\.collection\s*\(|\bcreateCollection\b|\bmigrate-mongo\b|\bDb\b|\bMongoClient\b|\bconnection\b|\bup\s*(?:[=:]\s*)?(?:async\s+)?(?:function\s*)?\w*\s*\(\s*db\b/i;
/** Other tools whose migrations export `up` as well, and have a reader of their own. */
const others =
  /\bqueryInterface\b|\bQueryInterface\b|\bpgm\b|\b[kK]nex\b|['"]kysely['"]|@mikro-orm|@payloadcms|\bQueryRunner\b|\bqueryRunner\b|\bexports\.setup\s*=|['"]typeorm['"]|['"]sequelize['"]/;
/** Classes of mongo-migrate-ts, which implement an interface whose name TypeORM has too. */
const classWithUp =
  /\bexport\s+(?:default\s+)?class\s+\w+[^{]{0,200}\{[^]{0,4000}\bup\s*\(|\bmodule\.exports\s*=\s*class\b/;

/** What new migrations are copied from (`sample-migration.js`, lib/env/migrationsDir.js of migrate-mongo). */
const templates = /^sample-migration\.|template/i;

/** A tool for MongoDB: its packages and its configuration. */
export interface MongoTool extends Pick<ProgramSearch, 'framework' | 'packages' | 'settings'> {
  /** What only this tool's migrations say; undefined = nothing. */
  readonly mark?: RegExp;
}

/** Finds the folders of a tool whose migrations are programs for MongoDB. Content alone decides nothing: many tools have `up(db)`. */
export async function findMongoPrograms(
  view: RepositoryView,
  { mark, ...tool }: MongoTool,
): Promise<readonly MigrationClaim[]> {
  const fits = (text: string): boolean =>
    (exportsUp.test(text) || classWithUp.test(text)) && usesMongo.test(text) && !others.test(text);
  const claims = await findPrograms(view, {
    ...tool,
    fits,
    isCertain: (text) => mark?.test(text) === true && exportsUp.test(text),
  });
  return claims.map((claim) => ({
    ...claim,
    files: claim.files.filter((path) => !templates.test(baseName(path))),
    dialect: 'mongodb',
    dialectReason: `${tool.framework} is for MongoDB only`,
  }));
}
