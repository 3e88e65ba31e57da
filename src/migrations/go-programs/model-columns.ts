import type { ColumnDefinition, Dialect } from '../../model/migration.js';
import type { GoField, GoType } from '../../syntax/go/tree.js';
import { snakeCase } from '../inflection.js';
import { canonicalType } from '../sql/column-type.js';
import { volatilityOf } from '../sql/volatility.js';
import type { GoLibraryName } from './values.js';

/** A column with the field that it comes from, and the indexes that the field's tag asks for. */
export interface ModelColumn {
  readonly field: string;
  readonly definition: ColumnDefinition;
  readonly indexes: readonly TagIndex[];
  /** Named CHECK constraints. */
  readonly checks: readonly { readonly name: string; readonly expression: string }[];
  /** The name of the unique constraint that it shares with other columns (bun's `unique:name`). */
  readonly uniqueGroup?: string;
}

/** An index that a tag asks for. An empty name is the library's own. */
export interface TagIndex {
  readonly name: string;
  readonly unique: boolean;
  readonly method?: string;
  readonly where?: string;
}

/** What a tag says of a column. */
interface Tag {
  readonly name: string | undefined;
  readonly type: string | undefined;
  readonly size: string | undefined;
  readonly default: string | undefined;
  readonly notNull: boolean;
  readonly primaryKey: boolean;
  readonly autoIncrement: boolean;
  readonly unique: boolean;
  readonly indexes: readonly TagIndex[];
  readonly checks?: ModelColumn['checks'];
  readonly uniqueGroup?: string;
  readonly isArray?: boolean;
}

/** The column of a field; undefined for relations and what is left out with `-`. */
export function columnOfField(
  field: GoField,
  library: GoLibraryName,
  dialect: Dialect,
): ModelColumn | undefined {
  if (!/^[A-Z]/.test(field.name)) return undefined;
  const written = new RegExp(`(?:^|\\s)${library}:"((?:[^"\\\\]|\\\\.)*)"`).exec(field.tag ?? '')?.[1] ?? '';
  // `->` and `<-` say who may read and write; a lone `-` leaves the field out.
  if (/^-(?![>])/.test(written) || /\b(foreignKey|many2many|rel):|\bpolymorphic\b/.test(written))
    return undefined;
  const tag = readers[library](written);
  const kind = kindOf(field.type);
  if (kind === 'struct' && tag.type === undefined && library === 'gorm' && !/\bserializer:/.test(written))
    return undefined;
  const isKey =
    tag.primaryKey ||
    (library === 'gorm' && field.name === 'ID') ||
    (library === 'xorm' && field.name === 'ID' && kind === 'integer64');
  const numbered =
    tag.autoIncrement ||
    (isKey && library === 'gorm' && kind.startsWith('integer') && !/autoIncrement:false/i.test(written));
  const element = tag.isArray === true && field.type.kind === 'list' ? kindOf(field.type.element) : undefined;
  const givenType = library === 'xorm' ? xormType(tag.type, dialect) : tag.type;
  const type =
    givenType ??
    (element === undefined
      ? typeOf(kind, tag.size, library, dialect)
      : `${typeOf(element, undefined, library, dialect)}[]`);
  const definition: ColumnDefinition = {
    name: tag.name ?? snakeCase(field.name),
    type: canonicalType(type, dialect),
    nullable: !tag.notNull && !isKey,
    ...(tag.default !== undefined && {
      default: { expression: tag.default, volatility: volatilityOf(tag.default, dialect) },
    }),
    ...(numbered && {
      generated: dialect === 'postgresql' ? ('serial' as const) : ('auto-increment' as const),
    }),
    ...(isKey && { primaryKey: true }),
    ...(tag.unique && { unique: true }),
  };
  return {
    field: field.name,
    definition,
    indexes: tag.indexes,
    checks: tag.checks ?? [],
    ...(tag.uniqueGroup !== undefined && { uniqueGroup: tag.uniqueGroup }),
  };
}

/** A part of a tag, when there is something in it. */
function filled(part: string | undefined): string | undefined {
  return part === '' ? undefined : part;
}

/** `gorm:"column:name;type:varchar(20);not null;default:0;index:by_name,unique"`: https://gorm.io/docs/models.html#Fields-Tags */
function gormTag(written: string): Tag {
  const parts = new Map(
    written.split(';').map((part): readonly [string, string] => {
      const at = part.indexOf(':');
      return at === -1
        ? [part.trim().toLowerCase(), '']
        : [part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).trim()];
    }),
  );
  const indexes = ['index', 'uniqueindex', 'unique_index'].flatMap((key) => {
    const value = parts.get(key);
    const [name = '', ...options] = (value ?? '').split(',');
    if (value === undefined) return [];
    const option = (word: string): string | undefined =>
      [name, ...options].find((one) => one.startsWith(`${word}:`))?.slice(word.length + 1);
    const [method, where] = [option('type') ?? option('class'), option('where')];
    return [
      {
        name: name.includes(':') ? '' : name,
        unique: key !== 'index' || options.includes('unique') || option('class') === 'UNIQUE',
        ...(method !== undefined && !/^(unique|btree)$/i.test(method) && { method: method.toLowerCase() }),
        ...(where !== undefined && { where }),
      },
    ];
  });
  const [check = '', ...rest] = (parts.get('check') ?? '').split(',');
  const checks = rest.length > 0 ? [{ name: check, expression: rest.join(',').trim() }] : [];
  return {
    name: filled(parts.get('column')),
    type: filled(parts.get('type')),
    size: filled(parts.get('size')),
    default: filled(parts.get('default')),
    notNull: parts.has('not null') || parts.has('notnull'),
    primaryKey: parts.has('primarykey') || parts.has('primary_key'),
    autoIncrement:
      (parts.has('autoincrement') || parts.has('auto_increment')) && parts.get('autoincrement') !== 'false',
    unique: parts.has('unique'),
    indexes,
    checks,
  };
}

/** `bun:"name,pk,autoincrement,notnull,unique,type:uuid,default:gen_random_uuid()"`: https://bun.uptrace.dev/guide/models.html */
function bunTag(written: string): Tag {
  const parts = written.split(/,(?![^(]*\))/);
  const name = parts[0]?.includes(':') === true ? '' : parts[0];
  const options = name === '' ? parts : parts.slice(1);
  const value = (key: string): string | undefined =>
    options
      .find((option) => option.startsWith(`${key}:`))
      ?.slice(key.length + 1)
      .replaceAll(/^'|'$/g, (quote) => (key === 'type' ? '' : quote));
  return {
    name: filled(name),
    type: filled(value('type')),
    size: undefined,
    default: filled(value('default')),
    notNull: options.includes('notnull'),
    primaryKey: options.includes('pk'),
    autoIncrement: options.includes('autoincrement') || options.includes('identity'),
    unique: options.includes('unique'),
    indexes: [],
    isArray: options.includes('array'),
    ...(value('unique') !== undefined && { uniqueGroup: value('unique') ?? '' }),
  };
}

/** `xorm:"'name' VARCHAR(25) NOT NULL DEFAULT 0 INDEX"`: https://xorm.io/docs/chapter-02/4.columns/ */
function xormTag(written: string): Tag {
  const words = written.match(/'[^']*'|\w+\([^)]*\)|\S+/g) ?? [];
  const upper = words.map((word) => word.toUpperCase());
  const found = upper.indexOf('DEFAULT');
  const at = found === -1 ? words.length : found;
  const name = words.find((word, index) => word.startsWith("'") && index !== at + 1);
  const type = words.find(
    (word, index) =>
      index !== at + 1 &&
      /^(BIT|TINYINT|SMALLINT|MEDIUMINT|INT|INTEGER|BIGINT|CHAR|VARCHAR|NCHAR|NVARCHAR|TINYTEXT|TEXT|MEDIUMTEXT|LONGTEXT|BINARY|VARBINARY|DATE|DATETIME|TIME|TIMESTAMP|TIMESTAMPZ|REAL|FLOAT|DOUBLE|DECIMAL|NUMERIC|TINYBLOB|BLOB|MEDIUMBLOB|LONGBLOB|BYTEA|BOOL|BOOLEAN|SERIAL|BIGSERIAL|JSON|JSONB|UUID)(\(.*\))?$/i.test(
        word,
      ),
  );
  return {
    name: filled(name?.slice(1, -1)),
    type: filled(type),
    size: undefined,
    default: filled(words[at + 1]),
    notNull:
      upper.includes('NOTNULL') || upper.some((word, index) => word === 'NOT' && upper[index + 1] === 'NULL'),
    primaryKey: upper.includes('PK'),
    autoIncrement: upper.includes('AUTOINCR'),
    unique: false,
    indexes: words.flatMap((word) => {
      const match = /^(index|unique)(?:\(([\w ]*)\))?$/i.exec(word);
      if (!match) return [];
      return [{ name: match[2] ?? '', unique: match[1]?.toLowerCase() === 'unique' }];
    }),
  };
}

/** The names of xorm's types are those of MySQL; PostgreSQL has its own (`SQLType` in dialects/postgres.go). */
function xormType(type: string | undefined, dialect: Dialect): string | undefined {
  if (type === undefined || dialect !== 'postgresql') return type;
  if (/^(tiny|medium|long)text$/i.test(type)) return 'text';
  if (/^datetime$/i.test(type)) return 'timestamp';
  return /^(tiny|medium|long)?blob$|^(var)?binary\b/i.test(type) ? 'bytea' : type;
}

const noTag = (): Tag => ({
  name: undefined,
  type: undefined,
  size: undefined,
  default: undefined,
  notNull: false,
  primaryKey: false,
  autoIncrement: false,
  unique: false,
  indexes: [],
});

const readers: Readonly<Record<GoLibraryName, (written: string) => Tag>> = {
  sql: noTag,
  gorm: gormTag,
  bun: bunTag,
  xorm: xormTag,
};

type Kind =
  | 'string'
  | 'boolean'
  | 'integer16'
  | 'integer32'
  | 'integer64'
  | 'float32'
  | 'float64'
  | 'time'
  | 'bytes'
  | 'json'
  | 'uuid'
  | 'struct'
  | 'other';

function kindOf(type: GoType): Kind {
  switch (type.kind) {
    case 'pointer':
      return kindOf(type.to);
    case 'list':
      if (type.element.kind === 'named' && /^(byte|uint8)$/.test(type.element.name)) return 'bytes';
      return kindOf(type.element) === 'struct' ? 'struct' : 'json';
    case 'map':
    case 'interface':
      return 'json';
    case 'struct':
      return 'struct';
    case 'named':
      return named(type.qualifier, type.name);
    default:
      return 'other';
  }
}

function named(qualifier: string | undefined, name: string): Kind {
  if (qualifier === undefined) {
    if (name === 'string') return 'string';
    if (name === 'bool') return 'boolean';
    if (/^u?int(8|16)$/.test(name)) return 'integer16';
    if (/^(u?int32|rune)$/.test(name)) return 'integer32';
    if (/^u?int(64)?$/.test(name)) return 'integer64';
    if (name === 'float32') return 'float32';
    if (name === 'float64') return 'float64';
    return 'other';
  }
  if (qualifier === 'json' && name === 'RawMessage') return 'json';
  if (name === 'UUID') return 'uuid';
  if (/^(Null|Deleted)?(Time|At)$/.test(name) || name === 'TimeStamp' || name === 'NullTime') return 'time';
  const nullable: Readonly<Record<string, Kind>> = {
    NullString: 'string',
    NullBool: 'boolean',
    NullInt16: 'integer16',
    NullInt32: 'integer32',
    NullInt64: 'integer64',
    NullFloat64: 'float64',
  };
  return nullable[name] ?? 'other';
}

/** The libraries' own types; what differs by database stands in {@link bySql}. */
function typeOf(kind: Kind, size: string | undefined, library: GoLibraryName, dialect: Dialect): string {
  if (kind === 'string') {
    if (size !== undefined) return `varchar(${size})`;
    if (library === 'bun') return 'varchar';
    if (library === 'xorm') return 'varchar(255)';
    return dialect === 'mysql' ? 'longtext' : dialect === 'sqlserver' ? 'nvarchar(MAX)' : 'text';
  }
  return bySql[
    dialect === 'sqlite' ? 'sqlite' : dialect === 'mysql' || dialect === 'mariadb' ? 'mysql' : 'postgresql'
  ][kind];
}

type Types = Readonly<Record<Exclude<Kind, 'string'>, string>>;

const bySql: Readonly<Record<'postgresql' | 'mysql' | 'sqlite', Types>> = {
  postgresql: {
    boolean: 'boolean',
    integer16: 'smallint',
    integer32: 'integer',
    integer64: 'bigint',
    float32: 'real',
    float64: 'double precision',
    time: 'timestamptz',
    bytes: 'bytea',
    json: 'jsonb',
    uuid: 'uuid',
    struct: 'jsonb',
    other: '',
  },
  mysql: {
    boolean: 'boolean',
    integer16: 'smallint',
    integer32: 'integer',
    integer64: 'bigint',
    float32: 'float',
    float64: 'double precision',
    time: 'datetime',
    bytes: 'blob',
    json: 'json',
    uuid: 'char(36)',
    struct: 'json',
    other: '',
  },
  sqlite: {
    boolean: 'boolean',
    integer16: 'integer',
    integer32: 'integer',
    integer64: 'integer',
    float32: 'real',
    float64: 'real',
    time: 'datetime',
    bytes: 'blob',
    json: 'json',
    uuid: 'uuid',
    struct: 'json',
    other: '',
  },
};
