import type { ColumnDefinition, Dialect, OperationBody } from '../../../model/migration.js';
import type { Call, HostObject, Value } from '../../../syntax/imperative/values.js';
import { argumentOf, textOf, textsOf } from '../../../syntax/imperative/values.js';
import { Annotated, ColumnArguments } from './columns.js';
import { actionOf, given, qualified } from './names.js';

/** A column of a new table while it is described. */
interface Described {
  readonly call: Call;
  readonly clr: string;
  readonly annotated: Annotated;
}

/** `columns: table => new { Id = table.Column<int>(…) }`. */
class ColumnsBuilder implements HostObject {
  readonly described = new Map<HostObject, Described>();

  call(call: Call): Value | undefined {
    if (call.name !== 'Column') return undefined;
    const annotated = new Annotated();
    this.described.set(annotated, { call, clr: call.typeArguments[0] ?? '', annotated });
    return { kind: 'object', object: annotated };
  }
}

/** What `x` is in `table.PrimaryKey("PK", x => x.Id)`: its members are the columns. */
class ColumnNames implements HostObject {
  readonly #names: ReadonlyMap<string, string>;

  constructor(names: ReadonlyMap<string, string>) {
    this.#names = names;
  }

  call(): undefined {
    return undefined;
  }

  member(name: string): Value {
    return { kind: 'text', text: this.#names.get(name) ?? name, whole: true };
  }
}

/** `constraints: table => { table.PrimaryKey(…); }`. */
class ConstraintsBuilder implements HostObject {
  readonly bodies: OperationBody[] = [];
  readonly #table: string;
  readonly #names: Value;

  constructor(table: string, names: ReadonlyMap<string, string>) {
    this.#table = table;
    this.#names = { kind: 'object', object: new ColumnNames(names) };
  }

  call(call: Call): Value {
    this.bodies.push(...this.#bodiesOf(call));
    return { kind: 'object', object: new Annotated() };
  }

  #columns(call: Call, name: string): readonly string[] | undefined {
    return textsOf(call.invoke(argumentOf(call, 1, name), [this.#names]));
  }

  #bodiesOf(call: Call): readonly OperationBody[] {
    const table = this.#table;
    const constraint = given(call, 'name', 0);
    const opaque: OperationBody = {
      kind: 'opaque',
      reason: `the columns of ${call.name} are made while the migration runs`,
    };
    const shared = { table, ...(constraint !== undefined && { constraint }) };
    switch (call.name) {
      case 'PrimaryKey':
      case 'UniqueConstraint': {
        const columns = this.#columns(call, 'columns');
        if (!columns) return [opaque];
        return [{ kind: call.name === 'PrimaryKey' ? 'addPrimaryKey' : 'addUnique', ...shared, columns }];
      }
      case 'ForeignKey': {
        const columns = this.#columns(call, call.named.has('columns') ? 'columns' : 'column');
        const target = given(call, 'principalTable', 2);
        if (!columns || target === undefined) return [opaque];
        const principal = call.named.get('principalColumns') ?? argumentOf(call, 3, 'principalColumn');
        const [onDelete, onUpdate] = [
          actionOf(call.named.get('onDelete')),
          actionOf(call.named.get('onUpdate')),
        ];
        return [
          {
            kind: 'addForeignKey',
            ...shared,
            columns,
            references: {
              table: qualified(target, given(call, 'principalSchema')),
              columns: textsOf(principal) ?? [],
              ...(onDelete !== undefined && { onDelete }),
              ...(onUpdate !== undefined && { onUpdate }),
            },
          },
        ];
      }
      case 'CheckConstraint':
        return [
          { kind: 'addCheck', ...shared, columns: [], expression: textOf(argumentOf(call, 1, 'sql')) ?? '?' },
        ];
      default:
        return [{ kind: 'opaque', reason: `table.${call.name} is not known` }];
    }
  }
}

/** The operations of `CreateTable`; undefined when its name or columns are not known. */
export function createTable(call: Call, dialect: Dialect): readonly OperationBody[] | undefined {
  const name = given(call, 'name', 0);
  if (name === undefined) return undefined;
  const table = qualified(name, given(call, 'schema', 2));
  const builder = new ColumnsBuilder();
  const made = call.invoke(argumentOf(call, 1, 'columns'), [{ kind: 'object', object: builder }]);
  if (made.kind !== 'list') return undefined;
  const names = new Map<string, string>();
  const columns: ColumnDefinition[] = [];
  for (const { key = '', value } of made.entries) {
    const described = value.kind === 'object' ? builder.described.get(value.object) : undefined;
    if (!described) continue;
    const column = given(described.call, 'name') ?? key;
    names.set(key, column);
    columns.push(
      new ColumnArguments(described.call, dialect).definition(column, described.clr, described.annotated),
    );
  }
  const constraints = new ConstraintsBuilder(table, names);
  const closure = argumentOf(call, 3, 'constraints');
  if (closure?.kind === 'function') call.invoke(closure, [{ kind: 'object', object: constraints }]);
  const keys = constraints.bodies.find(({ kind }) => kind === 'addPrimaryKey');
  const keyColumns = keys?.kind === 'addPrimaryKey' ? keys.columns : [];
  // A key of one column is part of the column, as in SQL.
  return [
    {
      kind: 'createTable',
      table,
      columns: columns.map((column) =>
        keyColumns.length === 1 && keyColumns[0] === column.name ? { ...column, primaryKey: true } : column,
      ),
    },
    ...constraints.bodies.filter((body) => body !== keys || keyColumns.length !== 1),
  ];
}
