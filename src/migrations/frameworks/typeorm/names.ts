import { createHash } from 'node:crypto';

/** Kinds of things that TypeORM names by itself, with their prefix. */
const prefixes = {
  primaryKey: 'PK_',
  unique: 'UQ_',
  foreignKey: 'FK_',
  index: 'IDX_',
  check: 'CHK_',
  exclusion: 'XCL_',
};

/** Digits of the digest that a name keeps: 27, and one less behind a longer prefix. */
const longestName = 30;

/**
 * TypeORM's name for a constraint or index without one, a digest of its table and columns (src/naming-strategy/DefaultNamingStrategy.ts):
 * the same key gives the same name, so that a drop by columns finds what a create by columns made.
 */
export function defaultName(
  kind: keyof typeof prefixes,
  table: string,
  columns: readonly string[],
  where?: string,
): string {
  const key = [
    table.split('.').at(-1) ?? table,
    ...columns.toSorted(),
    ...(where === undefined ? [] : [where]),
  ].join('_');
  const prefix = prefixes[kind];
  return (
    prefix +
    createHash('sha1')
      .update(key)
      .digest('hex')
      .slice(0, longestName - prefix.length)
  );
}

/** TypeORM's name for the type of an enum column on PostgreSQL: `orders_state_enum`. */
export function enumTypeName(table: string, column: string): string {
  return `${table}_${column.toLowerCase()}_enum`;
}

/** The table of an entity class without a name of its own: its name in snake case. */
export function tableOfClass(name: string): string {
  return name
    .replaceAll(/([A-Z])([A-Z])([a-z])/g, '$1_$2$3')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
