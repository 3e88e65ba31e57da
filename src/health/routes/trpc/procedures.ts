import type { HttpMethod } from '../../../model/endpoint.js';
import { optionsOf, type ExternalValue, type Value } from '../../../syntax/javascript/evaluate/value.js';

/** A procedure of a router. */
export interface Procedure {
  /** With the names of the routers around it: `system.health`. */
  readonly name: string;
  readonly method: HttpMethod;
  readonly handler: Value | undefined;
}

const limit = 2_000;

/** The procedures of a router; undefined when some of them are only known at run time. */
export function proceduresOf(router: Value | undefined): readonly Procedure[] | undefined {
  const found: Procedure[] = [];
  return router !== undefined && collect(router, '', found, 0) ? found : undefined;
}

function collect(value: Value, prefix: string, found: Procedure[], depth: number): boolean {
  if (depth > 8 || found.length > limit) return false;
  const [only] = optionsOf(value);
  if (only?.kind === 'object') return collectMembers(only, prefix, found, depth);
  if (only?.kind !== 'external') return false;
  const last = lastCall(only);
  if (last === 'query' || last === 'mutation' || last === 'subscription') {
    found.push({
      name: prefix,
      method: last === 'mutation' ? 'POST' : 'GET',
      handler: only.given?.[0],
    });
    return true;
  }
  if (last === 'router' || last === 'createTRPCRouter') {
    const [members] = only.given ?? [];
    return members?.kind === 'object' && collectMembers(members, prefix, found, depth);
  }
  if (last === 'mergeRouters')
    return (only.given ?? []).every((one) => collect(one, prefix, found, depth + 1));
  return false;
}

function collectMembers(
  { members, open }: Extract<Value, { kind: 'object' }>,
  prefix: string,
  found: Procedure[],
  depth: number,
): boolean {
  let isWhole = !open;
  for (const [name, value] of members)
    if (!collect(value, prefix === '' ? name : `${prefix}.${name}`, found, depth + 1)) isWhole = false;
  return isWhole;
}

/** `query` of `t.procedure.query()`. */
function lastCall({ path }: ExternalValue): string {
  return path.at(-1) === '()' ? (path.at(-2) ?? '') : '';
}
