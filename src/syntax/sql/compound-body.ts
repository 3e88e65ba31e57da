import type { Dialect } from '../../model/migration.js';
import type { SqlToken } from './lexer.js';

const routineWords: ReadonlySet<string> = new Set(['TRIGGER', 'PROCEDURE', 'FUNCTION', 'EVENT', 'PACKAGE']);
const sqliteRoutineWords: ReadonlySet<string> = new Set(['TRIGGER']);

/** `END IF`, `END LOOP` … close what is not counted: only BEGIN and CASE are. */
const uncountedEnds: ReadonlySet<string> = new Set(['IF', 'LOOP', 'WHILE', 'REPEAT', 'FOR']);

/** A routine is named among the first words of its statement: `CREATE DEFINER = a@b SQL SECURITY … TRIGGER`. */
const headLength = 24;

/**
 * Follows the tokens of one statement and says whether a `;` inside it ends the statement, or only a statement of a body
 * `BEGIN … END` that stands in it unquoted (triggers and procedures of MySQL and SQLite, `BEGIN ATOMIC` of PostgreSQL,
 * PL/SQL blocks, CQL batches).
 */
export class CompoundBody {
  readonly #dialect: Dialect;
  #count = 0;
  #first = '';
  #previous = '';
  #routine = false;
  #depth = 0;
  /** Set where a body must come before a `;` can end the statement. */
  #awaitsBody = false;
  #pendingEnd = false;
  #pendingBegin = false;

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  /** Whether a `;` at this place belongs to a body. */
  get open(): boolean {
    return this.#depth > (this.#pendingEnd ? 1 : 0) || this.#awaitsBody;
  }

  add(token: SqlToken): void {
    const { word } = token;
    this.#settle(word);
    if (this.#count === 0) this.#begin(word);
    this.#count += 1;
    if (token.kind === 'word') this.#addWord(word);
    this.#previous = word;
  }

  #begin(word: string): void {
    this.#first = word;
    if (this.#dialect === 'oracle' && (word === 'DECLARE' || word === 'BEGIN')) {
      this.#routine = true;
      this.#awaitsBody = true;
    }
  }

  /** `END` and `BEGIN` show their meaning with the word that follows. */
  #settle(word: string): void {
    if (this.#pendingEnd) {
      this.#pendingEnd = false;
      if (!uncountedEnds.has(word)) this.#depth -= 1;
      else if (this.#depth === 0) this.#depth = 0;
    }
    if (this.#pendingBegin) {
      this.#pendingBegin = false;
      const counts =
        this.#dialect === 'postgresql'
          ? word === 'ATOMIC'
          : this.#dialect === 'cassandra'
            ? word === 'BATCH' || word === 'UNLOGGED' || word === 'COUNTER'
            : this.#routine || word === 'NOT';
      if (counts) {
        this.#depth += 1;
        this.#awaitsBody = false;
      }
    }
  }

  #addWord(word: string): void {
    const words = this.#dialect === 'sqlite' ? sqliteRoutineWords : routineWords;
    if (this.#first === 'CREATE' && this.#count <= headLength && words.has(word)) this.#startRoutine(word);
    if (word === 'BEGIN' && this.#mayBegin) this.#pendingBegin = true;
    else if (word === 'CASE' && this.#depth > 0 && this.#previous !== 'END') this.#depth += 1;
    else if (word === 'END' && this.#depth > 0) this.#pendingEnd = true;
    else if (word === 'BATCH' && this.#previous === 'APPLY' && this.#depth > 0) this.#depth -= 1;
  }

  #startRoutine(word: string): void {
    if (this.#routine) return;
    this.#routine = true;
    // A PL/SQL routine declares variables, each with its `;`, before BEGIN; a package has no BEGIN at all.
    if (this.#dialect === 'oracle') {
      if (word === 'PACKAGE') this.#depth += 1;
      else this.#awaitsBody = true;
    }
  }

  get #mayBegin(): boolean {
    if (this.#routine) return true;
    return this.#count === 1 && this.#dialect !== 'sqlite' && this.#dialect !== 'sqlserver';
  }
}
