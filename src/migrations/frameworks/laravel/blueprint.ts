import type { Dialect, OperationBody } from '../../../model/migration.js';
import type { Call, HostObject, Value } from '../../../syntax/imperative/values.js';
import { argumentOf, textOf, textsOf } from '../../../syntax/imperative/values.js';
import { Column } from './column.js';
import type { ColumnStart } from './column.js';
import { columnMethods, nullableColumns } from './column-types.js';
import type { ColumnMethod } from './column-types.js';
import { ForeignKey } from './foreign-key.js';
import { indexName, keyOfModel } from './names.js';
import { indexKinds, TableIndex } from './table-index.js';

/** A part of a table in the order in which it is written: bodies, or what is still being modified. */
type Part =
  | { readonly kind: 'bodies'; readonly bodies: readonly OperationBody[] }
  | { readonly kind: 'column'; readonly column: Column; readonly guarded: boolean }
  | { readonly kind: 'made'; readonly made: ForeignKey | TableIndex; readonly guarded: boolean };

/** What a blueprint is to know of the migration around it. */
export interface BlueprintContext {
  readonly dialect: Dialect;
  /** Whether `change()` drops what is not said again. */
  readonly restatesChanges: boolean;
  /** The table of a model class. */
  readonly tableOf: (model: string) => string;
  /** The type of a model's key. */
  readonly keyTypeOf: (model: string) => 'bigInteger' | 'uuid' | 'ulid';
}

/** Methods that say something of the table that lintel does not keep. */
const silent = new Set(
  'engine innoDb charset collation collate temporary instant getTable getPrefix getColumns getAddedColumns build toSql create hasColumn getConnection macro dump dd tap when unless using setConnection'.split(
    ' ',
  ),
);

/** Properties of a table that are set: `$table->engine = 'InnoDB'`. */
const moments: Readonly<Record<string, string>> = {
  timestamps: 'timestamp',
  nullableTimestamps: 'timestamp',
  timestampsTz: 'timestampTz',
  nullableTimestampsTz: 'timestampTz',
  datetimes: 'dateTime',
};

/** Collects what is said of one table inside `Schema::create` and `Schema::table`. */
export class Blueprint implements HostObject {
  readonly #table: string;
  readonly #context: BlueprintContext;
  readonly #parts: Part[] = [];
  #temporary = false;
  #comments = false;

  constructor(table: string, context: BlueprintContext) {
    this.#table = table;
    this.#context = context;
  }

  is(type: string): boolean {
    return type === 'Blueprint';
  }

  member(name: string): Value | undefined {
    return name === 'table' ? { kind: 'text', text: this.#table, whole: true } : undefined;
  }

  call(written: Call): Value | undefined {
    // PHP does not tell upper from lower case in the names of methods.
    const call = { ...written, name: canonical.get(written.name.toLowerCase()) ?? written.name };
    const { name } = call;
    if (name === 'temporary') this.#temporary = true;
    if (name === 'comment') {
      this.#comments = true;
      return { kind: 'null' };
    }
    if (name === 'getTable') return { kind: 'text', text: this.#table, whole: true };
    if (silent.has(name)) return { kind: 'null' };
    const answer = this.#columns(call) ?? this.#indexes(call) ?? this.#drops(call);
    if (answer) return answer;
    this.#opaque(call);
    return { kind: 'code', text: name };
  }

  #add(call: Pick<Call, 'circumstances'>, bodies: readonly OperationBody[]): Value {
    const { guarded } = call.circumstances;
    this.#parts.push({ kind: 'bodies', bodies: guarded ? bodies.map(withGuard) : bodies });
    return { kind: 'null' };
  }

  #opaque(call: Call): void {
    this.#add(call, [
      {
        kind: 'opaque',
        reason: `$table->${call.name} is not known, or its arguments are made while the migration runs`,
      },
    ]);
  }

  /** Methods that make columns. */
  #columns(call: Call): Value | undefined {
    const { name } = call;
    const method = columnMethods.get(name);
    if (method) return this.#column(call, name, method);
    const moment = moments[name];
    if (moment !== undefined) {
      const settings = given(call, ['precision'], 0);
      for (const column of ['created_at', 'updated_at'])
        this.#push(call, { name: column, type: moment, settings, nullable: true });
      return { kind: 'null' };
    }
    switch (name) {
      case 'addColumn': {
        const [type, column] = [textOf(argumentOf(call, 0, 'type')), textOf(argumentOf(call, 1, 'name'))];
        const options = argumentOf(call, 2, 'parameters');
        if (type === undefined || column === undefined) return undefined;
        const entries = options?.kind === 'list' ? options.entries : [];
        const settings = new Map(entries.map(({ key, value }) => [key ?? '', value]));
        return this.#push(call, { name: column, type, settings });
      }
      case 'foreignIdFor':
      case 'foreignUuidFor':
      case 'foreignUlidFor':
        return this.#foreignIdFor(call);
      case 'after': {
        const closure = argumentOf(call, 1, 'callback');
        call.invoke(closure, [{ kind: 'object', object: this }]);
        return { kind: 'null' };
      }
      default:
        return /morphs$/i.test(name) && !name.startsWith('drop') ? this.#morphs(call) : undefined;
    }
  }

  #column(call: Call, name: string, method: ColumnMethod): Value | undefined {
    const column =
      textOf(argumentOf(call, 0, 'column')) ?? (call.positional.length === 0 ? method.name : undefined);
    if (column === undefined) return undefined;
    const settings = new Map(given(call, method.parameters ?? [], 1));
    // Older versions took the precision of a float as digits.
    if (method.length !== undefined && !settings.has('length'))
      settings.set('length', { kind: 'number', text: method.length });
    if (method.unsigned === true) settings.set('unsigned', { kind: 'boolean', value: true });
    const numbered = settings.get('autoIncrement');
    return this.#push(call, {
      name: column,
      type: method.type,
      settings,
      autoIncrement: method.autoIncrement === true || (numbered?.kind === 'boolean' && numbered.value),
      nullable: nullableColumns.has(name),
    });
  }

  #push(
    call: Call,
    start: Pick<ColumnStart, 'name' | 'type' | 'settings' | 'target'> & Partial<ColumnStart>,
  ): Value {
    const column = new Column(
      { table: this.#table, autoIncrement: false, nullable: false, ...start },
      this.#context.dialect,
    );
    this.#parts.push({ kind: 'column', column, guarded: call.circumstances.guarded });
    return { kind: 'object', object: column };
  }

  /** `foreignIdFor(User::class)`. */
  #foreignIdFor(call: Call): Value | undefined {
    const model = argumentOf(call, 0, 'model');
    const name = model?.kind === 'class' ? model.name : textOf(model);
    if (name === undefined) return undefined;
    const column = textOf(argumentOf(call, 1, 'column')) ?? keyOfModel(name);
    const kind =
      call.name === 'foreignUuidFor'
        ? 'uuid'
        : call.name === 'foreignUlidFor'
          ? 'ulid'
          : this.#context.keyTypeOf(name);
    return this.#push(call, {
      name: column,
      type: kind === 'ulid' ? 'char' : kind,
      settings: new Map<string, Value>([
        ...(kind === 'bigInteger' ? [['unsigned', { kind: 'boolean', value: true }] as const] : []),
        ...(kind === 'ulid' ? [['length', { kind: 'number', text: '26' }] as const] : []),
      ]),
      target: this.#context.tableOf(name),
    });
  }

  /** `morphs('taggable')` and its kin: a type and an id, with an index on both. */
  #morphs(call: Call): Value | undefined {
    const name = textOf(argumentOf(call, 0, 'name'));
    if (name === undefined) return undefined;
    const nullable = call.name.startsWith('nullable');
    const uuid = /uuid/i.test(call.name);
    const ulid = /ulid/i.test(call.name);
    const settings = new Map<string, Value>([
      ulid ? ['length', { kind: 'number', text: '26' }] : ['unsigned', { kind: 'boolean', value: !uuid }],
    ]);
    this.#push(call, { name: `${name}_type`, type: 'string', settings: new Map(), nullable });
    this.#push(call, {
      name: `${name}_id`,
      type: ulid ? 'char' : uuid ? 'uuid' : 'bigInteger',
      settings,
      nullable,
    });
    const columns = [`${name}_type`, `${name}_id`];
    const index = textOf(argumentOf(call, 1, 'indexName')) ?? indexName(this.#table, columns, 'index');
    return this.#add(call, [
      { kind: 'createIndex', table: this.#table, index, columns, unique: false, concurrently: false },
    ]);
  }

  /** Methods that make indexes and keys. */
  #indexes(call: Call): Value | undefined {
    const { name } = call;
    const kind = indexKinds[name];
    const columns = textsOf(argumentOf(call, 0, 'columns') ?? argumentOf(call, 0, 'column'));
    const given = textOf(argumentOf(call, 1, 'name'));
    const table = this.#table;
    if (kind !== undefined) {
      if (!columns) return undefined;
      const method = textOf(argumentOf(call, 2, 'algorithm'));
      const index = new TableIndex(table, name, columns, this.#context.dialect, { name: given, method });
      this.#parts.push({ kind: 'made', made: index, guarded: call.circumstances.guarded });
      return { kind: 'object', object: index };
    }
    if (name === 'rawIndex') {
      const expression = textOf(argumentOf(call, 0, 'expression'));
      if (expression === undefined) return undefined;
      return this.#add(call, [
        {
          kind: 'createIndex',
          table,
          ...(given !== undefined && { index: given }),
          columns: [expression],
          unique: false,
          concurrently: false,
        },
      ]);
    }
    if (name !== 'foreign' || !columns) return undefined;
    const key = new ForeignKey(table, columns, given);
    this.#parts.push({ kind: 'made', made: key, guarded: call.circumstances.guarded });
    return { kind: 'object', object: key };
  }

  /** Methods that drop and rename. */
  #drops(call: Call): Value | undefined {
    const table = this.#table;
    const [first, second] = call.positional;
    const name = textOf(first);
    switch (call.name) {
      case 'drop':
        return this.#add(call, [{ kind: 'dropTable', table }]);
      case 'dropIfExists':
        return this.#add(call, [{ kind: 'dropTable', table, guarded: true }]);
      case 'rename':
        return name === undefined
          ? undefined
          : this.#add(call, [{ kind: 'renameTable', table, newName: name }]);
      case 'dropColumn':
      case 'dropColumns': {
        const columns = call.positional.flatMap((value) =>
          value.kind === 'list' ? value.entries.map((entry) => textOf(entry.value)) : [textOf(value)],
        );
        const known = columns.filter((column) => column !== undefined);
        if (known.length === 0) return undefined;
        if (known.length < columns.length) this.#opaque(call);
        return this.#dropColumns(call, known);
      }
      case 'removeColumn':
        return { kind: 'null' };
      case 'renameColumn':
      case 'renameIndex': {
        const newName = textOf(second);
        if (name === undefined || newName === undefined) return undefined;
        return this.#add(call, [
          call.name === 'renameColumn'
            ? { kind: 'renameColumn', table, column: name, newName }
            : { kind: 'renameIndex', table, index: name, newName },
        ]);
      }
      case 'dropTimestamps':
      case 'dropTimestampsTz':
        return this.#dropColumns(call, ['created_at', 'updated_at']);
      case 'dropSoftDeletes':
      case 'dropSoftDeletesTz':
        return this.#dropColumns(call, [name ?? 'deleted_at']);
      case 'dropRememberToken':
        return this.#dropColumns(call, ['remember_token']);
      case 'dropMorphs': {
        if (name === undefined) return undefined;
        const columns = [`${name}_type`, `${name}_id`];
        const index = textOf(second) ?? indexName(table, columns, 'index');
        this.#add(call, [{ kind: 'dropIndex', table, index, concurrently: false }]);
        return this.#dropColumns(call, columns);
      }
      default:
        return this.#dropKeys(call);
    }
  }

  #dropColumns(call: Call, columns: readonly string[]): Value {
    return this.#add(
      call,
      columns.map((column) => ({ kind: 'dropColumn', table: this.#table, column })),
    );
  }

  /** Keys and indexes by name, or by the columns from which Laravel makes the name. */
  #dropKeys(call: Call): Value | undefined {
    const table = this.#table;
    const [first] = call.positional;
    const named = (kind: string): string | undefined => {
      if (first?.kind !== 'list') return textOf(first);
      const columns = textsOf(first);
      return columns && indexName(table, columns, kind);
    };
    const dropIndex = (kind: string): Value | undefined => {
      const index = named(kind);
      return index === undefined
        ? undefined
        : this.#add(call, [TableIndex.dropped(table, index, kind, this.#context.dialect)]);
    };
    const dropForeign = (constraint: string | undefined): Value | undefined =>
      constraint === undefined
        ? undefined
        : this.#add(call, [{ kind: 'dropConstraint', table, constraint, constraintKind: 'foreign-key' }]);
    switch (call.name) {
      case 'dropPrimary':
        return this.#add(call, [
          {
            kind: 'dropConstraint',
            table,
            constraint:
              named('primary') ??
              (this.#context.dialect === 'postgresql' ? `${table}_pkey` : indexName(table, [], 'primary')),
            constraintKind: 'primary-key',
          },
        ]);
      case 'dropUnique':
        return dropIndex('unique');
      case 'dropIndex':
        return dropIndex('index');
      case 'dropFullText':
      case 'dropFulltext':
        return dropIndex('fulltext');
      case 'dropSpatialIndex':
        return dropIndex('spatialindex');
      case 'dropForeign':
        return dropForeign(named('foreign'));
      case 'dropConstrainedForeignId': {
        const column = textOf(first);
        if (column === undefined) return undefined;
        dropForeign(indexName(table, [column], 'foreign'));
        return this.#dropColumns(call, [column]);
      }
      case 'dropForeignIdFor':
      case 'dropConstrainedForeignIdFor': {
        const model = first?.kind === 'class' ? first.name : textOf(first);
        if (model === undefined) return undefined;
        const column = textOf(argumentOf(call, 1, 'column')) ?? keyOfModel(model);
        dropForeign(indexName(table, [column], 'foreign'));
        return call.name === 'dropForeignIdFor' ? { kind: 'null' } : this.#dropColumns(call, [column]);
      }
      default:
        return undefined;
    }
  }

  /** What the table's block does: of a new table its columns are one operation. */
  bodies(creates: boolean): readonly OperationBody[] {
    // A column that several databases define in their own ways is one column.
    const columns = this.#parts
      .flatMap((part) => (part.kind === 'column' ? part.column : []))
      .filter((column, at, all) => all.findIndex(({ name }) => name === column.name) === at);
    const first: readonly OperationBody[] = creates
      ? [
          {
            kind: 'createTable',
            table: this.#table,
            columns: columns.filter(({ changes }) => !changes).map((column) => column.definition()),
            ...(this.#temporary && { temporary: true }),
          },
        ]
      : this.#comments
        ? [{ kind: 'executeSql', statementKind: 'COMMENT', table: this.#table }]
        : [];
    return [...first, ...this.#parts.flatMap((part) => this.#bodiesOf(part, creates))];
  }

  #bodiesOf(part: Part, creates: boolean): readonly OperationBody[] {
    if (part.kind === 'bodies') return part.bodies;
    if (part.kind === 'made') return part.guarded ? part.made.bodies().map(withGuard) : part.made.bodies();
    const { column, guarded } = part;
    if (column.changes) return [...column.alterations(this.#context.restatesChanges), ...column.after()];
    const added: OperationBody = {
      kind: 'addColumn',
      table: this.#table,
      column: column.name,
      definition: column.definition(),
      ...(column.position && { position: column.position }),
      ...(guarded && { guarded }),
    };
    return creates ? column.after() : [added, ...column.after()];
  }
}

/** Names of methods by their lower case. */
const canonical: ReadonlyMap<string, string> = new Map(
  [
    ...columnMethods.keys(),
    ...Object.keys(moments),
    ...Object.keys(indexKinds).filter((kind) => kind !== 'fulltext'),
    ...(
      'morphs nullableMorphs uuidMorphs nullableUuidMorphs ulidMorphs nullableUlidMorphs numericMorphs nullableNumericMorphs addColumn ' +
      'foreignIdFor foreignUuidFor foreignUlidFor rawIndex foreign drop dropIfExists rename dropColumn dropColumns renameColumn renameIndex ' +
      'dropTimestamps dropTimestampsTz dropSoftDeletes dropSoftDeletesTz dropRememberToken dropMorphs dropPrimary dropUnique dropIndex ' +
      'dropFullText dropSpatialIndex dropForeign dropConstrainedForeignId dropForeignIdFor dropConstrainedForeignIdFor'
    ).split(' '),
  ].map((name) => [name.toLowerCase(), name]),
);

/** The arguments behind the column's name by the names of the method's parameters. */
function given(call: Call, parameters: readonly string[], from: number): ReadonlyMap<string, Value> {
  const settings = new Map<string, Value>();
  for (const [index, name] of parameters.entries()) {
    const value = argumentOf(call, index + from, name);
    if (value && value.kind !== 'null') settings.set(name, value);
  }
  return settings;
}

function withGuard(body: OperationBody): OperationBody {
  return body.kind === 'dropColumn' ||
    body.kind === 'dropIndex' ||
    body.kind === 'dropConstraint' ||
    body.kind === 'createIndex'
    ? { ...body, guarded: true }
    : body;
}
