import type { OperationBody } from '../../../model/migration.js';

/** The operations that undo others, in reverse order; only for kinds that Rails turns round, others give nothing. */
export function invert(bodies: readonly OperationBody[]): readonly OperationBody[] {
  return bodies.toReversed().flatMap(inverseOf);
}

function inverseOf(body: OperationBody): readonly OperationBody[] {
  switch (body.kind) {
    case 'createTable':
      return [{ kind: 'dropTable', table: body.table }];
    case 'renameTable':
      return [{ kind: 'renameTable', table: body.newName, newName: body.table }];
    case 'addColumn':
      return [{ kind: 'dropColumn', table: body.table, column: body.column, definition: body.definition }];
    case 'dropColumn':
      return body.definition
        ? [{ kind: 'addColumn', table: body.table, column: body.column, definition: body.definition }]
        : [];
    case 'renameColumn':
      return [{ kind: 'renameColumn', table: body.table, column: body.newName, newName: body.column }];
    case 'setNotNull':
      return [{ kind: 'dropNotNull', table: body.table, column: body.column }];
    case 'dropNotNull':
      return [{ kind: 'setNotNull', table: body.table, column: body.column }];
    case 'createIndex':
      return [
        {
          kind: 'dropIndex',
          table: body.table,
          ...(body.index !== undefined && { index: body.index }),
          columns: body.columns,
          concurrently: body.concurrently,
        },
      ];
    case 'renameIndex':
      return [
        {
          kind: 'renameIndex',
          index: body.newName,
          newName: body.index,
          ...(body.table !== undefined && { table: body.table }),
        },
      ];
    case 'addForeignKey':
      return [
        {
          kind: 'dropConstraint',
          table: body.table,
          constraint: body.constraint ?? '',
          constraintKind: 'foreign-key',
        },
      ];
    case 'addCheck':
      return [
        {
          kind: 'dropConstraint',
          table: body.table,
          constraint: body.constraint ?? '',
          constraintKind: 'check',
        },
      ];
    case 'addUnique':
      return [
        {
          kind: 'dropConstraint',
          table: body.table,
          constraint: body.constraint ?? '',
          constraintKind: 'unique',
        },
      ];
    case 'addExclusion':
      return [{ kind: 'dropConstraint', table: body.table, constraint: body.constraint ?? '' }];
    case 'renameEnumValue':
      return [{ kind: 'renameEnumValue', type: body.type, value: body.newName, newName: body.value }];
    case 'executeSql': {
      const opposite = opposites[body.statementKind];
      return opposite === undefined ? [] : [{ kind: 'executeSql', statementKind: opposite }];
    }
    default:
      return [];
  }
}

const opposites: Readonly<Record<string, string>> = {
  'CREATE EXTENSION': 'DROP EXTENSION',
  'DROP EXTENSION': 'CREATE EXTENSION',
  'CREATE SCHEMA': 'DROP SCHEMA',
  'DROP SCHEMA': 'CREATE SCHEMA',
  'ALTER TYPE': 'ALTER TYPE',
  COMMENT: 'COMMENT',
};
