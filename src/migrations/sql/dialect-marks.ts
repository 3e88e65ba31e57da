import type { Dialect } from '../../model/migration.js';
import type { TokenCursor } from '../../syntax/sql/token-cursor.js';

/** Words that only one dialect has. */
const words: readonly (readonly [Dialect, string])[] = [
  [
    'postgresql',
    'SERIAL BIGSERIAL SMALLSERIAL JSONB TIMESTAMPTZ TIMETZ BYTEA TSVECTOR TSQUERY CITEXT HSTORE INET CIDR MACADDR TSTZRANGE CONCURRENTLY ' +
      'PLPGSQL REGCLASS ILIKE GEN_RANDOM_UUID UUID_GENERATE_V4 NEXTVAL SETVAL PG_CATALOG INT4 FLOAT8 FLOAT4 BPCHAR',
  ],
  [
    'mysql',
    'AUTO_INCREMENT UNSIGNED ZEROFILL LONGTEXT MEDIUMTEXT TINYTEXT LONGBLOB MEDIUMBLOB TINYBLOB MEDIUMINT UTF8MB4 UTF8MB3 INNODB MYISAM ' +
      'FOREIGN_KEY_CHECKS UTF8MB4_UNICODE_CI UTF8MB4_GENERAL_CI UTF8MB4_BIN LAST_INSERT_ID UUID_TO_BIN',
  ],
  [
    'sqlite',
    'AUTOINCREMENT PRAGMA ROWID SQLITE_MASTER SQLITE_SCHEMA SQLITE_SEQUENCE FTS4 FTS5 RANDOMBLOB STRFTIME',
  ],
  [
    'sqlserver',
    'NVARCHAR NTEXT DATETIME2 DATETIMEOFFSET SMALLDATETIME UNIQUEIDENTIFIER ROWVERSION NONCLUSTERED NOCHECK SP_RENAME SP_EXECUTESQL GETDATE ' +
      'GETUTCDATE SYSUTCDATETIME NEWID NEWSEQUENTIALID DBO OBJECT_ID XACT_ABORT IDENTITY_INSERT HIERARCHYID',
  ],
  [
    'oracle',
    'VARCHAR2 NVARCHAR2 SYS_GUID SYSTIMESTAMP DBMS_OUTPUT USER_TABLES DBA_TABLES ALL_TABLES CLOB_LOCATOR',
  ],
  [
    'clickhouse',
    'MERGETREE REPLACINGMERGETREE SUMMINGMERGETREE AGGREGATINGMERGETREE COLLAPSINGMERGETREE REPLICATEDMERGETREE ' +
      'REPLICATEDREPLACINGMERGETREE VERSIONEDCOLLAPSINGMERGETREE LOWCARDINALITY DATETIME64 FIXEDSTRING UINT8 UINT16 UINT32 UINT64',
  ],
  ['cassandra', 'KEYSPACE TIMEUUID FROZEN COMPACTION GC_GRACE_SECONDS LEVELEDCOMPACTIONSTRATEGY'],
];

const byWord: ReadonlyMap<string, Dialect> = new Map(
  words.flatMap(([dialect, list]) => list.split(' ').map((word) => [word, dialect] as const)),
);

/** What is seen at the cursor that only one dialect has; undefined when nothing is. */
export function markAt(cursor: TokenCursor): Dialect | undefined {
  const token = cursor.peek();
  if (!token) return undefined;
  if (token.kind === 'name' && cursor.text.charAt(token.start) === '`') return 'mysql';
  if (token.kind === 'string') return cursor.text.charAt(token.start) === '$' ? 'postgresql' : undefined;
  if (token.kind === 'symbol') return ofSymbol(cursor);
  return token.kind === 'word' ? (byWord.get(token.word) ?? ofPhrase(cursor)) : undefined;
}

/** `x::text`, `[dbo].[users]`, `text[]`. */
function ofSymbol(cursor: TokenCursor): Dialect | undefined {
  if (cursor.sees('::')) return 'postgresql';
  if (!cursor.sees('[')) return undefined;
  if (cursor.word(1) === ']') return cursor.peek(-1)?.kind === 'word' ? 'postgresql' : undefined;
  const bracketed = cursor.peek(1)?.kind === 'word' && cursor.word(2) === ']';
  // `list[place]` is an array's element.
  const element = cursor.peek(-1)?.end === cursor.peek()?.start && cursor.word(-1) !== '.';
  return bracketed && !element ? 'sqlserver' : undefined;
}

const phrases: readonly (readonly [Dialect, readonly string[]])[] = (
  [
    ['postgresql', 'CREATE EXTENSION'],
    ['postgresql', 'AS ENUM'],
    ['postgresql', 'NOT VALID'],
    ['postgresql', 'OWNER TO'],
    ['postgresql', 'USING GIN'],
    ['postgresql', 'USING GIST'],
    ['postgresql', 'USING BRIN'],
    ['postgresql', 'SET LOCAL'],
    ['postgresql', 'WITHOUT TIME ZONE'],
    ['postgresql', 'CREATE POLICY'],
    ['postgresql', 'ROW LEVEL SECURITY'],
    ['postgresql', 'ALTER TYPE'],
    ['postgresql', 'IS DISTINCT FROM'],
    ['mysql', 'MODIFY COLUMN'],
    ['mysql', 'CHANGE COLUMN'],
    ['mysql', 'DEFAULT CHARSET'],
    ['mysql', 'CHARACTER SET'],
    ['mysql', 'ON UPDATE CURRENT_TIMESTAMP'],
    ['mysql', 'ON DUPLICATE KEY'],
    ['mysql', 'DROP FOREIGN KEY'],
    ['mysql', 'INSERT IGNORE'],
    ['mysql', 'UNLOCK TABLES'],
    ['mysql', 'SET NAMES'],
    ['sqlite', 'WITHOUT ROWID'],
    ['sqlite', 'INSERT OR IGNORE'],
    ['sqlite', 'INSERT OR REPLACE'],
    ['oracle', 'EXECUTE IMMEDIATE'],
    ['clickhouse', 'ON CLUSTER'],
    ['clickhouse', 'ORDER BY TUPLE'],
    ['cassandra', 'WITH CLUSTERING ORDER'],
  ] as const
).map(([dialect, phrase]) => [dialect, phrase.split(' ')] as const);

function ofPhrase(cursor: TokenCursor): Dialect | undefined {
  const found = phrases.find(([, phrase]) => cursor.sees(...phrase));
  if (found) return found[0];
  const clock =
    ['DATETIME', 'DATE', 'STRFTIME', 'JULIANDAY'].includes(cursor.word()) && cursor.word(1) === '(';
  if (clock && cursor.text.slice(cursor.peek(2)?.start, cursor.peek(2)?.end) === "'now'") return 'sqlite';
  if (cursor.sees('IDENTITY', '(') && cursor.peek(2)?.kind === 'number') return 'sqlserver';
  if (cursor.sees('NUMBER', '(') && cursor.peek(2)?.kind === 'number') return 'oracle';
  return undefined;
}
