import type { OperationBody } from '../../model/migration.js';
import type { GoModel } from './models.js';
import type { TagIndex } from './model-columns.js';
import { definitionsOf } from './models.js';
import type { TableMemory } from './table-memory.js';

/**
 * What "bring the table in line with the model" does (gorm's AutoMigrate, xorm's Sync): the table when none was made before, else the columns
 * that were not there yet. The model is the one of today, so that this is a guess.
 */
export function alignedWith(model: GoModel, memory: TableMemory): readonly OperationBody[] {
  const { table } = model;
  const known = memory.columns(table);
  const names = definitionsOf(model).map(({ name }) => name);
  const isNew = (name: string): boolean => known?.has(name) !== true;
  const bodies: readonly OperationBody[] =
    known === undefined
      ? [{ kind: 'createTable', table, columns: definitionsOf(model), guarded: true }]
      : definitionsOf(model)
          .filter(({ name }) => isNew(name))
          .map((definition) => ({
            kind: 'addColumn',
            table,
            column: definition.name,
            definition,
            guarded: true,
          }));
  const others = [...constraintsOf(model, isNew), ...indexesOf(model, isNew)];
  memory.add(table, names);
  return bodies.length + others.length === 0
    ? [{ kind: 'executeSql', statementKind: 'ALTER TABLE', table }]
    : [...bodies, ...others];
}

/** The table of a model with its indexes. */
export function createdFrom(model: GoModel, memory: TableMemory, guarded: boolean): readonly OperationBody[] {
  const { table } = model;
  memory.add(
    table,
    definitionsOf(model).map(({ name }) => name),
  );
  return [
    { kind: 'createTable', table, columns: definitionsOf(model), ...(guarded && { guarded }) },
    ...constraintsOf(model, () => true),
    ...indexesOf(model, () => true),
  ];
}

/** CHECK constraints with a name, and unique constraints of several columns. */
function constraintsOf(
  { columns, table }: GoModel,
  wanted: (column: string) => boolean,
): readonly OperationBody[] {
  const mine = columns.filter(({ definition }) => wanted(definition.name));
  const groups = new Set(mine.flatMap(({ uniqueGroup }) => uniqueGroup ?? []));
  return [
    ...mine.flatMap(({ checks, definition }) =>
      checks.map(({ name, expression }): OperationBody => ({
        kind: 'addCheck',
        table,
        columns: [definition.name],
        expression,
        constraint: name,
      })),
    ),
    ...[...groups].map((constraint): OperationBody => ({
      kind: 'addUnique',
      table,
      columns: mine
        .filter(({ uniqueGroup }) => uniqueGroup === constraint)
        .map(({ definition }) => definition.name),
      constraint,
    })),
  ];
}

/**
 * The name of an index: gorm's own is `idx_table_column`; xorm puts `IDX_table_` or `UQE_table_` before every name (`XName` in
 * schemas/index.go).
 */
export function nameOfIndex({ library, table }: GoModel, column: string, { name, unique }: TagIndex): string {
  if (library !== 'xorm') return name === '' ? `idx_${table}_${column}` : name;
  return /^(IDX|UQE)_/.test(name)
    ? name
    : `${unique ? 'UQE' : 'IDX'}_${table}_${name === '' ? column : name}`;
}

/** Columns that name the same index are one index. */
export function indexesOf(
  model: GoModel,
  wanted: (column: string) => boolean,
): readonly Extract<OperationBody, { kind: 'createIndex' }>[] {
  const found = new Map<string, { readonly columns: string[]; readonly tag: TagIndex }>();
  for (const { definition, indexes } of model.columns) {
    if (!wanted(definition.name)) continue;
    for (const tag of indexes) {
      const key = nameOfIndex(model, definition.name, tag);
      const index = found.get(key) ?? { columns: [], tag };
      index.columns.push(definition.name);
      found.set(key, { ...index, tag: { ...index.tag, ...tag, unique: index.tag.unique || tag.unique } });
    }
  }
  return [...found].map(([index, { columns, tag }]) => ({
    kind: 'createIndex',
    table: model.table,
    index,
    columns,
    unique: tag.unique,
    concurrently: false,
    ...(tag.method !== undefined && { method: tag.method }),
    ...(tag.where !== undefined && { where: tag.where }),
    guarded: true,
  }));
}
