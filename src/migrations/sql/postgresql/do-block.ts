import type { DoStmt } from 'libpg-query';
import type { OperationBody } from '../../../model/migration.js';
import { parsePlpgsql, parsePostgresql } from '../../../syntax/sql/postgresql.js';
import type { PostgresqlStatement } from '../../../syntax/sql/postgresql.js';
import { quotedText } from '../../../syntax/sql/quoted-text.js';
import { withGuard } from '../guard.js';
import { restoreReading } from '../restore-templates.js';
import { onlyReads, opaque } from '../statement-reading.js';
import type { Effect, Problem } from '../statement-reading.js';
import { maskTemplates } from '../templates.js';
import { dynamicText } from './dynamic-text.js';
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
 * Looks into `DO $$ … $$`: the SQL that stands in the block as it is, and EXECUTE of strings, with placeholders for the values that
 * are filled in (`EXECUTE format('ALTER TABLE %I.orders …', tenant)`), become operations with their own place in the text. EXECUTE of
 * anything else is opaque. Queries that only read are left out. A block without any effect is an executeSql of kind DO.
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
  if (inner.kind === 'dynamic') return readDynamic(statement, inner, range);
  const parsed = await parsePostgresql(inner.sql);
  if ('error' in parsed) return unparsed(parsed.error, inner.sql, range, statement);
  return { effects: acting(effectsOf(parsed.statements, range)), problems: [] };
}

/** EXECUTE: the statements of its text, with placeholders for what is filled in when it runs. */
async function readDynamic(
  statement: PostgresqlStatement,
  { sql }: PlpgsqlStatement,
  range: Range | undefined,
): Promise<BlockReading> {
  const text = dynamicText(sql);
  const masked =
    text?.isFilledIn === true ? maskTemplates(text.sql, 0, text.sql.length, 'postgresql') : undefined;
  const parsed = text && (await parsePostgresql(masked?.text ?? text.sql));
  if (!parsed || (masked && 'error' in parsed)) {
    const reason = 'dynamic SQL: EXECUTE of an expression';
    return {
      effects: [{ ...opaque(reason, sql), ...(range ? { range } : {}) }],
      problems: [{ offset: range?.start ?? statement.start, reason: 'dynamic', detail: reason }],
    };
  }
  if ('error' in parsed) return unparsed(parsed.error, text.sql, range, statement);
  if (!masked && range && text.start !== undefined) {
    const start = range.start + text.start;
    const place = { start, end: start + text.sql.length };
    return { effects: acting(effectsOf(parsed.statements, place)), problems: [] };
  }
  const effects = acting(effectsOf(parsed.statements, undefined));
  const whole = { start: 0, end: text.sql.length, effects, problems: [] };
  const restored = masked ? restoreReading(whole, masked, text.sql).effects : effects;
  return { effects: restored.map((each) => ({ ...each, ...(range ? { range } : {}) })), problems: [] };
}

function unparsed(
  error: string,
  sql: string,
  range: Range | undefined,
  statement: PostgresqlStatement,
): BlockReading {
  return {
    effects: [{ ...opaque(error, sql), ...(range ? { range } : {}) }],
    problems: [{ offset: range?.start ?? statement.start, reason: 'parse-error', detail: error }],
  };
}

/** The effects of parsed statements, with their places where the text's place is known. */
function effectsOf(statements: readonly PostgresqlStatement[], range: Range | undefined): readonly Effect[] {
  return statements.flatMap((each) =>
    readPostgresqlStatement(each).map((body) => effect(body, placed(range, each))),
  );
}

function acting(effects: readonly Effect[]): readonly Effect[] {
  return effects.filter(({ body }) => !onlyReads(body));
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
