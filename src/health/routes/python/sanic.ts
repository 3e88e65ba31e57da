import type { HostObject, PyArguments, PyPlace, PyValue } from '../../../syntax/python/values.js';
import { argument, optionsOf, truthOf, unknown } from '../../../syntax/python/values.js';
import { plainText } from '../../../syntax/python/texts.js';
import { httpMethods } from '../../http-methods.js';
import type { Inventory } from './inventory.js';
import { methodsOf } from './methods.js';
import type { PathText } from './router.js';
import { Router, literalPath, pathsOf } from './router.js';
import { viewMethods } from './view-classes.js';

/** `app.config`: what is set on it. */
export class SanicConfig implements HostObject {
  readonly attributes = new Map<string, PyValue>();
}

/** `/v1` in front of everything else when a version is given (sanic/router.py). */
function versionPrefix(args: PyArguments): readonly (string | null)[] {
  const version = args.named.get('version');
  if (!version || version.kind === 'none') return [];
  if (version.kind === 'number') return [`/v${String(version.value)}`];
  return version.kind === 'text' && !version.text.includes(null)
    ? [`/v${version.text.join('').replace(/^v/, '')}`]
    : [null];
}

/** The prefix of a blueprint or group. */
export function sanicPrefix(args: PyArguments): PathText {
  const [prefix = literalPath('')] = pathsOf(args.named.get('url_prefix'));
  return { ...prefix, text: [...versionPrefix(args), ...prefix.text] };
}

/** What is called on a `Sanic` or `Blueprint` (sanic/mixins/routes.py). */
export function callSanicMethod(
  inventory: Inventory,
  router: Router,
  name: string,
  args: PyArguments,
  site: PyPlace,
): PyValue {
  const verb = httpMethods.get(name);
  const add = (path: PyValue, handler: PyValue | undefined): void => {
    for (const one of pathsOf(path)) {
      const text =
        typeof one.text[0] === 'string' && !one.text[0].startsWith('/') ? ['/', ...one.text] : one.text;
      inventory.register(router, {
        methods: verb ? [verb] : (viewMethods(handler) ?? methodsOf(args.named.get('methods'), ['GET'])),
        path: { ...one, text: [...versionPrefix(args), ...text] },
        place: site,
        servedBy: 'code',
        ...(handler && { handler }),
      });
    }
  };
  if (verb || name === 'route')
    return {
      kind: 'native',
      call: (given) => {
        const [handler = unknown] = given.positional;
        add(argument(args, 'uri', 0) ?? unknown, handler);
        return Promise.resolve(handler);
      },
    };
  if (name === 'on_request' || name === 'middleware' || name === 'register_middleware')
    return takeMiddleware(inventory, router, name, args);
  switch (name) {
    case 'add_route':
      add(argument(args, 'uri', 1) ?? unknown, argument(args, 'handler', 0));
      return unknown;
    case 'static':
      for (const one of pathsOf(argument(args, 'uri', 0) ?? unknown))
        for (const text of [one.text, [...one.text, '/<path:path>']])
          inventory.register(router, {
            methods: ['GET', 'HEAD'],
            path: { ...one, text },
            place: site,
            servedBy: 'code',
          });
      return unknown;
    case 'blueprint':
    case 'group':
      include(inventory, router, args.positional[0] ?? argument(args, 'blueprint') ?? unknown, args, site);
      return unknown;
    case 'extend': {
      const config = args.named.get('config');
      if (config) extendWith(router, config);
      return unknown;
    }
    default:
      return unknown;
  }
}

/**
 * Middleware of requests: `@app.on_request`, `@app.middleware`, `@app.middleware('request')`, `register_middleware(fn, 'request')`
 * (sanic/mixins/middleware.py); that of a blueprint is before its own routes.
 */
function takeMiddleware(inventory: Inventory, router: Router, name: string, args: PyArguments): PyValue {
  const [first, second] = args.positional;
  const take = (handler: PyValue | undefined, place: PyValue | undefined): void => {
    const isOfRequests =
      name === 'on_request' ||
      place === undefined ||
      (place.kind === 'text' && plainText(place) === 'request');
    if (handler && isOfRequests) inventory.hook(router, handler);
  };
  const isGiven = first !== undefined && first.kind !== 'text';
  const place = args.named.get('attach_to') ?? (isGiven ? second : first);
  if (isGiven) {
    take(first, place);
    return first;
  }
  return {
    kind: 'native',
    call: ({ positional: [handler = unknown] }) => {
      take(handler, place);
      return Promise.resolve(handler);
    },
  };
}

function include(
  inventory: Inventory,
  parent: Router,
  value: PyValue,
  args: PyArguments,
  site: PyPlace,
): void {
  for (const option of optionsOf(value)) {
    if (option.kind === 'list') {
      if (!option.complete)
        inventory.gap('sanic', site, 'a blueprint is registered here that is not known before run time');
      for (const item of option.items) include(inventory, parent, item, args, site);
    } else if (option.kind === 'host' && option.object instanceof Router) {
      const given = args.named.get('url_prefix');
      for (const prefix of given ? pathsOf(given) : [undefined])
        option.object.addTo({ parent, prefix, ...inventory.condition });
    } else if (option.kind !== 'none')
      inventory.gap('sanic', site, 'a blueprint is registered here that is not known before run time');
  }
}

/** `Blueprint.group(a, b, url_prefix='/api')`: a prefix around blueprints. */
export function sanicGroup(inventory: Inventory, args: PyArguments, site: PyPlace): PyValue {
  const group = inventory.router({
    framework: 'sanic',
    kind: 'router',
    prefix: sanicPrefix(args),
    place: site,
  });
  const none: PyArguments = { positional: [], named: new Map(), complete: true };
  for (const one of args.positional) include(inventory, group, one, none, site);
  return { kind: 'host', object: group };
}

/** What configures an application's extensions: `Extend(app, config=…)`, `app.extend(config=…)`, `Config(health=True)` of sanic-ext. */
export function extendWith(router: Router, config: PyValue): void {
  const own = router.attributes.get('config');
  if (own?.kind !== 'host') return;
  const entries =
    config.kind === 'dict' ? config.entries : config.kind === 'host' ? config.object.attributes : [];
  for (const [name, value] of entries) own.object.attributes.set(name.toUpperCase(), value);
}

/** sanic-ext serves the state of the workers when `HEALTH` and `HEALTH_ENDPOINT` are on (sanic_ext/extensions/health). */
export function addSanicHealth(router: Router): void {
  const config = router.attributes.get('config');
  const attributes = config?.kind === 'host' ? config.object.attributes : undefined;
  const isOn = (name: string): boolean => {
    const value = attributes?.get(name);
    return value !== undefined && truthOf(value) === true;
  };
  if (!isOn('HEALTH') || !isOn('HEALTH_ENDPOINT')) return;
  const prefix = attributes?.get('HEALTH_URL_PREFIX');
  for (const path of prefix ? pathsOf(prefix) : [literalPath('/__health__')])
    for (const text of [path.text, [...path.text, '/']])
      router.registrations.push({
        methods: ['GET'],
        path: { ...path, text },
        place: router.place,
        servedBy: 'setting',
      });
}
