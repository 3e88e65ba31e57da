import type { Dialect, Volatility } from '../../model/migration.js';
import { tokensOf } from '../../syntax/sql/lexer.js';
import type { SqlToken } from '../../syntax/sql/lexer.js';
import { lexisOf } from '../../syntax/sql/lexis.js';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** A new value for each row. */
const volatileFunctions = words(
  'GEN_RANDOM_UUID GEN_RANDOM_BYTES UUID_GENERATE_V1 UUID_GENERATE_V1MC UUID_GENERATE_V4 UUID_GENERATE_V7 UUIDV4 UUIDV7 ' +
    'RANDOM RANDOM_NORMAL SETSEED CLOCK_TIMESTAMP TIMEOFDAY NEXTVAL CURRVAL LASTVAL SETVAL UUID UUID_SHORT SYS_GUID RAND SYSDATE ' +
    'RANDOM_BYTES RANDOMBLOB NEWID NEWSEQUENTIALID CRYPT_GEN_RANDOM GENERATEUUIDV4 GENERATEUUIDV7 NANOID GEN_SALT GEN_ULID UNIQUE_ROWID UNORDERED_UNIQUE_ROWID',
);

/** One value for the whole statement. */
const stableFunctions = words(
  'NOW CURRENT_TIMESTAMP CURRENT_DATE CURRENT_TIME LOCALTIME LOCALTIMESTAMP STATEMENT_TIMESTAMP TRANSACTION_TIMESTAMP CURRENT_SETTING ' +
    'CURRENT_USER SESSION_USER USER CURRENT_ROLE CURRENT_CATALOG CURRENT_SCHEMA CURRENT_DATABASE TXID_CURRENT PG_CURRENT_XACT_ID ' +
    'UTC_TIMESTAMP UTC_DATE UTC_TIME CURDATE CURTIME UNIX_TIMESTAMP GETDATE GETUTCDATE SYSDATETIME SYSUTCDATETIME SYSDATETIMEOFFSET ' +
    'SYSTIMESTAMP SUSER_SNAME SUSER_NAME USER_NAME NOW64 TODAY TIMEZONE_NOW',
);

/** Read without parentheses too. */
const bareStable = words(
  'CURRENT_TIMESTAMP CURRENT_DATE CURRENT_TIME LOCALTIME LOCALTIMESTAMP CURRENT_USER SESSION_USER CURRENT_ROLE CURRENT_CATALOG ' +
    'CURRENT_SCHEMA SYSTIMESTAMP UTC_TIMESTAMP UTC_DATE UTC_TIME',
);

/** Of time: constant with a given time, stable with none or with 'now'. */
const clockFunctions = words(
  'DATE TIME DATETIME JULIANDAY STRFTIME UNIXEPOCH TO_TIMESTAMP AGE TODATE TODATETIME',
);

/** Their value depends on nothing but their arguments, or they are syntax (CAST, COALESCE). */
const pureFunctions = words(
  'ABS ARRAY ARRAY_FILL ASCII AT BTRIM CAST CEIL CEILING CHAR_LENGTH CHR COALESCE CONCAT CONCAT_WS CONVERT DATE_PART DATE_TRUNC DECODE ' +
    'DEFAULT DIGEST ENCODE EXP EXTRACT FLOOR FORMAT GREATEST HEX HSTORE IF IFNULL INET INITCAP INTERVAL JSON JSON_ARRAY JSON_OBJECT ' +
    'JSON_BUILD_ARRAY JSON_BUILD_OBJECT JSONB JSONB_BUILD_ARRAY JSONB_BUILD_OBJECT LEAST LEFT LENGTH LOWER LPAD LTRIM MAKE_DATE ' +
    'MAKE_INTERVAL MAKE_TIMESTAMP MAKE_TIMESTAMPTZ MD5 MOD NULLIF OVERLAY POINT POWER REPEAT REPLACE REVERSE RIGHT ROUND ROW RPAD RTRIM ' +
    'SHA256 SIGN SQRT SUBSTR SUBSTRING TIMEZONE TO_CHAR TO_DATE TO_JSON TO_JSONB TO_NUMBER TO_TSVECTOR TRANSLATE TRIM TRUNC ' +
    'UNHEX UPPER UUID_TO_BIN BIN_TO_UUID UUID_NIL VALUES ANY ALL IN EXISTS NOT AND OR NUMRANGE INT4RANGE TSTZRANGE DATERANGE TSRANGE ' +
    'TUPLE STRING_TO_ARRAY ST_GEOMFROMTEXT POINTFROMTEXT DATEADD DATE_ADD DATE_SUB BIT_COUNT ISNULL NVL',
);

/** Types whose name can carry parentheses: `CAST(x AS varchar(20))`. */
const typeNames = words(
  'VARCHAR CHAR CHARACTER VARYING NUMERIC DECIMAL DEC TIMESTAMP TIMESTAMPTZ BIT VARBIT FLOAT NVARCHAR NCHAR BINARY VARBINARY INT BIGINT ' +
    'DATETIME2 BPCHAR',
);

const rank: Readonly<Record<Volatility, number>> = { constant: 0, stable: 1, unknown: 2, volatile: 3 };

/**
 * What a default expression is worth to the engine: constant (literals, casts and pure functions of them), stable (one value per
 * statement: `now()`, `current_user`), volatile (a new value per row: `gen_random_uuid()`, `nextval(…)`), unknown (a function that
 * lintel does not know). The least steady part decides.
 */
export function volatilityOf(expression: string, dialect: Dialect = 'unknown'): Volatility {
  let worst: Volatility = 'constant';
  const tokens = tokensOf(expression, lexisOf(dialect));
  for (const [index, token] of tokens.entries()) {
    const found = ofToken(expression, tokens, index, token);
    if (rank[found] > rank[worst]) worst = found;
  }
  return worst;
}

function ofToken(text: string, tokens: readonly SqlToken[], index: number, token: SqlToken): Volatility {
  if (token.kind !== 'word' && token.kind !== 'name') return 'constant';
  const called = tokens[index + 1]?.word === '(';
  const word = token.kind === 'word' ? token.word : text.slice(token.start + 1, token.end - 1).toUpperCase();
  if (!called) return ofBareWord(tokens, index, token);
  const before = tokens[index - 1]?.word;
  if (before === '::' || before === 'AS' || typeNames.has(word)) return 'constant';
  if (volatileFunctions.has(word)) return 'volatile';
  if (stableFunctions.has(word)) return 'stable';
  if (clockFunctions.has(word)) return readsClock(text, tokens, index + 1) ? 'stable' : 'constant';
  return pureFunctions.has(word) ? 'constant' : 'unknown';
}

function ofBareWord(tokens: readonly SqlToken[], index: number, token: SqlToken): Volatility {
  if (token.kind !== 'word') return 'constant';
  if (bareStable.has(token.word)) return 'stable';
  if (token.word === 'SYSDATE') return 'stable';
  if (token.word === 'NEXTVAL' && tokens[index - 1]?.word === '.') return 'volatile';
  const nextValue = token.word === 'NEXT' && tokens[index + 1]?.word === 'VALUE';
  return nextValue ? 'volatile' : 'constant';
}

/** `date()`, `date('now')`, `strftime('%s','now')`. */
function readsClock(text: string, tokens: readonly SqlToken[], open: number): boolean {
  if (tokens[open + 1]?.word === ')') return true;
  let depth = 0;
  for (let index = open; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token?.word === '(') depth += 1;
    else if (token?.word === ')') depth -= 1;
    else if (token?.kind === 'string' && /^'now'$/i.test(text.slice(token.start, token.end))) return true;
    if (depth === 0) break;
  }
  return false;
}

/** `DEFAULT NULL`, also with a cast, is no default. */
export function isNull(expression: string): boolean {
  return /^\(*\s*NULL\s*\)*(?:::[^()]*(?:\(\d+\))?)?$/i.test(expression);
}
