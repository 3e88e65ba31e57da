import type { HttpMethod } from '../../../model/endpoint.js';
import type { PythonMachine } from '../../../syntax/python/machine.js';
import type { PyFunction } from '../../../syntax/python/tree.js';
import type { PyArguments, PyPlace, PyValue } from '../../../syntax/python/values.js';
import { argument, optionsOf, unknown } from '../../../syntax/python/values.js';
import { httpMethods } from '../../http-methods.js';
import type { Inventory } from './inventory.js';
import { methodsOf } from './methods.js';
import type { PathText } from './router.js';
import { Router, emptyPath, literalPath, pathsOf } from './router.js';

/** A handler that a decorator made, before a router or controller takes it. */
interface Decorated {
  readonly methods: readonly HttpMethod[];
  readonly paths: readonly PathText[];
  readonly place: PyPlace;
  readonly handler: PyValue;
}

/** What Litestar's decorators made of functions: `@get('/x')` marks, a router or an application serves (litestar/handlers). */
export class LitestarHandlers {
  readonly #inventory: Inventory;
  readonly #decorated = new Map<PyFunction, Decorated[]>();
  readonly #controllers = new Map<object, Router>();
  readonly #taken = new Set<Decorated>();
  /** `before_request` of applications: it counts when no layer below has its own, which takes its place. */
  readonly #beforeRequest: { readonly router: Router; readonly hook: PyValue }[] = [];
  #isOverridden = false;

  constructor(inventory: Inventory) {
    this.#inventory = inventory;
  }

  /** The decorator that a call of `litestar.get(…)` and the like gives. */
  decorator(name: string, args: PyArguments, site: PyPlace): PyValue | undefined {
    const kind =
      /^litestar(?:\.handlers(?:\.http_handlers)?)?(?:\.decorators)?\.(get|head|post|put|patch|delete|route)$/.exec(
        name,
      )?.[1];
    if (kind === undefined) return undefined;
    this.#isOverridden ||= args.named.has('before_request');
    const given = argument(args, 'path', 0);
    const paths =
      given === undefined || given.kind === 'none'
        ? [emptyPath]
        : given.kind === 'list'
          ? given.items.flatMap(pathsOf)
          : pathsOf(given);
    const verb = httpMethods.get(kind);
    const methods = verb ? [verb] : methodsOf(args.named.get('http_method'), ['ANY']);
    return {
      kind: 'native',
      call: (called) => {
        const [handler = unknown] = called.positional;
        if (handler.kind === 'function')
          this.#decorated.set(handler.fn, [
            ...(this.#decorated.get(handler.fn) ?? []),
            { methods, paths, place: site, handler },
          ]);
        return Promise.resolve(handler);
      },
    };
  }

  /** Puts what `route_handlers` lists into a router. */
  attach(router: Router, handlers: PyValue, site: PyPlace): void {
    for (const option of optionsOf(handlers)) {
      if (option.kind === 'none') continue;
      if (option.kind !== 'list') {
        this.#attachOne(router, option, site);
        continue;
      }
      if (!option.complete)
        this.#inventory.gap('litestar', site, 'a part of the handlers is not known before run time');
      for (const item of option.items) for (const one of optionsOf(item)) this.#attachOne(router, one, site);
    }
  }

  #attachOne(router: Router, value: PyValue, site: PyPlace): void {
    if (value.kind === 'host' && value.object instanceof Router)
      value.object.addTo({ parent: router, prefix: emptyPath, ...this.#inventory.condition });
    else if (value.kind === 'class')
      this.#controller(value).addTo({ parent: router, prefix: emptyPath, ...this.#inventory.condition });
    else {
      const decorated = value.kind === 'function' ? this.#decorated.get(value.fn) : undefined;
      for (const one of decorated ?? []) this.#register(router, one);
      /** WebSocket listeners and ASGI handlers are functions, too. */
      if (!decorated && value.kind !== 'function' && value.kind !== 'external')
        this.#inventory.gap(
          'litestar',
          site,
          'a handler is registered here that is not known before run time',
        );
    }
  }

  #register(router: Router, decorated: Decorated, handler = decorated.handler): void {
    this.#taken.add(decorated);
    const { methods, paths, place } = decorated;
    for (const path of paths)
      this.#inventory.register(router, { methods, path, place, servedBy: 'code', handler });
  }

  /** A controller: its `path`, and the decorated functions of its class and of the classes above. */
  #controller(value: Extract<PyValue, { kind: 'class' }>): Router {
    const known = this.#controllers.get(value.of);
    if (known) return known;
    const { cls, file, scope } = value.of;
    this.#isOverridden ||= scope.cells.has('before_request');
    const [prefix = literalPath('')] = pathsOf(scope.cells.get('path')?.value);
    const router = this.#inventory.router({
      framework: 'litestar',
      kind: 'router',
      prefix,
      place: { file, start: cls.start, end: cls.end },
    });
    this.#controllers.set(value.of, router);
    const open = [value.of];
    for (let of = open.pop(), count = 0; of !== undefined && count < 20; of = open.pop(), count += 1) {
      for (const cell of of.scope.cells.values())
        if (cell.value?.kind === 'function')
          for (const one of this.#decorated.get(cell.value.fn) ?? [])
            this.#register(router, one, {
              ...cell.value,
              self: { kind: 'instance', of: value.of, attributes: new Map() },
            });
      open.push(...of.bases.flatMap(optionsOf).flatMap((base) => (base.kind === 'class' ? [base.of] : [])));
    }
    return router;
  }

  /** `Litestar(route_handlers=[…], path='/x')` and `Router(path='/x', route_handlers=[…])`. */
  fill(router: Router, isApp: boolean, args: PyArguments, site: PyPlace): void {
    const handlers = argument(args, 'route_handlers', isApp ? 0 : 1);
    if (handlers) this.attach(router, handlers, site);
    const hook = args.named.get('before_request');
    if (!isApp && hook) this.#isOverridden = true;
    else if (hook && this.#inventory.condition.condition === undefined)
      this.#beforeRequest.push({ router, hook });
    const description = args.named.get('openapi_config');
    if (!isApp || description?.kind === 'none') return;
    for (const path of ['/schema', '/schema/{path:path}'])
      router.registrations.push({
        methods: ['GET'],
        path: literalPath(path),
        place: site,
        servedBy: 'dependency',
      });
  }

  /** What runs before all routes of an application, when nothing below it takes its place. */
  addHooks(): void {
    if (this.#isOverridden) return;
    for (const { hook, router } of this.#beforeRequest) this.#inventory.hook(router, hook);
  }

  /** Controllers and functions that nobody lists, at the end: their paths have a beginning that is not known. */
  addLoose(machine: PythonMachine): void {
    for (const scope of machine.modules.values())
      for (const { value } of scope.cells.values()) {
        if (value?.kind !== 'class') continue;
        const functions = [...value.of.scope.cells.values()].flatMap((cell) =>
          cell.value?.kind === 'function' ? (this.#decorated.get(cell.value.fn) ?? []) : [],
        );
        if (functions.some((one) => !this.#taken.has(one))) this.#controller(value);
      }
    for (const one of [...this.#decorated.values()].flat())
      if (!this.#taken.has(one))
        this.#register(
          this.#inventory.router({
            framework: 'litestar',
            kind: 'router',
            prefix: emptyPath,
            place: one.place,
          }),
          one,
        );
  }

  /** What is called on an application or router. */
  callMethod(router: Router, name: string, args: PyArguments, site: PyPlace): PyValue {
    if (name === 'register') this.attach(router, args.positional[0] ?? unknown, site);
    return unknown;
  }
}
