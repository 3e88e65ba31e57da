import type { Value } from '../../syntax/javascript/evaluate/value.js';
import { isNullish } from '../../syntax/javascript/evaluate/value.js';
import { scopeOfCondition, type DataScope } from '../sql/data-scope.js';
import { tokensOf } from '../../syntax/sql/lexer.js';
import { lexisOf } from '../../syntax/sql/lexis.js';
import { TokenCursor } from '../../syntax/sql/token-cursor.js';
import { recordOf } from './values.js';

/** How many rows conditions leave that a query builder puts together, each as SQL, joined by AND. */
export function scopeOfConditions(table: string, conditions: readonly string[]): DataScope {
  if (conditions.length === 0) return 'all';
  const text = conditions.map((condition) => `(${condition})`).join(' AND ');
  const lexis = lexisOf('unknown');
  const cursor = new TokenCursor(text, lexis, tokensOf(text, lexis));
  return scopeOfCondition(cursor, { table, joined: new Set(), limited: new Set() });
}

/** A comparison as SQL: the column, the operator, and a value that stands for whatever is given. */
export function comparison(column: string, operator = '='): string {
  const name = column.replaceAll(/[^\w.]+/g, '_');
  const sign = operator.trim().toUpperCase();
  if (sign === 'IN') return `${name} IN (1)`;
  if (sign === 'BETWEEN') return `${name} BETWEEN 1 AND 2`;
  return ['=', '<', '>', '<=', '>='].includes(sign) ? `${name} ${sign} 1` : `${name} IS NOT NULL`;
}

/** `{ id: 5, name: null }` as conditions; a list as a value is an IN. */
export function conditionsOfRecord(value: Value | undefined): readonly string[] {
  const record = recordOf(value);
  if (record === undefined) return [];
  return [...record.members].map(([column, given]) =>
    isNullish(given)
      ? comparison(column, 'IS NULL')
      : comparison(column, given.kind === 'list' ? 'IN' : given.kind === 'object' ? 'LIKE' : '='),
  );
}
