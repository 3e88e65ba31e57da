/** Schemas in which an unqualified name is looked up by default: PostgreSQL, SQLite, SQL Server. */
const defaultSchemas: ReadonlySet<string> = new Set(['public', 'main', 'dbo']);

/** A table's name without a default schema: `public.users` → `users`; other schemas stay. */
export function withoutDefaultSchema(table: string): string {
  const dot = table.indexOf('.');
  return dot !== -1 && defaultSchemas.has(table.slice(0, dot)) ? table.slice(dot + 1) : table;
}

/** Whether two names, as operations carry them, mean the same table when the default schema is in use. */
export function sameTable(one: string, other: string): boolean {
  return withoutDefaultSchema(one) === withoutDefaultSchema(other);
}
