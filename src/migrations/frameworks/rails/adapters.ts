import type { Dialect } from '../../../model/migration.js';
import { dialectOfName } from '../../dialect/dialect-names.js';

/** Adapters of ActiveRecord whose names are not those of the database. */
const adapters: ReadonlyMap<string, Dialect> = new Map<string, Dialect>([
  ['trilogy', 'mysql'],
  ['mysql2', 'mysql'],
  ['mysql2rgeo', 'mysql'],
  ['postgis', 'postgresql'],
  ['activerecord-postgis-adapter', 'postgresql'],
  ['activerecord-cockroachdb-adapter', 'postgresql'],
  ['activerecord-sqlserver-adapter', 'sqlserver'],
  ['activerecord-oracle_enhanced-adapter', 'oracle'],
  ['oracle_enhanced', 'oracle'],
  ['sqlite3_mysql', 'mysql'],
]);

/** The dialect of an adapter of ActiveRecord, or of the gem that brings it. */
export function dialectOfAdapter(name: string): Dialect | undefined {
  const dialect = adapters.get(name) ?? dialectOfName(name);
  return dialect === 'unknown' ? undefined : dialect;
}
