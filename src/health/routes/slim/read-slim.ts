import type { Route, RouteGap } from '../../../model/endpoint.js';
import type { RepositoryFile, RepositoryView } from '../../../model/repository-view.js';
import type { Host } from '../../../syntax/imperative/evaluation.js';
import { Machine } from '../../../syntax/imperative/machine.js';
import { Frame, textOf } from '../../../syntax/imperative/values.js';
import type { Unit, Value } from '../../../syntax/imperative/values.js';
import { phpFunction } from '../../../syntax/php/functions.js';
import { isOfInterest } from '../../interest.js';
import type { RouteReading } from '../../route-framework.js';
import { pathsOfUri } from '../laravel/groups.js';
import { handlerOf, placeOfMethod } from '../php/handlers.js';
import { frontRoutes } from '../php/front-server.js';
import { PhpProject, qualified } from '../php/project.js';
import { SlimObject } from './slim-object.js';
import type { SlimRegistry, SlimRoute } from './slim-object.js';

const registering =
  /\$(?:app|group|this|router|slim|api)->(?:get|post|put|patch|delete|options|any|map|group|redirect)\s*\(/;
const slimType = /(^|\\)(App|Slim|RouteCollectorProxy|RouteCollectorProxyInterface)$/;

/** Reads the routes of Slim: each file that registers some is read by itself, with the application in its hands. */
export async function readSlim(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
): Promise<RouteReading> {
  const roots: string[] = [];
  for (const { path } of candidates)
    if (/(^|\/)composer\.json$/.test(path) && /"slim\/slim"\s*:/.test((await view.read(path))?.text ?? ''))
      roots.push(path.includes('/') ? `${path.slice(0, path.lastIndexOf('/'))}/` : '');
  if (roots.length === 0) return { routes: [], gaps: [], skipped: [] };
  const project = new PhpProject(
    view,
    candidates.map(({ path }) => path),
  );
  const routes: Route[] = [];
  const gaps: RouteGap[] = [];
  let base = '';
  const registries: SlimRegistry[] = [];
  for (const { path } of candidates) {
    if (!path.endsWith('.php') || !roots.some((root) => path.startsWith(root))) continue;
    const source = await view.read(path);
    if (!source) continue;
    const set = /->setBasePath\(\s*['"](\/[^'"$]*)['"]\s*\)/.exec(source.text)?.[1];
    if (set !== undefined) base = set.replace(/\/$/, '');
    if (!registering.test(source.text)) continue;
    const unit = await project.unit(path);
    if (unit) registries.push(registryOf(unit));
  }
  for (const registry of registries) {
    gaps.push(...registry.gaps);
    for (const route of registry.routes) routes.push(...(await routesOf(route, base, project)));
  }
  if (routes.length > 0) routes.push(...(await frontRoutes('slim', candidates, view)));
  return { routes, gaps, skipped: project.skipped };
}

function registryOf(unit: Unit): SlimRegistry {
  const registry: SlimRegistry = { unit, routes: [], gaps: [], prefix: '', complete: true };
  const slim = new SlimObject(registry);
  const app: Value = { kind: 'object', object: slim };
  const isSlim = /\bSlim\b/.test(unit.source.text) || /\bglobal \$app\b/.test(unit.source.text);
  const host: Host = {
    // Inside of a group `$this` is the group in Slim 3.
    call(receiver, call) {
      if (receiver?.kind === 'self' && registry.prefix !== '') return slim.call(call);
      const made =
        receiver?.kind === 'class' &&
        /(AppFactory|Bridge)$/.test(receiver.name) &&
        call.name.startsWith('create');
      const [asked] = call.positional;
      const taken = call.name === 'get' && asked?.kind === 'class' && slimType.test(asked.name);
      return made || taken ? app : undefined;
    },
    name: (name) => (/^(app|slim)$/.test(name) || (isSlim && name === 'group') ? app : undefined),
    create: (call) => (/(^|\\)(App|Slim)$/.test(call.name) ? app : undefined),
  };
  const library = { hierarchyOf: () => undefined, builtin: phpFunction, implicitSelf: false };
  const machine = new Machine([], unit, host, library);
  const returned = machine.runStatements(unit.program.statements, new Frame());
  if (returned.kind === 'function') machine.invoke(returned, [app]);
  for (const type of unit.program.classes)
    for (const method of type.methods) {
      if (!method.function.parameters.some((parameter) => slimType.test(parameter.type))) continue;
      const given = method.function.parameters.map((parameter): Value =>
        slimType.test(parameter.type) ? app : { kind: 'code', text: parameter.name },
      );
      new Machine([{ unit, class: type }], unit, host, library).run(method.name, given);
    }
  return registry;
}

async function routesOf(route: SlimRoute, base: string, project: PhpProject): Promise<readonly Route[]> {
  const paths = pathsOfUri(base + route.pattern, new Map());
  const isAsked = paths.some((path) => isOfInterest(path, project.view));
  const handler = await handlerOfAction(route, project, isAsked);
  return route.methods.flatMap((method) =>
    paths.map((path): Route => ({
      framework: 'slim',
      method,
      path,
      pathComplete: route.complete,
      span: route.span,
      servedBy: 'code',
      ...(handler && { handler }),
      ...(route.condition !== undefined && { condition: route.condition }),
      confidence: path.includes('{value}') ? 'low' : 'high',
    })),
  );
}

/** A closure, `C::class`, `[C::class, 'm']`, `'C:m'`. */
async function handlerOfAction(
  { action, unit }: SlimRoute,
  project: PhpProject,
  isAsked: boolean,
): Promise<Route['handler']> {
  if (action?.kind === 'function') {
    const { body } = action.function;
    const span = unit.source.span(body[0]?.start ?? 0, body.at(-1)?.end ?? 0);
    return isAsked
      ? handlerOf(undefined, { unit: action.unit, function: action.function, span }, project)
      : undefined;
  }
  const [type, method] = named(action, unit);
  if (type === undefined) return undefined;
  const short = type.slice(type.lastIndexOf('\\') + 1);
  const name = method === '__invoke' ? short : `${short}:${method}`;
  const owner = isAsked ? await project.classNamed(`\\${type}`, unit) : undefined;
  const found = owner && (await project.methodOf(owner, method));
  return found && owner
    ? handlerOf(name, placeOfMethod(found.owner, found.function, owner), project)
    : { name, touches: [] };
}

function named(action: Value | undefined, unit: Unit): readonly [string | undefined, string] {
  if (action?.kind === 'class') return [qualified(action.name, unit), '__invoke'];
  if (action?.kind === 'list') {
    const [type, method] = action.entries;
    const name =
      type?.value.kind === 'class'
        ? qualified(type.value.name, unit)
        : textOf(type?.value)?.replace(/^\\/, '');
    return [name, textOf(method?.value) ?? '__invoke'];
  }
  const [type, method] = textOf(action)?.split(/::?/) ?? [];
  return [type?.replace(/^\\/, ''), method ?? '__invoke'];
}
