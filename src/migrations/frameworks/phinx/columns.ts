import type { ColumnDefault, ColumnDefinition, Dialect, OperationBody } from '../../../model/migration.js';
import type { Call, HostObject, Value } from '../../../syntax/imperative/values.js';
import { booleanOf, textOf } from '../../../syntax/imperative/values.js';
import { volatilityOf } from '../../sql/volatility.js';
import { sqlType } from './column-types.js';
import type { ColumnOptions } from './column-types.js';
import { literalOf } from './literal.js';
import { literalDefault } from '../../programs/literal-default.js';

/** Options by their names. */
export function optionsOf(value: Value | undefined): Map<string, Value> {
  const entries = value?.kind === 'list' ? value.entries : [];
  return new Map(
    entries.flatMap(({ key, value: option }) => (key === undefined ? [] : [[key, option] as const])),
  );
}

/** A column as a migration gives it. */
export interface WrittenColumn {
  readonly name: string;
  readonly type: string;
  readonly options: ColumnOptions;
}

/** `new Column()` with its setters (Db/Table/Column.php). */
export class ColumnObject implements HostObject {
  readonly #options = new Map<string, Value>();

  get written(): WrittenColumn | undefined {
    const name = textOf(this.#options.get('name'));
    const type = typeOf(this.#options.get('type'));
    return name === undefined || type === undefined ? undefined : { name, type, options: this.#options };
  }

  call({ name, positional }: Call): Value {
    const [first, second] = positional;
    if (name === 'setOptions')
      for (const [option, value] of optionsOf(first)) this.#options.set(option, value);
    else if (name === 'setPrecisionAndScale') {
      if (first) this.#options.set('precision', first);
      if (second) this.#options.set('scale', second);
    } else if (name.startsWith('set') && first)
      this.#options.set(name.slice(3, 4).toLowerCase() + name.slice(4), first);
    return { kind: 'object', object: this };
  }
}

/** A type by its name, or by a literal. */
export function typeOf(value: Value | undefined): string | undefined {
  return literalOf(value) ?? textOf(value);
}

/** A column's definition. `nullable` is what a column is that says nothing. */
export function definitionOf(
  { name, type, options }: WrittenColumn,
  dialect: Dialect,
  nullable: boolean,
): ColumnDefinition {
  const numbered =
    booleanOf(options.get('identity')) === true || booleanOf(options.get('autoIncrement')) === true;
  const fallback = defaultOf(options.get('default'), dialect);
  const collation = textOf(options.get('collation'));
  return {
    name,
    type: sqlType(type, options, dialect),
    nullable: booleanOf(options.get('null')) ?? (nullable && !numbered),
    ...(fallback && { default: fallback }),
    ...(numbered && {
      generated:
        dialect === 'postgresql' || dialect === 'sqlserver'
          ? ('identity' as const)
          : ('auto-increment' as const),
    }),
    ...(collation !== undefined && { collation }),
  };
}

/** What `changeColumn` changes: the type is written again; whether NULL is allowed and the default where they are named. */
export function alterations(
  table: string,
  { name: column, type, options }: WrittenColumn,
  dialect: Dialect,
): readonly OperationBody[] {
  const bodies: OperationBody[] = [
    { kind: 'changeColumnType', table, column, type: sqlType(type, options, dialect) },
  ];
  const nullable = booleanOf(options.get('null'));
  if (nullable !== undefined) bodies.push({ kind: nullable ? 'dropNotNull' : 'setNotNull', table, column });
  if (options.has('default')) {
    const fallback = defaultOf(options.get('default'), dialect);
    bodies.push(
      fallback
        ? { kind: 'setDefault', table, column, default: fallback }
        : { kind: 'dropDefault', table, column },
    );
  }
  return bodies;
}

/** A default as SQL: texts are quoted, except the time of the database and literals (PdoAdapter, getDefaultValueDefinition). */
function defaultOf(value: Value | undefined, dialect: Dialect): ColumnDefault | undefined {
  const literal = literalOf(value);
  if (literal !== undefined) return { expression: literal, volatility: volatilityOf(literal, dialect) };
  return value?.kind === 'text' && /^CURRENT_TIMESTAMP/i.test(value.text)
    ? { expression: value.text, volatility: volatilityOf(value.text, dialect) }
    : literalDefault(value);
}

/** The option `after` of MySQL, whose constant FIRST puts the column first (Db/Adapter/MysqlAdapter.php); other adapters ignore it. */
export function positionOf(
  { options }: WrittenColumn,
  dialect: Dialect,
): { readonly position?: 'first' | 'after' } {
  const after = options.get('after');
  if (!after || (dialect !== 'mysql' && dialect !== 'mariadb')) return {};
  return { position: textOf(after) === 'FIRST' ? 'first' : 'after' };
}
