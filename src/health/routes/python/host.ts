import type { PythonHost, PythonMachine } from '../../../syntax/python/machine.js';
import type { PyExpression } from '../../../syntax/python/tree.js';
import type { HostObject, PyArguments, PyPlace, PyValue } from '../../../syntax/python/values.js';
import { argument, optionsOf, unknown } from '../../../syntax/python/values.js';
import type { PythonRouterFramework } from './router.js';
import { Router, emptyPath, pathsOf } from './router.js';
import { attachAll } from './attach.js';
import { noteExtension, noteMiddleware } from './guards.js';
import { OtherFrameworks } from './other-frameworks.js';
import { sanicPrefix } from './sanic.js';
import { callExtension } from './extensions.js';
import { Inventory } from './inventory.js';
import { isFastApiMethod, callFastApiMethod, makeRouteObject, addDocumentation } from './methods.js';
import { callFlaskMethod, defaultPrefix } from './flask-methods.js';
import { frameworkClass } from './recognition.js';

const words =
  /\b(?:FastAPI|APIRouter|Starlette|Flask|Quart|APIFlask|Blueprint|Namespace|Dockerflow|include_router|register_blueprint|add_url_rule|add_api_route|add_routes?|add_resource|add_namespace|add_api_websocket_route|Mount|Route|expose|init_app|Application|RouteTableDef|add_(?:get|head|post|put|patch|delete|view|subapp|handlers)|Sanic|Litestar|route_handlers|falcon|Bottle|add_middleware|Talisman|Limiter)\b|\.(?:mount|blueprint|register)\(|@[\w.]{1,80}\.(?:get|post|put|patch|delete|head|options|route|api_route|view)\(/;

/** What the frameworks whose applications collect routes call by call answer to the evaluator. */
export class WebHost implements PythonHost {
  readonly keepsPartialLists = true;
  readonly inventory = new Inventory();
  readonly #others = new OtherFrameworks(this.inventory);
  /** Hooks that blueprints put before all routes of the application that takes them. */
  readonly #appHooks: PyValue[] = [];
  #currentApp: Router | undefined;
  #machine: PythonMachine | undefined;

  begin(machine: PythonMachine): void {
    this.#machine = machine;
    this.inventory.conditions = machine.conditions;
  }

  /** What is only known when everything has run. */
  finish(machine: PythonMachine): void {
    this.#others.finish(machine);
    // `before_app_request` of a blueprint is of the application that takes it: sure when there is one only.
    const apps = this.inventory.routers.filter(
      ({ framework, kind }) => framework === 'flask' && kind !== 'router',
    );
    if (apps.length === 1) apps[0]?.hooks.push(...this.#appHooks);
  }

  answers(method: string): boolean {
    return (
      isFastApiMethod(method) ||
      /^(?:add_url_rule|register_blueprint|register|add_resource|add_namespace|init_app|add_routes|add_handlers|blueprint)$/.test(
        method,
      )
    );
  }

  matters(text: string): boolean {
    return words.test(text);
  }

  external(name: string): PyValue | undefined {
    if (!/^(?:flask|quart)\.current_app$/.test(name)) return undefined;
    this.#currentApp ??= this.inventory.router({
      framework: 'flask',
      kind: 'app',
      prefix: emptyPath,
      place: { file: '', start: 0, end: 0 },
    });
    return { kind: 'host', object: this.#currentApp };
  }

  async callExternal(name: string, args: PyArguments, site: PyPlace): Promise<PyValue | undefined> {
    const made = this.construct(name, args, site) ?? this.#others.call(name, args, site);
    if (made) return made;
    const automatic = args.named.get('auto_error');
    /** Such a scheme of FastAPI lets pass who brings nothing. */
    if (name.startsWith('fastapi.security.') && automatic?.kind === 'boolean' && !automatic.value)
      return { kind: 'external', name: `${name}(optional)` };
    noteExtension(this.inventory, name, args, site);
    const [first] = args.positional;
    if (/^(?:werkzeug\.local\.LocalProxy)$/.test(name) && first?.kind === 'function') {
      const app = /current_app/.test(JSON.stringify(first.fn.body))
        ? this.external('flask.current_app')
        : undefined;
      return app ?? unknown;
    }
    if (/^fastapi\.(?:Depends|Security)$/.test(name)) return first ?? unknown;
    if (
      /^(?:fastapi|starlette)\.middleware\.Middleware$|^litestar\.middleware(?:\.base)?\.DefineMiddleware$/.test(
        name,
      )
    )
      return { kind: 'host', object: new MiddlewareObject(args, site) };
    const wrapped =
      /(?:WSGIMiddleware|ASGIMiddleware|WsgiToAsgi|ProxyFix|CORSMiddleware|SessionMiddleware|Middleware)$/.test(
        name,
      ) &&
      (first ?? args.named.get('app'));
    if (wrapped && optionsOf(wrapped).some((one) => one.kind === 'host')) return wrapped;
    return callExtension(this.inventory, name, args, site);
  }

  construct(name: string, args: PyArguments, site: PyPlace): PyValue | undefined {
    const known = frameworkClass(name);
    if (!known) return undefined;
    if (known.kind === 'route')
      return { kind: 'host', object: makeRouteObject(this.inventory, known.name, args, site) };
    const isLitestar = known.framework === 'litestar';
    const given =
      known.kind === 'app' && !isLitestar
        ? undefined
        : (argument(args, known.prefixName, isLitestar && known.kind === 'router' ? 0 : undefined) ??
          defaultPrefix(name, args));
    const prefixes = known.framework === 'sanic' ? [sanicPrefix(args)] : pathsOf(given);
    const router = this.inventory.router({
      framework: known.framework,
      kind: known.kind,
      prefix: prefixes.length === 1 && prefixes[0] ? prefixes[0] : { text: [null], adjustable: false },
      place: site,
      dependencies: args.named.get('dependencies'),
    });
    if (known.extension) {
      for (const app of optionsOf(args.positional[0] ?? args.named.get('app') ?? unknown))
        if (app.kind === 'host' && app.object instanceof Router)
          router.addTo({ parent: app.object, prefix: undefined });
    }
    const routes = args.named.get('routes');
    if (routes && known.framework === 'fastapi') attachAll(this.inventory, routes, router, site);
    if (known.name === 'FastAPI') addDocumentation(router, args, site);
    this.#others.fill(known.framework, known.kind === 'app', router, args, site);
    const middleware = args.named.get('middleware');
    for (const item of middleware?.kind === 'list' ? middleware.items : [])
      if (isLitestar) this.#litestarMiddleware(router, item);
      else if (item.kind === 'host' && item.object instanceof MiddlewareObject) {
        noteMiddleware(this.inventory, router, item.object.args, item.object.site);
        this.inventory.addMiddleware('fastapi', item.object.args.positional[0] ?? unknown);
        this.inventory.hook(router, item.object.args.positional[0] ?? unknown);
      }
    return { kind: 'host', object: router };
  }

  /**
   * Middleware of a layer of Litestar runs before all that the layer holds, unless it excludes some
   * (https://docs.litestar.dev/latest/usage/middleware/creating-middleware.html).
   */
  #litestarMiddleware(router: Router, item: PyValue): void {
    const defined =
      item.kind === 'host' && item.object instanceof MiddlewareObject ? item.object.args : undefined;
    const value = defined ? (defined.positional[0] ?? unknown) : item;
    if (defined && [...defined.named.keys()].some((name) => excluding.test(name))) return;
    if (value.kind === 'class' && [...value.of.scope.cells.keys()].some((name) => excluding.test(name)))
      return;
    if (value.kind === 'class') this.inventory.hook(router, value);
  }

  async callMethod(object: HostObject, name: string, args: PyArguments, site: PyPlace): Promise<PyValue> {
    const { inventory } = this;
    if (!this.#machine) return unknown;
    if (!(object instanceof Router)) return this.#others.callObject(object, name, args, site);
    if (object.framework === 'flask' && /^before_(?:app_)?request$/.test(name)) {
      const [hook] = args.positional;
      if (hook) inventory.addMiddleware('flask', hook);
      if (hook && name === 'before_request') inventory.hook(object, hook);
      else if (hook && inventory.condition.condition === undefined) this.#appHooks.push(hook);
      return hook ?? unknown;
    }
    if (object.framework === 'flask') return callFlaskMethod(inventory, object, name, args, site);
    if (object.framework !== 'fastapi')
      return this.#others.callMethod(this.#machine, object, name, args, site);
    if (name === 'add_middleware') {
      noteMiddleware(inventory, object, args, site);
      inventory.addMiddleware('fastapi', args.positional[0] ?? unknown);
      inventory.hook(object, args.positional[0] ?? unknown);
    }
    if (name === 'middleware') return takesMiddleware(inventory, object);
    return callFastApiMethod(inventory, object, name, args, site);
  }

  /** `app.register_blueprint(bp)` where nobody knows what `app` is: the call itself tells. */
  async callUnknown(receiver: PyExpression, name: string, args: PyArguments, site: PyPlace): Promise<void> {
    this.#others.callUnknown(receiver, name, args, site);
    const framework = registrar(name, args);
    if (!framework) return;
    const called = receiver.kind === 'name' || receiver.kind === 'attribute' ? receiver.name : '';
    const kind =
      framework === 'flask' && name !== 'register_blueprint'
        ? undefined
        : /^(?:_?(?:fastapi_|flask_|web_|fast_)?(?:app|application)|server)$/i.test(called)
          ? 'guessed'
          : 'router';
    if (!kind) return;
    const router = this.inventory.router({
      framework,
      kind,
      prefix: kind === 'guessed' ? emptyPath : { text: [null], adjustable: false },
      place: site,
    });
    await this.callMethod(router, name, args, site);
  }

  parameter(_name: string, annotation: PyValue | undefined, place: PyPlace): PyValue | undefined {
    const type =
      annotation?.kind === 'external'
        ? frameworkClass(annotation.name)
        : annotation?.kind === 'class'
          ? annotation.of.bases
              .flatMap(optionsOf)
              .flatMap((base) => (base.kind === 'external' ? (frameworkClass(base.name) ?? []) : []))[0]
          : undefined;
    if (!type || type.kind === 'route') return undefined;
    const kind = type.kind === 'app' ? 'guessed' : 'router';
    const prefix = kind === 'guessed' ? emptyPath : { text: [null], adjustable: false };
    return {
      kind: 'host',
      object: this.inventory.router({ framework: type.framework, kind, prefix, place }),
    };
  }
}

/** `@app.middleware('http')`: the function that it decorates sees every request. */
function takesMiddleware(inventory: Inventory, app: Router): PyValue {
  return {
    kind: 'native',
    call: (given) => {
      const [handler = unknown] = given.positional;
      inventory.addMiddleware('fastapi', handler);
      inventory.hook(app, handler);
      return Promise.resolve(handler);
    },
  };
}

/** What keeps a middleware of Litestar from some requests. */
const excluding = /^(?:exclude\w*|scopes)$/;

/** `Middleware(Class, **options)` of Starlette, before an application takes it. */
class MiddlewareObject implements HostObject {
  readonly attributes = new Map<string, PyValue>();
  readonly args: PyArguments;
  readonly site: PyPlace;

  constructor(args: PyArguments, site: PyPlace) {
    this.args = args;
    this.site = site;
  }
}

/** The framework of a registration whose receiver is not known: that of the router that is handed over. */
function registrar(name: string, args: PyArguments): PythonRouterFramework | undefined {
  const given = [...args.positional, ...args.named.values()].flatMap(optionsOf);
  const router = given.find((one) => one.kind === 'host' && one.object instanceof Router);
  const framework =
    router?.kind === 'host' && router.object instanceof Router ? router.object.framework : undefined;
  if (name === 'include_router') return framework === 'flask' ? undefined : framework;
  if (name === 'register_blueprint') return framework === 'flask' ? 'flask' : undefined;
  return name === 'add_api_route' && isFastApiMethod(name) ? 'fastapi' : undefined;
}
