import { createHash } from 'node:crypto';
import { singularize } from '../../inflection.js';

/** Longest name of an index that Rails makes by itself (bytes), before it falls back to a short one with a digest. */
const longestIndexName = 62;

/**
 * Rails' name for an index without one: `index_orders_on_a_and_b`; from version 7.1 on long ones are `idx_on_…` with a digest
 * (schema_statements.rb, `generate_index_name`). An expression counts by its words.
 */
export function indexName(table: string, columns: readonly string[], version: number): string {
  const [only] = columns;
  const parts =
    columns.length === 1 && only !== undefined && /\W/.test(only)
      ? [(only.match(/\w+/g) ?? []).join('_')]
      : columns;
  const name = `index_${table}_on_${parts.join('_and_')}`;
  if (version < 7.1 || Buffer.byteLength(name) <= longestIndexName) return name;
  const digest = `_${digestOf(name)}`;
  return `idx_on_${parts.join('_')}`.slice(0, longestIndexName - digest.length) + digest;
}

/** Rails' name for a foreign key without one. */
export function foreignKeyName(table: string, columns: readonly string[]): string {
  return `fk_rails_${digestOf(`${table}_${columns.join('_and_')}_fk`)}`;
}

/** Rails' name for a check constraint without one. */
export function checkName(table: string, expression: string): string {
  return `chk_rails_${digestOf(`${table}_${expression}_chk`)}`;
}

/** Rails' name for a unique constraint without one. */
export function uniqueName(table: string, columns: readonly string[]): string {
  return `uniq_rails_${digestOf(`${table}_${columns.join('_and_')}_unique`)}`;
}

/** Rails' name for an exclusion constraint without one. */
export function exclusionName(table: string, expression: string): string {
  return `excl_rails_${digestOf(`${table}_${expression}_excl`)}`;
}

/** Rails' name of a join table: both names in alphabetical order, a shared prefix only once (`derive_join_table_name`). */
export function joinTable(one: string, other: string): string {
  const [first = '', second = ''] = [one, other].toSorted();
  let shared = 0;
  for (let at = 0; at < Math.min(first.length, second.length) && first[at] === second[at]; at += 1)
    if (first[at] === '_' || first[at] === '.') shared = at + 1;
  const rest = second.slice(shared);
  return rest === '' || first.length === shared ? `${first}_${second}` : `${first}_${rest}`;
}

/** The column by which Rails points at a table. */
export function foreignColumn(table: string, key = 'id'): string {
  return `${singularize(table.split('.').at(-1) ?? table)}_${key}`;
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 10);
}
