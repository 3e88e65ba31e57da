import type { ColumnDefinition, Dialect, ForeignKeyTarget, OperationBody } from '../../../model/migration.js';
import type { Value } from '../../../syntax/javascript/evaluate/value.js';
import { booleanOf, entryOf, isSet, textOf, textsOf } from '../../javascript/values.js';
import { foldConstraints } from '../../sql/table-constraints.js';
import { columnOf, enumTypes } from './columns.js';
import { defaultName } from './names.js';
import { tableNameOf } from './schema-objects.js';

/** The items of a list, of one value, or none. */
export function itemsOf(value: Value | undefined): readonly Value[] {
  if (value === undefined) return [];
  return value.kind === 'list' ? value.items : [value];
}

/** What of a table is made with it. */
export interface TableParts {
  readonly guarded: boolean;
  readonly foreignKeys: boolean;
  readonly indices: boolean;
}

/** `createTable(new Table({ … }))`: enum types, the table with its constraints, then its indexes. */
export function tableBodies(
  table: string,
  definition: Value,
  { guarded, foreignKeys, indices }: TableParts,
  dialect: Dialect,
): readonly OperationBody[] {
  const written = itemsOf(entryOf(definition, 'columns'));
  const columns = written.flatMap((value) => columnOf(table, value, dialect) ?? []);
  const keys = columns.filter(({ primaryKey }) => primaryKey === true).map(({ name }) => name);
  const composite = keys.length > 1;
  const constraints: OperationBody[] = [
    ...(composite ? [{ kind: 'addPrimaryKey', table, columns: keys } as const] : []),
    ...itemsOf(entryOf(definition, 'uniques')).flatMap((value) => uniqueBody(table, value) ?? []),
    ...itemsOf(entryOf(definition, 'checks')).flatMap((value) => checkBody(table, value) ?? []),
    ...itemsOf(entryOf(definition, 'exclusions')).map((value) => exclusionBody(table, value)),
    ...(foreignKeys
      ? itemsOf(entryOf(definition, 'foreignKeys')).flatMap((value) => foreignKeyBody(table, value) ?? [])
      : []),
  ];
  const plain = composite ? columns.map(withoutKey) : columns;
  const folded = foldConstraints(plain, constraints);
  return [
    ...enumTypes(table, written, dialect),
    { kind: 'createTable', table, columns: folded.columns, ...(guarded && { guarded: true }) },
    ...folded.operations,
    ...(indices
      ? itemsOf(entryOf(definition, 'indices')).flatMap((value) => indexBody(table, value, dialect) ?? [])
      : []),
  ];
}

/** `new TableIndex({ … })`. */
export function indexBody(table: string, value: Value, dialect: Dialect): OperationBody | undefined {
  const columns = textsOf(entryOf(value, 'columnNames'));
  if (columns === undefined) return undefined;
  const where = textOf(entryOf(value, 'where'));
  const type = textOf(entryOf(value, 'type'));
  const spatial = booleanOf(entryOf(value, 'isSpatial')) === true;
  const fulltext = booleanOf(entryOf(value, 'isFulltext')) === true;
  const spatialMethod = dialect === 'postgresql' ? 'gist' : 'spatial';
  const method = type ?? (spatial ? spatialMethod : fulltext ? 'fulltext' : undefined);
  return {
    kind: 'createIndex',
    table,
    index: textOf(entryOf(value, 'name')) ?? defaultName('index', table, columns, where),
    columns,
    unique: booleanOf(entryOf(value, 'isUnique')) === true,
    concurrently: booleanOf(entryOf(value, 'isConcurrent')) === true,
    ...(method !== undefined && { method: method.toLowerCase() }),
    ...(where !== undefined && where !== '' && { where }),
  };
}

/** `new TableUnique({ … })`. */
export function uniqueBody(table: string, value: Value): OperationBody | undefined {
  const columns = textsOf(entryOf(value, 'columnNames'));
  return (
    columns && {
      kind: 'addUnique',
      table,
      columns,
      constraint: textOf(entryOf(value, 'name')) ?? defaultName('unique', table, columns),
    }
  );
}

/** `new TableCheck({ … })`. */
export function checkBody(table: string, value: Value): OperationBody | undefined {
  const expression = textOf(entryOf(value, 'expression'));
  return expression === undefined
    ? undefined
    : {
        kind: 'addCheck',
        table,
        columns: textsOf(entryOf(value, 'columnNames')) ?? [],
        expression,
        constraint: textOf(entryOf(value, 'name')) ?? defaultName('check', table, [expression]),
      };
}

/** `new TableExclusion({ … })`. */
export function exclusionBody(table: string, value: Value): OperationBody {
  const expression = textOf(entryOf(value, 'expression')) ?? '';
  const constraint = textOf(entryOf(value, 'name')) ?? defaultName('exclusion', table, [expression]);
  return { kind: 'addExclusion', table, columns: [], constraint };
}

/** `new TableForeignKey({ … })`. */
export function foreignKeyBody(table: string, value: Value): OperationBody | undefined {
  const columns = textsOf(entryOf(value, 'columnNames'));
  const references = targetOf(value);
  return (
    columns &&
    references && {
      kind: 'addForeignKey',
      table,
      columns,
      constraint: textOf(entryOf(value, 'name')) ?? defaultName('foreignKey', table, columns),
      references,
    }
  );
}

function targetOf(value: Value): ForeignKeyTarget | undefined {
  const named = entryOf(value, 'referencedTableName');
  const table = named && tableNameOf(named);
  const schema = textOf(entryOf(value, 'referencedSchema'));
  const onDelete = actionOf(entryOf(value, 'onDelete'));
  const onUpdate = actionOf(entryOf(value, 'onUpdate'));
  return table === undefined
    ? undefined
    : {
        table: schema === undefined ? table : `${schema}.${table}`,
        columns: textsOf(entryOf(value, 'referencedColumnNames')) ?? [],
        ...(onDelete !== undefined && { onDelete }),
        ...(onUpdate !== undefined && { onUpdate }),
      };
}

/** NO ACTION, the default, is left out also where it is written. */
function actionOf(value: Value | undefined): string | undefined {
  const action = isSet(value) ? textOf(value)?.toUpperCase() : undefined;
  return action === 'NO ACTION' ? undefined : action;
}

/** A column of a key of several is no key by itself. */
function withoutKey(column: ColumnDefinition): ColumnDefinition {
  const { primaryKey, ...rest } = column;
  return primaryKey === undefined ? column : rest;
}
