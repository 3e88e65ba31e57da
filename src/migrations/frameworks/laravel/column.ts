import type { ColumnDefinition, Dialect, OperationBody } from '../../../model/migration.js';
import type { Call, HostObject, Value } from '../../../syntax/imperative/values.js';
import { argumentOf, booleanOf, textOf } from '../../../syntax/imperative/values.js';
import { volatilityOf } from '../../sql/volatility.js';
import { sqlType } from './column-types.js';
import { defaultOf, RawExpression } from './defaults.js';
import { ForeignKey } from './foreign-key.js';
import { tableOfKey } from './names.js';
import { TableIndex } from './table-index.js';

/** What a column is made of before its modifiers. */
export interface ColumnStart {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly settings: ReadonlyMap<string, Value>;
  readonly autoIncrement: boolean;
  readonly nullable: boolean;
  /** The table that a foreign key of it points at when none is named. */
  readonly target?: string;
}

/** Modifiers that change nothing of what lintel keeps. */
const silent = new Set(
  'comment charset invisible instantiable from startingValue always isGeometry lock hidden macro useCurrentOnUpdate instant algorithm tap when'.split(
    ' ',
  ),
);

/** Modifiers that ask for an index, or with `false` and `change()` drop it. */
const indexing = new Set(['unique', 'index', 'fulltext', 'fullText', 'spatialIndex', 'vectorIndex']);

/** A column of a Blueprint while its modifiers are read (https://laravel.com/docs/migrations#column-modifiers). */
export class Column implements HostObject {
  readonly name: string;
  readonly #start: ColumnStart;
  readonly #dialect: Dialect;
  #position: 'first' | 'after' | undefined;
  readonly #settings: Map<string, Value>;
  #nullable: boolean | undefined;
  #default: Value | undefined;
  #hasDefault = false;
  #current = false;
  #generated: ColumnDefinition['generated'];
  #primary: boolean;
  #collation: string | undefined;
  #changes = false;
  #type: string;
  #using: string | undefined;
  #asksForKey = false;
  readonly #indexes: { readonly kind: string; readonly name: string | undefined; readonly yes: boolean }[] =
    [];
  readonly #foreign: ForeignKey[] = [];

  constructor(start: ColumnStart, dialect: Dialect) {
    this.name = start.name;
    this.#start = start;
    this.#dialect = dialect;
    this.#settings = new Map(start.settings);
    this.#primary = start.autoIncrement;
    this.#nullable = start.nullable ? true : undefined;
    this.#type = start.type;
    if (start.type === 'computed') this.#generated = 'virtual';
    if (start.autoIncrement) this.#number();
  }

  /** Where MySQL puts the column; undefined = at the end. */
  get position(): 'first' | 'after' | undefined {
    return this.#position;
  }

  get changes(): boolean {
    return this.#changes;
  }

  call(call: Call): Value | undefined {
    const { name } = call;
    const first = argumentOf(call, 0, 'value');
    const self: Value = { kind: 'object', object: this };
    if (silent.has(name)) return self;
    const yes = booleanOf(first) !== false;
    switch (name) {
      case 'after':
      case 'first':
        // Only MySQL's grammar knows where a column is put (Schema/Grammars/MySqlGrammar.php, modifyAfter, modifyFirst).
        if (this.#dialect === 'mysql' || this.#dialect === 'mariadb') this.#position = name;
        return self;
      case 'nullable':
        this.#nullable = yes;
        return self;
      case 'notNull':
      case 'required':
        this.#nullable = false;
        return self;
      case 'default':
        this.#default = first;
        this.#hasDefault = true;
        return self;
      case 'useCurrent':
        this.#current = true;
        return self;
      case 'unsigned':
        this.#settings.set('unsigned', { kind: 'boolean', value: true });
        return self;
      case 'autoIncrement':
        this.#number();
        this.#primary = true;
        return self;
      case 'generatedAs':
        this.#generated = 'identity';
        return self;
      case 'storedAs':
      case 'persisted':
        this.#generated = 'stored';
        return self;
      case 'virtualAs':
      case 'virtualAsJson':
      case 'storedAsJson':
        this.#generated = name.startsWith('stored') ? 'stored' : 'virtual';
        return self;
      case 'collation':
        this.#collation = textOf(first);
        return self;
      case 'length':
        if (first) this.#settings.set('length', first);
        return self;
      case 'change':
        this.#changes = true;
        return self;
      case 'type':
        this.#type = textOf(first) ?? this.#type;
        return self;
      case 'using':
        this.#using = first?.kind === 'object' ? (rawOf(first) ?? '?') : textOf(first);
        return self;
      case 'primary':
        this.#primary = yes;
        this.#asksForKey = yes;
        return self;
      case 'constrained':
      case 'references':
      case 'on':
        return this.#constrain(call);
      default:
        if (indexing.has(name))
          this.#indexes.push({ kind: name, name: textOf(argumentOf(call, 0, 'indexName')), yes });
        // What is not known is a macro of the project's own; the chain goes on.
        return self;
    }
  }

  #number(): void {
    this.#generated = this.#dialect === 'postgresql' ? 'serial' : 'auto-increment';
  }

  /** `constrained('users', 'id')`, or `references('id')->on('users')` right on the column. */
  #constrain(call: Call): Value {
    const key = new ForeignKey(this.#start.table, [this.name]);
    this.#foreign.push(key);
    if (call.name === 'constrained') {
      const column = textOf(argumentOf(call, 1, 'column')) ?? 'id';
      const table = textOf(argumentOf(call, 0, 'table'));
      key.pointAt(table ?? this.#start.target ?? tableOfKey(this.name, column), [column]);
      const name = textOf(argumentOf(call, 2, 'indexName'));
      if (name !== undefined) key.rename(name);
    } else {
      if (call.name === 'references' && this.#start.target !== undefined) key.pointAt(this.#start.target, []);
      key.call(call);
    }
    return { kind: 'object', object: key };
  }

  /** The column as it is defined. */
  definition(): ColumnDefinition {
    const fallback = this.#current
      ? { expression: 'CURRENT_TIMESTAMP', volatility: volatilityOf('CURRENT_TIMESTAMP', this.#dialect) }
      : defaultOf(this.#default, this.#dialect);
    return {
      name: this.name,
      type: sqlType(this.#type, this.#settings, this.#dialect),
      nullable: (this.#nullable === true || this.#type === 'computed') && !this.#primary,
      ...(fallback && { default: fallback }),
      ...(this.#generated && { generated: this.#generated }),
      ...(this.#primary && { primaryKey: true }),
      ...(this.#collation !== undefined && { collation: this.#collation }),
    };
  }

  /** Indexes and keys that its modifiers ask for. */
  after(): readonly OperationBody[] {
    const { table } = this.#start;
    const indexes = this.#indexes.flatMap(({ kind, name, yes }): readonly OperationBody[] => {
      if (yes) return new TableIndex(table, kind, [this.name], this.#dialect, { name }).bodies();
      return this.#changes ? [TableIndex.droppedFrom(table, [this.name], kind, this.#dialect)] : [];
    });
    const key: readonly OperationBody[] =
      this.#changes && this.#asksForKey ? [{ kind: 'addPrimaryKey', table, columns: [this.name] }] : [];
    return [...key, ...indexes, ...this.#foreign.flatMap((foreign) => foreign.bodies())];
  }

  /**
   * What `change()` alters: the type is always written again; whether NULL is allowed and the default where they are named. From Laravel 11 on
   * what is not named goes (https://laravel.com/docs/11.x/upgrade#modifying-columns, `compileChange` of the grammars): without `nullable()` the
   * column becomes NOT NULL, without `default()` it has none.
   * @param restates whether the Laravel that runs it is such a one.
   */
  alterations(restates: boolean): readonly OperationBody[] {
    const { type, default: fallback, collation } = this.definition();
    const { table } = this.#start;
    const column = this.name;
    return [
      {
        kind: 'changeColumnType',
        table,
        column,
        type,
        ...(this.#using !== undefined && { using: this.#using }),
        ...(collation !== undefined && { collation }),
      },
      ...this.#nullability(restates),
      ...(fallback ? [{ kind: 'setDefault' as const, table, column, default: fallback }] : []),
      ...(!fallback && (this.#hasDefault || (restates && this.#generated === undefined))
        ? [{ kind: 'dropDefault' as const, table, column }]
        : []),
    ];
  }

  #nullability(restates: boolean): readonly OperationBody[] {
    const on = { table: this.#start.table, column: this.name };
    if (this.#nullable === true) return [{ kind: 'dropNotNull', ...on }];
    if (this.#nullable === false) return [{ kind: 'setNotNull', ...on }];
    return restates ? [{ kind: 'setNotNull', ...on, restated: true }] : [];
  }
}

function rawOf(value: Value): string | undefined {
  return value.kind === 'object' && value.object instanceof RawExpression ? value.object.sql : undefined;
}
