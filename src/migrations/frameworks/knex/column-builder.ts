import type { ColumnDefault, ColumnDefinition, Dialect, OperationBody } from '../../../model/migration.js';
import type { Value } from '../../../syntax/javascript/evaluate/value.js';
import type { ProgramCall } from '../../javascript/program-call.js';
import { hostValue, ProgramObject } from '../../javascript/program-object.js';
import { boundSql } from '../../javascript/bound-sql.js';
import { booleanOf, defaultOf, entryOf, isSet, quoted, textOf } from '../../javascript/values.js';
import type { KnexType } from './column-types.js';
import { ForeignKeyDraft } from './foreign-key.js';
import { indexBody, uniqueBody } from './indexes.js';

/** The methods of a column that say nothing that is kept. */
const idle = new Set(['comment', 'queryContext', 'charset', 'zerofill', 'deferrable']);

/** A column of the table builder and its chain: `.notNullable().defaultTo(0).references('id').inTable('users')`. */
export class ColumnBuilder extends ProgramObject {
  readonly #table: string;
  readonly #name: string;
  readonly #type: KnexType;
  readonly #dialect: Dialect;
  #nullable: boolean | undefined;
  #default: ColumnDefault | 'null' | undefined;
  #unsigned = false;
  #primary: { readonly name?: string } | undefined;
  #position: 'first' | 'after' | undefined;
  #collation: string | undefined;
  #foreign: ForeignKeyDraft | undefined;
  #alters: { readonly type: boolean; readonly nullable: boolean } | undefined;
  readonly #checks: { readonly expression: string; readonly name?: string }[] = [];
  /** Indexes and constraints that the chain adds. */
  readonly #added: OperationBody[] = [];

  constructor(table: string, name: string, type: KnexType, dialect: Dialect) {
    super();
    this.#table = table;
    this.#name = name;
    this.#type = type;
    this.#dialect = dialect;
  }

  override call(name: string, call: ProgramCall): Value | undefined {
    return this.#set(name, call) || idle.has(name) ? hostValue(this) : undefined;
  }

  #set(name: string, call: ProgramCall): boolean {
    const [first, second] = call.arguments;
    switch (name) {
      case 'notNullable':
      case 'notNull':
        this.#nullable = false;
        return true;
      case 'nullable':
        this.#nullable = booleanOf(first) !== false;
        return true;
      case 'defaultTo':
      case 'default':
        this.#default = defaultOf(first, this.#dialect) ?? 'null';
        return true;
      case 'unsigned':
        this.#unsigned = true;
        return true;
      case 'primary':
      case 'primaryKey':
        this.#primary = nameOfConstraint(first);
        return true;
      case 'unique':
        this.#added.push(uniqueBody(this.#table, [this.#name], first, this.#dialect));
        return true;
      case 'index':
        this.#added.push(indexBody(this.#table, [this.#name], first, second));
        return true;
      case 'after':
      case 'first':
        // Only MySQL knows where a column is put.
        if (this.#dialect === 'mysql' || this.#dialect === 'mariadb') this.#position = name;
        return true;
      case 'collate':
        this.#collation = textOf(first);
        return true;
      case 'alter':
        this.#alters = {
          type: booleanOf(entryOf(first, 'alterType')) !== false,
          nullable: booleanOf(entryOf(first, 'alterNullable')) !== false,
        };
        return true;
      default:
        return this.#refers(name, call) || this.#checksBy(name, call);
    }
  }

  #refers(name: string, call: ProgramCall): boolean {
    if (name === 'deferrable') return true;
    this.#foreign ??= new ForeignKeyDraft(this.#table, [this.#name]);
    return this.#foreign.set(name === 'foreign' ? 'withKeyName' : name, call);
  }

  /** `checkPositive()`, `checkIn([…])` and the others (https://knexjs.org/guide/schema-builder.html#checks). */
  #checksBy(method: string, call: ProgramCall): boolean {
    if (!method.startsWith('check')) return false;
    if (method === 'check') {
      const written = textOf(boundSql(call.argument(0), call.arguments[1], this.#dialect)) ?? '?';
      const constraint = textOf(call.argument(2));
      this.#checks.push({ expression: written, ...(constraint !== undefined && { name: constraint }) });
      return true;
    }
    const column = this.#name;
    const list = call.argument(0);
    const values =
      list.kind === 'list'
        ? list.items.map((item) => defaultOf(item, this.#dialect)?.expression ?? 'NULL')
        : [];
    const expression =
      method === 'checkPositive'
        ? `${column} > 0`
        : method === 'checkNegative'
          ? `${column} < 0`
          : method === 'checkIn' || method === 'checkNotIn'
            ? `${column} ${method === 'checkIn' ? 'in' : 'not in'} (${values.join(', ')})`
            : method === 'checkRegex'
              ? `${column} ~ ${quoted(textOf(list) ?? '')}`
              : method === 'checkLength'
                ? `length(${column}) ${textOf(list) ?? ''} ${defaultOf(call.argument(1), this.#dialect)?.expression ?? ''}`
                : method === 'checkBetween'
                  ? `${column} between ${values.join(' and ')}`
                  : undefined;
    if (expression === undefined) return false;
    const name = textOf(
      call.argument(
        method === 'checkLength' ? 2 : method === 'checkPositive' || method === 'checkNegative' ? 0 : 1,
      ),
    );
    this.#checks.push({ expression, ...(name !== undefined && { name }) });
    return true;
  }

  /** The column as it is in the table. */
  definition(): ColumnDefinition {
    const { generated, allowed } = this.#type;
    const isKey = this.#type.primaryKey === true || this.#primary !== undefined;
    const type =
      this.#unsigned && /^(my|maria)/.test(this.#dialect) && !this.#type.type.endsWith(' unsigned')
        ? `${this.#type.type} unsigned`
        : this.#type.type;
    const checks = [
      ...(allowed ? [`${this.#name} in (${allowed.map(quoted).join(', ')})`] : []),
      ...this.#checks.filter(({ name }) => name === undefined).map(({ expression }) => expression),
    ];
    const nullable = this.#nullable !== false && !isKey && generated === undefined;
    return {
      name: this.#name,
      type,
      nullable,
      ...(this.#default !== undefined && this.#default !== 'null' && { default: this.#default }),
      ...(generated && { generated }),
      ...(isKey && { primaryKey: true }),
      ...(checks.length > 0 && { check: checks.join(' and ') }),
      ...(this.#collation !== undefined && { collation: this.#collation }),
    };
  }

  /** The type that has to be there before the column. */
  before(): readonly OperationBody[] {
    const { creates } = this.#type;
    return creates ? [{ kind: 'createEnum', ...creates }] : [];
  }

  /** What comes with the column: its foreign key, indexes, named checks. */
  after(): readonly OperationBody[] {
    const named = this.#checks.flatMap(({ expression, name }): OperationBody[] =>
      name === undefined
        ? []
        : [{ kind: 'addCheck', table: this.#table, columns: [this.#name], expression, constraint: name }],
    );
    return [...this.#added, ...named, ...(this.#foreign?.bodies() ?? [])];
  }

  /** The column in an ALTER TABLE: added, or changed by `.alter()`. */
  alteration(): readonly OperationBody[] {
    const table = this.#table;
    const column = this.#name;
    const definition = this.definition();
    if (this.#alters === undefined)
      return [
        ...this.before(),
        { kind: 'addColumn', table, column, definition, ...(this.#position && { position: this.#position }) },
        ...this.after(),
      ];
    return [...this.#alteration(this.#alters, definition.type), ...this.after()];
  }

  /**
   * `.alter()` states the whole column again: without defaultTo() it has no default any more, without notNullable() it may be NULL. On
   * PostgreSQL NOT NULL goes first and comes back last (`_addColumn` of lib/dialects/postgres/schema/pg-tablecompiler.js).
   */
  #alteration(
    alters: { readonly type: boolean; readonly nullable: boolean },
    type: string,
  ): readonly OperationBody[] {
    const on = { table: this.#table, column: this.#name };
    const isPostgresql = this.#dialect === 'postgresql';
    const using = isPostgresql && { using: `("${on.column}"::${type})` };
    const fallback = this.#default;
    const stays = this.#nullable === false;
    return [
      ...(isSetDefault(fallback) ? [] : [{ kind: 'dropDefault' as const, ...on }]),
      ...(alters.nullable && (isPostgresql || !stays) ? [{ kind: 'dropNotNull' as const, ...on }] : []),
      ...(alters.type ? [{ kind: 'changeColumnType' as const, ...on, type, ...using }] : []),
      ...(isSetDefault(fallback) ? [{ kind: 'setDefault' as const, ...on, default: fallback }] : []),
      ...(alters.nullable && stays ? [{ kind: 'setNotNull' as const, ...on }] : []),
    ];
  }
}

function isSetDefault(value: ColumnDefault | 'null' | undefined): value is ColumnDefault {
  return value !== undefined && value !== 'null';
}

function nameOfConstraint(value: Value | undefined): { readonly name?: string } {
  const name = textOf(value) ?? textOf(entryOf(value, 'constraintName'));
  return isSet(value) && name !== undefined ? { name } : {};
}
