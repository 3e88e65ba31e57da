import { snakeCase } from '../../inflection.js';
import type { Call, HostObject, Value } from '../../../syntax/imperative/values.js';
import { textOf } from '../../../syntax/imperative/values.js';

/** A call of a builder. */
interface Said {
  readonly name: string;
  readonly given: readonly Value[];
}

/**
 * A builder of sea-query (`Table::create()`, `ColumnDef::new(…)`, `Index::create()` …): what is said to it is kept until the schema manager
 * is handed the statement.
 */
export class StatementBuilder implements HostObject {
  /** `Table::create`, `ColumnDef::new`, or the name of a function of the schema helpers. */
  readonly origin: string;
  readonly given: readonly Value[];
  readonly said: Said[] = [];

  constructor(origin: string, given: readonly Value[]) {
    this.origin = origin;
    this.given = given;
  }

  call(call: Call): Value {
    this.said.push({ name: call.name, given: call.positional });
    return { kind: 'object', object: this };
  }

  has(...names: readonly string[]): boolean {
    return this.said.some(({ name }) => names.includes(name));
  }

  /** What the calls of a name were given. */
  all(...names: readonly string[]): readonly (readonly Value[])[] {
    return this.said.filter(({ name }) => names.includes(name)).map(({ given }) => given);
  }

  /** The first argument of the last call of a name, as a name of the database. */
  text(...names: readonly string[]): string | undefined {
    return nameOf(this.all(...names).at(-1)?.[0]);
  }
}

/** The builder that a value is. */
export function builderOf(value: Value | undefined): StatementBuilder | undefined {
  return value?.kind === 'object' && value.object instanceof StatementBuilder ? value.object : undefined;
}

/** A name of the database: a text, `Alias::new(…)`, or a table with its schema in a tuple. */
export function nameOf(value: Value | undefined): string | undefined {
  if (value?.kind === 'list') {
    const parts = value.entries.map((entry) => nameOf(entry.value));
    return parts.length > 0 && parts.every((part) => part !== undefined) ? parts.join('.') : undefined;
  }
  const builder = builderOf(value);
  if (builder && /^(Alias::new|into_table_ref|col|Expr::col)$/.test(builder.origin))
    return nameOf(builder.given[0]);
  return value?.kind === 'class' ? snakeCase(value.name) : textOf(value);
}
