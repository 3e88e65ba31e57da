import type { Dialect } from '../../../model/migration.js';
import { canonicalType } from '../../sql/column-type.js';

/** What Liquibase makes of its own type names on an engine (liquibase-core, liquibase.datatype.core). */
const engineNames: Readonly<Partial<Record<Dialect, Readonly<Record<string, string>>>>> = {
  postgresql: {
    blob: 'bytea',
    longblob: 'bytea',
    tinyblob: 'bytea',
    mediumblob: 'bytea',
    longvarbinary: 'bytea',
    varbinary: 'bytea',
    binary: 'bytea',
    image: 'bytea',
    clob: 'text',
    nclob: 'text',
    longtext: 'text',
    mediumtext: 'text',
    tinytext: 'text',
    longvarchar: 'text',
    longnvarchar: 'text',
    ntext: 'text',
    datetime: 'timestamp',
    tinyint: 'smallint',
    mediumint: 'integer',
    number: 'numeric',
    currency: 'numeric',
    double: 'double precision',
    float: 'double precision',
    nvarchar: 'varchar',
    nvarchar2: 'varchar',
    varchar2: 'varchar',
    nchar: 'char',
    bit: 'boolean',
    uniqueidentifier: 'uuid',
  },
  mysql: {
    clob: 'longtext',
    nclob: 'longtext',
    blob: 'longblob',
    boolean: 'tinyint(1)',
    bit: 'tinyint(1)',
    timestamptz: 'timestamp',
    number: 'numeric',
    currency: 'numeric',
    varchar2: 'varchar',
    nvarchar: 'varchar',
    uuid: 'char(36)',
  },
};

/**
 * A type of a changelog as the engine will have it: `java.sql.Types.VARCHAR(20)` → `varchar(20)`, on PostgreSQL `clob` → `text`.
 * Empty when it is a parameter whose value is not known.
 */
export function typeOf(written: string, dialect: Dialect): string {
  if (/\$\{/.test(written)) return '';
  const plain = written
    .trim()
    .replace(/^java\.sql\.Types\./i, '')
    .replace(/\{autoIncrement:\w+\}/i, '');
  const match = /^([\w ]+?)\s*(\([^()]*\))?(\s.*)?$/.exec(plain);
  const name = match?.[1]?.toLowerCase() ?? '';
  const names = engineNames[dialect === 'mariadb' ? 'mysql' : dialect];
  const known = names?.[name];
  if (known === undefined) return canonicalType(plain, dialect);
  const keepsLength = /^(varchar|char|numeric|timestamp)$/.test(known);
  return canonicalType(keepsLength ? `${known}${match?.[2] ?? ''}` : known, dialect);
}
