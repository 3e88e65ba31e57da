import type { HttpMethod } from '../../../model/endpoint.js';
import type { Call, HostObject, Value } from '../../../syntax/imperative/values.js';
import { argumentOf, textOf, textsOf } from '../../../syntax/imperative/values.js';
import { httpMethods } from '../../http-methods.js';
import { oneLine } from '../php/calls.js';
import { conditionsAt } from '../php/conditions.js';
import { attributed, attributes, within, writtenUri } from './attributes.js';
import { noGroup } from './groups.js';
import type { PendingRoute, RouteGroup } from './groups.js';
import type { Registry } from './registry.js';
import { resourceRoutes } from './resources.js';
import { RouteChain } from './route-chain.js';

/** Calls that register nothing. */
const silent =
  /^(model|bind|pattern|patterns|macro|mixin|middlewareGroup|aliasMiddleware|pushMiddlewareToGroup|prependMiddlewareToGroup|middlewarePriority|current\w*|has|is|input|getRoutes|getCurrentRoute|substituteBindings|substituteImplicitBindings\w*|resourceVerbs|resourceParameters|singularResourceParameters|getRegisteredRoutes|matched|bindMethod|setRoutes|as|missing|flushMacros|loadRoutesFrom|view\w+|hasMacro|getMiddleware\w*)$/;
/** The mapper of routes: the facade, `$router`, and what attributes chained on it give. */
export class Registrar implements HostObject {
  readonly #registry: Registry;
  readonly #own: RouteGroup;

  constructor(registry: Registry, own: RouteGroup = noGroup) {
    this.#registry = registry;
    this.#own = own;
  }

  is(type: string): boolean | undefined {
    return /Router|Registrar|RouteCollector/.test(type) ? true : undefined;
  }

  member(name: string): Value | undefined {
    return name === 'router' ? { kind: 'object', object: this } : undefined;
  }

  call(call: Call): Value | undefined {
    const { name } = call;
    const self: Value = { kind: 'object', object: this };
    const verb = httpMethods.get(name);
    if (verb !== undefined || name === 'any')
      return this.#register([verb ?? 'ANY'], argumentOf(call, 0, 'uri'), argumentOf(call, 1, 'action'), call);
    switch (name) {
      case 'match': {
        const verbs = (textsOf(argumentOf(call, 0, 'methods')) ?? []).flatMap(
          (method) => httpMethods.get(method.toLowerCase()) ?? [],
        );
        return this.#register(
          verbs.length > 0 ? verbs : ['ANY'],
          argumentOf(call, 1, 'uri'),
          argumentOf(call, 2, 'action'),
          call,
        );
      }
      case 'addRoute':
      case 'map': {
        const verbs = (textsOf(argumentOf(call, 0)) ?? []).flatMap(
          (method) => httpMethods.get(method.toLowerCase()) ?? [],
        );
        return this.#register(verbs, argumentOf(call, 1), argumentOf(call, 2), call);
      }
      case 'view':
      case 'inertia':
      case 'livewire':
      case 'volt':
        return this.#register(['GET'], argumentOf(call, 0, 'uri'), { kind: 'code', text: name }, call);
      case 'redirect':
      case 'permanentRedirect':
        return this.#register(['ANY'], argumentOf(call, 0, 'uri'), { kind: 'code', text: 'redirect' }, call);
      case 'fallback':
        return this.#register(
          ['GET'],
          whole('{fallback}'),
          argumentOf(call, 0),
          call,
          new Map([['fallback', '.*']]),
        );
      case 'resource':
      case 'apiResource':
      case 'singleton':
      case 'apiSingleton':
        return this.#resources(
          name,
          [[argumentOf(call, 0, 'name'), argumentOf(call, 1, 'controller')]],
          argumentOf(call, 2, 'options'),
          call,
        );
      case 'resources':
      case 'apiResources':
      case 'softDeletableResources': {
        const list = argumentOf(call, 0);
        const pairs =
          list?.kind === 'list'
            ? list.entries.map(({ key, value }) => [whole(key ?? ''), value] as const)
            : [];
        return this.#resources(name.replace(/s$/, ''), pairs, argumentOf(call, 1), call);
      }
      case 'group':
        this.#group(call);
        return self;
      case 'auth':
        return this.#authRoutes(call);
      default:
        if (attributes.test(name)) return this.#attribute(call);
        if (silent.test(name)) return self;
        this.#gap(call, `${oneLine(call.name)} may register routes, and is not followed`);
        return self;
    }
  }

  /** The group in which something registered right now stands. */
  #current(call: Call): RouteGroup {
    const { group } = this.#registry;
    const unit = this.#registry.unitOf(call.span.file);
    const conditions = call.circumstances.unsure && unit ? conditionsAt(unit, call.node.start) : [];
    const all = [...new Set([...(group.condition === undefined ? [] : [group.condition]), ...conditions])];
    const condition = all.includes('development only') ? 'development only' : all.join('; ');
    const merged = within(group, this.#own);
    return condition === '' ? merged : { ...merged, condition };
  }

  #register(
    methods: readonly HttpMethod[],
    uri: Value | undefined,
    action: Value | undefined,
    call: Call,
    wheres: ReadonlyMap<string, string> = new Map(),
  ): Value {
    const written = writtenUri(uri);
    const group = this.#current(call);
    const uris = uri?.kind === 'list' ? uri.entries.map(({ value }) => writtenUri(value)) : [written];
    const routes: PendingRoute[] = [];
    for (const one of uris) {
      if (!one) {
        this.#gap(call, 'a route has a path that only run time knows');
        continue;
      }
      const route: PendingRoute = {
        methods,
        uri: one.text,
        complete: one.complete,
        action,
        group: { ...group, wheres: new Map([...group.wheres, ...wheres]) },
        span: call.span,
        unit: this.#registry.unitOf(call.span.file),
        isKept: true,
      };
      routes.push(route);
      this.#registry.routes.push(route);
    }
    if (call.circumstances.looped && !call.circumstances.unsure)
      this.#gap(call, 'how often a loop registers routes only run time knows');
    return { kind: 'object', object: new RouteChain(routes, this.#registry) };
  }

  #resources(
    kind: string,
    pairs: readonly (readonly [Value | undefined, Value | undefined])[],
    options: Value | undefined,
    call: Call,
  ): Value {
    const routes: PendingRoute[] = [];
    for (const [name, controller] of pairs) {
      const text = textOf(name);
      if (text === undefined) {
        this.#gap(call, 'a resource has a name that only run time knows');
        continue;
      }
      const made = resourceRoutes(
        kind,
        text,
        controller,
        options,
        this.#current(call),
        call.span,
        this.#registry.unitOf(call.span.file),
      );
      routes.push(...made);
      this.#registry.routes.push(...made);
    }
    return { kind: 'object', object: new RouteChain(routes, this.#registry) };
  }

  #attribute(call: Call): Value {
    return {
      kind: 'object',
      object: new Registrar(this.#registry, attributed(this.#own, call, this.#registry)),
    };
  }

  /** `Route::group(['prefix' => 'x'], …)`, `Route::prefix('x')->group(…)`: a closure, or the path of a file. */
  #group(call: Call): void {
    const [first, second] = call.positional;
    const options = second === undefined ? undefined : first;
    const routes = second ?? first;
    const before = this.#registry.group;
    let own = this.#own;
    if (options?.kind === 'list')
      for (const { key, value } of options.entries)
        own = attributed(
          own,
          { ...call, name: key ?? '', positional: [value], named: new Map() },
          this.#registry,
        );
    else if (options !== undefined) own = { ...own, complete: false };
    this.#registry.group = new Registrar(this.#registry, own).#current(call);
    const router: Value = { kind: 'object', object: new Registrar(this.#registry) };
    const files = routes?.kind === 'list' ? routes.entries.map(({ value }) => value) : [routes];
    for (const part of files) {
      const path = textOf(part);
      if (part?.kind === 'function') call.invoke(part, [router]);
      else if (path === undefined || !this.#registry.run(path, new Map([['router', router]])))
        this.#gap(call, 'a group whose routes stand somewhere that is not followed');
    }
    this.#registry.group = before;
  }

  /** `Auth::routes()` of laravel/ui. */
  #authRoutes(call: Call): Value {
    const routes: readonly (readonly [HttpMethod, string])[] = [
      ['GET', 'login'],
      ['POST', 'login'],
      ['POST', 'logout'],
      ['GET', 'register'],
      ['POST', 'register'],
      ['GET', 'password/reset'],
      ['POST', 'password/email'],
      ['GET', 'password/reset/{token}'],
      ['POST', 'password/reset'],
      ['GET', 'password/confirm'],
      ['POST', 'password/confirm'],
    ];
    for (const [method, uri] of routes) this.#register([method], whole(uri), undefined, call);
    return { kind: 'object', object: this };
  }

  #gap(call: Call, reason: string): void {
    this.#registry.gaps.push({ framework: 'laravel', span: call.span, reason });
  }
}

function whole(text: string): Value {
  return { kind: 'text', text, whole: true };
}
