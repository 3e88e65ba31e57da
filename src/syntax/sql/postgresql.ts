import { createRequire } from 'node:module';
import type * as LibpgQuery from 'libpg-query';
import { deferWasmOptimisation } from '../wasm-tiering.js';
import { tokensOf } from './lexer.js';
import type { SqlToken } from './lexer.js';
import { lexisOf } from './lexis.js';
import { Utf8Offsets } from './utf8-offsets.js';

type Parser = typeof LibpgQuery;

/** One statement as PostgreSQL's own parser reads it, with its text. All offsets are UTF-16 offsets into `text`. */
export interface PostgresqlStatement {
  readonly node: LibpgQuery.Node;
  readonly text: string;
  /** Of its first token and behind its last, without `;`. */
  readonly start: number;
  readonly end: number;
  readonly tokens: readonly SqlToken[];
  /** The offset of a `location` in the node. */
  offsetOf(location: number): number;
}

/** What the parser says of a text. `offset` is where it stopped. */
export type PostgresqlParse =
  | { readonly statements: readonly PostgresqlStatement[] }
  | { readonly error: string; readonly offset: number };

const require = createRequire(import.meta.url);
let loading: Promise<Parser> | undefined;

/** The parser's scanner takes quadratic time for runs of these (`/**\//**\//**\/…`); no text that means something has such runs. */
const operatorRun = /[~!@#^&|`?+\-*/%<>=]{2000,}/;

/**
 * Required, not imported: a parser that ran out of stack is broken for ever, and only what was required can be loaded afresh.
 */
async function load(): Promise<Parser> {
  deferWasmOptimisation();
  const parser: Parser = require('libpg-query');
  await parser.loadModule();
  return parser;
}

/**
 * Parses a text, or its part from `start` up to `end`, with PostgreSQL's own parser, which is loaded on first use (some 50 ms).
 * It reads the text as a whole: one error anywhere is the error of all of it.
 */
export async function parsePostgresql(text: string, start = 0, end = text.length): Promise<PostgresqlParse> {
  // The parser takes a NUL for the end of the text and would leave the rest without a word.
  const part = text.slice(start, end).replaceAll('\0', ' ');
  if (part.trim() === '') return { statements: [] };
  const run = operatorRun.exec(part);
  if (run)
    return { error: 'too many operator characters in a row for the parser', offset: start + run.index };
  loading ??= load();
  const parser = await loading;
  const offsets = new Utf8Offsets(part);
  const offsetOf = (location: number): number => start + offsets.toUtf16(location);
  try {
    const statements: PostgresqlStatement[] = [];
    for (const { stmt, stmt_location: from = 0, stmt_len: length } of parser.parseSync(part).stmts ?? []) {
      if (!stmt) continue;
      const stop = length === undefined || length === 0 ? end : offsetOf(from + length);
      const tokens = tokensOf(text, lexisOf('postgresql'), offsetOf(from), stop);
      // The parser gives the last statement no length, also when a `;` follows.
      const spoken = tokens.at(-1)?.word === ';' ? tokens.slice(0, -1) : tokens;
      const first = spoken[0];
      const last = spoken.at(-1);
      if (first && last)
        statements.push({ node: stmt, text, start: first.start, end: last.end, tokens: spoken, offsetOf });
    }
    return { statements };
  } catch (error) {
    // Unlike locations in the tree, which count bytes, the place of an error counts characters.
    const characters = parser.hasSqlDetails(error) ? (error.sqlDetails?.cursorPosition ?? 0) : 0;
    return { error: describe(error), offset: start + offsetOfCharacter(part, characters) };
  }
}

/** The tree of a DO statement in PL/pgSQL; plain JSON, shapes as in PostgreSQL's plpgsql.h. */
export async function parsePlpgsql(
  statement: string,
): Promise<{ readonly tree: unknown } | { readonly error: string }> {
  loading ??= load();
  const parser = await loading;
  try {
    return { tree: parser.parsePlPgSQLSync(statement.replaceAll('\0', ' ')) };
  } catch (error) {
    return { error: describe(error) };
  }
}

function describe(error: unknown): string {
  if (error instanceof RangeError || (error instanceof Error && error.name === 'RuntimeError')) {
    delete require.cache[require.resolve('libpg-query')];
    loading = undefined;
    return 'nested too deeply for the parser';
  }
  return error instanceof Error ? error.message : String(error);
}

/** The UTF-16 offset of the character (code point) with this number, from zero. */
function offsetOfCharacter(text: string, number: number): number {
  let at = 0;
  for (let left = number; left > 0 && at < text.length; left -= 1)
    at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return at;
}
