import type { HttpMethod } from '../../../model/endpoint.js';
import { knownText } from '../../../syntax/go/text.js';
import type { Machine } from './machine.js';
import { groupOf, httpMethod, registerRoute, textsOf } from './registration.js';
import type { Router } from './routers.js';
import type { FilePlace, Value } from './values.js';
import { optionsOf, unknown } from './values.js';

const beegoPackage = /^github\.com\/(?:beego\/beego(?:\/v\d+)?\/server\/web|(?:astaxie|beego)\/beego)$/;

/** The one application of a program (`web.BeeApp`); other functions of the package register on it. */
const applications = new WeakMap<Machine, Router>();

function application(machine: Machine, site: FilePlace): Router {
  let router = applications.get(machine);
  if (!router) {
    router = machine.newRouter('go-beego', site);
    router.served = true;
    applications.set(machine, router);
  }
  return router;
}

/**
 * Functions of Beego (server/web/server.go, namespace.go): `web.Get("/x", f)`, `web.Router("/x", &C{}, "get:Ping")`, `web.Handler`, and
 * namespaces, whose parts are functions that are given the namespace.
 */
export async function callBeego(
  machine: Machine,
  path: string,
  fn: string,
  args: readonly Value[],
  site: FilePlace,
): Promise<Value | undefined> {
  if (!beegoPackage.test(path)) return undefined;
  const [first = unknown] = args;
  if (fn === 'NewNamespace' || /^NS\w+$/.test(fn))
    return { kind: 'external', name: `${path}.${fn}`, args, place: site, served: false };
  if (fn === 'AddNamespace') {
    for (const one of args.flatMap(optionsOf)) await addNamespace(machine, application(machine, site), one);
    return unknown;
  }
  if (isRegistration(fn)) {
    await register(machine, application(machine, site), fn, args, site);
    return unknown;
  }
  return fn === 'Run' && first.kind !== 'router' ? unknown : undefined;
}

/** What is called on a router that is handed over: `web.NewHttpSever().Get(…)`. */
export async function callBeegoMethod(
  machine: Machine,
  router: Router,
  name: string,
  args: readonly Value[],
  site: FilePlace,
): Promise<Value> {
  if (isRegistration(name)) await register(machine, router, name, args, site);
  if (name === 'Run') router.served = true;
  return { kind: 'router', router };
}

function isRegistration(name: string): boolean {
  return /^(?:Get|Post|Put|Patch|Delete|Head|Options|Any|Router|Handler)$/.test(name);
}

async function register(
  machine: Machine,
  router: Router,
  name: string,
  args: readonly Value[],
  site: FilePlace,
): Promise<void> {
  const [pattern = unknown, handler = unknown, mapping] = args;
  if (name === 'Router')
    await registerRoute(machine, router, {
      methods: mapping ? await mappedMethods(machine, mapping) : ['ANY'],
      pattern,
      handler: unknown,
      site,
    });
  else
    await registerRoute(machine, router, {
      methods: [httpMethod(name) ?? 'ANY'],
      pattern,
      handler,
      site,
    });
}

/** `"get,post:Do;delete:Remove"`: which methods a controller answers; `*` is any. */
async function mappedMethods(machine: Machine, mapping: Value): Promise<readonly HttpMethod[]> {
  const found = new Set<HttpMethod>();
  for (const { text } of await textsOf(machine, mapping))
    for (const rule of (knownText(text) ?? '*').split(';'))
      for (const verb of (rule.split(':')[0] ?? '').split(',')) found.add(httpMethod(verb.trim()) ?? 'ANY');
  return [...found];
}

/** `web.NewNamespace("/v1", web.NSGet("/x", f), web.NSNamespace("/y", …))`. */
async function addNamespace(machine: Machine, router: Router, value: Value): Promise<void> {
  if (value.kind !== 'external') return;
  const [prefix = unknown, ...parts] = value.args;
  const child = await groupOf(machine, router, prefix, [], value.place);
  for (const part of parts.flatMap(optionsOf)) {
    if (part.kind !== 'external') continue;
    const name = part.name.slice(part.name.lastIndexOf('.') + 1);
    if (name === 'NSNamespace') await addNamespace(machine, child, part);
    else if (isRegistration(name.slice(2)))
      await register(machine, child, name.slice(2), part.args, part.place);
  }
}
