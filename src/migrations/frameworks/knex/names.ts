/** The name that Knex gives to an index or constraint (`_indexCommand` in lib/schema/tablecompiler.js). */
export function defaultName(
  type: 'index' | 'unique' | 'foreign',
  table: string,
  columns: readonly string[],
): string {
  return `${withoutSchema(table).replaceAll(/[.-]/g, '_')}_${columns.join('_')}_${type}`.toLowerCase();
}

/** The name of a primary key where none is given. */
export function primaryKeyName(table: string): string {
  return `${withoutSchema(table)}_pkey`;
}

function withoutSchema(table: string): string {
  return table.slice(table.lastIndexOf('.') + 1);
}
