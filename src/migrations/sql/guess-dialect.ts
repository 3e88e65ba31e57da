import type { Dialect } from '../../model/migration.js';

/** Syntax that only one dialect has, with the words for it. The first that is seen decides; comments and strings are not looked at apart. */
const marks: readonly (readonly [Dialect, RegExp, string])[] = [
  [
    'clickhouse',
    /\bENGINE\s*=\s*\w*MergeTree\b|\bON\s+CLUSTER\b|\bLowCardinality\s*\(/i,
    'ClickHouse table engines',
  ],
  [
    'mysql',
    /\bENGINE\s*=\s*(InnoDB|MyISAM)\b|\bAUTO_INCREMENT\b|\bUNSIGNED\b|\bDEFAULT\s+CHARSET\b|\bON\s+UPDATE\s+CURRENT_TIMESTAMP\b|\bMODIFY\s+COLUMN\b/i,
    "MySQL's own words",
  ],
  [
    'sqlserver',
    /\bNVARCHAR\s*\(|\[dbo\]|\bdbo\.|\bIDENTITY\s*\(\s*\d+\s*,|^\s*GO\s*$|\bDATETIME2\b|\bUNIQUEIDENTIFIER\b/im,
    "SQL Server's own words",
  ],
  [
    'sqlite',
    /\bAUTOINCREMENT\b|^\s*PRAGMA\s+\w+|\bWITHOUT\s+ROWID\b|\bsqlite_master\b/im,
    "SQLite's own words",
  ],
  ['oracle', /\bVARCHAR2\s*\(|\bNUMBER\s*\(\s*\d+|\bSYSDATE\b|\bNVARCHAR2\b/i, "Oracle's own words"],
  ['cassandra', /\bCREATE\s+KEYSPACE\b|\bWITH\s+CLUSTERING\s+ORDER\b|\bfrozen\s*</i, 'CQL'],
  [
    'postgresql',
    /\b(BIG|SMALL)?SERIAL\b|\bJSONB\b|\bTIMESTAMPTZ\b|\bBYTEA\b|\bTSVECTOR\b|\bCONCURRENTLY\b|::\s*[a-z_]+|\$\w*\$|\bTIMESTAMP(\s*\(\d\))?\s+WITH(OUT)?\s+TIME\s+ZONE\b|\bCREATE\s+(EXTENSION|TYPE|POLICY)\b|\bALTER\s+COLUMN\s+\S+\s+(TYPE|SET|DROP)\b|\bGENERATED\s+(ALWAYS|BY\s+DEFAULT)\s+AS\s+IDENTITY\b|\bDOUBLE\s+PRECISION\b|\bCHARACTER\s+VARYING\b|\bUSING\s+(gin|gist|btree|brin)\b|\bDROP\s+\w+\s+IF\s+EXISTS\s+\S+\s+CASCADE\b/i,
    "PostgreSQL's own words",
  ],
  ['mysql', /`[A-Za-z_][\w$]*`/, 'names in back-ticks'],
];

/** Text that is looked at; a dialect shows early. */
const looked = 200_000;

/** The dialect of SQL text by syntax that only one has; undefined when nothing tells. */
export function guessSqlDialect(text: string): Dialect | undefined {
  const part = text.slice(0, looked).replaceAll(/--[^\n]*/g, '');
  return marks.find(([, pattern]) => pattern.test(part))?.[0];
}
