import type { ColumnDefault, Dialect } from '../../../model/migration.js';
import type { Value } from '../../../syntax/imperative/values.js';
import { volatilityOf } from '../../sql/volatility.js';
import { RawSql } from './raw-sql.js';

type Functions = Readonly<Record<string, string>>;

const postgresql: Functions = {
  NewGuid: 'uuid_generate_v4()',
  NewSequentialId: 'uuid_generate_v1()',
  CurrentDateTime: 'now()',
  CurrentDateTimeOffset: 'current_timestamp',
  CurrentUTCDateTime: "(now() at time zone 'UTC')",
  CurrentUser: 'current_user',
};
const sqlserver: Functions = {
  NewGuid: 'NEWID()',
  NewSequentialId: 'NEWSEQUENTIALID()',
  CurrentDateTime: 'GETDATE()',
  CurrentDateTimeOffset: 'SYSDATETIMEOFFSET()',
  CurrentUTCDateTime: 'GETUTCDATE()',
  CurrentUser: 'CURRENT_USER',
};
const mysql: Functions = {
  NewGuid: '(UUID())',
  NewSequentialId: '(UUID())',
  CurrentDateTime: 'CURRENT_TIMESTAMP',
  CurrentDateTimeOffset: 'CURRENT_TIMESTAMP',
  CurrentUTCDateTime: 'UTC_TIMESTAMP',
  CurrentUser: 'CURRENT_USER()',
};
const sqlite: Functions = {
  CurrentUTCDateTime: 'CURRENT_TIMESTAMP',
  CurrentDateTime: "(datetime('now','localtime'))",
};

const functions: Partial<Record<Dialect, Functions>> = {
  postgresql,
  sqlserver,
  mysql,
  mariadb: mysql,
  sqlite,
};

/** `SystemMethods.CurrentUTCDateTime` as the quoter of a database writes it. */
export function systemMethod(value: Value | undefined, dialect: Dialect): string | undefined {
  const name = value?.kind === 'code' ? /\bSystemMethods\.(\w+)$/.exec(value.text)?.[1] : undefined;
  return name === undefined ? undefined : (functions[dialect]?.[name] ?? name);
}

/** A default as SQL: texts are quoted, functions of the database and raw SQL are not. Null is none. */
export function defaultOf(value: Value | undefined, dialect: Dialect): ColumnDefault | undefined {
  const method = systemMethod(value, dialect);
  const sql = value?.kind === 'object' && value.object instanceof RawSql ? value.object.sql : method;
  if (sql !== undefined) return { expression: sql, volatility: volatilityOf(sql, dialect) };
  switch (value?.kind) {
    case undefined:
    case 'null':
      return undefined;
    case 'text':
      return { expression: `'${value.text.replaceAll("'", "''")}'`, volatility: 'constant' };
    case 'number':
      return { expression: value.text, volatility: 'constant' };
    case 'boolean':
      return { expression: String(value.value), volatility: 'constant' };
    // .NET computes it once, when the migration runs: for the engine it is a constant.
    default:
      return {
        expression: value?.kind === 'code' && value.text !== '' ? value.text : '?',
        volatility: 'constant',
      };
  }
}
