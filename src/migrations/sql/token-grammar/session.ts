import type { Dialect } from '../../../model/migration.js';
import { DynamicSql } from './dynamic-sql.js';
import { Procedures } from './procedures.js';

/** What statements leave behind for those after them in the same text: variables that hold SQL, procedures. */
export interface SqlSession {
  readonly dynamic: DynamicSql;
  readonly procedures: Procedures;
}

/** A session at its beginning. */
export function newSession(dialect: Dialect): SqlSession {
  return { dynamic: new DynamicSql(dialect), procedures: new Procedures() };
}
