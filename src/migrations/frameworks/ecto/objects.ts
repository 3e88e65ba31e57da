import type { OperationBody } from '../../../model/migration.js';
import type { Call, HostObject, Value } from '../../../syntax/imperative/values.js';
import { textOf, wordOf } from '../../../syntax/imperative/values.js';
import { Options, qualified } from './options.js';

abstract class Described implements HostObject {
  call(): Value | undefined {
    return undefined;
  }

  abstract member(name: string): Value | undefined;
}

function wordOrCode(word: string | undefined, name: string): Value {
  return word === undefined ? { kind: 'code', text: name } : { kind: 'text', text: word, whole: true };
}

/** `table(name, options)`. */
export class Table extends Described {
  /** With its schema; undefined when only run time knows it. */
  readonly name: string | undefined;
  readonly prefix: string | undefined;
  /** Without its schema: names of constraints begin with it. */
  readonly plain: string | undefined;
  readonly options: Options;

  constructor(name: Value | undefined, options: Value | undefined, prefix?: string) {
    super();
    this.options = new Options(options);
    this.plain = textOf(name);
    this.prefix = this.options.text('prefix') ?? prefix;
    this.name = this.plain === undefined ? undefined : qualified(this.plain, this.prefix);
  }

  member(name: string): Value {
    return wordOrCode(name === 'name' ? this.plain : undefined, name);
  }
}

/** `index(table, columns, options)`, `unique_index(…)`. */
export class Index extends Described {
  readonly table: string | undefined;
  readonly #plain: string | undefined;
  readonly #columns: readonly (string | undefined)[];
  readonly #options: Options;
  readonly #unique: boolean;

  constructor(call: Call, unique: boolean, prefix?: string) {
    super();
    const [table, columns, options] = call.positional;
    this.#options = new Options(options);
    this.#plain = textOf(table);
    this.table =
      this.#plain === undefined ? undefined : qualified(this.#plain, this.#options.text('prefix') ?? prefix);
    this.#columns = (columns?.kind === 'list' ? columns.entries : columns ? [{ value: columns }] : []).map(
      columnOf,
    );
    this.#unique = unique || this.#options.boolean('unique') === true;
  }

  /** Written, or made of table and columns as Ecto does (`default_index_name` in Ecto.Migration). */
  get name(): string | undefined {
    const written = this.#options.get('name');
    if (written && written.kind !== 'null') return textOf(written);
    if (this.#columns.includes(undefined)) return undefined;
    return [this.#plain, ...this.#columns, 'index']
      .map((part) => (part ?? '').replaceAll(/\W/g, '_').replace(/_$/, ''))
      .join('_');
  }

  member(name: string): Value {
    return wordOrCode(name === 'name' ? this.name : undefined, name);
  }

  #columnNames(): readonly string[] {
    return this.#columns.filter((column) => column !== undefined);
  }

  get concurrently(): boolean {
    return this.#options.boolean('concurrently') === true;
  }

  created(guarded: boolean): OperationBody | undefined {
    const { table, name } = this;
    if (table === undefined) return undefined;
    const method = this.#options.text('using');
    const where = this.#options.text('where');
    return {
      kind: 'createIndex',
      table,
      ...(name !== undefined && { index: name }),
      columns: this.#columnNames(),
      unique: this.#unique,
      concurrently: this.concurrently,
      ...(method !== undefined && {
        method: method
          .trim()
          .replace(/\s[\s\S]*$/, '')
          .toLowerCase(),
      }),
      ...(where !== undefined && { where }),
      ...(this.#options.boolean('only') === true && { onlyParent: true }),
      ...(guarded && { guarded }),
    };
  }

  dropped(guarded: boolean, cascade: boolean): OperationBody | undefined {
    const { table, name } = this;
    if (table === undefined) return undefined;
    const columns = this.#columnNames();
    return {
      kind: 'dropIndex',
      table,
      ...(name !== undefined && { index: name }),
      ...(columns.length > 0 && { columns }),
      concurrently: this.concurrently,
      ...(cascade && { cascade }),
      ...(guarded && { guarded }),
    };
  }
}

/** `:name`, `"lower(name)"`, `desc: :name`. */
function columnOf({ key, value }: { readonly key?: string; readonly value: Value }): string | undefined {
  if (key !== undefined) return wordOf(value);
  if (value.kind !== 'list') return wordOf(value);
  // A tuple of direction and column.
  return wordOf(value.entries.at(-1)?.value);
}

/** `constraint(table, name, options)`. */
export class Constraint extends Described {
  readonly table: string | undefined;
  readonly name: string | undefined;
  readonly #options: Options;

  constructor(call: Call, prefix?: string) {
    super();
    const [table, name, options] = call.positional;
    this.#options = new Options(options);
    const plain = textOf(table);
    this.table = plain === undefined ? undefined : qualified(plain, this.#options.text('prefix') ?? prefix);
    this.name = textOf(name);
  }

  member(name: string): Value {
    return wordOrCode(name === 'name' ? this.name : undefined, name);
  }

  created(): OperationBody | undefined {
    const { table, name } = this;
    if (table === undefined || name === undefined) return undefined;
    const check = this.#options.get('check');
    if (check && check.kind !== 'null')
      return {
        kind: 'addCheck',
        table,
        constraint: name,
        columns: [],
        expression: check.kind === 'text' ? check.text : '?',
        ...(this.#options.boolean('validate') === false && { notValid: true }),
      };
    return this.#options.get('exclude')
      ? { kind: 'addExclusion', table, constraint: name, columns: [] }
      : undefined;
  }

  dropped(guarded: boolean, cascade: boolean): OperationBody | undefined {
    const { table, name } = this;
    if (table === undefined || name === undefined) return undefined;
    const isCheck = this.#options.get('check') !== undefined;
    return {
      kind: 'dropConstraint',
      table,
      constraint: name,
      ...(isCheck && { constraintKind: 'check' as const }),
      ...(cascade && { cascade }),
      ...(guarded && { guarded }),
    };
  }
}

/** `references(table, options)`. */
export class Reference extends Described {
  readonly table: string | undefined;
  readonly options: Options;

  constructor(call: Call) {
    super();
    const [table, options] = call.positional;
    this.table = textOf(table);
    this.options = new Options(options);
  }

  member(name: string): Value {
    return wordOrCode(name === 'table' ? this.table : undefined, name);
  }
}

/** `fragment(sql)`: a default that is SQL. */
export class Fragment extends Described {
  readonly sql: string;

  constructor(sql: string) {
    super();
    this.sql = sql;
  }

  member(name: string): Value {
    return { kind: 'code', text: name };
  }
}
