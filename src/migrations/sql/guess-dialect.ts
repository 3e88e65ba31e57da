import type { Dialect } from '../../model/migration.js';
import { SqlLexer } from '../../syntax/sql/lexer.js';
import type { SqlToken } from '../../syntax/sql/lexer.js';
import { lexisOf } from '../../syntax/sql/lexis.js';
import { clientCommandAt } from '../../syntax/sql/client-commands.js';
import { TokenCursor } from '../../syntax/sql/token-cursor.js';
import { markAt } from './dialect-marks.js';

/** A dialect, and what in the text says so. */
export interface DialectGuess {
  readonly dialect: Dialect;
  /** e.g. "`AUTO_INCREMENT` on line 3". */
  readonly reason: string;
}

/** Text that is looked at (UTF-16 code units); a dialect shows early. */
const looked = 200_000;

/** The dialect of SQL text by syntax that only one has; undefined when nothing tells. See {@link explainSqlDialect}. */
export function guessSqlDialect(text: string): Dialect | undefined {
  return explainSqlDialect(text)?.dialect;
}

/**
 * Guesses the dialect of SQL text by syntax that only one has. Words in comments and strings do not count. Where marks of several
 * dialects are seen the one with the most wins; of equals, the one that is seen first. Back-ticks are MySQL's, but SQLite and
 * ClickHouse take them too: one mark of these outweighs them.
 */
export function explainSqlDialect(text: string): DialectGuess | undefined {
  const part = text.slice(0, looked);
  const found = new Map<Dialect, { count: number; readonly first: number; readonly shown: string }>();
  const note = (dialect: Dialect, at: number, shown: string): void => {
    const known = found.get(dialect);
    if (known) known.count += 1;
    else found.set(dialect, { count: 1, first: at, shown });
  };
  let backticks = 0;
  let brackets = 0;
  const tokens = tokensAndCommands(part, note);
  const cursor = new TokenCursor(part, lexisOf('unknown'), tokens);
  for (; !cursor.done; cursor.at += 1) {
    const dialect = markAt(cursor);
    const token = cursor.peek();
    if (!dialect || !token) continue;
    if (token.kind === 'name') backticks += 1;
    if (token.word === '[') brackets += 1;
    note(dialect, token.start, shownAt(cursor, token));
  }
  const onlyBackticks = backticks > 0 && found.get('mysql')?.count === backticks;
  // Only SQLite takes names in back-ticks and in brackets.
  if (onlyBackticks && brackets > 0 && found.get('sqlserver')?.count === brackets)
    return explained(part, 'sqlite', found.get('sqlserver'));
  if (onlyBackticks && (found.has('sqlite') || found.has('clickhouse'))) found.delete('mysql');
  const ranked = [...found].toSorted(([, a], [, b]) => b.count - a.count || a.first - b.first);
  const [best] = ranked;
  return best && explained(part, best[0], best[1]);
}

function explained(
  text: string,
  dialect: Dialect,
  mark: { readonly first: number; readonly shown: string } | undefined,
): DialectGuess | undefined {
  return mark && { dialect, reason: `\`${mark.shown}\` on line ${lineOf(text, mark.first)}` };
}

/** The tokens of a text; commands of clients are noted on the way. */
function tokensAndCommands(
  text: string,
  note: (dialect: Dialect, at: number, shown: string) => void,
): readonly SqlToken[] {
  const lexis = lexisOf('unknown');
  const lexer = new SqlLexer(text, lexis);
  const tokens: SqlToken[] = [];
  for (;;) {
    lexer.skipBlanks();
    const at = lexer.position;
    const atStart = tokens.length === 0 || tokens.at(-1)?.word === ';';
    const command = clientCommandAt(text, at, text.length, lexis, atStart);
    if (command) {
      const first = text.charAt(at).toUpperCase();
      if (first === 'G') note('sqlserver', at, 'GO');
      else if (first === 'D') note('mysql', at, 'DELIMITER');
      else if (first === '\\') note('postgresql', at, text.slice(at, Math.min(command.end, at + 20)).trim());
      else note('oracle', at, '/');
      lexer.position = command.end;
      continue;
    }
    const token = lexer.next();
    if (!token) return tokens;
    tokens.push(token);
  }
}

/** The mark as it is written, with the word behind it where one word alone would not show it. */
function shownAt(cursor: TokenCursor, token: SqlToken): string {
  const next = cursor.peek(1);
  const short = token.kind === 'symbol' || token.kind === 'string';
  const end = short && next ? next.end : token.end;
  return cursor.text
    .slice(token.start, Math.min(end, token.start + 30))
    .replaceAll(/[\s`]+/g, ' ')
    .trim();
}

function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
