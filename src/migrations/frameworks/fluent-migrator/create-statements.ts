import type { Dialect, OperationBody } from '../../../model/migration.js';
import type { Call } from '../../../syntax/imperative/values.js';
import { booleanOf, textOf } from '../../../syntax/imperative/values.js';
import { actionsOf, keyName } from './foreign-keys.js';
import { nameIn, namesIn, tableIn } from './names.js';

/** `Create.Index`, `.ForeignKey`, `.UniqueConstraint`, `.PrimaryKey`, `.Schema`, `.Sequence`; undefined when a name is not known. */
export function createOther(
  what: string,
  calls: readonly Call[],
  dialect: Dialect,
): readonly OperationBody[] | undefined {
  switch (what) {
    case 'Index':
      return createIndex(calls, dialect);
    case 'ForeignKey':
      return createForeignKey(calls);
    case 'UniqueConstraint':
    case 'PrimaryKey':
      return createConstraint(what, calls);
    case 'Schema':
      return [{ kind: 'executeSql', statementKind: 'create schema' }];
    case 'Sequence':
      return [{ kind: 'executeSql', statementKind: 'create sequence' }];
    case 'SecurityLabel':
      return [{ kind: 'executeSql', statementKind: 'security label' }];
    default:
      return undefined;
  }
}

function createIndex(calls: readonly Call[], dialect: Dialect): readonly OperationBody[] | undefined {
  const table = tableIn(calls, 'OnTable');
  const columns = namesIn(calls, 'OnColumn', 'OnColumns');
  if (table === undefined || !columns) return undefined;
  const plain = table.slice(table.lastIndexOf('.') + 1);
  const has = (pattern: RegExp): boolean => calls.some(({ name }) => pattern.test(name));
  const method = calls.flatMap(({ name, positional }) => methodOf(name, positional) ?? [])[0];
  const where = textOf(calls.find(({ name }) => name === 'Filter')?.positional[0]);
  const concurrent = calls.find(({ name }) => name === 'AsConcurrently');
  return [
    {
      kind: 'createIndex',
      table,
      index: nameIn(calls, 'Index') ?? ['IX', plain, ...columns].join('_'),
      columns,
      unique: has(/^Unique/),
      concurrently:
        dialect === 'postgresql' && concurrent !== undefined && booleanOf(concurrent.positional[0]) !== false,
      ...(method !== undefined && { method }),
      ...(where !== undefined && { where }),
    },
  ];
}

/** `UsingGin()`, `Using(Algorithm.GIN)`. */
function methodOf(name: string, positional: Call['positional']): string | undefined {
  const fluent = /^Using(BTree|Hash|Gin|Gist|Spgist|Brin)$/.exec(name)?.[1];
  if (fluent !== undefined) return fluent.toLowerCase();
  const [first] = positional;
  return name === 'Using' && first?.kind === 'code'
    ? /\.(\w+)$/.exec(first.text)?.[1]?.toLowerCase()
    : undefined;
}

function createForeignKey(calls: readonly Call[]): readonly OperationBody[] | undefined {
  const [table, target] = [tableIn(calls, 'FromTable'), tableIn(calls, 'ToTable')];
  const columns = namesIn(calls, 'ForeignColumn', 'ForeignColumns');
  const references = namesIn(calls, 'PrimaryColumn', 'PrimaryColumns');
  if (table === undefined || target === undefined || !columns || !references) return undefined;
  const at = calls.findLastIndex(({ name }) => /^PrimaryColumns?$/.test(name));
  return [
    {
      kind: 'addForeignKey',
      table,
      columns,
      references: { table: target, columns: references, ...actionsOf(calls.slice(at + 1)) },
      constraint: nameIn(calls, 'ForeignKey') ?? keyName(table, columns, target, references),
    },
  ];
}

/** FluentMigrator's names: DefaultConstraintNameConvention.cs. */
function createConstraint(
  what: 'UniqueConstraint' | 'PrimaryKey',
  calls: readonly Call[],
): readonly OperationBody[] | undefined {
  const table = tableIn(calls, 'OnTable');
  const columns = namesIn(calls, 'Column', 'Columns');
  if (table === undefined || !columns) return undefined;
  const plain = table.slice(table.lastIndexOf('.') + 1);
  const constraint =
    nameIn(calls, what) ?? [what === 'PrimaryKey' ? 'PK' : 'UC', plain, ...columns].join('_');
  return [{ kind: what === 'PrimaryKey' ? 'addPrimaryKey' : 'addUnique', table, columns, constraint }];
}
