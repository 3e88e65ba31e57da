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
  /** Whether every migration could be read: else a key that was not seen may be there. */
  readonly isWhole: boolean;
}

export interface SchemaTable {
  readonly table: string;
  readonly columns: readonly string[];
  readonly span: SourceSpan;
  readonly service: string;
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
      if (operation.direction === 'up') reading.follow(operation, migration.service);
  const schema = { tables: [...reading.tables.values()], keys: reading.keys, isWhole: reading.isWhole };
  known.set(migrations, schema);
  return schema;
}

class SchemaReading {
  readonly tables = new Map<string, SchemaTable>();
  keys: readonly UniqueKey[] = [];
  isWhole = true;

  follow(operation: SchemaOperation, service: string): void {
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
        this.isWhole = false;
        break;
      default:
    }
  }

  #drop(name: string): void {
    this.keys = this.keys.filter((key) => key.name !== name);
  }
}
