import { migrationIdentity } from '../../../model/migration.js';
import type { Migration, SchemaOperation } from '../../../model/migration.js';
import type { InService } from '../../../model/service.js';
import type { SourceSpan } from '../../../model/source-span.js';

/** Columns of which a table holds each combination once. */
export interface UniqueKey {
  readonly table: string;
  readonly columns: readonly string[];
  readonly primary: boolean;
  readonly span: SourceSpan;
  readonly service: string;
  /** The index or constraint, where it has a name. */
  readonly name?: string;
}

/** What the migrations leave of tables, their columns and their keys, as far as they can be read. */
export interface Schema {
  readonly tables: readonly SchemaTable[];
  readonly keys: readonly UniqueKey[];
}

export interface SchemaTable {
  readonly table: string;
  readonly columns: readonly string[];
  readonly span: SourceSpan;
  readonly service: string;
  /** The folder of its migrations. */
  readonly set: string;
  /** Whether all of these could be read: else a key that was not seen may be there. */
  readonly isWhole: boolean;
}

const known = new WeakMap<readonly InService<Migration>[], Schema>();

/** Follows the migrations in their order: what was dropped again is not there. */
export function schemaOf(migrations: readonly InService<Migration>[]): Schema {
  const held = known.get(migrations);
  if (held) return held;
  const reading = new SchemaReading();
  const ordered = migrations.toSorted(
    (a, b) =>
      a.set.localeCompare(b.set, 'en') ||
      a.version.localeCompare(b.version, 'en', { numeric: true }) ||
      migrationIdentity(a).localeCompare(migrationIdentity(b), 'en'),
  );
  for (const migration of ordered)
    for (const operation of migration.operations)
      if (operation.direction === 'up') reading.follow(operation, migration);
  const schema = {
    tables: [...reading.tables.values()].map((table) => ({
      ...table,
      isWhole: !reading.unread.has(table.set),
    })),
    keys: reading.keys,
  };
  known.set(migrations, schema);
  return schema;
}

/**
 * Keys or tables that a person finds where they are said to stand. A line that runs the text of a whole schema (`execute sql`) gives one place
 * to those of many tables.
 */
export function inPlainSight<Item extends { readonly table: string; readonly span: SourceSpan }>(
  items: readonly Item[],
): readonly Item[] {
  const tables = new Map<string, Set<string>>();
  const placeOf = ({ span }: Item): string => `${span.file} ${span.line} ${span.column}`;
  for (const item of items)
    tables.set(placeOf(item), (tables.get(placeOf(item)) ?? new Set()).add(item.table));
  return items.filter((item) => tables.get(placeOf(item))?.size === 1);
}

/** Whether what could not be read may have given a table a key: statements and calls that only change rows do not. */
function mayAddKeys({ reason, text = '' }: { readonly reason: string; readonly text?: string }): boolean {
  if (reason.startsWith('rows are changed')) return false;
  if (reason.startsWith('it runs the command '))
    return /migrat|schema|index|install|\bdb:|table|key|uniq/i.test(reason);
  if (/^\s*(?:UPDATE|INSERT|DELETE|SELECT|SET|ANALYZE|VACUUM)\b/i.test(text)) return false;
  return !(
    reason === 'runs code of the program' &&
    /\.(?:update\w*|save|destroy\w*|delete\w*|create|insert\w*|touch|enable|disable|perform_\w+|reindex)!?\s*(?:\(|$)/.test(
      text,
    ) &&
    !/migrat|schema|index|constraint|unique|execute|connection/i.test(text)
  );
}

class SchemaReading {
  readonly tables = new Map<string, Omit<SchemaTable, 'isWhole'>>();
  keys: readonly UniqueKey[] = [];
  /** Folders with migrations that could not be read in full. */
  readonly unread = new Set<string>();

  follow(operation: SchemaOperation, { service, set }: InService<Migration>): void {
    const add = (columns: readonly string[], primary: boolean, name?: string): void => {
      if (!('table' in operation) || operation.table === undefined || columns.length === 0) return;
      const { table, span } = operation;
      this.keys = [
        ...this.keys,
        { table, columns, primary, span, service, ...(name !== undefined && { name }) },
      ];
    };
    switch (operation.kind) {
      case 'createTable':
        this.tables.set(operation.table, {
          table: operation.table,
          columns: operation.columns.map(({ name }) => name),
          span: operation.span,
          service,
          set,
        });
        for (const { name, primaryKey, unique } of operation.columns)
          if (primaryKey || unique) add([name], primaryKey ?? false);
        break;
      case 'addColumn': {
        const held = this.tables.get(operation.table);
        if (held) this.tables.set(operation.table, { ...held, columns: [...held.columns, operation.column] });
        if (operation.definition.unique) add([operation.column], false);
        break;
      }
      case 'addPrimaryKey':
        add(operation.columns, true, operation.constraint);
        break;
      case 'addUnique':
        add(operation.columns, false, operation.constraint);
        break;
      case 'createIndex':
        if (operation.unique) add(operation.columns, false, operation.index);
        break;
      case 'dropTable':
        this.tables.delete(operation.table);
        this.keys = this.keys.filter(({ table }) => table !== operation.table);
        break;
      case 'dropColumn':
        this.keys = this.keys.filter(
          ({ table, columns }) => table !== operation.table || !columns.includes(operation.column),
        );
        break;
      case 'dropConstraint':
        this.#drop(operation.constraint);
        break;
      case 'dropIndex':
        if (operation.index !== undefined) this.#drop(operation.index);
        else
          this.keys = this.keys.filter(
            ({ table, columns }) =>
              table !== operation.table || columns.join(',') !== operation.columns?.join(','),
          );
        break;
      case 'renameTable': {
        const held = this.tables.get(operation.table);
        this.tables.delete(operation.table);
        if (held) this.tables.set(operation.newName, { ...held, table: operation.newName });
        this.keys = this.keys.map((key) =>
          key.table === operation.table ? { ...key, table: operation.newName } : key,
        );
        break;
      }
      case 'renameColumn':
        this.keys = this.keys.map((key) =>
          key.table === operation.table
            ? {
                ...key,
                columns: key.columns.map((name) => (name === operation.column ? operation.newName : name)),
              }
            : key,
        );
        break;
      case 'opaque':
        if (mayAddKeys(operation)) this.unread.add(set);
        break;
      default:
    }
  }

  #drop(name: string): void {
    this.keys = this.keys.filter((key) => key.name !== name);
  }
}
