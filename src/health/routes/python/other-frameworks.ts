import type { PythonMachine } from '../../../syntax/python/machine.js';
import type { PyExpression } from '../../../syntax/python/tree.js';
import type { HostObject, PyArguments, PyPlace, PyValue } from '../../../syntax/python/values.js';
import { argument, unknown } from '../../../syntax/python/values.js';
import { httpMethods } from '../../http-methods.js';
import {
  AiohttpResource,
  aiohttpRoute,
  callAiohttpMethod,
  callResourceMethod,
  takeAiohttpMiddleware,
  AiohttpMiddleware,
} from './aiohttp.js';
import { callBottleMethod } from './bottle.js';
import { callFalconMethod, takeFalconMiddleware } from './falcon.js';
import type { Inventory } from './inventory.js';
import { LitestarHandlers } from './litestar.js';
import type { PythonRouterFramework } from './router.js';
import { RouteObject, Router, emptyPath } from './router.js';
import { SanicConfig, addSanicHealth, callSanicMethod, extendWith, sanicGroup } from './sanic.js';
import { callTornadoMethod, fillTornado, holdsRules, tornadoMatcher, tornadoRule } from './tornado.js';

/** The frameworks beside FastAPI and Flask: aiohttp, Tornado, Sanic, Litestar, Falcon and Bottle. */
export class OtherFrameworks {
  readonly #inventory: Inventory;
  readonly #litestar: LitestarHandlers;
  #defaultBottle: Router | undefined;
  /** The application of Tornado that is being made: its class hands its handlers to `super().__init__`. */
  #tornado: Router | undefined;

  constructor(inventory: Inventory) {
    this.#inventory = inventory;
    this.#litestar = new LitestarHandlers(inventory);
  }

  /** Functions of the frameworks that make routes, or that hand them over. */
  call(name: string, args: PyArguments, site: PyPlace): PyValue | undefined {
    const [first, second] = args.positional;
    if (name === 'builtins.super().__init__' && this.#tornado && holdsRules(argument(args, 'handlers', 0))) {
      fillTornado(this.#inventory, this.#tornado, args, site);
      return { kind: 'none' };
    }
    if (
      /^tornado\.web\.Application\.__init__$/.test(name) &&
      first?.kind === 'host' &&
      first.object instanceof Router
    ) {
      const rest: PyArguments = { ...args, positional: second ? [second] : [] };
      fillTornado(this.#inventory, first.object, rest, site);
      return { kind: 'none' };
    }
    if (/^bottle\.(?:default_app|app|\w+)$/.test(name)) {
      const method = name.slice('bottle.'.length);
      if (method === 'default_app' || method === 'app') return { kind: 'host', object: this.#bottle(site) };
      if (httpMethods.has(method) || /^(?:route|mount|merge)$/.test(method))
        return callBottleMethod(this.#inventory, this.#bottle(site), method, args, site);
    }
    if (/^sanic(?:\.\w+)?\.Blueprint\.group$/.test(name)) return sanicGroup(this.#inventory, args, site);
    if (/^sanic_ext(?:\.\w+)?\.Config$/.test(name)) {
      const config = new SanicConfig();
      for (const [key, value] of args.named) config.attributes.set(key.toUpperCase(), value);
      return { kind: 'host', object: config };
    }
    if (/^sanic_ext(?:\.\w+)?\.Extend$/.test(name)) {
      const config = args.named.get('config');
      if (config && first?.kind === 'host' && first.object instanceof Router)
        extendWith(first.object, config);
      return { kind: 'none' };
    }
    return (
      aiohttpRoute(this.#inventory, name, args, site) ??
      tornadoRule(this.#inventory, name, args, site) ??
      tornadoMatcher(name, args) ??
      this.#litestar.decorator(name, args, site)
    );
  }

  #bottle(place: PyPlace): Router {
    this.#defaultBottle ??= this.#inventory.router({
      framework: 'bottle',
      kind: 'app',
      prefix: emptyPath,
      place,
    });
    return this.#defaultBottle;
  }

  /** What the frameworks do with the arguments of their applications. */
  fill(
    framework: PythonRouterFramework,
    isApp: boolean,
    router: Router,
    args: PyArguments,
    site: PyPlace,
  ): void {
    const self: PyValue = { kind: 'host', object: router };
    if (framework === 'aiohttp') {
      router.attributes.set('router', self);
      if (isApp) takeAiohttpMiddleware(this.#inventory, router, args);
    }
    if (framework === 'falcon') takeFalconMiddleware(this.#inventory, router, args.named.get('middleware'));
    if (framework === 'sanic') router.attributes.set('config', { kind: 'host', object: new SanicConfig() });
    if (framework === 'litestar') this.#litestar.fill(router, isApp, args, site);
    if (framework === 'tornado') {
      fillTornado(this.#inventory, router, args, site);
      this.#tornado = router;
    }
  }

  /** What is called on an application or a router. */
  async callMethod(
    machine: PythonMachine,
    router: Router,
    name: string,
    args: PyArguments,
    site: PyPlace,
  ): Promise<PyValue> {
    const inventory = this.#inventory;
    switch (router.framework) {
      case 'aiohttp':
        return callAiohttpMethod(inventory, router, name, args, site);
      case 'tornado':
        return callTornadoMethod(inventory, router, name, args, site);
      case 'sanic':
        return callSanicMethod(inventory, router, name, args, site);
      case 'litestar':
        return this.#litestar.callMethod(router, name, args, site);
      case 'falcon':
        return callFalconMethod(machine, inventory, router, name, args, site);
      case 'bottle':
        return callBottleMethod(inventory, router, name, args, site);
      default:
        return unknown;
    }
  }

  /** What is called on something else that they made. */
  callObject(object: HostObject, name: string, args: PyArguments, site: PyPlace): PyValue {
    if (object instanceof AiohttpMiddleware) object.take(this.#inventory, name, args);
    return object instanceof AiohttpResource
      ? callResourceMethod(this.#inventory, object, name, args, site)
      : unknown;
  }

  /** Registrations of the other frameworks whose names nobody else bears. */
  callUnknown(receiver: PyExpression, name: string, args: PyArguments, site: PyPlace): void {
    const inventory = this.#inventory;
    const called = receiver.kind === 'name' || receiver.kind === 'attribute' ? receiver.name : '';
    const guessed = (framework: PythonRouterFramework): Router =>
      inventory.router({ framework, kind: 'guessed', prefix: emptyPath, place: site });
    const [first] = args.positional;
    const isPath = first?.kind === 'text' && (first.text[0] ?? '').startsWith('/');
    if (/^add_(?:get|head|post|put|patch|delete|view)$/.test(name) && isPath && args.positional.length > 1)
      callAiohttpMethod(inventory, guessed('aiohttp'), name, args, site);
    if (name === 'add_routes' && first?.kind === 'list' && first.items.some(isRoute))
      callAiohttpMethod(inventory, guessed('aiohttp'), name, args, site);
    if (called === 'route_handlers' && /^(?:extend|append)$/.test(name))
      this.#litestar.attach(guessed('litestar'), first ?? unknown, site);
    if (name === 'blueprint') {
      const bp = first?.kind === 'host' && first.object instanceof Router ? first.object : undefined;
      if (bp?.framework === 'sanic') callSanicMethod(inventory, guessed('sanic'), name, args, site);
    }
  }

  /** What is only known when everything has run. */
  finish(machine: PythonMachine): void {
    this.#litestar.addLoose(machine);
    this.#litestar.addHooks();
    for (const router of this.#inventory.routers) if (router.framework === 'sanic') addSanicHealth(router);
  }
}

function isRoute(value: PyValue): boolean {
  return value.kind === 'host' && value.object instanceof RouteObject;
}
