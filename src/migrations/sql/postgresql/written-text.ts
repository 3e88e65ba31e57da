import type { Node } from 'libpg-query';
import type { SqlToken } from '../../../syntax/sql/lexer.js';
import { lexisOf } from '../../../syntax/sql/lexis.js';
import type { PostgresqlStatement } from '../../../syntax/sql/postgresql.js';
import { TokenCursor } from '../../../syntax/sql/token-cursor.js';
import { leftmostLocation } from './nodes.js';

/*
 * The parser's tree says where an expression begins, not where it ends, and lintel shows expressions as they are written. These
 * functions cut them out of the statement's own tokens.
 */

/** A cursor over the tokens of a statement from an index on. */
export function cursorOver(statement: PostgresqlStatement, index = 0): TokenCursor {
  return new TokenCursor(statement.text, lexisOf('postgresql'), statement.tokens, index);
}

/** Index of the first token that begins at or behind a location of the tree. */
function tokenAt(statement: PostgresqlStatement, location: number): number {
  const offset = statement.offsetOf(location);
  const { tokens } = statement;
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The expression behind `DEFAULT`, which stands at `location`, up to whatever begins at one of `stops`. */
export function textOfDefault(
  statement: PostgresqlStatement,
  location: number,
  stops: readonly number[],
): string {
  const cursor = cursorOver(statement, tokenAt(statement, location));
  cursor.until((token) => token.word === 'DEFAULT');
  cursor.at += 1;
  const ends = new Set(stops.filter((stop) => stop > location).map((stop) => statement.offsetOf(stop)));
  return cursor.until((token) => token.word === ',' || ends.has(token.start)).source;
}

/** The content of the parentheses behind the first `word` at or after `location`. */
export function textInParentheses(statement: PostgresqlStatement, location: number, word: string): string {
  const cursor = cursorOver(statement, tokenAt(statement, location));
  cursor.until((token: SqlToken) => token.word === word);
  cursor.at += 1;
  return cursor.group()?.source ?? '';
}

/** An expression whose tree is known, as it stands behind the nearest `word` before it, up to the next comma. */
export function textBehind(statement: PostgresqlStatement, word: string, expression: Node): string {
  const location = leftmostLocation(expression);
  let index = location === undefined ? statement.tokens.length - 1 : tokenAt(statement, location);
  while (index > 0 && statement.tokens[index]?.word !== word) index -= 1;
  const cursor = cursorOver(statement, index + 1);
  return cursor.until((token) => token.word === ',').source;
}
