import type { ColumnDefinition, SchemaOperation } from '../../model/migration.js';

/** What is known of a column at a point of the history. */
export interface ColumnState {
  readonly type: string;
  /** Undefined = made before the history begins. */
  readonly nullable?: boolean;
  readonly hasDefault: boolean;
}

interface CheckState {
  readonly expression: string;
  readonly validated: boolean;
}

interface TableState {
  readonly columns: Map<string, ColumnState>;
  readonly checks: Map<string, CheckState>;
}

/** Key of a table: PostgreSQL's default schema is the same as none, and so is one that a placeholder names. */
export function tableKey(table: string): string {
  return table.toLowerCase().replace(/^(?:public|\$\{[^{}]*\})\./, '');
}

/**
 * The schema as the migrations up to some point leave it: enough to know a column's present type and whether a validated CHECK proves
 * that it holds no NULL. What was created before the history begins is not known, and `column` says so with undefined.
 */
export class SchemaState {
  readonly #tables = new Map<string, TableState>();

  column(table: string, column: string): ColumnState | undefined {
    return this.#tables.get(tableKey(table))?.columns.get(column.toLowerCase());
  }

  has(table: string): boolean {
    return this.#tables.has(tableKey(table));
  }

  /** Whether a validated CHECK (`column IS NOT NULL`) proves that the column holds no NULL (PostgreSQL 12 and later use it). */
  provesNotNull(table: string, column: string): boolean {
    const checks = this.#tables.get(tableKey(table))?.checks.values() ?? [];
    const proof = new RegExp(`(^|[\\s("])${escapeRegExp(column)}"?\\s+is\\s+not\\s+null`, 'i');
    return [...checks].some(
      (check) => check.validated && proof.test(check.expression) && !/\bor\b/i.test(check.expression),
    );
  }

  apply(operation: SchemaOperation): void {
    switch (operation.kind) {
      case 'createTable':
        this.#tables.set(tableKey(operation.table), {
          columns: new Map(operation.columns.map((column) => [column.name.toLowerCase(), stateOf(column)])),
          checks: new Map(),
        });
        break;
      case 'dropTable':
        this.#tables.delete(tableKey(operation.table));
        break;
      case 'renameTable': {
        const table = this.#tables.get(tableKey(operation.table));
        if (table) {
          this.#tables.delete(tableKey(operation.table));
          this.#tables.set(tableKey(operation.newName), table);
        }
        break;
      }
      case 'addColumn':
        this.#table(operation.table).columns.set(
          operation.column.toLowerCase(),
          stateOf(operation.definition),
        );
        break;
      case 'dropColumn':
        this.#tables.get(tableKey(operation.table))?.columns.delete(operation.column.toLowerCase());
        break;
      case 'renameColumn': {
        const columns = this.#tables.get(tableKey(operation.table))?.columns;
        const column = columns?.get(operation.column.toLowerCase());
        if (columns && column) {
          columns.delete(operation.column.toLowerCase());
          columns.set(operation.newName.toLowerCase(), column);
        }
        break;
      }
      case 'changeColumnType':
        this.#change(operation.table, operation.column, { type: operation.type });
        break;
      case 'setNotNull':
        this.#change(operation.table, operation.column, { nullable: false });
        break;
      case 'dropNotNull':
        this.#change(operation.table, operation.column, { nullable: true });
        break;
      case 'setDefault':
        this.#change(operation.table, operation.column, { hasDefault: true });
        break;
      case 'dropDefault':
        this.#change(operation.table, operation.column, { hasDefault: false });
        break;
      case 'addCheck':
        this.#table(operation.table).checks.set(
          (operation.constraint ?? operation.expression).toLowerCase(),
          {
            expression: operation.expression,
            validated: operation.notValid !== true,
          },
        );
        break;
      case 'validateConstraint': {
        const checks = this.#table(operation.table).checks;
        const check = checks.get(operation.constraint.toLowerCase());
        if (check) checks.set(operation.constraint.toLowerCase(), { ...check, validated: true });
        break;
      }
      case 'dropConstraint':
        this.#tables.get(tableKey(operation.table))?.checks.delete(operation.constraint.toLowerCase());
        break;
      default:
        // The other operations change nothing that a rule asks this state for.
        break;
    }
  }

  /** A table that was made before the history begins is made known by the first operation on it. */
  #table(name: string): TableState {
    const key = tableKey(name);
    const table = this.#tables.get(key) ?? { columns: new Map(), checks: new Map() };
    this.#tables.set(key, table);
    return table;
  }

  #change(table: string, column: string, change: Partial<ColumnState>): void {
    const columns = this.#table(table).columns;
    const before = columns.get(column.toLowerCase());
    if (before) columns.set(column.toLowerCase(), { ...before, ...change });
    else if (change.type !== undefined)
      columns.set(column.toLowerCase(), { type: change.type, hasDefault: false });
  }
}

function stateOf(column: ColumnDefinition): ColumnState {
  return { type: column.type, nullable: column.nullable, hasDefault: column.default !== undefined };
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, (character) => `\\${character}`);
}
