import type { TokenCursor } from '../../syntax/sql/token-cursor.js';

/** Words between CREATE and the kind of object: how, not what. */
const modifiers: ReadonlySet<string> = new Set(
  'TEMP TEMPORARY GLOBAL LOCAL UNLOGGED UNIQUE RECURSIVE TRUSTED PROCEDURAL CONSTRAINT DEFAULT FORCE NOFORCE EDITIONABLE NONEDITIONABLE CUSTOM AGGREGATE FULLTEXT SPATIAL CLUSTERED NONCLUSTERED BITMAP PUBLIC VIRTUAL'.split(
    ' ',
  ),
);

/** Kinds of object that take more than one word, and what else counts as one. */
const phrases: readonly (readonly string[])[] = [
  'ACCESS METHOD',
  'DEFAULT PRIVILEGES',
  'EVENT TRIGGER',
  'FOREIGN DATA WRAPPER',
  'FOREIGN TABLE',
  'LARGE OBJECT',
  'MATERIALIZED VIEW LOG',
  'MATERIALIZED VIEW',
  'OPERATOR CLASS',
  'OPERATOR FAMILY',
  'PACKAGE BODY',
  'PARTITION FUNCTION',
  'PARTITION SCHEME',
  'TEXT SEARCH CONFIGURATION',
  'TEXT SEARCH DICTIONARY',
  'TEXT SEARCH PARSER',
  'TEXT SEARCH TEMPLATE',
  'TYPE BODY',
  'USER MAPPING',
  'SETTINGS PROFILE',
  'ROW POLICY',
].map((phrase) => phrase.split(' '));

/** Statements named by two or more words of their own. */
const openings: readonly (readonly string[])[] = [
  'REFRESH MATERIALIZED VIEW CONCURRENTLY',
  'REFRESH MATERIALIZED VIEW',
  'IMPORT FOREIGN SCHEMA',
  'SECURITY LABEL',
  'REASSIGN OWNED',
  'SET CONSTRAINTS',
  'SET TRANSACTION',
  'SET SESSION CHARACTERISTICS',
  'SET SESSION AUTHORIZATION',
  'ROLLBACK TO SAVEPOINT',
  'ROLLBACK TO',
  'ROLLBACK PREPARED',
  'COMMIT PREPARED',
  'PREPARE TRANSACTION',
  'RELEASE SAVEPOINT',
  'UNLOCK TABLES',
  'LOCK TABLES',
  'OPTIMIZE TABLE',
  'ANALYZE TABLE',
  'CHECK TABLE',
  'REPAIR TABLE',
  'FLUSH PRIVILEGES',
  'LOAD DATA',
  'EXECUTE IMMEDIATE',
  'BEGIN BATCH',
].map((opening) => opening.split(' '));

/**
 * What a statement is, in SQL's own words: `CREATE FUNCTION`, `ALTER SEQUENCE`, `GRANT`, `COMMENT`. Words that say how
 * (OR REPLACE, TEMPORARY) are left out.
 */
export function statementKindOf(statement: TokenCursor): string {
  const cursor = statement.fork();
  const verb = cursor.word();
  if (verb !== 'CREATE' && verb !== 'ALTER' && verb !== 'DROP' && verb !== 'RENAME') {
    const opening = openings.find((candidate) => cursor.sees(...candidate));
    return opening ? opening.join(' ').replace(/^ROLLBACK TO$/, 'ROLLBACK TO SAVEPOINT') : verb;
  }
  cursor.at += 1;
  cursor.take('OR', 'REPLACE');
  cursor.take('OR', 'ALTER');
  skipDefiner(cursor);
  const phrase = (): readonly string[] | undefined => phrases.find((candidate) => cursor.sees(...candidate));
  let found = phrase();
  while (found === undefined && modifiers.has(cursor.word())) {
    cursor.at += 1;
    found = phrase();
  }
  return `${verb} ${found ? found.join(' ') : cursor.word()}`.trim();
}

/** `DEFINER = user@host SQL SECURITY INVOKER ALGORITHM = MERGE` of MySQL. */
function skipDefiner(cursor: TokenCursor): void {
  for (let left = 3; left > 0; left -= 1) {
    if (cursor.sees('DEFINER', '=')) {
      cursor.at += 3;
      if (cursor.peek()?.kind === 'parameter') cursor.at += 1;
      else if (cursor.take('@')) cursor.at += 1;
      if (cursor.take('(')) cursor.take(')');
    } else if (cursor.take('SQL', 'SECURITY')) cursor.at += 1;
    else if (cursor.sees('ALGORITHM', '=')) cursor.at += 3;
  }
}

/** The words of a group of tokens that begin an action, for `executeSql`: `SET UNLOGGED`, `OWNER TO`. */
export function actionWords(cursor: TokenCursor, count: number): string {
  const found: string[] = [];
  for (let ahead = 0; ahead < count; ahead += 1) {
    const token = cursor.peek(ahead);
    if (token?.kind !== 'word') break;
    found.push(token.word);
  }
  return found.join(' ');
}
