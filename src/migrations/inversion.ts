import type { OperationBody } from '../model/migration.js';

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
    case 'addColumn': {
      const { table, column, definition } = body;
      return [{ kind: 'dropColumn', table, column, definition, ...guarded(body) }];
    }
    case 'dropColumn': {
      const { table, column, definition } = body;
      return definition ? [{ kind: 'addColumn', table, column, definition, ...guarded(body) }] : [];
    }
    case 'renameColumn':
      return [{ kind: 'renameColumn', table: body.table, column: body.newName, newName: body.column }];
    case 'createIndex':
      return [
        {
          kind: 'dropIndex',
          table: body.table,
          ...(body.index !== undefined && { index: body.index }),
          columns: body.columns,
          concurrently: body.concurrently,
          ...guarded(body),
        },
      ];
    case 'renameIndex': {
      const { table, index, newName } = body;
      return [{ kind: 'renameIndex', index: newName, newName: index, ...(table !== undefined && { table }) }];
    }
    case 'addForeignKey':
      return [{ ...dropped(body.table, body.constraint, 'foreign-key'), ...guarded(body) }];
    case 'addCheck':
      return [{ ...dropped(body.table, body.constraint, 'check'), ...guarded(body) }];
    case 'addUnique':
      return [dropped(body.table, body.constraint, 'unique')];
    case 'addExclusion':
      return [dropped(body.table, body.constraint)];
    case 'renameEnumValue':
      return [{ kind: 'renameEnumValue', type: body.type, value: body.newName, newName: body.value }];
    default:
      return [];
  }
}

function guarded(body: { readonly guarded?: boolean }): { readonly guarded?: true } {
  return body.guarded === true ? { guarded: true } : {};
}

function dropped(
  table: string,
  constraint = '',
  constraintKind?: 'check' | 'foreign-key' | 'unique',
): OperationBody {
  return { kind: 'dropConstraint', table, constraint, ...(constraintKind && { constraintKind }) };
}
