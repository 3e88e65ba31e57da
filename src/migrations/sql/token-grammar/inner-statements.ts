import type { Dialect } from '../../../model/migration.js';
import type { TokenCursor } from '../../../syntax/sql/token-cursor.js';
import { withGuard } from '../guard.js';
import { onlyReads, opaque } from '../statement-reading.js';
import type { Effect, Problem, StatementReading } from '../statement-reading.js';
import type { RunSql, RunText } from './dynamic-sql.js';
import type { ProcedureBody } from './procedures.js';
import { readPlain, readPlainText } from './plain-statements.js';
import type { SqlSession } from './session.js';

/** Verbs of the statements of a procedure that are read; the others steer or look. */
const verbs: ReadonlySet<string> = new Set(
  'ALTER CREATE DROP RENAME INSERT UPDATE DELETE REPLACE TRUNCATE PREPARE COMMIT ROLLBACK START'.split(' '),
);

/** A statement that runs SQL texts is what these do; with nothing to do, what it is itself. */
export function readRun(
  run: RunSql,
  own: StatementReading,
  text: string,
  dialect: Dialect,
): StatementReading {
  const effects: Effect[] = [];
  const problems: Problem[] = [];
  for (const each of run.texts) {
    const inner = readPlainText(each.sql, dialect);
    for (const statement of inner.statements)
      effects.push(...statement.effects.map((found) => inText(found, each, statement)));
    const found = [...inner.problems, ...inner.statements.flatMap((statement) => statement.problems)];
    for (const problem of found)
      problems.push({
        ...problem,
        offset: each.start === undefined ? own.start : each.start + problem.offset,
      });
  }
  if (run.dynamic !== undefined) {
    const reason = `dynamic SQL: ${run.dynamic}`;
    effects.push(opaque(reason, text.slice(own.start, own.end)));
    problems.push({ offset: own.start, reason: 'dynamic', detail: reason });
  }
  const kept = effects.filter(({ body }) => !onlyReads(body));
  return { ...own, effects: kept.length > 0 ? kept : own.effects, problems };
}

function inText(found: Effect, { start, conditional }: RunText, statement: StatementReading): Effect {
  return {
    ...(conditional ? unsure(found) : found),
    ...(start === undefined ? {} : { range: { start: start + statement.start, end: start + statement.end } }),
  };
}

function unsure(found: Effect): Effect {
  return {
    ...found,
    body: withGuard(found.body),
    confidence: found.confidence === 'high' ? 'medium' : found.confidence,
  };
}

/** A CALL of a procedure that the same text creates is what its body does, each part in its own place, as long as the text does not
 * call for too much. */
export function readCalled(
  body: ProcedureBody,
  own: StatementReading,
  dialect: Dialect,
  session: SqlSession,
): StatementReading {
  const effects: Effect[] = [];
  const problems: Problem[] = [];
  if (!session.procedures.mayRead(body)) return own;
  for (const statement of body.statements) {
    session.dynamic.remember(statement);
    if (!verbs.has(statement.word())) continue;
    const reading = readInBody(statement, dialect, session);
    problems.push(...reading.problems);
    const { start, end } = reading;
    for (const found of reading.effects) {
      const placed: Effect = { range: { start, end }, ...inLoop(found, body.loops) };
      effects.push(body.conditional ? unsure(placed) : placed);
    }
  }
  return { ...own, effects: effects.length > 0 ? effects : own.effects, problems };
}

function inLoop(found: Effect, loops: boolean): Effect {
  const { body } = found;
  return loops && body.kind === 'changeData' && body.scope === 'by-key'
    ? { ...found, body: { ...body, scope: 'batched' } }
    : found;
}

function readInBody(statement: TokenCursor, dialect: Dialect, session: SqlSession): StatementReading {
  const own = readPlain(statement, dialect);
  const run = own.problems.length === 0 ? session.dynamic.runBy(statement) : undefined;
  return run ? readRun(run, own, statement.text, dialect) : own;
}
