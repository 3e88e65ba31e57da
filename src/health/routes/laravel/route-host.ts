import { join, normalize } from 'node:path/posix';
import type { Host } from '../../../syntax/imperative/evaluation.js';
import type { Call, HostObject, Value } from '../../../syntax/imperative/values.js';
import { argumentOf, textOf, textsOf } from '../../../syntax/imperative/values.js';
import type { MiddlewareSettings } from './middleware.js';
import type { RouteGroup } from './groups.js';
import { namesIn } from './attributes.js';
import { Registrar } from './registrar.js';
import type { Registry } from './registry.js';

/** What the programs of an application mean that register routes: facades, helpers, and the application itself. */
export class RouteHost implements Host {
  readonly #registry: Registry;
  readonly #root: string;
  readonly #middleware: MiddlewareSettings;
  readonly #router: Value;
  readonly #application: Value;
  /** Whether `withRouting` was met. */
  isConfigured = false;

  /** @param root the application's folder; empty at the repository's root. */
  constructor(registry: Registry, root: string, middleware: MiddlewareSettings) {
    this.#registry = registry;
    this.#root = root;
    this.#middleware = middleware;
    this.#router = { kind: 'object', object: new Registrar(registry) };
    this.#application = { kind: 'object', object: new ApplicationObject(this, registry) };
  }

  get router(): Value {
    return this.#router;
  }

  name(name: string): Value | undefined {
    if (name === 'router' || name === 'api') return this.#router;
    return name === 'app' ? this.#application : undefined;
  }

  create(call: Call): Value | undefined {
    return call.name.endsWith('Application') ? this.#application : undefined;
  }

  member(object: Value, name: string): Value | undefined {
    return object.kind === 'self' && (name === 'router' || name === 'app') ? this.name(name) : undefined;
  }

  call(receiver: Value | undefined, call: Call): Value | undefined {
    if (!receiver) return this.#function(call);
    if (receiver.kind === 'self') return this.#ofProvider(call);
    if (receiver.kind !== 'class') return undefined;
    const name = receiver.name.slice(receiver.name.lastIndexOf('\\') + 1);
    switch (name) {
      case 'Route':
      case 'Router':
      case 'RouteFacade':
        return new Registrar(this.#registry).call(call);
      case 'Auth':
        return call.name === 'routes'
          ? new Registrar(this.#registry).call({ ...call, name: 'auth' })
          : undefined;
      case 'Application':
        return call.name === 'configure' ? this.#application : undefined;
      case 'Broadcast':
        return call.name === 'routes'
          ? new Registrar(this.#registry).call({
              ...call,
              name: 'match',
              positional: [
                list(['get', 'post']),
                text('broadcasting/auth'),
                { kind: 'code', text: 'Broadcast' },
              ],
              named: new Map(),
            })
          : undefined;
      default:
        // `Passport::routes()`, `Theme::routes($router)`
        if (
          call.name === 'routes' ||
          call.positional.some((value) => value === this.#router || isRouter(value))
        )
          this.#registry.gaps.push({
            framework: 'laravel',
            span: call.span,
            reason: `${name}::${call.name} may register routes, and is not followed`,
          });
        return undefined;
    }
  }

  /** `withRouting(web: …, api: …, health: '/up', then: …)` of bootstrap/app.php. */
  withRouting(call: Call): void {
    this.isConfigured = true;
    const using = argumentOf(call, 0, 'using');
    const grouped = (group: Partial<RouteGroup>, run: () => void): void => {
      const before = this.#registry.group;
      this.#registry.group = { ...before, ...group };
      run();
      this.#registry.group = before;
    };
    const named = (name: string): { name: string; span: typeof call.span; text: string } => ({
      name,
      span: call.span,
      text: `middleware group ${name}`,
    });
    const files = (value: Value | undefined, what: string): void => {
      if (value === undefined || value.kind === 'null') return;
      const variables = new Map([['router', this.#router]]);
      for (const path of textsOf(value) ?? [undefined])
        if (path === undefined || !this.#registry.run(path, variables))
          this.#registry.gaps.push({
            framework: 'laravel',
            span: call.span,
            reason: `the file of the ${what} routes is not followed`,
          });
    };
    const health = textOf(argumentOf(call, 6, 'health'));
    if (health !== undefined)
      new Registrar(this.#registry).call({
        ...call,
        name: 'get',
        positional: [text(health), { kind: 'code', text: 'health' }],
        named: new Map(),
      });
    if (using?.kind === 'function') {
      call.invoke(using, [this.#router]);
      return;
    }
    const prefix = argumentOf(call, -1, 'apiPrefix');
    const api = textOf(prefix);
    grouped(
      {
        prefix: prefix === undefined ? 'api' : (api ?? ''),
        complete: prefix === undefined || api !== undefined,
        middleware: [named('api')],
      },
      () => {
        files(argumentOf(call, 2, 'api'), 'API');
      },
    );
    grouped({ middleware: [named('web')] }, () => {
      files(argumentOf(call, 1, 'web'), 'web');
    });
    const then = argumentOf(call, -1, 'then');
    if (then?.kind === 'function') call.invoke(then, [this.#application]);
  }

  /** `withMiddleware(function (Middleware $middleware) { … })`. */
  withMiddleware(call: Call): void {
    const [closure] = call.positional;
    if (closure?.kind !== 'function') return;
    const settings = this.#middleware;
    const unit = this.#registry.unitOf(call.span.file);
    const object: HostObject = {
      call(inner) {
        const named = (value: Value | undefined): ReturnType<typeof namesIn> =>
          value === undefined ? [] : namesIn([value], inner, unit);
        switch (inner.name) {
          case 'throttleApi':
            settings.addTo('api', [{ name: 'throttle:api', span: inner.span, text: 'throttleApi()' }]);
            break;
          case 'trustHosts':
            settings.addGlobal([{ name: 'TrustHosts', span: inner.span, text: 'trustHosts()' }]);
            break;
          case 'api':
          case 'web':
            settings.addTo(inner.name, [
              ...named(argumentOf(inner, 0, 'append')),
              ...named(argumentOf(inner, 1, 'prepend')),
            ]);
            break;
          case 'group':
          case 'appendToGroup':
          case 'prependToGroup':
            settings.addTo(
              textOf(argumentOf(inner, 0, 'group')) ?? '',
              named(argumentOf(inner, 1, 'middleware')),
            );
            break;
          case 'append':
          case 'prepend':
          case 'use':
            settings.addGlobal(named(argumentOf(inner, 0, 'middleware')));
            break;
          case 'alias': {
            const aliases = argumentOf(inner, 0, 'aliases');
            for (const { key, value } of aliases?.kind === 'list' ? aliases.entries : [])
              if (key !== undefined) settings.alias(key, named(value)[0]?.name ?? '');
            break;
          }
          default:
        }
        return { kind: 'object', object };
      },
    };
    call.invoke(closure, [{ kind: 'object', object }]);
  }

  /** Methods that providers of routes inherit from the framework. */
  #ofProvider(call: Call): Value | undefined {
    const [first] = call.positional;
    switch (call.name) {
      case 'routes':
        if (first?.kind === 'function') call.invoke(first, [this.#router]);
        return { kind: 'null' };
      case 'loadRoutesFrom': {
        const path = textOf(first);
        if (path === undefined || !this.#registry.run(path, new Map([['router', this.#router]])))
          this.#registry.gaps.push({
            framework: 'laravel',
            span: call.span,
            reason: 'loadRoutesFrom a file that is not followed',
          });
        return { kind: 'null' };
      }
      default:
        return undefined;
    }
  }

  #function(call: Call): Value | undefined {
    const path = textOf(call.positional[0]);
    switch (call.name) {
      case 'require': {
        if (
          path !== undefined &&
          this.#registry.run(
            path,
            new Map([
              ['router', this.#router],
              ['app', this.#application],
            ]),
          )
        )
          return { kind: 'null' };
        if (path !== undefined && !/rout/i.test(path)) return undefined;
        this.#registry.gaps.push({
          framework: 'laravel',
          span: call.span,
          reason: 'a file is required that only run time knows',
        });
        return undefined;
      }
      case 'base_path':
      case 'app_path':
        return text(
          join(this.#root === '' ? '.' : this.#root, call.name === 'app_path' ? 'app' : '', path ?? ''),
        );
      case 'app':
      case 'resolve':
        return path === 'router' ? this.#router : path === undefined ? this.#application : undefined;
      default:
        return undefined;
    }
  }
}

/** `$app`: what is chained on it, and Lumen's router in it. */
class ApplicationObject implements HostObject {
  readonly #host: RouteHost;
  readonly #registry: Registry;

  constructor(host: RouteHost, registry: Registry) {
    this.#host = host;
    this.#registry = registry;
  }

  member(name: string): Value | undefined {
    return name === 'router' ? this.#host.router : undefined;
  }

  call(call: Call): Value | undefined {
    const path = textOf(call.positional[0]);
    switch (call.name) {
      case 'withRouting':
        this.#host.withRouting(call);
        break;
      case 'withMiddleware':
        this.#host.withMiddleware(call);
        break;
      case 'basePath':
        return path === undefined ? undefined : this.#host.call(undefined, { ...call, name: 'base_path' });
      // Lumen before 5.5 registers routes on the application.
      case 'get':
      case 'post':
      case 'put':
      case 'patch':
      case 'delete':
      case 'options':
      case 'group':
        return new Registrar(this.#registry).call(call);
      case 'environment':
      case 'isLocal':
      case 'isProduction':
      case 'runningInConsole':
      case 'runningUnitTests':
      case 'routesAreCached':
      case 'hasDebugModeEnabled':
        return call.name === 'routesAreCached' ? { kind: 'boolean', value: false } : undefined;
      default:
    }
    return { kind: 'object', object: this };
  }
}

function isRouter(value: Value): boolean {
  return value.kind === 'object' && value.object instanceof Registrar;
}

function text(written: string): Value {
  return { kind: 'text', text: written, whole: true };
}

function list(words: readonly string[]): Value {
  return { kind: 'list', entries: words.map((word) => ({ value: text(word) })) };
}

/** A path that a program puts together, as the repository's files are named. */
export function repositoryPath(path: string): string {
  return normalize(path).replace(/^\.\//, '').replace(/^\//, '');
}
