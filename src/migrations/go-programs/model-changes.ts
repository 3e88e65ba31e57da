import type { OperationBody } from '../../model/migration.js';
import type { GoModel } from './models.js';
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
  const indexes = indexesOf(model, (name) => isNew(name));
  memory.add(table, names);
  return bodies.length + indexes.length === 0
    ? [{ kind: 'executeSql', statementKind: 'ALTER TABLE', table }]
    : [...bodies, ...indexes];
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
    ...indexesOf(model, () => true),
  ];
}

/** Columns that name the same index are one index. */
function indexesOf(model: GoModel, wanted: (column: string) => boolean): readonly OperationBody[] {
  const found = new Map<string, { readonly columns: string[]; readonly unique: boolean }>();
  for (const { definition, indexes } of model.columns) {
    if (!wanted(definition.name)) continue;
    for (const { name, unique } of indexes) {
      const key = name === '' ? `idx_${model.table}_${definition.name}` : name;
      const index = found.get(key) ?? { columns: [], unique };
      index.columns.push(definition.name);
      found.set(key, index);
    }
  }
  return [...found].map(([index, { columns, unique }]) => ({
    kind: 'createIndex',
    table: model.table,
    index,
    columns,
    unique,
    concurrently: false,
    guarded: true,
  }));
}
