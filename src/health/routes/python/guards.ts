import type { RouteGuard } from '../../../model/endpoint.js';
import { attributeOf } from '../../../syntax/python/attributes.js';
import type { PythonMachine } from '../../../syntax/python/machine.js';
import type { PyExpression } from '../../../syntax/python/tree.js';
import { plainText } from '../../../syntax/python/texts.js';
import type { PyArguments, PyPlace, PyValue } from '../../../syntax/python/values.js';
import { argument, optionsOf, truthOf } from '../../../syntax/python/values.js';
import { bodyFacts } from './body-walk.js';
import { dependsOn } from './handlers.js';
import type { Inventory } from './inventory.js';
import type { Registration, RouterGuard } from './router.js';
import { Router } from './router.js';

/** Applications among the arguments of a call. */
function appsIn(args: PyArguments): readonly Router[] {
  return [...args.positional, ...args.named.values()]
    .flatMap(optionsOf)
    .flatMap((one) => (one.kind === 'host' && one.object instanceof Router ? [one.object] : []));
}

/** `Talisman(app)`, `Limiter(…, app=app, default_limits=[…])`: extensions of Flask that stand before every route. */
export function noteExtension(inventory: Inventory, name: string, args: PyArguments, site: PyPlace): void {
  if (/^flask_talisman(?:\.talisman)?\.Talisman(?:\(\)\.init_app)?$/.test(name)) {
    const force = args.named.get('force_https');
    if (args.complete && (force === undefined || truthOf(force) === true))
      for (const app of appsIn(args))
        inventory.guard(app, { kind: 'https-redirect', place: site, exempt: /talisman/i });
  }
  if (/^(?:flask_limiter(?:\.\w+)?|slowapi(?:\.\w+)?)\.Limiter$/.test(name)) {
    const limits = args.named.get('default_limits') ?? args.named.get('application_limits');
    const isOn = limits?.kind === 'list' && limits.items.length > 0;
    if (isOn)
      for (const app of appsIn(args))
        inventory.guard(app, { kind: 'rate-limit', place: site, exempt: /\.exempt$/ });
  }
}

/** Middleware of Starlette that answers in the stead of a route: `app.add_middleware(…)`, `Middleware(…)`. */
export function noteMiddleware(inventory: Inventory, app: Router, args: PyArguments, site: PyPlace): void {
  const [middleware] = args.positional;
  const name = middleware?.kind === 'external' ? middleware.name : '';
  if (/^(?:fastapi|starlette)\.middleware\.httpsredirect\.HTTPSRedirectMiddleware$/.test(name))
    inventory.guard(app, { kind: 'https-redirect', place: site });
  if (/^(?:fastapi|starlette)\.middleware\.trustedhost\.TrustedHostMiddleware$/.test(name)) {
    const hosts = argument(args, 'allowed_hosts');
    const texts =
      hosts?.kind === 'list' && hosts.complete
        ? hosts.items.map((one) => (one.kind === 'text' && !one.adjustable ? plainText(one) : undefined))
        : [];
    if (texts.length > 0 && texts.every((text) => text !== undefined && text !== '*'))
      inventory.guard(app, { kind: 'host-check', place: site });
  }
}

/** What surely stands before one route: what stands before its router, its own dependencies, its decorators. */
export async function guardsOfRoute(
  machine: PythonMachine,
  guards: readonly RouterGuard[],
  registration: Registration,
  dependencies: readonly (PyValue | undefined)[],
): Promise<readonly RouteGuard[]> {
  const found: RouteGuard[] = [];
  const add = async (kind: RouteGuard['kind'], place: PyPlace): Promise<void> => {
    const source = (await machine.program.file(place.file))?.source;
    if (!source || found.some((one) => one.kind === kind)) return;
    const text = source.text.slice(place.start, place.end).replaceAll(/\s+/g, ' ').slice(0, 120);
    found.push({ kind, span: source.span(place.start, place.end), text });
  };
  const [handler] = registration.handler ? optionsOf(registration.handler) : [];
  const decorators = handler?.kind === 'function' ? handler.fn.decorators : [];
  const names = decorators.map((one) => writtenName(one));
  if (registration.servedBy === 'code' || guards.length > 0)
    for (const { kind, place, exempt } of guards)
      if (!exempt || !names.some((name) => exempt.test(name))) await add(kind, place);
  for (const list of [...dependencies, registration.dependencies])
    for (const item of list?.kind === 'list' ? list.items : [])
      if (await authenticates(machine, item)) await add('authentication', registration.place);
  if (handler?.kind !== 'function') return found;
  for (const [index, decorator] of decorators.entries()) {
    const callee = decorator.kind === 'call' ? decorator.callee : decorator;
    const value = await machine.operations.evaluate(machine, callee, handler.scope);
    const name = value.kind === 'external' ? value.name : (names[index] ?? '');
    if (
      /^flask_(?:login|httpauth|jwt_extended|security)\b.*(?:login_required|jwt_required|auth_required)$/.test(
        name,
      )
    )
      await add('authentication', { file: handler.file, start: decorator.start, end: decorator.end });
  }
  for (const { annotation, value } of handler.fn.parameters)
    for (const expression of [value, annotation])
      if (expression && dependsOn(expression)) {
        const given = await dependencyValue(machine, expression, handler.scope);
        if (given && (await authenticates(machine, given)))
          await add('authentication', { file: handler.file, start: expression.start, end: expression.end });
      }
  return found;
}

function writtenName(decorator: PyExpression): string {
  const callee = decorator.kind === 'call' ? decorator.callee : decorator;
  if (callee.kind === 'name') return callee.name;
  return callee.kind === 'attribute' ? `${writtenName(callee.object)}.${callee.name}` : '';
}

async function dependencyValue(
  machine: PythonMachine,
  expression: PyExpression,
  scope: Parameters<PythonMachine['operations']['evaluate']>[2],
): Promise<PyValue | undefined> {
  const inner = dependsOn(expression);
  return inner && machine.operations.evaluate(machine, inner, scope);
}

/** Security schemes of FastAPI that answer 401 or 403 by themselves when credentials are missing (fastapi/security). */
const schemes =
  /^fastapi\.security\.(?:\w+\.)?(?:HTTPBearer|HTTPBasic|HTTPDigest|APIKey(?:Header|Query|Cookie)|OAuth2\w*|OpenIdConnect)\(\)$/;

/** Whether a dependency refuses who brings no credentials: a scheme of FastAPI, or a function that asks for one or answers 401 or 403. */
async function authenticates(machine: PythonMachine, value: PyValue, depth = 0): Promise<boolean> {
  const [only, another] = optionsOf(value);
  if (!only || another || depth > 3) return false;
  if (only.kind === 'external') return schemes.test(only.name);
  const target =
    only.kind === 'instance' || only.kind === 'class' ? await attributeOf(machine, only, '__call__') : only;
  if (target.kind !== 'function') return false;
  if (bodyFacts(target.fn).raised.some((one) => isRefusal(one))) return true;
  for (const parameter of target.fn.parameters)
    for (const expression of [parameter.value, parameter.annotation]) {
      const given = expression && (await dependencyValue(machine, expression, target.scope));
      if (given && (await authenticates(machine, given, depth + 1))) return true;
    }
  return false;
}

function isRefusal(raised: PyExpression): boolean {
  if (raised.kind !== 'call') return false;
  return raised.args.some(
    ({ value }) =>
      (value.kind === 'number' && (value.value === 401 || value.value === 403)) ||
      (value.kind === 'attribute' && /^(?:HTTP_40[13]_\w+|UNAUTHORIZED|FORBIDDEN)$/.test(value.name)),
  );
}
