import type { TokenCursor } from '../../syntax/sql/token-cursor.js';

/** How many rows of its table a data change can reach; `batched` comes from the loop around it. */
export type DataScope = 'all' | 'filtered' | 'by-key';

/** What a condition is judged against. */
export interface ScopeContext {
  readonly table: string;
  /** Names and aliases of tables that are joined: `t.id = s.id` is a join, not a key. */
  readonly joined: ReadonlySet<string>;
  /** Those of them that give few rows: CTEs and sub-selects with a LIMIT. */
  readonly limited: ReadonlySet<string>;
}

const keyNames: ReadonlySet<string> = new Set(['id', 'uuid', 'guid', 'pk', 'ctid', 'rowid', '_id', 'key']);

const limitWords: ReadonlySet<string> = new Set(['LIMIT', 'FETCH', 'TOP', 'ROWNUM']);

/** Parentheses in parentheses beyond this are not looked into. */
const deepest = 20;

/** Whether a SELECT, UPDATE or DELETE bounds its rows by number. */
export function isLimited(select: TokenCursor): boolean {
  const cursor = select.fork();
  cursor.until((token) => limitWords.has(token.word));
  return !cursor.done && !cursor.sees('LIMIT', 'ALL');
}

/** The scope that a WHERE condition leaves; the cursor holds the condition alone. */
export function scopeOfCondition(condition: TokenCursor, context: ScopeContext, depth = 0): DataScope {
  if (condition.done || depth > deepest) return 'filtered';
  if (condition.sees('CURRENT', 'OF')) return 'by-key';
  const alternatives = cutAt(condition, 'OR').map((arm) => scopeOfConjunction(arm, context, depth));
  return widest(alternatives);
}

/** The widest of several scopes; `by-key` of none. */
export function widest(scopes: readonly DataScope[]): DataScope {
  if (scopes.includes('all')) return 'all';
  return scopes.includes('filtered') ? 'filtered' : 'by-key';
}

function scopeOfConjunction(conjunction: TokenCursor, context: ScopeContext, depth: number): DataScope {
  const parts = cutAt(conjunction, 'AND').filter((part) => !isAlwaysTrue(part));
  if (parts.length === 0) return 'all';
  const bounds = new Map<string, Set<string>>();
  for (const part of parts) {
    const inner = unwrapped(part);
    if (inner && scopeOfCondition(inner, context, depth + 1) === 'by-key') return 'by-key';
    if (inner) continue;
    const found = readComparison(part, context);
    if (!found) continue;
    if (found.pins) return 'by-key';
    if (found.bound === undefined) continue;
    const sides = bounds.get(found.column) ?? new Set();
    bounds.set(found.column, sides.add(found.bound));
    if (sides.size === 2) return 'by-key';
  }
  return 'filtered';
}

function isAlwaysTrue(part: TokenCursor): boolean {
  const text = part.source.replaceAll(/\s+/g, '').toLowerCase();
  return text === 'true' || text === '1' || text === '1=1';
}

/** The content of a condition that is one pair of parentheses. */
function unwrapped(part: TokenCursor): TokenCursor | undefined {
  const cursor = part.fork();
  const inner = cursor.group();
  return inner && cursor.done && !inner.sees('SELECT') ? inner : undefined;
}

interface Comparison {
  readonly column: string;
  /** Whether it leaves the rows of one key, of a list of keys or of one batch. */
  readonly pins: boolean;
  readonly bound?: 'lower' | 'upper';
}

/** `id = …`, `t.id IN (…)`, `id BETWEEN … AND …`, `(a, b) IN (SELECT … LIMIT 10)`, `id > …`. */
function readComparison(part: TokenCursor, context: ScopeContext): Comparison | undefined {
  const cursor = part.fork();
  const row = cursor.group();
  const name = row ? undefined : cursor.qualifiedName();
  const column = name?.split('.').at(-1)?.toLowerCase() ?? '';
  if (!row && !isKey(column, context.table)) return undefined;
  if (cursor.take('=')) return { column, pins: row === undefined && isGiven(cursor, context) };
  if (cursor.take('IN')) return { column, pins: isShortList(cursor, context) };
  if (cursor.take('BETWEEN')) return { column, pins: row === undefined };
  const sign = cursor.takeAny('<', '>');
  if (sign === undefined || cursor.sees('>') || row) return undefined;
  return { column, pins: false, bound: sign === '<' ? 'upper' : 'lower' };
}

/** `id`, `uuid` …, and the key named after its own table: `order_id` of `orders`. */
function isKey(column: string, table: string): boolean {
  if (keyNames.has(column)) return true;
  const own = (table.split('.').at(-1) ?? '').toLowerCase();
  const singular = own.endsWith('ies') ? `${own.slice(0, -3)}y` : own.replace(/s$/, '');
  return ['id', '_id', '_uuid', 'uuid'].some((end) => column === own + end || column === singular + end);
}

/** The right side of `key =`: a value from outside the statement, or rows that are few. */
function isGiven(cursor: TokenCursor, context: ScopeContext): boolean {
  const any = cursor.fork();
  if (any.takeAny('ANY', 'SOME', 'ALL')) return isShortList(any, context);
  const name = cursor.fork().qualifiedName();
  const qualifier = name?.includes('.') ? name.slice(0, name.lastIndexOf('.')).toLowerCase() : undefined;
  if (qualifier === undefined) return true;
  return context.limited.has(qualifier) || !context.joined.has(qualifier);
}

/** The parentheses behind `IN` or `ANY`: a list of values, or a SELECT of few rows. */
function isShortList(cursor: TokenCursor, context: ScopeContext): boolean {
  const list = cursor.group();
  if (!list) return false;
  list.take('ARRAY');
  const select = list.sees('(') ? (list.fork().group() ?? list) : list;
  if (!select.sees('SELECT') && !select.sees('WITH')) return true;
  return isLimited(select) || readsLimited(select, context);
}

function readsLimited(select: TokenCursor, context: ScopeContext): boolean {
  const cursor = select.fork();
  cursor.until((token) => token.word === 'FROM');
  if (!cursor.take('FROM')) return false;
  const source = cursor.qualifiedName()?.toLowerCase();
  return source !== undefined && context.limited.has(source);
}

/** Cuts a condition at AND or OR outside parentheses; the AND of `BETWEEN a AND b` belongs to its comparison. */
function cutAt(condition: TokenCursor, word: 'AND' | 'OR'): readonly TokenCursor[] {
  const cursor = condition.fork();
  const parts: TokenCursor[] = [];
  let between = false;
  while (!cursor.done) {
    const part = cursor.until((token) => {
      if (token.word === 'BETWEEN') between = true;
      else if (token.word === 'AND' && between) between = false;
      else if (token.word === word) return true;
      return false;
    });
    parts.push(part);
    if (!cursor.take(word)) break;
  }
  return parts;
}
