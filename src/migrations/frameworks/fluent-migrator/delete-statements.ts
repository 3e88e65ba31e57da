import type { Dialect, OperationBody } from '../../../model/migration.js';
import type { Call } from '../../../syntax/imperative/values.js';
import { booleanOf } from '../../../syntax/imperative/values.js';
import { keyName } from './foreign-keys.js';
import { nameIn, namesIn, tableIn } from './names.js';
import { scopeOf } from './row-statements.js';

/** `Delete.Table`, `.Column`, `.ForeignKey`, `.Index`, …; undefined when a name is not known. */
export function deleteStatement(
  what: string,
  calls: readonly Call[],
  dialect: Dialect,
): readonly OperationBody[] | undefined {
  const guarded = calls.some(({ name }) => name === 'IfExists') ? ({ guarded: true } as const) : {};
  switch (what) {
    case 'Table': {
      const table = tableIn(calls, 'Table');
      return table === undefined ? undefined : [{ kind: 'dropTable', table, ...guarded }];
    }
    case 'Column': {
      const [table, columns] = [tableIn(calls, 'FromTable'), namesIn(calls, 'Column')];
      return table === undefined
        ? undefined
        : columns?.map((column) => ({ kind: 'dropColumn' as const, table, column }));
    }
    case 'ForeignKey':
      return deleteForeignKey(calls);
    case 'Index':
      return deleteIndex(calls, dialect);
    case 'PrimaryKey':
    case 'UniqueConstraint': {
      const table = tableIn(calls, 'FromTable');
      if (table === undefined) return undefined;
      const columns = namesIn(calls, 'Column', 'Columns') ?? [];
      const plain = table.slice(table.lastIndexOf('.') + 1);
      const unique = what === 'UniqueConstraint';
      const constraint = nameIn(calls, what) ?? [unique ? 'UC' : 'PK', plain, ...columns].join('_');
      return [
        { kind: 'dropConstraint', table, constraint, constraintKind: unique ? 'unique' : 'primary-key' },
      ];
    }
    case 'DefaultConstraint': {
      const [table, column] = [tableIn(calls, 'OnTable'), nameIn(calls, 'OnColumn')];
      return table === undefined || column === undefined
        ? undefined
        : [{ kind: 'dropDefault', table, column }];
    }
    case 'FromTable': {
      const table = tableIn(calls, 'FromTable');
      return table === undefined
        ? undefined
        : [{ kind: 'changeData', table, change: 'delete', scope: scopeOf(calls, 'Row') }];
    }
    case 'Schema':
      return [{ kind: 'executeSql', statementKind: 'drop schema' }];
    case 'Sequence':
      return [{ kind: 'executeSql', statementKind: 'drop sequence' }];
    case 'SecurityLabel':
      return [{ kind: 'executeSql', statementKind: 'security label' }];
    default:
      return undefined;
  }
}

/** By name, or by the columns on both sides, of which the name is made. */
function deleteForeignKey(calls: readonly Call[]): readonly OperationBody[] | undefined {
  const table = tableIn(calls, 'OnTable', 'FromTable');
  if (table === undefined) return undefined;
  const columns = namesIn(calls, 'ForeignColumn', 'ForeignColumns') ?? [];
  const references = namesIn(calls, 'PrimaryColumn', 'PrimaryColumns') ?? [];
  const target = tableIn(calls, 'ToTable') ?? '';
  const constraint = nameIn(calls, 'ForeignKey') ?? keyName(table, columns, target, references);
  return [{ kind: 'dropConstraint', table, constraint, constraintKind: 'foreign-key' }];
}

function deleteIndex(calls: readonly Call[], dialect: Dialect): readonly OperationBody[] | undefined {
  const table = tableIn(calls, 'OnTable');
  const columns = namesIn(calls, 'OnColumn', 'OnColumns');
  const plain = table?.slice(table.lastIndexOf('.') + 1);
  const index =
    nameIn(calls, 'Index') ??
    (plain !== undefined && columns ? ['IX', plain, ...columns].join('_') : undefined);
  if (index === undefined) return undefined;
  const concurrent = calls.find(({ name }) => name === 'AsConcurrently');
  return [
    {
      kind: 'dropIndex',
      index,
      concurrently:
        dialect === 'postgresql' && concurrent !== undefined && booleanOf(concurrent.positional[0]) !== false,
      ...(table !== undefined && { table }),
    },
  ];
}
