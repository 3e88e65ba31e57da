import type { OperationBody } from '../../../model/migration.js';
import type { Call, Value } from '../../../syntax/imperative/values.js';
import { textOf } from '../../../syntax/imperative/values.js';
import {
  defaultOf,
  definitionOf,
  foreignKey,
  referenceName,
  referenceOf,
  targetOf,
  typeOf,
} from './columns.js';
import type { ColumnContext, WrittenColumn } from './columns.js';
import type { Reference, Table } from './objects.js';
import { Options } from './options.js';

/** One change of a table with what turns it round; a text says why nothing does. */
export interface TableChange {
  readonly forward: readonly OperationBody[];
  readonly back: readonly OperationBody[] | string;
}

/** Collects what the block of `create table` or `alter table` says. */
export class TableBlock {
  readonly table: Table;
  readonly #context: ColumnContext;
  readonly columns: WrittenColumn[] = [];
  readonly changes: TableChange[] = [];

  constructor(table: Table, context: ColumnContext) {
    this.table = table;
    this.#context = context;
  }

  /** Reads a call of the block; false when it is none. */
  read(name: string, call: Call): boolean {
    const [column, type, options] = call.positional;
    switch (name) {
      case 'add':
      case 'add_if_not_exists':
      case 'modify':
      case 'remove':
      case 'remove_if_exists': {
        const known = textOf(column);
        if (known === undefined) this.changes.push(unknown(name));
        else this.#change(name, { name: known, type: type ?? nothing, options: new Options(options) });
        return true;
      }
      case 'timestamps':
        this.#timestamps(column);
        return true;
      default:
        return false;
    }
  }

  /** Columns that come with every table: the key. */
  addColumn(column: WrittenColumn): void {
    this.columns.push(column);
  }

  #change(name: string, column: WrittenColumn): void {
    if (name === 'add' || name === 'add_if_not_exists') this.columns.push(column);
    const change = this.#changeOf(name, column);
    this.changes.push(change);
  }

  #changeOf(name: string, column: WrittenColumn): TableChange {
    switch (name) {
      case 'add':
        return { forward: this.#added(column, false), back: this.#removed(column, false) };
      case 'add_if_not_exists':
        return {
          forward: this.#added(column, true),
          back: 'add_if_not_exists does not tell whether the column was there before',
        };
      case 'remove':
        return {
          forward: this.#removed(column, false),
          back:
            column.type === nothing
              ? `remove does not give the type of ${column.name}`
              : this.#added(column, false),
        };
      case 'remove_if_exists':
        return {
          forward: this.#removed(column, true),
          back: 'remove_if_exists does not tell whether the column was there before',
        };
      default:
        return this.#modified(column);
    }
  }

  #added(column: WrittenColumn, guarded: boolean): readonly OperationBody[] {
    const { table } = this;
    if (table.name === undefined) return [];
    const reference = referenceOf(column.type);
    const key = reference && foreignKey(reference, column.name, table, this.#context);
    return [
      {
        kind: 'addColumn',
        table: table.name,
        column: column.name,
        definition: definitionOf(column, this.#context),
        ...(guarded && { guarded }),
      },
      ...(key ? [key] : []),
    ];
  }

  #removed(column: WrittenColumn, guarded: boolean): readonly OperationBody[] {
    const { table } = this;
    if (table.name === undefined) return [];
    const reference = referenceOf(column.type);
    return [
      ...(reference ? [this.#droppedKey(reference, column.name, guarded)] : []),
      {
        kind: 'dropColumn',
        table: table.name,
        column: column.name,
        ...(column.type !== nothing && { definition: definitionOf(column, this.#context) }),
        ...(guarded && { guarded }),
      },
    ];
  }

  #droppedKey(reference: Reference, column: string, guarded = false): OperationBody {
    return {
      kind: 'dropConstraint',
      table: this.table.name ?? '',
      constraint: referenceName(reference, this.table, column),
      constraintKind: 'foreign-key',
      ...(guarded && { guarded }),
    };
  }

  /** `modify` with what `from:` says of the column as it was (`table_reverse` in Ecto.Migration.Runner). */
  #modified(column: WrittenColumn): TableChange {
    const from = column.options.get('from');
    const [type, options] =
      from?.kind === 'list' && from.entries[1]?.value.kind === 'list' && !isType(from)
        ? [from.entries[0]?.value, from.entries[1].value]
        : [from, undefined];
    if (!from || from.kind === 'null' || !type)
      return {
        forward: this.#alterations(column, undefined),
        back: `modify does not say what ${column.name} was (from:)`,
      };
    const before: WrittenColumn = {
      name: column.name,
      type,
      options: options ? new Options(options) : column.options,
    };
    return { forward: this.#alterations(column, before), back: this.#alterations(before, column) };
  }

  #alterations(to: WrittenColumn, from: WrittenColumn | undefined): readonly OperationBody[] {
    const { table } = this;
    if (table.name === undefined) return [];
    const on = { table: table.name, column: to.name };
    const [reference, former] = [referenceOf(to.type), referenceOf(from?.type)];
    const { type } = typeOf(to, this.#context);
    const bodies: OperationBody[] = [];
    if (former) bodies.push(this.#droppedKey(former, to.name));
    // The adapter sends the type also where it stays; the engine has nothing to do then.
    const same = from && typeOf(from, this.#context).type === type;
    if (same !== true) bodies.push({ kind: 'changeColumnType', ...on, type });
    const key = reference && foreignKey(reference, to.name, table, this.#context);
    if (key) bodies.push(key);
    const nullable = to.options.boolean('null');
    if (nullable !== undefined) bodies.push({ kind: nullable ? 'dropNotNull' : 'setNotNull', ...on });
    const given = to.options.get('default');
    const fallback = defaultOf(given, this.#context.dialect);
    if (given)
      bodies.push(
        fallback ? { kind: 'setDefault', ...on, default: fallback } : { kind: 'dropDefault', ...on },
      );
    return bodies;
  }

  #timestamps(given: Value | undefined): void {
    const options = new Options(given, this.#context.settings.timestamps);
    const type: Value = options.get('type') ?? { kind: 'text', text: 'naive_datetime', whole: true };
    const nullable: Value = options.get('null') ?? { kind: 'boolean', value: false };
    const fallback = options.get('default');
    for (const key of ['inserted_at', 'updated_at']) {
      const named = options.get(key);
      if (named?.kind === 'boolean' && !named.value) continue;
      const name = textOf(named) ?? key;
      const entries = [
        { key: 'null', value: nullable },
        ...(fallback ? [{ key: 'default', value: fallback }] : []),
        ...['size', 'precision'].flatMap((option) => {
          const value = options.get(option);
          return value ? [{ key: option, value }] : [];
        }),
      ];
      this.#change('add', { name, type, options: new Options({ kind: 'list', entries }) });
    }
  }

  /** The table as it is made, with the references of its columns. */
  created(guarded: boolean): OperationBody | undefined {
    const { table } = this;
    if (table.name === undefined) return undefined;
    const columns = this.columns.map((column) => {
      const reference = referenceOf(column.type);
      const target = reference && targetOf(reference, table, this.#context);
      return { ...definitionOf(column, this.#context), ...(target && { references: target }) };
    });
    const modifiers = table.options.text('modifiers');
    const partitionOf = /\bpartition\s+of\s+([\w."]+)/i.exec(table.options.text('options') ?? '')?.[1];
    return {
      kind: 'createTable',
      table: table.name,
      columns,
      ...(modifiers !== undefined && /\btemp(orary)?\b/i.test(modifiers) && { temporary: true }),
      ...(partitionOf !== undefined && { partitionOf: partitionOf.replaceAll('"', '') }),
      ...(guarded && { guarded }),
    };
  }
}

const nothing: Value = { kind: 'null' };

/** `{:array, type}` and `{:map, type}` are types, not a type with options. */
function isType(value: Value): boolean {
  const first = value.kind === 'list' ? textOf(value.entries[0]?.value) : undefined;
  return first === 'array' || first === 'map';
}

function unknown(name: string): TableChange {
  const reason = `the column of ${name} is known only when the migration runs`;
  return { forward: [{ kind: 'opaque', reason }], back: [{ kind: 'opaque', reason }] };
}
