import type { RouteGuard } from '../../../model/endpoint.js';
import type { Value } from '../../../syntax/javascript/evaluate/value.js';
import type { Decorator } from './decorators.js';
import type { GuardUse } from './module-graph.js';

/** Decorators with which programs let routes out of what stands before all of them. */
const exempting =
  /public|anonym|skip|no_?(?:auth|guard|login|throttle)|without|allow|unauth|unprotect|un_?secured?|open|guest|bypass|ignore|exclude|optional|free|setmetadata/i;
const authenticating = /(?:auth|jwt|token|api_?key|bearer|session|login|logged|keycloak|passport)/i;
const notAuthenticating =
  /optional|role|permission|polic|authoriz|scope|feature|owner|anonymous|public|local/i;

/**
 * The guards that surely stand before a route. `local` are those of `@UseGuards` on the method or controller, `global` those of the application; a
 * decorator that may exempt the route, or a guard that looks at the path or passes without a mark, makes it unsure.
 */
export function standingGuards(
  global: readonly GuardUse[],
  decorators: readonly Decorator[],
): readonly RouteGuard[] {
  const isExempt = decorators.some(
    ({ name, package: from }) => exempting.test(name) && from !== '@nestjs/swagger',
  );
  if (isExempt) return [];
  const local = decorators
    .filter(({ name, package: from }) => name === 'UseGuards' && from !== undefined)
    .flatMap(({ given, span }) =>
      given.map((value): GuardUse => ({ value, place: { span, text: '@UseGuards' } })),
    );
  return [...global, ...local].flatMap(({ place, value }) => {
    const kind = kindOf(value);
    return kind === undefined ? [] : [{ kind, span: place.span, text: textOf(place.text, value) }];
  });
}

function textOf(text: string, value: Value): string {
  const name = nameOf(value);
  return name === '' || text.includes(name) ? text : `${text}: ${name}`;
}

function nameOf(value: Value): string {
  if (value.kind === 'class') return value.name ?? '';
  if (value.kind === 'instance') return value.class.name ?? '';
  if (value.kind === 'external') return value.path.findLast((step) => step !== '()') ?? '';
  return '';
}

function kindOf(value: Value): RouteGuard['kind'] | undefined {
  const name = nameOf(value);
  if (value.kind === 'external') {
    if (value.package === '@nestjs/throttler') return 'rate-limit';
    if (value.package === '@nestjs/passport') return 'authentication';
    return authenticating.test(name) && !notAuthenticating.test(name) ? 'authentication' : undefined;
  }
  const owner = value.kind === 'class' ? value : value.kind === 'instance' ? value.class : undefined;
  if (owner?.kind !== 'class') return undefined;
  const text = owner.scope.module.module.source.text.slice(owner.node.start, owner.node.end);
  if (mayPass(text)) return undefined;
  const base = owner.superclass?.kind === 'external' ? owner.superclass : undefined;
  if (base?.package === '@nestjs/throttler') return 'rate-limit';
  return authenticating.test(name) && !notAuthenticating.test(name) ? 'authentication' : undefined;
}

/** Whether a guard decides by the path or the configuration, or lets pass what bears no mark. */
function mayPass(text: string): boolean {
  return (
    /\.(?:url|path|originalUrl|baseUrl|routerPath)\b|process\.env|\bconfig\w*[.(]/i.test(text) ||
    /if\s*\(\s*!\s*[\w.?!]+\s*\)\s*\{?\s*return\s+true\b/.test(text) ||
    /handleRequest\b[^}]*\breturn\s+user\s*(?:\|\||\?\?)/.test(text)
  );
}
