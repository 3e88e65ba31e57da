import type { SourceSpan } from '../../../model/source-span.js';
import type { CallSite } from './state.js';

/** The span of a call; in a chain over several lines it begins at the name of the method. */
export function callSpan({ expression, module }: CallSite): SourceSpan {
  const { callee } = expression;
  const isChained =
    callee.kind === 'member' && callee.object.kind === 'call' && typeof callee.property === 'string';
  const start = isChained ? callee.end - callee.property.length : expression.start;
  return module.source.span(start, expression.end);
}

/** What stands at a place, on one line and not too long, for messages. */
export function writtenAt({ module }: CallSite, start: number, end: number): string {
  const text = module.source.text.slice(start, Math.min(end, start + 160)).replaceAll(/\s+/g, ' ');
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
