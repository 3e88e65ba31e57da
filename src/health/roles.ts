import type { EndpointRole, Route } from '../model/endpoint.js';
import type { Probe, ProbeKind } from '../model/probe.js';
import { plainPath } from './path-words.js';

/** What an endpoint is for, and why lintel thinks so. */
export interface RoleOfEndpoint {
  readonly role: EndpointRole;
  readonly roleReason: string;
}

/** Names that say which kind of health is asked for; the last segments decide. `heartbeat` is Mozilla's: it checks what the service needs. */
const named: readonly (readonly [RegExp, EndpointRole])[] = [
  [/(^|[/_.-])(lbheartbeat|livez|liveness|live|alive|isalive|healthz)(__)?$/, 'liveness'],
  [/(^|[/_.-])(readyz|readiness|ready|isready|__heartbeat__|heartbeat)$/, 'readiness'],
  [/(^|[/_.-])(startupz|startup|started)$/, 'startup'],
];

const roleOfKind: ReadonlyMap<ProbeKind, EndpointRole> = new Map([
  ['liveness', 'liveness'],
  ['readiness', 'readiness'],
  ['startup', 'startup'],
]);

/** What the probes that ask an endpoint say, when they agree; a liveness and a readiness probe on the same path do not. */
function roleOfProbes(probes: readonly Probe[]): RoleOfEndpoint | undefined {
  const roles = new Set(probes.flatMap(({ kind }) => roleOfKind.get(kind) ?? []));
  const kinds = [...roles].filter((role) => role !== 'startup' || roles.size === 1);
  const [role] = kinds;
  return role !== undefined && kinds.length === 1
    ? { role, roleReason: `a ${role} probe asks for it` }
    : undefined;
}

/**
 * The role of an endpoint. A clear name decides (`/livez`, `/ready`): when its handler does more than the name promises, that is for the
 * rules to say. `/healthz` is liveness by its name and `/health` nothing in particular, unless the handler looks at dependencies: then it
 * tells readiness. What is still open the probes decide.
 */
export function roleOf(route: Route, probes: readonly Probe[]): RoleOfEndpoint {
  const name = plainPath(route.path).replace(/\/\{[^/]*\}$/, '');
  const byName = named.find(([pattern]) => pattern.test(name))?.[1];
  const isConstantHeartbeat = name.endsWith('/heartbeat') && route.handler?.constant === true;
  if (isConstantHeartbeat) return { role: 'liveness', roleReason: 'its handler returns a constant' };
  if (byName !== undefined && !name.endsWith('healthz')) return { role: byName, roleReason: `named ${name}` };
  const touched = [...new Set(route.handler?.touches.map(({ dependency }) => dependency))].toSorted();
  if (touched.length > 0 && route.handler?.canFail !== false)
    return { role: 'readiness', roleReason: `its handler looks at ${touched.join(', ')}` };
  if (byName !== undefined) return { role: byName, roleReason: `named ${name}` };
  return roleOfProbes(probes) ?? { role: 'health', roleReason: `named ${name}` };
}
