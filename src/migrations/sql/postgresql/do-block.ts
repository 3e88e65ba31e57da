import type { DoStmt } from 'libpg-query';
import type { OperationBody } from '../../../model/migration.js';
import { tokensOf } from '../../../syntax/sql/lexer.js';
import { lexisOf } from '../../../syntax/sql/lexis.js';
import { parsePlpgsql, parsePostgresql } from '../../../syntax/sql/postgresql.js';
import type { PostgresqlStatement } from '../../../syntax/sql/postgresql.js';
import { quotedText } from '../../../syntax/sql/quoted-text.js';
import { withGuard } from '../guard.js';
import { onlyReads, opaque } from '../statement-reading.js';
import type { Effect, Problem } from '../statement-reading.js';
import { option } from './indexes.js';
import { as } from './nodes.js';
import { plpgsqlStatements } from './plpgsql-statements.js';
import type { PlpgsqlStatement } from './plpgsql-statements.js';
import { readPostgresqlStatement } from './statement.js';

interface BlockReading {
  readonly effects: readonly Effect[];
  readonly problems: readonly Problem[];
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * Looks into `DO $$ … $$`: the SQL that stands in the block as it is, and EXECUTE of constant strings, become operations with
 * their own place in the text. EXECUTE of anything else is opaque. Queries that only read are left out. A block without any
 * effect is an executeSql of kind DO.
 */
export async function readDoBlock(statement: PostgresqlStatement, block: DoStmt): Promise<BlockReading> {
  const language = as(option(block.args, 'language')?.arg, 'String')?.sval ?? 'plpgsql';
  const written = statement.text.slice(statement.start, statement.end);
  if (language.toLowerCase() !== 'plpgsql')
    return failed(statement, `DO block in ${language}`, 'unsupported-syntax');
  const parsed = await parsePlpgsql(written);
  if ('error' in parsed) return failed(statement, parsed.error, 'parse-error');
  const place = new BodyPlaces(statement, block);
  const effects: Effect[] = [];
  const problems: Problem[] = [];
  for (const inner of plpgsqlStatements(parsed.tree)) {
    const read = await readInner(statement, inner, place.find(inner));
    effects.push(...read.effects.map((effect) => inContext(effect, inner)));
    problems.push(...read.problems);
  }
  if (effects.length > 0) return { effects, problems };
  return { effects: [{ body: { kind: 'executeSql', statementKind: 'DO' }, confidence: 'high' }], problems };
}

function failed(statement: PostgresqlStatement, detail: string, reason: Problem['reason']): BlockReading {
  const text = statement.text.slice(statement.start, statement.end);
  return {
    effects: [opaque(`DO block: ${detail}`, text)],
    problems: [{ offset: statement.start, reason, detail: `DO block: ${detail}` }],
  };
}

async function readInner(
  statement: PostgresqlStatement,
  inner: PlpgsqlStatement,
  range: Range | undefined,
): Promise<BlockReading> {
  if (inner.kind === 'commit' || inner.kind === 'rollback') {
    const rollback = inner.kind === 'rollback' ? { rollback: true } : {};
    return { effects: [effect({ kind: 'commitTransaction', ...rollback }, range)], problems: [] };
  }
  const constant = inner.kind === 'dynamic' ? constantText(inner.sql, range) : { sql: inner.sql, range };
  const offset = range?.start ?? statement.start;
  if (!constant) {
    const reason = 'dynamic SQL: EXECUTE of an expression';
    return {
      effects: [{ ...opaque(reason, inner.sql), ...(range ? { range } : {}) }],
      problems: [{ offset, reason: 'dynamic', detail: reason }],
    };
  }
  const parsed = await parsePostgresql(constant.sql);
  if ('error' in parsed)
    return {
      effects: [{ ...opaque(parsed.error, constant.sql), ...(range ? { range } : {}) }],
      problems: [{ offset, reason: 'parse-error', detail: parsed.error }],
    };
  const bodies = parsed.statements.flatMap((each) =>
    readPostgresqlStatement(each).map((body) => effect(body, placed(constant.range, each))),
  );
  return { effects: bodies.filter(({ body }) => !onlyReads(body)), problems: [] };
}

function effect(body: OperationBody, range: Range | undefined): Effect {
  return { body, confidence: 'high', ...(range ? { range } : {}) };
}

/** The place of one statement of an SQL text that stands in the source letter by letter. */
function placed(range: Range | undefined, each: PostgresqlStatement): Range | undefined {
  return range && { start: range.start + each.start, end: range.start + each.end };
}

function inContext(read: Effect, { inLoop, guarded }: PlpgsqlStatement): Effect {
  const { body } = read;
  if (inLoop && body.kind === 'changeData' && body.scope === 'by-key')
    return { ...read, body: { ...body, scope: 'batched' } };
  return guarded ? { ...read, body: withGuard(body) } : read;
}

/** The value of an expression that is one string, or several joined by `||`; its place when it is one. */
function constantText(
  expression: string,
  range: Range | undefined,
): { readonly sql: string; readonly range: Range | undefined } | undefined {
  const tokens = tokensOf(expression, lexisOf('postgresql'));
  const parts: string[] = [];
  let joins = 0;
  for (const token of tokens) {
    if (token.kind === 'string') parts.push(quotedText(expression, token, false).value);
    else if (token.word === '|') joins += 1;
    else return undefined;
  }
  const [first] = tokens;
  if (!first || parts.length === 0 || joins !== 2 * (parts.length - 1)) return undefined;
  const content = quotedText(expression, first, false);
  const exact = range && parts.length === 1 && content.verbatim;
  const inner = exact
    ? {
        start: range.start + content.start,
        end: range.start + content.start + content.value.length,
      }
    : undefined;
  return { sql: parts.join(''), range: inner };
}

/** Finds the statements of a block in its body, each behind the one before it. */
class BodyPlaces {
  readonly #body: string;
  readonly #start: number | undefined;
  readonly #lines: readonly number[];
  #behind = 0;

  constructor(statement: PostgresqlStatement, block: DoStmt) {
    const value = as(option(block.args, 'as')?.arg, 'String')?.sval ?? '';
    const content = statement.tokens
      .filter(({ kind }) => kind === 'string')
      .map((token) => quotedText(statement.text, token, false))
      .find((candidate) => candidate.value === value && candidate.verbatim);
    this.#body = value;
    this.#start = content?.start;
    this.#lines = lineStarts(value);
  }

  find({ sql, line }: PlpgsqlStatement): Range | undefined {
    if (this.#start === undefined) return undefined;
    const from = Math.max(this.#behind, this.#lines[line - 1] ?? 0);
    // The parser puts blanks in the place of `INTO variable`.
    const beginning = sql.split(/ {6}/, 1)[0] ?? sql;
    const at = this.#body.indexOf(beginning, from);
    if (at === -1) return undefined;
    this.#behind = at + sql.length;
    return { start: this.#start + at, end: this.#start + at + sql.length };
  }
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
