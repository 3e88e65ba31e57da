import type { Dialect, OperationBody } from '../../../model/migration.js';
import type { Call, HostObject, Value } from '../../../syntax/imperative/values.js';
import { booleanOf, textOf } from '../../../syntax/imperative/values.js';
import { indexName } from './names.js';

/** Kinds of indexes by the method that makes them, with the ending of their names. */
export const indexKinds: Readonly<Record<string, string>> = {
  primary: 'primary',
  unique: 'unique',
  index: 'index',
  fullText: 'fulltext',
  fulltext: 'fulltext',
  spatialIndex: 'spatialindex',
  vectorIndex: 'vectorindex',
};

/** Access methods of PostgreSQL for the kinds that have one of their own (PostgresGrammar). */
const postgresqlMethods: Readonly<Record<string, string>> = {
  fulltext: 'gin',
  spatialindex: 'gist',
  vectorindex: 'hnsw',
};

/** Engines on which `unique` makes a constraint; the others get a unique index (compileUnique of the grammars). */
const withConstraints: ReadonlySet<Dialect> = new Set(['postgresql', 'mysql', 'mariadb']);

/** An index while its modifiers are read: `->algorithm('hash')`, `->online()`, `->language('english')`. */
export class TableIndex implements HostObject {
  readonly #table: string;
  readonly #kind: string;
  readonly #columns: readonly string[];
  readonly #name: string | undefined;
  readonly #dialect: Dialect;
  #method: string | undefined;
  #online = false;

  constructor(
    table: string,
    kind: string,
    columns: readonly string[],
    dialect: Dialect,
    given: { readonly name?: string | undefined; readonly method?: string | undefined } = {},
  ) {
    this.#table = table;
    this.#kind = kind;
    this.#columns = columns;
    this.#dialect = dialect;
    this.#name = given.name;
    this.#method = given.method;
  }

  call(call: Call): Value {
    const [first] = call.positional;
    if (call.name === 'algorithm') this.#method = textOf(first);
    if (call.name === 'online') this.#online = booleanOf(first) !== false;
    return { kind: 'object', object: this };
  }

  bodies(): readonly OperationBody[] {
    const table = this.#table;
    const columns = this.#columns;
    const suffix = indexKinds[this.#kind] ?? 'index';
    const name = this.#name ?? indexName(table, columns, suffix);
    if (this.#kind === 'primary')
      return [
        {
          kind: 'addPrimaryKey',
          table,
          columns,
          ...(this.#name !== undefined && { constraint: this.#name }),
        },
      ];
    const plain = this.#kind === 'index' || this.#kind === 'unique';
    const method = plain
      ? this.#method
      : this.#dialect === 'postgresql'
        ? postgresqlMethods[suffix]
        : suffix.replace(/index$/, '');
    const concurrently = this.#online && this.#dialect === 'postgresql';
    const isConstraint = this.#kind === 'unique' && withConstraints.has(this.#dialect);
    const index: OperationBody = {
      kind: 'createIndex',
      table,
      index: name,
      columns,
      unique: this.#kind === 'unique',
      concurrently,
      ...(method !== undefined && { method }),
    };
    if (!isConstraint) return [index];
    const unique: OperationBody = { kind: 'addUnique', table, columns, constraint: name };
    // A unique key that is built online, or by another method, is an index first.
    return this.#dialect === 'postgresql' && (concurrently || method !== undefined)
      ? [index, { ...unique, usingIndex: name }]
      : [unique];
  }

  /** How an index or unique key on columns is dropped: by the name that Laravel makes. */
  static droppedFrom(
    table: string,
    columns: readonly string[],
    kind: string,
    dialect: Dialect,
  ): OperationBody {
    return TableIndex.dropped(table, indexName(table, columns, indexKinds[kind] ?? 'index'), kind, dialect);
  }

  /** How an index or unique key of a name is dropped. */
  static dropped(table: string, index: string, kind: string, dialect: Dialect): OperationBody {
    return kind === 'unique' && dialect === 'postgresql'
      ? { kind: 'dropConstraint', table, constraint: index, constraintKind: 'unique' }
      : { kind: 'dropIndex', table, index, concurrently: false };
  }
}
