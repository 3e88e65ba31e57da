export { guessSqlDialect } from './guess-dialect.js';
export { readEmbeddedSql, readSql } from './read-sql.js';
