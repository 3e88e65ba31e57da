import type { Dialect } from '../../model/migration.js';
import { tokensOf } from '../../syntax/sql/lexer.js';
import { lexisOf } from '../../syntax/sql/lexis.js';
import { TokenCursor } from '../../syntax/sql/token-cursor.js';

/** A type in parts: `timestamp(3) with time zone` = words before, arguments, words behind, array brackets. */
export interface TypeParts {
  /** In lower case when they are SQL's own; a type of the user's keeps its case. */
  readonly name: string;
  readonly arguments: readonly string[];
  /** Words behind the arguments, in lower case: `unsigned`, `with time zone`. */
  readonly suffix?: string;
  /** How many dimensions of an array. */
  readonly dimensions?: number;
}

/** Other spellings → the short name that lintel uses. */
const shortNames: ReadonlyMap<string, string> = new Map([
  ['int', 'integer'],
  ['int4', 'integer'],
  ['int8', 'bigint'],
  ['int2', 'smallint'],
  ['bool', 'boolean'],
  ['character varying', 'varchar'],
  ['char varying', 'varchar'],
  ['national character varying', 'varchar'],
  ['national char varying', 'varchar'],
  ['national varchar', 'varchar'],
  ['character', 'char'],
  ['national character', 'char'],
  ['national char', 'char'],
  ['character large object', 'clob'],
  ['binary large object', 'blob'],
  ['decimal', 'numeric'],
  ['dec', 'numeric'],
  ['float8', 'double precision'],
  ['double', 'double precision'],
  ['float4', 'real'],
  ['timestamp with time zone', 'timestamptz'],
  ['timestamp without time zone', 'timestamp'],
  ['time with time zone', 'timetz'],
  ['time without time zone', 'time'],
  ['bit varying', 'varbit'],
]);

const mysqlNames: ReadonlyMap<string, string> = new Map([
  ['real', 'double precision'],
  ['fixed', 'numeric'],
  ['middleint', 'mediumint'],
  ['int1', 'tinyint'],
  ['int3', 'mediumint'],
  ['long', 'mediumtext'],
  ['long varchar', 'mediumtext'],
]);

/** MySQL's display width says nothing of the values: `int(11)` is `int`. */
const mysqlIntegers: ReadonlySet<string> = new Set(['integer', 'bigint', 'smallint', 'mediumint', 'tinyint']);

/** Numbered by the engine under the name of a type (PostgreSQL). */
export const serialTypes: ReadonlyMap<string, string> = new Map([
  ['serial', 'integer'],
  ['serial4', 'integer'],
  ['bigserial', 'bigint'],
  ['serial8', 'bigint'],
  ['smallserial', 'smallint'],
  ['serial2', 'smallint'],
]);

/** First words of the types that engines bring along. */
const ownNames: ReadonlySet<string> = new Set(
  (
    'integer bigint smallint tinyint mediumint int int128 int256 uint8 uint16 uint32 uint64 int16 int32 int64 float32 float64 boolean bool ' +
    'varchar char nvarchar nchar varchar2 nvarchar2 bpchar text ntext tinytext mediumtext longtext citext string fixedstring clob nclob ' +
    'blob tinyblob mediumblob longblob bytea binary varbinary raw image numeric decimal number money smallmoney real float double ' +
    'binary_float binary_double date date32 datetime datetime2 datetime64 datetimeoffset smalldatetime time timetz timestamp timestamptz ' +
    'rowversion interval year bit varbit json jsonb xml uuid timeuuid uniqueidentifier rowid enum enum8 enum16 set inet cidr macaddr ' +
    'macaddr8 tsvector tsquery point line lseg box path polygon circle geometry geography hstore ltree vector hierarchyid sql_variant ' +
    'serial bigserial smallserial serial2 serial4 serial8 oid regclass name varint ascii counter duration list map frozen tuple array ' +
    'nullable lowcardinality long signed unsigned national character'
  ).split(' '),
);

/**
 * The type as {@link ColumnDefinition} documents it: `int4` → `integer`, `character varying(20)` → `varchar(20)`,
 * `timestamp(3) with time zone` → `timestamptz(3)`. In MySQL and MariaDB `tinyint(1)` is what `boolean` is short for, so it is
 * given as `boolean`; other display widths of integers and `zerofill` are left out. Serial types of PostgreSQL stay as they are
 * written; readers of columns turn them into their integer type.
 */
export function canonicalType(written: string, dialect: Dialect): string {
  const lexis = lexisOf(dialect);
  return composeType(partsOf(new TokenCursor(written, lexis, tokensOf(written, lexis))), dialect);
}

/** Reads the tokens of a type up to the end of the cursor. */
export function partsOf(cursor: TokenCursor): TypeParts {
  const words: string[] = [];
  const suffix: string[] = [];
  let written: readonly string[] = [];
  let dimensions = 0;
  while (!cursor.done) {
    if (cursor.sees('(') && words.length > 0) {
      const group = cursor.group();
      if (written.length === 0 && group) written = group.items().map((item) => item.source);
      continue;
    }
    if (cursor.sees('[') || cursor.sees('ARRAY')) {
      dimensions += 1;
      while (!cursor.done && !cursor.sees(']') && cursor.word() !== 'ARRAY') cursor.at += 1;
      cursor.at += 1;
      continue;
    }
    const token = cursor.peek();
    if (!token) break;
    cursor.at += 1;
    const word = token.kind === 'symbol' ? token.word : cursor.valueOf(token);
    (written.length === 0 ? words : suffix).push(word);
  }
  return {
    name: joined(words),
    arguments: written,
    ...(suffix.length === 0 ? {} : { suffix: suffix.join(' ').toLowerCase() }),
    dimensions,
  };
}

/** `pg_catalog . int4` are one name, `double precision` two words; `map < text , int >` has its brackets tight. */
function joined(words: readonly string[]): string {
  return words
    .join(' ')
    .replaceAll(/ ?([.<>]) ?/g, '$1')
    .replaceAll(' ,', ',');
}

/** Puts the parts of a type together under its canonical name. */
export function composeType(parts: TypeParts, dialect: Dialect): string {
  const mysql = dialect === 'mysql' || dialect === 'mariadb';
  const lower = parts.name.toLowerCase().replace(/^pg_catalog\./, '');
  const unsigned = / unsigned\b/.test(` ${lower} ${parts.suffix ?? ''}`) ? ' unsigned' : '';
  const plain = mysql ? lower.replaceAll(/ (?:unsigned|signed|zerofill|binary)\b/g, '') : lower;
  const zone = / ?\b(with(?:out)? (?:local )?time zone)$/.exec(parts.suffix ?? '')?.[1];
  const full = zone === undefined ? plain : `${plain} ${zone}`;
  const known = (mysql ? mysqlNames.get(full) : undefined) ?? shortNames.get(full);
  const name = known ?? (isOwn(full) ? full : parts.name);
  return `${withArguments(name, parts, mysql)}${mysql || !/ unsigned\b/.test(name) ? unsigned : ''}${'[]'.repeat(parts.dimensions ?? 0)}`;
}

function withArguments(name: string, parts: TypeParts, mysql: boolean): string {
  const written = parts.arguments;
  if (mysql && (name === 'tinyint' || name === 'bool') && written.join() === '1') return 'boolean';
  if (written.length === 0 || (mysql && mysqlIntegers.has(name))) return name;
  return `${name}(${written.map((argument) => argument.replaceAll(/\s+/g, ' ').trim()).join(',')})`;
}

/** SQL's own names are written in any case; names of the user's types (`"OrderState"`) are kept. */
function isOwn(lower: string): boolean {
  return ownNames.has(lower.split(' ', 1)[0] ?? '');
}
