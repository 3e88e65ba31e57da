import type { Dialect } from '../../model/migration.js';
import { clientCommandAt, copyDataEnd, lineEnd } from './client-commands.js';
import { CompoundBody } from './compound-body.js';
import { SqlLexer } from './lexer.js';
import type { SqlToken } from './lexer.js';
import { lexisOf } from './lexis.js';
import { splitTsql } from './tsql-statements.js';

/** One statement as it stands in the text: from its first token to its last, without the delimiter. */
export interface SqlPiece {
  readonly start: number;
  readonly end: number;
  readonly tokens: readonly SqlToken[];
}

/**
 * What stands between statements and is none: a command of the client (`\connect`, `GO`, `DELIMITER //`), or the rows behind
 * `COPY … FROM stdin`.
 */
export interface SqlAside {
  readonly kind: 'meta-command' | 'delimiter' | 'separator' | 'copy-data';
  readonly start: number;
  readonly end: number;
}

export interface SqlSplit {
  readonly pieces: readonly SqlPiece[];
  readonly asides: readonly SqlAside[];
}

/**
 * Splits SQL text (or its part from `start` up to `end`) into statements. Every character that is neither blank, comment nor
 * delimiter lies in exactly one piece or aside. Time is linear in the length of the text.
 */
export function splitSql(text: string, dialect: Dialect, start = 0, end = text.length): SqlSplit {
  return new Splitter(text, dialect, start, end).split();
}

class Splitter {
  readonly #text: string;
  readonly #dialect: Dialect;
  readonly #end: number;
  readonly #lexer: SqlLexer;
  readonly #pieces: SqlPiece[] = [];
  readonly #asides: SqlAside[] = [];
  #tokens: SqlToken[] = [];
  #body: CompoundBody;
  #depth = 0;
  #delimiter = ';';
  /** The first `;` inside open parentheses: where the statement ends if they never close. */
  #inner: { readonly tokens: number; readonly position: number } | undefined;
  #holdsParentheses = true;

  constructor(text: string, dialect: Dialect, start: number, end: number) {
    this.#text = text;
    this.#dialect = dialect;
    this.#end = end;
    this.#lexer = new SqlLexer(text, lexisOf(dialect), start, end);
    this.#body = new CompoundBody(dialect);
  }

  split(): SqlSplit {
    while (this.#step());
    return { pieces: this.#pieces, asides: this.#asides };
  }

  #step(): boolean {
    const lexer = this.#lexer;
    lexer.skipBlanks();
    if (lexer.position >= this.#end) return this.#finish();
    if (this.#clientCommand(lexer.position)) return true;
    if (this.#delimiter !== ';' && this.#text.startsWith(this.#delimiter, lexer.position)) {
      this.#close();
      lexer.position += this.#delimiter.length;
      return true;
    }
    const token = lexer.next();
    if (token === undefined) return this.#finish();
    if (token.word === ';' && this.#delimiter === ';' && !this.#body.open) {
      if (this.#depth <= 0 || !this.#holdsParentheses) {
        this.#close(token.end);
        return true;
      }
      this.#inner ??= { tokens: this.#tokens.length, position: token.end };
    }
    if (token.word === '(') this.#depth += 1;
    else if (token.word === ')') this.#depth -= 1;
    this.#body.add(token);
    this.#tokens.push(token);
    return true;
  }

  #clientCommand(position: number): boolean {
    const atStart = this.#tokens.length === 0;
    const command = clientCommandAt(this.#text, position, this.#end, lexisOf(this.#dialect), atStart);
    if (!command) return false;
    this.#close();
    this.#asides.push({ kind: command.kind, start: position, end: trimmedEnd(this.#text, command.end) });
    this.#lexer.position = command.end;
    if (command.delimiter !== undefined) this.#delimiter = command.delimiter;
    return true;
  }

  /** False when all is read. */
  #finish(): boolean {
    if (this.#depth > 0 && this.#inner) {
      const { tokens, position } = this.#inner;
      this.#tokens.length = tokens;
      this.#holdsParentheses = false;
      this.#close();
      this.#lexer.position = position;
      return true;
    }
    this.#close();
    return false;
  }

  /** Ends the open statement; `behind` is the offset behind its `;`. */
  #close(behind?: number): void {
    const tokens = this.#tokens;
    this.#tokens = [];
    this.#body = new CompoundBody(this.#dialect);
    this.#depth = 0;
    this.#inner = undefined;
    if (tokens.length === 0) return;
    const groups = this.#dialect === 'sqlserver' ? splitTsql(this.#text, tokens) : [tokens];
    for (const group of groups) {
      const first = group[0];
      const last = group.at(-1);
      if (first && last) this.#pieces.push({ start: first.start, end: last.end, tokens: group });
    }
    if (behind !== undefined && readsRows(tokens) && this.#rowsFollow(behind)) {
      const dataStart = lineEnd(this.#text, behind, this.#end) + 1;
      const dataEnd = copyDataEnd(this.#text, dataStart, this.#end);
      if (dataStart < dataEnd)
        this.#asides.push({ kind: 'copy-data', start: dataStart, end: trimmedEnd(this.#text, dataEnd) });
      this.#lexer.position = Math.max(behind, dataEnd);
    }
  }

  #rowsFollow(behind: number): boolean {
    if (lexisOf(this.#dialect).client !== 'psql' && lexisOf(this.#dialect).client !== 'any') return false;
    return this.#text.slice(behind, lineEnd(this.#text, behind, this.#end)).trim() === '';
  }
}

/** `COPY t (a, b) FROM stdin`. */
function readsRows(tokens: readonly SqlToken[]): boolean {
  if (tokens[0]?.word !== 'COPY') return false;
  const from = tokens.findIndex((token) => token.word === 'FROM');
  return from !== -1 && tokens[from + 1]?.word === 'STDIN';
}

function trimmedEnd(text: string, end: number): number {
  let at = end;
  while (at > 0 && /\s/.test(text.charAt(at - 1))) at -= 1;
  return at;
}
