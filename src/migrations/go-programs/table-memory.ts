/** What the migrations of a set have made so far, so that "bring the table in line with the model" can be told apart. */
export class TableMemory {
  readonly #tables = new Map<string, Set<string>>();

  /** The columns of a table; undefined when no migration has made it. */
  columns(table: string): ReadonlySet<string> | undefined {
    return this.#tables.get(table);
  }

  add(table: string, columns: readonly string[]): void {
    const known = this.#tables.get(table) ?? new Set<string>();
    for (const column of columns) known.add(column);
    this.#tables.set(table, known);
  }

  drop(table: string): void {
    this.#tables.delete(table);
  }
}
