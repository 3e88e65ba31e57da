import type { SqlToken } from '../../../syntax/sql/lexer.js';
import { TokenCursor } from '../../../syntax/sql/token-cursor.js';

/** The body of a procedure, cut into its statements. */
export interface ProcedureBody {
  readonly statements: readonly TokenCursor[];
  /** Whether something in it decides what runs: IF, CASE or a handler of errors. */
  readonly conditional: boolean;
  readonly loops: boolean;
}

/** Words with which a statement of control begins; what follows their THEN, ELSE or DO is a statement of its own. */
const control: ReadonlySet<string> = new Set(
  'IF ELSEIF ELSE CASE WHEN WHILE LOOP REPEAT BEGIN DECLARE UNTIL END'.split(' '),
);
const openers: ReadonlySet<string> = new Set('THEN ELSE DO BEGIN LOOP REPEAT'.split(' '));

/** So many statements are read through calls in one text: calls of calls would multiply. */
const mostStatements = 5_000;

/**
 * Remembers the procedures that a text creates, so that a CALL in the same text can be read as what it does: MySQL knows IF only
 * inside procedures, so migrations wrap their DDL in one, call it and drop it.
 */
export class Procedures {
  readonly #bodies = new Map<string, ProcedureBody>();
  #budget = mostStatements;

  /** Takes note of a CREATE PROCEDURE. */
  remember(statement: TokenCursor): void {
    if (!statement.sees('CREATE')) return;
    const cursor = statement.fork();
    cursor.until((token) => token.word === 'PROCEDURE' || token.word === 'BEGIN');
    if (!cursor.take('PROCEDURE')) return;
    cursor.take('IF', 'NOT', 'EXISTS');
    const name = cursor.qualifiedName()?.toLowerCase();
    cursor.until((token) => token.word === 'BEGIN');
    if (name !== undefined && cursor.take('BEGIN')) this.#bodies.set(name, bodyOf(cursor));
  }

  /** The body of the procedure that a CALL names, if the text created it before. */
  calledBy(statement: TokenCursor): ProcedureBody | undefined {
    const cursor = statement.fork();
    return cursor.take('CALL') ? this.#bodies.get(cursor.qualifiedName()?.toLowerCase() ?? '') : undefined;
  }

  /** Whether there is room for one more reading of a body; takes it. */
  mayRead({ statements }: ProcedureBody): boolean {
    this.#budget -= statements.length;
    return this.#budget >= 0;
  }
}

function bodyOf(cursor: TokenCursor): ProcedureBody {
  const statements: TokenCursor[] = [];
  let piece: SqlToken[] = [];
  let conditional = false;
  let loops = false;
  const close = (): void => {
    if (piece.length > 0 && !control.has(piece[0]?.word ?? ''))
      statements.push(new TokenCursor(cursor.text, cursor.lexis, piece));
    piece = [];
  };
  for (const token of cursor.rest) {
    const first = piece[0]?.word ?? token.word;
    if (token.word === ';') close();
    else {
      piece.push(token);
      if (control.has(first) && openers.has(token.word)) close();
    }
    if (piece.length === 1 || token.word === 'HANDLER')
      conditional ||= ['IF', 'CASE', 'HANDLER'].includes(token.word);
    loops ||= ['WHILE', 'LOOP', 'REPEAT'].includes(first);
  }
  close();
  return { statements, conditional, loops };
}
