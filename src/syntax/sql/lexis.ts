import type { Dialect } from '../../model/migration.js';

/** How a dialect of SQL is cut into tokens: what begins a comment, a string, a quoted name. */
export interface SqlLexis {
  /** `#` begins a comment; line-start = only where nothing but blanks stands before it. */
  readonly hashComments: 'always' | 'line-start' | 'never';
  /** `--` begins a comment only before white space (MySQL: `5--1` is arithmetic). */
  readonly dashesNeedSpace: boolean;
  /** `//` begins a comment (CQL). */
  readonly slashComments: boolean;
  readonly nestedComments: boolean;
  /** `/*!50100 … *\/` is run by the server: its content is SQL, not a comment. */
  readonly executableComments: boolean;
  /** A backslash escapes in every string. */
  readonly backslashes: boolean;
  /** A backslash escapes in `E'…'`. */
  readonly escapeStrings: boolean;
  readonly doubleQuotes: 'name' | 'string';
  readonly backticks: boolean;
  readonly brackets: boolean;
  readonly dollarQuotes: boolean;
  /** `q'[…]'` (Oracle). */
  readonly alternativeQuotes: boolean;
  /** `#temporary` and `@variable` are words of their own (SQL Server). */
  readonly hashWords: boolean;
  /** A string stands for a name where a name is wanted (SQLite). */
  readonly stringNames: boolean;
  /** Unquoted names are folded to lower case. */
  readonly foldsNames: boolean;
  /** The client whose own commands stand between statements. */
  readonly client: 'psql' | 'mysql' | 'sqlcmd' | 'sqlplus' | 'any' | 'none';
}

const standard: SqlLexis = {
  hashComments: 'never',
  dashesNeedSpace: false,
  slashComments: false,
  nestedComments: false,
  executableComments: false,
  backslashes: false,
  escapeStrings: false,
  doubleQuotes: 'name',
  backticks: false,
  brackets: false,
  dollarQuotes: false,
  alternativeQuotes: false,
  hashWords: false,
  stringNames: false,
  foldsNames: false,
  client: 'none',
};

const mysql: SqlLexis = {
  ...standard,
  hashComments: 'always',
  dashesNeedSpace: true,
  executableComments: true,
  backslashes: true,
  doubleQuotes: 'string',
  backticks: true,
  client: 'mysql',
};

const lexes: Readonly<Record<Dialect, SqlLexis>> = {
  postgresql: {
    ...standard,
    nestedComments: true,
    escapeStrings: true,
    dollarQuotes: true,
    foldsNames: true,
    client: 'psql',
  },
  mysql,
  mariadb: mysql,
  sqlite: { ...standard, backticks: true, brackets: true, stringNames: true },
  sqlserver: { ...standard, nestedComments: true, brackets: true, hashWords: true, client: 'sqlcmd' },
  oracle: { ...standard, alternativeQuotes: true, client: 'sqlplus' },
  clickhouse: { ...standard, hashComments: 'line-start', backslashes: true, backticks: true },
  cassandra: { ...standard, slashComments: true, dollarQuotes: true, foldsNames: true },
  mongodb: standard,
  unknown: {
    ...standard,
    hashComments: 'line-start',
    executableComments: true,
    escapeStrings: true,
    backticks: true,
    dollarQuotes: true,
    client: 'any',
  },
};

/** The lexis of a dialect; of an unknown one, what most dialects share. */
export function lexisOf(dialect: Dialect): SqlLexis {
  return lexes[dialect];
}
