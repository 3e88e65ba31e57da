import type { Statement } from '../../../syntax/imperative/tree.js';
import { excerptOf } from './call-place.js';
import { conditionsOf, within } from './conditions.js';
import type { StartRun } from './start-run.js';
import { unknown } from './values.js';
import type { Frame, Value } from './values.js';

/**
 * Follows statements in their order; what they return, if they do. Both branches of an `if` are followed, with the condition noted; bodies of
 * loops once for each known item.
 */
export async function followBlock(
  run: StartRun,
  statements: readonly Statement[],
  frame: Frame,
): Promise<Value | undefined> {
  let current = frame;
  let result: Value | undefined;
  // Local functions may be called before they are declared.
  for (const statement of statements)
    if (statement.kind === 'function') await followStatement(run, statement, frame);
  for (const statement of statements) {
    const returned = await followStatement(run, statement, current);
    result = returned ?? result;
    if (statement.kind === 'return') return result ?? unknown;
    // `if (…) return;`: what follows runs only when it does not hold.
    if (statement.kind === 'if' && statement.otherwise.length === 0 && leaves(statement.consequence)) {
      const { fails } = conditionsOf(statement.condition, current.file);
      current = { ...current, condition: within(current.condition, fails) };
    }
  }
  return result;
}

async function followStatement(
  run: StartRun,
  statement: Statement,
  frame: Frame,
): Promise<Value | undefined> {
  switch (statement.kind) {
    case 'expression':
      await run.value(statement.expression, frame);
      return undefined;
    case 'declare':
      if (statement.value) frame.variables.set(statement.name, await run.value(statement.value, frame));
      return undefined;
    case 'return':
      return statement.value ? run.value(statement.value, frame) : undefined;
    case 'function':
      frame.variables.set(statement.name, {
        kind: 'function',
        function: statement.function,
        frame,
        start: statement.start,
        end: statement.end,
      });
      return undefined;
    case 'if': {
      await run.value(statement.condition, frame);
      const { holds, fails } = conditionsOf(statement.condition, frame.file);
      const under = (condition: string): Frame => ({
        ...frame,
        condition: within(frame.condition, condition),
      });
      const one = await run.block(statement.consequence, under(holds));
      const other = await run.block(statement.otherwise, under(fails));
      return one ?? other;
    }
    case 'foreach': {
      const over = await run.value(statement.over, frame);
      const items = over.kind === 'list' ? over.values.slice(0, 200) : [unknown];
      for (const item of items) {
        if (typeof statement.item === 'string') frame.variables.set(statement.item, item);
        await run.block(statement.body, frame);
      }
      return undefined;
    }
    case 'loop':
      await run.block([...statement.before, ...statement.body], frame);
      return undefined;
    case 'block':
      return run.block(statement.body, frame);
    case 'switch': {
      await run.value(statement.subject, frame);
      const text = excerptOf(statement.subject, frame);
      for (const { body } of statement.sections)
        await run.block(body, { ...frame, condition: within(frame.condition, `depends on ${text}`) });
      return undefined;
    }
    default:
      return undefined;
  }
}

function leaves(statements: readonly Statement[]): boolean {
  const last = statements.at(-1);
  if (last?.kind === 'block') return leaves(last.body);
  return last?.kind === 'return' || last?.kind === 'throw';
}
