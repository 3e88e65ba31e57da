import type { SourceSpan } from '../../../model/source-span.js';
import { callSpan } from '../../../syntax/javascript/evaluate/call-span.js';
import type { CallSite } from '../../../syntax/javascript/evaluate/state.js';
import type { Expression } from '../../../syntax/javascript/tree.js';
import type { Scope } from '../../../syntax/javascript/evaluate/scope.js';
import type { Origin, Value } from '../../../syntax/javascript/evaluate/value.js';

/**
 * Where a route is registered. A project's own wrapper (`this.get('/health', …)` that ends in `router[method](path, …)`) registers where
 * the path is written: the innermost of the calls that contains it. A path that is written in none of them (a constant) is registered by
 * the outermost of the calls that hand it on. A definition that was kept in a list is registered where its path is written.
 */
export function registrationSpan(sites: readonly CallSite[], origins: readonly Origin[]): SourceSpan {
  const innermost = sites.toReversed();
  const writing = innermost.find((site) => origins.some((origin) => contains(site, origin)));
  const kept = innermost.findIndex((site) => !passes(site, origins));
  const passing = innermost[Math.max(0, (kept === -1 ? innermost.length : kept) - 1)];
  const origin = origins.at(-1);
  if (writing === undefined && origin && passing && handsOn(passing))
    return origin.module.source.span(origin.start, origin.end);
  const site = writing ?? passing;
  if (site === undefined) throw new Error('a registration happens in a call');
  return callSpan(site);
}

function contains({ expression, module }: CallSite, origin: Origin): boolean {
  return origin.module === module && origin.start >= expression.start && origin.end <= expression.end;
}

/** Whether a call has a text with such an origin among its arguments, or in an object among them. */
function passes({ given }: CallSite, origins: readonly Origin[]): boolean {
  const hasOrigin = (value: Value): boolean =>
    value.kind === 'text' &&
    value.origins.some(({ module, start }) =>
      origins.some((origin) => origin.module === module && origin.start === start),
    );
  return given.some(
    (value) =>
      hasOrigin(value) ||
      (value.kind === 'object' && [...value.members.values()].some(hasOrigin)) ||
      (value.kind === 'list' && value.items.some(hasOrigin)),
  );
}

/** Whether the path of a call is a parameter of a function that it stands in, or a member of one. */
function handsOn({ expression, scope }: CallSite): boolean {
  const [first] = expression.arguments;
  return first !== undefined && isGiven(first.value, scope, 0);
}

function isGiven(node: Expression, scope: Scope, depth: number): boolean {
  if (depth > 10) return false;
  if (node.kind === 'identifier') return scope.holderOf(node.name)?.parameters?.has(node.name) ?? false;
  if (node.kind === 'member') return isGiven(node.object, scope, depth + 1);
  return (
    node.kind === 'object' &&
    node.members.some(
      (member) => member.kind === 'value' && member.key === 'path' && isGiven(member.value, scope, depth + 1),
    )
  );
}
