import type { AlterEnumStmt, DropStmt, LockStmt, RenameStmt, TruncateStmt, VacuumStmt } from 'libpg-query';
import type { OperationBody } from '../../../model/migration.js';
import { isOn, option } from './indexes.js';
import { as, listedName, strings, tableName } from './nodes.js';

/** DROP: one operation for each object; undefined for kinds without an operation of their own. */
export function drop(statement: DropStmt): readonly OperationBody[] | undefined {
  const names = (statement.objects ?? []).map((node) => listedName(node));
  const guarded = statement.missing_ok === true ? { guarded: true } : {};
  const cascade = statement.behavior === 'DROP_CASCADE' ? { cascade: true } : {};
  const each = (body: (name: string) => OperationBody): readonly OperationBody[] =>
    names.map((parts) => body(parts.join('.')));
  switch (statement.removeType) {
    case 'OBJECT_TABLE':
    case 'OBJECT_FOREIGN_TABLE':
      return each((table) => ({ kind: 'dropTable', table, ...cascade, ...guarded }));
    case 'OBJECT_INDEX':
      return each((index) => ({
        kind: 'dropIndex',
        index,
        concurrently: statement.concurrent === true,
        ...cascade,
        ...guarded,
      }));
    case 'OBJECT_VIEW':
    case 'OBJECT_MATVIEW':
      return each((view) => ({
        kind: 'dropView',
        view,
        materialized: statement.removeType === 'OBJECT_MATVIEW',
        ...guarded,
      }));
    case 'OBJECT_TRIGGER':
    case 'OBJECT_POLICY':
    case 'OBJECT_RULE':
      return names.map((parts) => ({
        kind: 'executeSql',
        statementKind: `DROP ${(statement.removeType ?? '').replace('OBJECT_', '')}`,
        table: parts.slice(0, -1).join('.'),
      }));
    default:
      return undefined;
  }
}

/** RENAME of a table, column, index or of an action's words; undefined for other objects. */
export function rename(statement: RenameStmt): OperationBody | undefined {
  const table = tableName(statement.relation);
  const newName = statement.newname ?? '';
  switch (statement.renameType) {
    case 'OBJECT_TABLE':
    case 'OBJECT_FOREIGN_TABLE':
      return { kind: 'renameTable', table, newName };
    case 'OBJECT_COLUMN':
      return statement.relationType === 'OBJECT_TABLE' || statement.relationType === 'OBJECT_FOREIGN_TABLE'
        ? { kind: 'renameColumn', table, column: statement.subname ?? '', newName }
        : undefined;
    case 'OBJECT_INDEX':
      return { kind: 'renameIndex', index: table, newName };
    case 'OBJECT_TABCONSTRAINT':
      return { kind: 'executeSql', statementKind: 'ALTER TABLE RENAME CONSTRAINT', table };
    default:
      return undefined;
  }
}

/** ALTER TYPE … ADD VALUE and RENAME VALUE. */
export function alterEnum(statement: AlterEnumStmt): OperationBody {
  const type = strings(statement.typeName).join('.');
  const value = statement.newVal ?? '';
  if (statement.oldVal !== undefined)
    return { kind: 'renameEnumValue', type, value: statement.oldVal, newName: value };
  const guarded = statement.skipIfNewValExists === true ? { guarded: true } : {};
  return { kind: 'addEnumValue', type, value, ...guarded };
}

/** TRUNCATE: one operation for each table. */
export function truncate(statement: TruncateStmt): readonly OperationBody[] {
  const cascade = statement.behavior === 'DROP_CASCADE' ? { cascade: true } : {};
  return (statement.relations ?? []).map((node) => ({
    kind: 'truncate',
    table: tableName(as(node, 'RangeVar')),
    ...cascade,
  }));
}

/** VACUUM and ANALYZE, one operation for each table that is named. */
export function vacuum(statement: VacuumStmt): readonly OperationBody[] {
  const full = isOn(option(statement.options, 'full'));
  const tables = (statement.rels ?? []).map((node) => tableName(as(node, 'VacuumRelation')?.relation));
  const named: readonly (string | undefined)[] = tables.length === 0 ? [undefined] : tables;
  return named.map((table) => ({
    ...(statement.is_vacuumcmd === true
      ? { kind: 'vacuum', full }
      : { kind: 'executeSql', statementKind: 'ANALYZE' }),
    ...(table === undefined ? {} : { table }),
  }));
}

const lockModes = [
  'ACCESS SHARE',
  'ROW SHARE',
  'ROW EXCLUSIVE',
  'SHARE UPDATE EXCLUSIVE',
  'SHARE',
  'SHARE ROW EXCLUSIVE',
  'EXCLUSIVE',
  'ACCESS EXCLUSIVE',
];

/** LOCK TABLE: one operation for each table. */
export function lockTable(statement: LockStmt): readonly OperationBody[] {
  const mode = lockModes[(statement.mode ?? 0) - 1];
  return (statement.relations ?? []).map((node) => ({
    kind: 'lockTable',
    table: tableName(as(node, 'RangeVar')),
    ...(mode === undefined ? {} : { mode }),
  }));
}
