import type { Expression } from '../../../syntax/imperative/tree.js';
import type { StartRun } from './start-run.js';
import { lookup, unknown } from './values.js';
import type { Frame, Value } from './values.js';

/** Follows an expression and the calls in it; what is known of its value. */
export async function evaluate(run: StartRun, expression: Expression, frame: Frame): Promise<Value> {
  switch (expression.kind) {
    case 'name': {
      const known = lookup(frame, expression.name);
      if (known) return known;
      const folded = await run.fold(expression, frame);
      if (folded !== undefined) return { kind: 'text', text: folded };
      return /^[A-Z]/.test(expression.name) ? { kind: 'class', name: expression.name } : unknown;
    }
    case 'variable':
      return frame.owner ? { kind: 'class', name: frame.owner.name } : unknown;
    case 'member': {
      if (expression.object.kind === 'variable') return lookup(frame, expression.name) ?? unknown;
      const object = await run.value(expression.object, frame);
      const folded = await run.fold(expression, frame);
      if (folded !== undefined) return { kind: 'text', text: folded };
      return object.kind === 'class' && /^[A-Z]/.test(expression.name)
        ? { kind: 'class', name: expression.name }
        : unknown;
    }
    case 'call':
      return run.call(expression, frame);
    case 'invoke':
      for (const { value } of expression.arguments) await run.value(value, frame);
      return unknown;
    case 'new':
      for (const { value } of expression.arguments) await run.value(value, frame);
      return expression.type === 'PathString' && expression.arguments[0]
        ? run.value(expression.arguments[0].value, frame)
        : { kind: 'class', name: expression.type };
    case 'assignment': {
      const value = await run.value(expression.value, frame);
      const { target } = expression;
      if (target.kind === 'name' || target.kind === 'member') frame.variables.set(target.name, value);
      return value;
    }
    case 'function':
      return {
        kind: 'function',
        function: expression.function,
        frame,
        start: expression.start,
        end: expression.end,
      };
    case 'list': {
      const values: Value[] = [];
      for (const { value } of expression.items.slice(0, 200)) values.push(await run.value(value, frame));
      return { kind: 'list', values };
    }
    case 'conditional': {
      const one = expression.consequence ? await run.value(expression.consequence, frame) : unknown;
      const other = await run.value(expression.otherwise, frame);
      return one.kind === 'unknown' ? other : one;
    }
    case 'binary': {
      const left = await run.value(expression.left, frame);
      await run.value(expression.right, frame);
      return expression.operator === '??' ? left : unknown;
    }
    case 'other':
      for (const part of expression.parts) await run.value(part, frame);
      return unknown;
    default: {
      const text = await run.fold(expression, frame);
      return text === undefined ? unknown : { kind: 'text', text };
    }
  }
}
