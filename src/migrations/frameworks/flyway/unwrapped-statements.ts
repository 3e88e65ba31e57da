import type { Dialect, SchemaOperation } from '../../../model/migration.js';

/**
 * Whether Flyway's parser of an engine marks a statement as one that cannot run in a transaction (flyway/flyway,
 * detectCanExecuteInTransaction in `flyway-database-postgresql`'s PostgreSQLParser, `flyway-core`'s SQLiteParser and
 * `flyway-sqlserver`'s SQLServerParser). ALTER TYPE … ADD VALUE counts before PostgreSQL 12 only, which no file tells, so it is left out.
 */
export function runsUnwrapped(dialect: Dialect, operation: SchemaOperation): boolean {
  switch (dialect) {
    case 'postgresql':
      return isUnwrappedOnPostgresql(operation);
    case 'sqlite':
      return operation.kind === 'setSetting' && /^foreign_keys$/i.test(operation.setting);
    case 'sqlserver':
      return (
        (operation.kind === 'createIndex' && /^fulltext$/i.test(operation.method ?? '')) ||
        isStatement(operation, /^((create|alter|drop)(database|fulltext)|backup|restore|reconfigure)/)
      );
    default:
      return false;
  }
}

function isUnwrappedOnPostgresql(operation: SchemaOperation): boolean {
  switch (operation.kind) {
    case 'createIndex':
    case 'dropIndex':
      return operation.concurrently;
    case 'vacuum':
      return true;
    default:
      return isStatement(operation, /^((create|drop)(database|tablespace|subscription)|altersystem|discard)/);
  }
}

function isStatement(operation: SchemaOperation, kinds: RegExp): boolean {
  return (
    operation.kind === 'executeSql' &&
    kinds.test(operation.statementKind.replaceAll(/[\s_-]/g, '').toLowerCase())
  );
}
