import type { Dialect } from '../../../model/migration.js';
import type { ExternalValue, Value } from '../../../syntax/javascript/evaluate/value.js';
import { numberOf, quoted, textOf, textsOf } from '../../javascript/values.js';
import { canonicalType } from '../../sql/column-type.js';

/** A type of Sequelize's DataTypes in a dialect. */
export interface SequelizeType {
  readonly type: string;
  /** The labels of an ENUM that PostgreSQL has as a type of its own. */
  readonly labels?: readonly string[];
}

/** What kind of expression of the package it is: `DataTypes.STRING(50).BINARY` → STRING, its arguments, BINARY. */
export interface PackageName {
  readonly name: string;
  readonly given: readonly Value[];
  readonly options: readonly string[];
}

const owners = new Set(['Sequelize', 'DataTypes', 'default', 'Types']);

/** Takes an expression of Sequelize's package apart; undefined for all others. */
export function packageName(value: Value | undefined): PackageName | undefined {
  if (value?.kind !== 'external' || !isSequelize(value)) return undefined;
  const path = value.path.filter((step) => step !== '()');
  const at = path.findIndex((step) => !owners.has(step));
  const name = path[at];
  return name === undefined ? undefined : { name, given: value.given ?? [], options: path.slice(at + 1) };
}

function isSequelize({ package: name }: ExternalValue): boolean {
  return name === 'sequelize' || name === 'sequelize-typescript' || name === '@sequelize/core';
}

type Family = 'postgresql' | 'mysql' | 'sqlite' | 'sqlserver';

const plain: Readonly<Record<string, string>> = {
  TEXT: 'text',
  CITEXT: 'citext',
  INTEGER: 'integer',
  BIGINT: 'bigint',
  SMALLINT: 'smallint',
  TINYINT: 'tinyint',
  MEDIUMINT: 'mediumint',
  FLOAT: 'double precision',
  DOUBLE: 'double precision',
  REAL: 'real',
  DATEONLY: 'date',
  TIME: 'time',
  UUID: 'uuid',
  JSON: 'json',
  JSONB: 'jsonb',
  HSTORE: 'hstore',
  INET: 'inet',
  CIDR: 'cidr',
  MACADDR: 'macaddr',
  GEOMETRY: 'geometry',
  GEOGRAPHY: 'geography',
  TSVECTOR: 'tsvector',
  BOOLEAN: 'boolean',
};

/** Where a dialect differs (https://sequelize.org/docs/v6/other-topics/other-data-types/ and src/dialects/…/data-types.js). */
const differing: Readonly<Record<Family, Readonly<Record<string, string>>>> = {
  postgresql: { TINYINT: 'smallint', MEDIUMINT: 'integer', DATE: 'timestamptz', BLOB: 'bytea' },
  mysql: { FLOAT: 'float', UUID: 'char(36)', DATE: 'datetime', BLOB: 'blob', JSONB: 'json' },
  sqlite: { DATE: 'datetime', BLOB: 'blob', FLOAT: 'float' },
  sqlserver: {
    DATE: 'datetimeoffset',
    BLOB: 'varbinary(max)',
    BOOLEAN: 'bit',
    TEXT: 'nvarchar(max)',
    JSON: 'nvarchar(max)',
    UUID: 'char(36)',
    FLOAT: 'float',
  },
};

/** Types that a column may have; undefined for what is no type of Sequelize. A text is taken as SQL. */
export function sequelizeType(
  value: Value | undefined,
  dialect: Dialect,
  depth = 0,
): SequelizeType | undefined {
  const written = textOf(value);
  if (written !== undefined) return { type: canonicalType(written, dialect) };
  const found = packageName(value);
  if (found === undefined || depth > 3) return undefined;
  const { name, given, options } = found;
  const family = familyOf(dialect);
  const [first, second] = given;
  const typed = (type: string): SequelizeType => ({ type: canonicalType(type, dialect) });
  switch (name) {
    case 'STRING': {
      if (options.includes('BINARY'))
        return typed(family === 'postgresql' ? 'bytea' : `varchar(${numberOf(first) ?? 255})`);
      return typed(`${family === 'sqlserver' ? 'nvarchar' : 'varchar'}(${lengthOf(first) ?? 255})`);
    }
    case 'CHAR':
      return typed(`char(${lengthOf(first) ?? 255})`);
    case 'TEXT': {
      const size = textOf(first)?.toLowerCase();
      return typed(
        family === 'mysql' && size !== undefined ? `${size}text` : (differing[family].TEXT ?? 'text'),
      );
    }
    case 'DECIMAL':
    case 'NUMERIC': {
      const precision = numberOf(first);
      if (precision === undefined) return typed('numeric');
      const scale = numberOf(second);
      return typed(scale === undefined ? `numeric(${precision})` : `numeric(${precision},${scale})`);
    }
    case 'DATE': {
      const precision = numberOf(first);
      const type = differing[family].DATE ?? 'timestamp';
      return typed(precision === undefined ? type : `${type}(${precision})`);
    }
    case 'BLOB': {
      const size = textOf(first)?.toLowerCase();
      return typed(
        family === 'mysql' && size !== undefined ? `${size}blob` : (differing[family].BLOB ?? 'blob'),
      );
    }
    case 'ARRAY': {
      const inner = sequelizeType(first, dialect, depth + 1);
      return inner && { type: `${inner.type}[]` };
    }
    case 'RANGE':
      return typed(rangeOf(packageName(first)?.name));
    case 'ENUM':
      return enumOf(given, family);
    case 'VECTOR':
      return typed('vector');
    default: {
      const type = differing[family][name] ?? plain[name];
      if (type === undefined) return undefined;
      const unsigned = family === 'mysql' && options.includes('UNSIGNED') ? ' unsigned' : '';
      return typed(`${type}${unsigned}`);
    }
  }
}

function familyOf(dialect: Dialect): Family {
  if (dialect === 'mariadb') return 'mysql';
  return dialect === 'mysql' || dialect === 'sqlite' || dialect === 'sqlserver' ? dialect : 'postgresql';
}

/** `STRING(50)` or `STRING({ length: 50 })`. */
function lengthOf(value: Value | undefined): number | undefined {
  return numberOf(value?.kind === 'object' ? value.members.get('length') : value);
}

function rangeOf(of: string | undefined): string {
  const ranges: Readonly<Record<string, string>> = {
    BIGINT: 'int8range',
    DECIMAL: 'numrange',
    DATE: 'tstzrange',
    DATEONLY: 'daterange',
  };
  return ranges[of ?? ''] ?? 'int4range';
}

function enumOf(given: readonly Value[], family: Family): SequelizeType {
  const [first] = given;
  const values = first?.kind === 'object' ? first.members.get('values') : undefined;
  const labels = given.flatMap((value) => textsOf(values ?? value) ?? []);
  if (family === 'postgresql') return { type: 'enum', labels };
  return {
    type:
      family === 'sqlite'
        ? 'text'
        : family === 'sqlserver'
          ? 'varchar(255)'
          : `enum(${labels.map(quoted).join(',')})`,
  };
}
