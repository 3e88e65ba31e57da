import type { SourceSpan } from '../../../model/source-span.js';
import type { CallSite } from '../../../syntax/javascript/evaluate/state.js';
import type { Origin } from '../../../syntax/javascript/evaluate/value.js';

/**
 * Where a route is registered. A project's own wrapper (`this.get('/health', …)` that ends in `router[method](path, …)`) registers where
 * the path is written, so the innermost of the calls that contains it is taken; without one, the innermost call.
 */
export function registrationSpan(sites: readonly CallSite[], origins: readonly Origin[]): SourceSpan {
  const innermost = sites.toReversed();
  const writing = innermost.find(({ module, expression }) =>
    origins.some(
      (origin) =>
        origin.module === module && origin.start >= expression.start && origin.start < expression.end,
    ),
  );
  const site = writing ?? innermost[0];
  if (site === undefined) throw new Error('a registration happens in a call');
  return callSpan(site);
}

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
