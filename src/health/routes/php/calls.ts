import type { SourceSpan } from '../../../model/source-span.js';
import { expressionsIn } from '../../../syntax/imperative/tree-walk.js';
import type { FunctionNode } from '../../../syntax/imperative/tree.js';
import type { Unit } from '../../../syntax/imperative/values.js';

/** A call in the body of a function. */
export interface PhpCall {
  /** What it is called on, as written; empty for plain functions. */
  readonly receiver: string;
  /** `new` for objects that are made; the class is the receiver. */
  readonly name: string;
  readonly span: SourceSpan;
  readonly text: string;
}

const mostCalls = 2_000;

/** The calls in a function, closures in it included, in the order of the text, outer ones of a chain first. */
export function callsIn(called: FunctionNode, unit: Unit): readonly PhpCall[] {
  const calls: PhpCall[] = [];
  const { source } = unit;
  const add = (receiver: string, name: string, start: number, end: number): void => {
    const text = oneLine(source.text.slice(start, end));
    calls.push({ receiver: receiver.replaceAll(/\s+/g, ''), name, span: source.span(start, end), text });
  };
  for (const expression of expressionsIn(called.body)) {
    if (calls.length >= mostCalls) break;
    const { start, end } = expression;
    if (expression.kind === 'call') {
      const { object } = expression;
      add(object ? source.text.slice(object.start, object.end) : '', expression.name, start, end);
    } else if (expression.kind === 'new') add(expression.type, 'new', start, end);
    else if (expression.kind === 'invoke')
      add(source.text.slice(expression.callee.start, expression.callee.end), '__invoke', start, end);
  }
  return calls.toSorted((a, b) => a.span.line - b.span.line || a.span.column - b.span.column);
}

/** A text on one line, shortened to what fits a report. */
export function oneLine(text: string): string {
  const flat = text.slice(0, 400).replaceAll(/\s+/g, ' ').trim();
  return flat.length > 120 ? `${flat.slice(0, 119)}…` : flat;
}
