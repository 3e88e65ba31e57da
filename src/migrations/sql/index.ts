export { canonicalType } from './column-type.js';
export { explainSqlDialect, guessSqlDialect } from './guess-dialect.js';
export { readEmbeddedSql, readSql } from './read-sql.js';
export { sameTable, withoutDefaultSchema } from './table-names.js';
export { volatilityOf } from './volatility.js';
