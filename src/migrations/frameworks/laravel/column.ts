import type { ColumnDefinition, Dialect, OperationBody } from '../../../model/migration.js';
import type { Call, HostObject, Value } from '../../../syntax/imperative/values.js';
import { argumentOf, booleanOf, textOf } from '../../../syntax/imperative/values.js';
import { volatilityOf } from '../../sql/volatility.js';
import { sqlType } from './column-types.js';
import { defaultOf } from './defaults.js';
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
  'after first comment charset invisible instantiable from startingValue always isGeometry lock hidden macro useCurrentOnUpdate instant algorithm tap when'.split(
    ' ',
  ),
);

/** A column of a Blueprint while its modifiers are read (https://laravel.com/docs/migrations#column-modifiers). */
export class Column implements HostObject {
  readonly name: string;
  readonly #start: ColumnStart;
  readonly #dialect: Dialect;
  readonly #settings: Map<string, Value>;
  #nullable: boolean | undefined;
  #default: Value | undefined;
  #hasDefault = false;
  #current = false;
  #generated: ColumnDefinition['generated'];
  #primary: boolean;
  #collation: string | undefined;
  #changes = false;
  readonly #after: OperationBody[] = [];
  readonly #foreign: ForeignKey[] = [];

  constructor(start: ColumnStart, dialect: Dialect) {
    this.name = start.name;
    this.#start = start;
    this.#dialect = dialect;
    this.#settings = new Map(start.settings);
    this.#primary = start.autoIncrement;
    this.#nullable = start.nullable ? true : undefined;
    if (start.autoIncrement) this.#number();
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
      case 'primary':
        this.#primary = yes;
        return self;
      case 'unique':
      case 'index':
      case 'fulltext':
      case 'fullText':
      case 'spatialIndex':
      case 'vectorIndex':
        if (yes)
          this.#after.push(
            ...new TableIndex(this.#start.table, name, [this.name], this.#dialect, {
              name: textOf(argumentOf(call, 0, 'indexName')),
            }).bodies(),
          );
        return self;
      case 'constrained':
      case 'references':
      case 'on':
        return this.#constrain(call);
      default:
        return undefined;
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
      type: sqlType(this.#start.type, this.#settings, this.#dialect),
      nullable: this.#nullable === true && !this.#primary,
      ...(fallback && { default: fallback }),
      ...(this.#generated && { generated: this.#generated }),
      ...(this.#primary && { primaryKey: true }),
      ...(this.#collation !== undefined && { collation: this.#collation }),
    };
  }

  /** Indexes and keys that its modifiers ask for. */
  after(): readonly OperationBody[] {
    return [...this.#after, ...this.#foreign.flatMap((key) => key.bodies())];
  }

  /** What `change()` alters: the type is always written again; whether NULL is allowed and the default where they are named. */
  alterations(): readonly OperationBody[] {
    const { type, default: fallback, collation } = this.definition();
    const { table } = this.#start;
    const column = this.name;
    return [
      { kind: 'changeColumnType', table, column, type, ...(collation !== undefined && { collation }) },
      ...(this.#nullable === undefined
        ? []
        : [{ kind: this.#nullable ? ('dropNotNull' as const) : ('setNotNull' as const), table, column }]),
      ...(fallback ? [{ kind: 'setDefault' as const, table, column, default: fallback }] : []),
      ...(this.#hasDefault && !fallback ? [{ kind: 'dropDefault' as const, table, column }] : []),
    ];
  }
}
