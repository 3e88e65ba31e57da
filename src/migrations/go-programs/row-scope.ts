import type { GoLink } from './values.js';
import { textOf } from './values.js';

type Scope = 'all' | 'filtered' | 'by-key';

const key = /^\W*(?:\w+\W+)?\W*(?:\w+_)?id\W*\s*(?:=|in\b)/i;

/** Which rows a chain of an ORM means, by its conditions. */
export function scopeOfRows(links: readonly GoLink[]): Scope {
  const conditions = links.filter(({ name }) => /^(Where\w*|And|Or|Not|In|ID|NotIn|Filter)$/.test(name));
  if (conditions.length === 0) return 'all';
  const isKey = conditions.some(
    ({ name, args = [] }) => name === 'ID' || name === 'WherePK' || key.test(textOf(args[0]) ?? ''),
  );
  return isKey ? 'by-key' : 'filtered';
}
