import { siteOf } from './machine.js';
import type { Machine } from './machine.js';
import { dependsOn, frameworkOfPath } from './recognition.js';
import type { RustExpression } from './tree.js';
import type { Frame, Router, RustFramework, Value } from './values.js';
import { optionsOf, textOf, unknown } from './values.js';
import { methodNamed, methodOf } from './verbs.js';
import { callWarp } from './warp.js';

/** A call of something that another package brings. */
export async function callOutside(
  machine: Machine,
  path: readonly string[],
  args: readonly Value[],
  node: RustExpression,
  frame: Frame,
): Promise<Value> {
  if (/^Vec::(?:new|with_capacity)$/.test(path.join('::')) && dependsOn(frame.place, 'rocket'))
    return { kind: 'router', router: machine.router('rocket', 'part', siteOf(frame, node)) };
  const framework = frameworkOfPath(path) ?? byUsualName(path, frame);
  const known = framework && (await callFramework(machine, framework, path, args, node, frame));
  if (known) return known;
  // Rocket's fairings are run where they are attached.
  for (const arg of framework === 'rocket' ? [] : args.flatMap(optionsOf))
    if (arg.kind === 'closure') await machine.operations.handOver(machine, [arg]);
  // What wraps a router answers as the router does, and is found in its arguments: `NormalizePath::trim_trailing_slash(app)`.
  machine.serve(args);
  const filter = args.find(({ kind }) => kind === 'filter');
  return filter ?? { kind: 'outside', path, args };
}

/** `Router::new()` where nothing says where the name comes from: a prelude of the workspace's own. */
function byUsualName(path: readonly string[], frame: Frame): RustFramework | undefined {
  if (path.length > 2 || path.at(-1) !== 'new') return undefined;
  const name = path[0] ?? '';
  if (/^(?:Router|ApiRouter|OpenApiRouter)$/.test(name) && dependsOn(frame.place, 'axum')) return 'axum';
  if (name === 'App' && dependsOn(frame.place, 'actix-web')) return 'actix-web';
  return undefined;
}

async function callFramework(
  machine: Machine,
  framework: RustFramework,
  path: readonly string[],
  args: readonly Value[],
  node: RustExpression,
  frame: Frame,
): Promise<Value | undefined> {
  const name = path.at(-1) ?? '';
  const type = path.at(-2) ?? '';
  const site = siteOf(frame, node);
  const router = (role: 'root' | 'part', own?: Value): Value => ({
    kind: 'router',
    router: machine.router(framework, role, site, own ? textOf(own) : []),
  });
  switch (framework) {
    case 'axum': {
      if (
        /^(?:Router|ApiRouter|OpenApiRouter|AppRoutes)$/.test(type) &&
        /^(?:new|default|with_openapi|empty|from)$/.test(name)
      )
        return args.find(({ kind }) => kind === 'router') ?? router('root');
      if (type === 'AppRoutes' && name === 'with_default_routes') return locoRoutes(machine, node, frame);
      if (type === 'Routes' && name === 'new') return router('part');
      if (name.startsWith('serve')) {
        machine.serve(args);
        return unknown;
      }
      return methodRoutes(name, args);
    }
    case 'actix-web': {
      if (/^(?:App|UtoipaApp)$/.test(type) && /^(?:new|default)$/.test(name)) return router('root');
      if (/^(?:scope|resource)$/.test(name) || (/^(?:Scope|Resource)$/.test(type) && name === 'new'))
        return router('part', args[0] ?? unknown);
      if (name === 'to') return { kind: 'methods', routes: [{ method: 'ANY', handler: args[0] ?? unknown }] };
      if (name === 'route') return { kind: 'methods', routes: [{ method: 'ANY', handler: unknown }] };
      if (name === 'method')
        return { kind: 'methods', routes: [{ method: methodOf(args[0]), handler: unknown }] };
      return methodRoutes(name, args);
    }
    case 'rocket':
      return /^(?:rocket::)?(?:Rocket|rocket)::(?:build|custom|ignite)$/.test(path.join('::'))
        ? router('root')
        : undefined;
    case 'poem': {
      if (type === 'Route' && name === 'new') return router('root');
      if (type === 'OpenApiService' && name === 'new') return openApiService(machine, args[0], node, frame);
      if (type === 'RouteMethod' && name === 'new') return { kind: 'methods', routes: [] };
      return methodRoutes(name, args);
    }
    default:
      return callWarp(machine, name, args, site);
  }
}

/** `get(handler)` and its relatives, under the names of axum, aide, actix and poem. */
function methodRoutes(name: string, args: readonly Value[]): Value | undefined {
  if (name === 'on')
    return { kind: 'methods', routes: [{ method: methodOf(args[0]), handler: args[1] ?? unknown }] };
  const method = methodNamed(name);
  return method && { kind: 'methods', routes: [{ method, handler: args[0] ?? unknown }] };
}

/** loco serves `/_ping`, `/_health` and `/_readiness` by itself. Source: https://loco.rs/docs/the-app/controller/#predefined-controllers */
function locoRoutes(machine: Machine, node: RustExpression, frame: Frame): Value {
  const site = siteOf(frame, node);
  const router = machine.router('axum', 'root', site);
  for (const path of ['/_ping', '/_health', '/_readiness'])
    machine.add(router, {
      kind: 'route',
      path: [path],
      method: 'GET',
      handler: unknown,
      site,
      conditions: [...machine.conditions],
      servedBy: 'dependency',
    });
  return { kind: 'router', router };
}

/** The operations of the types that are given to `OpenApiService::new`: methods with `#[oai(path = "…", method = "…")]`. */
async function openApiService(
  machine: Machine,
  given: Value | undefined,
  node: RustExpression,
  frame: Frame,
): Promise<Value> {
  const router = machine.router('poem', 'part', siteOf(frame, node));
  const options = given?.kind === 'list' ? given.items : given ? [given] : [];
  for (const option of options.flatMap(optionsOf)) {
    const type =
      option.kind === 'object' ? option.type : option.kind === 'outside' ? (option.path.at(-1) ?? '') : '';
    if (!(await addOperations(machine, router, type)))
      machine.gap(
        'poem',
        siteOf(frame, node),
        `the operations of ${type === '' ? 'a service' : type} were not found`,
      );
  }
  return { kind: 'router', router };
}

async function addOperations(machine: Machine, router: Router, type: string): Promise<boolean> {
  let isFound = false;
  for (const path of machine.program.sources.keys()) {
    const file = await machine.program.file(path);
    for (const impl of file?.impls ?? []) {
      const attribute = impl.attributes.find(({ name }) => /(?:^|::)OpenApi$/.test(name));
      if (impl.owner !== type || !attribute || !file) continue;
      isFound = true;
      const prefix = /\bprefix_path\s*=\s*"([^"]*)"/.exec(attribute.text)?.[1] ?? '';
      for (const operation of file.functions) {
        const oai = operation.attributes.find(({ name }) => name === 'oai');
        const below = oai && /\bpath\s*=\s*"([^"]*)"/.exec(oai.text)?.[1];
        if (operation.start < impl.start || operation.end > impl.end || !oai || below === undefined) continue;
        machine.add(router, {
          kind: 'route',
          path: [prefix, below],
          method: methodNamed(/\bmethod\s*=\s*"(\w+)"/.exec(oai.text)?.[1]?.toLowerCase() ?? '') ?? 'ANY',
          handler: { kind: 'function', function: operation, self: type },
          site: { file: path, start: oai.start, end: oai.end },
          conditions: [],
        });
      }
    }
  }
  return isFound;
}
