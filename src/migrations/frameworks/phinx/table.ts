import type { Dialect, OperationBody } from '../../../model/migration.js';
import type { Call, HostObject, Value } from '../../../syntax/imperative/values.js';
import { argumentOf, booleanOf, text, textOf } from '../../../syntax/imperative/values.js';
import { invert } from '../../inversion.js';
import { writtenName, writtenNames } from '../../programs/written-name.js';
import type { WrittenName } from '../../programs/written-name.js';
import { alterations, ColumnObject, definitionOf, optionsOf, positionOf, typeOf } from './columns.js';
import type { WrittenColumn } from './columns.js';
import type { ColumnOptions } from './column-types.js';
import type { PhinxJournal, Place } from './journal.js';
import { tableChange } from './table-changes.js';

/** What tables are to know of the migration around them. */
export interface TableContext {
  readonly journal: PhinxJournal;
  readonly dialect: Dialect;
  /** What a column is that says nothing of NULL. */
  readonly nullable: boolean;
  /** New tables get a column `id`. */
  readonly autoId: () => boolean;
  /** Tables that earlier migrations and this one made. */
  readonly known: Set<string>;
}

/** A change that waits for `create`, `update` or `save`. */
interface Pending {
  readonly place: Place;
  readonly method: string;
  readonly column?: WrittenColumn;
  readonly bodies: readonly OperationBody[];
}

/** Changes that are part of a new table's own statement. */
const ofNewTables = new Set(['addColumn', 'addTimestamps', 'addTimestampsWithTimezone', 'addPrimaryKey']);
/** Commands that the way back through `change` turns round (Db/Adapter/ProxyAdapter.php). */
const reversible = new Set([
  'addColumn',
  'addTimestamps',
  'addTimestampsWithTimezone',
  'addIndex',
  'addForeignKey',
  'addForeignKeyWithName',
  'rename',
  'renameColumn',
]);

/** `$this->table('orders')` with the changes that are collected on it (Db/Table.php). */
export class PhinxTable implements HostObject {
  readonly #table: WrittenName;
  readonly #options: ColumnOptions;
  readonly #context: TableContext;
  readonly #place: Place;
  #pending: Pending[] = [];
  #rows: Place[] = [];
  #primaryKey: readonly string[] | undefined;

  constructor(table: WrittenName, options: ColumnOptions, call: Call, context: TableContext) {
    this.#table = table;
    this.#options = options;
    this.#context = context;
    this.#place = call;
  }

  member(name: string): Value | undefined {
    return name === 'name' ? text(this.#table.name) : undefined;
  }

  call(call: Call): Value | undefined {
    const { name } = call;
    const self: Value = { kind: 'object', object: this };
    if (name === 'exists' || /^has[A-Z]/.test(name)) return { kind: 'guard' };
    if (name === 'getName') return text(this.#table.name);
    const place = { span: call.link, circumstances: call.circumstances };
    switch (name) {
      case 'create':
      case 'update':
      case 'save':
        this.#commit(call, name);
        return { kind: 'null' };
      case 'insert':
      case 'setData':
        this.#rows.push(place);
        return self;
      case 'saveData':
        this.#insert();
        return { kind: 'null' };
      case 'truncate':
        this.#context.journal.recorder.record(place, [{ kind: 'truncate', table: this.#table.name }], {
          unsure: this.#table.unsure,
        });
        return { kind: 'null' };
      case 'reset':
        this.#pending = [];
        return { kind: 'null' };
      case 'addPrimaryKey':
        this.#primaryKey = writtenNames(call.positional[0]);
        return self;
      case 'setOptions':
      case 'setAdapter':
      case 'setTable':
        return self;
      default:
        if (/^(get|is)[A-Z]/.test(name)) return { kind: 'code', text: `table->${name}()` };
        this.#add(call, place);
        return self;
    }
  }

  #add(call: Call, place: Place): void {
    const { name } = call;
    if (name === 'addColumn' || name === 'changeColumn') {
      const column = columnOf(call);
      const [table, dialect] = [this.#table.name, this.#context.dialect];
      const bodies: readonly OperationBody[] = !column
        ? [unknown(name)]
        : name === 'addColumn'
          ? [
              {
                kind: 'addColumn',
                table,
                column: column.name,
                definition: this.#definition(column),
                ...positionOf(column, dialect),
              },
            ]
          : [...alterations(table, column, dialect), ...renamed(table, call, column)];
      this.#pending.push({ place, method: name, bodies, ...(column && { column }) });
      return;
    }
    if (name.startsWith('addTimestamps')) {
      for (const column of timestamps(call)) {
        const definition = this.#definition(column);
        const table = this.#table.name;
        const bodies: OperationBody[] = [{ kind: 'addColumn', table, column: column.name, definition }];
        this.#pending.push({ place, method: name, column, bodies });
      }
      return;
    }
    const bodies = tableChange(this.#table.name, call, this.#context.dialect) ?? [unknown(name)];
    this.#pending.push({ place, method: name, bodies });
  }

  #definition(column: WrittenColumn): ReturnType<typeof definitionOf> {
    return definitionOf(column, this.#context.dialect, this.#context.nullable);
  }

  /** Runs what was collected. `save` creates a table that is not there. */
  #commit(call: Call, method: 'create' | 'update' | 'save'): void {
    const { known } = this.#context;
    const { name } = this.#table;
    const pending = this.#pending;
    this.#pending = [];
    const only = pending.some(({ method: change }) => change === 'rename' || change === 'drop');
    const adds = pending.some(({ column, method: change }) => column && change !== 'changeColumn');
    const changes = pending.some(({ method: change }) => !change.startsWith('add'));
    const creates =
      !only && (method === 'create' || (method === 'save' && adds && !changes && !known.has(name)));
    const rest = creates ? this.#create(call, pending) : pending;
    for (const { place, method: change, bodies } of rest)
      this.#command(call, place, change, bodies, reversible.has(change) ? invert(bodies) : undefined);
    for (const { method: change, bodies } of pending) {
      if (change === 'drop') known.delete(name);
      for (const body of bodies) if (body.kind === 'renameTable') known.add(body.newName);
    }
    this.#insert();
  }

  /** Creates the table with its columns and gives the changes that are statements of their own. */
  #create(call: Call, pending: readonly Pending[]): readonly Pending[] {
    const table = this.#table.name;
    const keys = this.#keys();
    const own = pending.filter(({ method }) => ofNewTables.has(method));
    const identity = this.#identity();
    const columns = [
      ...(identity ? [{ ...this.#definition(identity), primaryKey: true }] : []),
      ...own
        .flatMap(({ column }) => (column ? [this.#definition(column)] : []))
        .map((column) =>
          keys.length === 1 && keys[0] === column.name
            ? { ...column, nullable: false, primaryKey: true }
            : column,
        ),
    ];
    const bodies: OperationBody[] = [{ kind: 'createTable', table, columns }];
    if (keys.length > 1) bodies.push({ kind: 'addPrimaryKey', table, columns: keys });
    this.#command(call, this.#place, 'create', bodies, [{ kind: 'dropTable', table }]);
    this.#context.known.add(table);
    const others = pending.filter((change) => !own.includes(change));
    // Indexes of a new table go with it; keys to other tables are dropped by themselves.
    for (const { place, method, bodies: written } of others)
      if (method === 'addIndex') this.#command(call, place, method, written, []);
    return others.filter(({ method }) => method !== 'addIndex');
  }

  /** The numbered key that a new table gets without being asked. */
  #identity(): WrittenColumn | undefined {
    const id = this.#options.get('id');
    if (booleanOf(id) === false || (id === undefined && !this.#context.autoId())) return undefined;
    const signed = this.#options.get('signed');
    const options = new Map<string, Value>([
      ['identity', { kind: 'boolean', value: true }],
      ['signed', signed ?? { kind: 'boolean', value: false }],
      ...(['limit'] as const).flatMap((name) => {
        const value = this.#options.get(name);
        return value ? [[name, value] as const] : [];
      }),
    ]);
    return { name: textOf(id) ?? 'id', type: 'integer', options };
  }

  #keys(): readonly string[] {
    return writtenNames(this.#options.get('primary_key')) ?? this.#primaryKey ?? [];
  }

  #command(
    { circumstances }: Call,
    place: Place,
    method: string,
    bodies: readonly OperationBody[],
    inverse: readonly OperationBody[] | undefined,
  ): void {
    this.#context.journal.command({
      place: { span: place.span, circumstances: both(place.circumstances, circumstances) },
      bodies,
      inverse,
      method,
      unsure: this.#table.unsure,
    });
  }

  #insert(): void {
    const rows = this.#rows;
    this.#rows = [];
    const { name, unsure } = this.#table;
    for (const place of rows)
      this.#context.journal.recorder.record(
        place,
        [{ kind: 'changeData', table: name, change: 'insert', scope: 'by-key' }],
        { unsure },
      );
  }
}

/** What is written under one condition and run under another depends on both. */
function both(one: Place['circumstances'], other: Place['circumstances']): Place['circumstances'] {
  return {
    unsure: one.unsure || other.unsure,
    looped: one.looped || other.looped,
    guarded: one.guarded || other.guarded,
  };
}

function unknown(method: string): OperationBody {
  return {
    kind: 'opaque',
    reason: `$table->${method} is not known, or its arguments are made while the migration runs`,
  };
}

/** The column of `addColumn` and `changeColumn`: an object, or a name, a type and options. */
function columnOf(call: Call): WrittenColumn | undefined {
  const [first, second] = call.positional;
  const object = [first, second].find(
    (value) => value?.kind === 'object' && value.object instanceof ColumnObject,
  );
  if (object?.kind === 'object' && object.object instanceof ColumnObject) {
    const { written } = object.object;
    const name = writtenName(first)?.name;
    return written && name !== undefined ? { ...written, name } : written;
  }
  const name = writtenName(argumentOf(call, 0, 'columnName'))?.name;
  const type = typeOf(argumentOf(call, 1, call.name === 'addColumn' ? 'type' : 'newColumnType'));
  if (name === undefined || type === undefined) return undefined;
  return { name, type, options: optionsOf(argumentOf(call, 2, 'options')) };
}

/** `changeColumn` with the option `name` renames, too. */
function renamed(table: string, call: Call, column: WrittenColumn): readonly OperationBody[] {
  const newName = textOf(column.options.get('name'));
  const name = writtenName(call.positional[0])?.name;
  return newName === undefined || name === undefined || newName === name
    ? []
    : [{ kind: 'renameColumn', table, column: name, newName }];
}

/** `addTimestamps('created_at', 'updated_at', false)`; `false` leaves one out. */
function timestamps(call: Call): readonly WrittenColumn[] {
  const zone =
    call.name === 'addTimestampsWithTimezone'
      ? ({ kind: 'boolean', value: true } as const)
      : argumentOf(call, 2, 'withTimezone');
  const timezone: Value = zone ?? { kind: 'boolean', value: false };
  const wanted = [
    {
      value: argumentOf(call, 0, 'createdAt'),
      name: 'created_at',
      nullable: false,
      fallback: text('CURRENT_TIMESTAMP'),
    },
    { value: argumentOf(call, 1, 'updatedAt'), name: 'updated_at', nullable: true, fallback: undefined },
  ];
  return wanted.flatMap(({ value, name, nullable, fallback }) =>
    booleanOf(value) === false
      ? []
      : [
          {
            name: textOf(value) ?? name,
            type: 'timestamp',
            options: new Map<string, Value>([
              ['null', { kind: 'boolean', value: nullable }],
              ['timezone', timezone],
              ...(fallback ? [['default', fallback] as const] : []),
            ]),
          },
        ],
  );
}
