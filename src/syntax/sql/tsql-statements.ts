import type { SqlToken } from './lexer.js';

/** A second word that makes a statement of the first; statements of T-SQL need no `;` between them. */
const starts: ReadonlyMap<string, ReadonlySet<string> | 'any'> = new Map<string, ReadonlySet<string> | 'any'>(
  [
    [
      'CREATE',
      new Set(
        'TABLE UNIQUE INDEX CLUSTERED NONCLUSTERED COLUMNSTORE SCHEMA TYPE SEQUENCE SYNONYM USER ROLE LOGIN DATABASE STATISTICS FULLTEXT'.split(
          ' ',
        ),
      ),
    ],
    ['ALTER', new Set('TABLE DATABASE SCHEMA SEQUENCE AUTHORIZATION ROLE USER VIEW'.split(' '))],
    [
      'DROP',
      new Set(
        'TABLE VIEW PROCEDURE PROC FUNCTION TRIGGER SCHEMA TYPE SEQUENCE SYNONYM DATABASE USER ROLE'.split(
          ' ',
        ),
      ),
    ],
    ['INSERT', new Set(['INTO'])],
    ['DELETE', new Set(['FROM', 'TOP'])],
    ['TRUNCATE', new Set(['TABLE'])],
    ['BEGIN', 'any'],
    ['END', 'any'],
    ['COMMIT', new Set(['TRANSACTION', 'TRAN'])],
    ['ROLLBACK', new Set(['TRANSACTION', 'TRAN'])],
    ['EXEC', 'any'],
    ['EXECUTE', 'any'],
    ['DECLARE', 'any'],
    ['PRINT', 'any'],
    ['MERGE', new Set(['INTO'])],
    ['IF', 'any'],
    ['WHILE', 'any'],
    ['ELSE', 'any'],
    ['GRANT', 'any'],
    ['RAISERROR', 'any'],
    ['THROW', 'any'],
  ],
);

/** Words that begin a statement only at the beginning of a line or behind a condition. */
const lineStarts: ReadonlySet<string> = new Set(['UPDATE', 'DROP', 'USE', 'RETURN', 'SET', 'SELECT']);

/** What must not stand before a word that begins a statement: it continues these. */
const continued: ReadonlySet<string> = new Set(
  'AS ON FOR AFTER OF INSTEAD AND OR UNION ALL EXCEPT INTERSECT WITH THEN GRANT REVOKE DENY TO , ( = .'.split(
    ' ',
  ),
);

/** Routines take the rest of their batch as their body. */
const routineWords: ReadonlySet<string> = new Set(['PROCEDURE', 'PROC', 'FUNCTION', 'TRIGGER', 'VIEW']);

/**
 * Cuts the tokens of one T-SQL text between two `;` or `GO` into statements by the words that begin one. Control flow (`IF …`,
 * `BEGIN`, `END`) comes out as pieces of its own, so that what it guards can be read.
 */
export function splitTsql(text: string, tokens: readonly SqlToken[]): readonly (readonly SqlToken[])[] {
  if (startsRoutine(tokens)) return [tokens];
  const pieces: SqlToken[][] = [];
  let piece: SqlToken[] = [];
  let depth = 0;
  let cases = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.word === '(') depth += 1;
    else if (token.word === ')') depth -= 1;
    else if (depth <= 0 && token.kind === 'word') {
      const closesCase = token.word === 'END' && cases > 0;
      if (token.word === 'CASE') cases += 1;
      if (closesCase) cases -= 1;
      else if (piece.length > 0 && beginsStatement(text, tokens, index, piece)) {
        pieces.push(piece);
        piece = [];
      }
    }
    piece.push(token);
  }
  if (piece.length > 0) pieces.push(piece);
  return pieces;
}

function startsRoutine(tokens: readonly SqlToken[]): boolean {
  const [first, second, third, fourth] = tokens;
  if (first?.word !== 'CREATE' && first?.word !== 'ALTER') return false;
  const object = second?.word === 'OR' && third?.word === 'ALTER' ? fourth?.word : second?.word;
  return routineWords.has(object ?? '');
}

function beginsStatement(
  text: string,
  tokens: readonly SqlToken[],
  index: number,
  piece: readonly SqlToken[],
): boolean {
  const token = tokens[index];
  const previous = tokens[index - 1];
  if (!token || !previous || continued.has(previous.word)) return false;
  const seconds = starts.get(token.word);
  if (seconds === 'any') return !(token.word === 'IF' && previous.word === 'DROP') && !isClause(token, piece);
  if (seconds?.has(tokens[index + 1]?.word ?? '')) return true;
  const control = piece[0]?.word === 'IF' || piece[0]?.word === 'WHILE';
  const opened = piece.length === 1 && (piece[0]?.word === 'BEGIN' || piece[0]?.word === 'ELSE');
  if (!lineStarts.has(token.word)) return false;
  if (control || opened) return previous.word === ')' || opened || beginsLine(text, token.start);
  return beginsLine(text, token.start) && !isClause(token, piece);
}

/** `SET` of UPDATE, `DROP`/`IF` of ALTER TABLE, `SELECT` of INSERT and CTEs go on with their statement. */
function isClause(token: SqlToken, piece: readonly SqlToken[]): boolean {
  const first = piece[0]?.word;
  if (token.word === 'SET') return first === 'UPDATE' || first === 'MERGE' || first === 'ALTER';
  if (token.word === 'SELECT') return first === 'INSERT' || first === 'WITH' || first === 'DECLARE';
  if (token.word === 'UPDATE') return first === 'WITH' || first === 'MERGE';
  if (token.word === 'DROP' || token.word === 'IF') return first === 'ALTER' || first === 'DROP';
  if (token.word === 'EXEC' || token.word === 'EXECUTE') return first === 'INSERT' || first === 'GRANT';
  return false;
}

function beginsLine(text: string, position: number): boolean {
  return /(?:^|\n)[ \t]*$/.test(text.slice(Math.max(0, position - 200), position));
}
