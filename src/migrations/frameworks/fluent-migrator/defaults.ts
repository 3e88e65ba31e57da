import type { ColumnDefault, Dialect } from '../../../model/migration.js';
import type { Value } from '../../../syntax/imperative/values.js';
import { volatilityOf } from '../../sql/volatility.js';
import { RawSql } from './raw-sql.js';
import { literalDefault } from '../../programs/literal-default.js';

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
  return sql === undefined
    ? literalDefault(value)
    : { expression: sql, volatility: volatilityOf(sql, dialect) };
}
