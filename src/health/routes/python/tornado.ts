import type { PyArguments, PyPlace, PyValue } from '../../../syntax/python/values.js';
import { argument, optionsOf, unknown } from '../../../syntax/python/values.js';
import type { Inventory } from './inventory.js';
import { pathsOfRegex } from './regex-path.js';
import type { PathText, Router } from './router.js';
import { RouteObject, pathsOf } from './router.js';
import { viewMethods } from './view-classes.js';

/** `url(r'/x', Handler)`, `URLSpec(…)`, `Rule(PathMatches(…), …)` (tornado/web.py, routing.py). */
export function tornadoRule(
  inventory: Inventory,
  name: string,
  args: PyArguments,
  site: PyPlace,
): PyValue | undefined {
  if (!/^tornado\.(?:web|routing)\.(?:url|URLSpec|Rule)$/.test(name)) return undefined;
  const [first, second] = args.positional;
  return {
    kind: 'host',
    object: new RouteObject((parent) => {
      addRule(
        inventory,
        parent,
        argument(args, 'pattern', 0) ?? first ?? unknown,
        argument(args, 'handler', 1) ?? second,
        site,
      );
    }),
  };
}

/** `PathMatches('/x')` stands for its pattern. */
export function tornadoMatcher(name: string, args: PyArguments): PyValue | undefined {
  return /^tornado\.routing\.PathMatches$/.test(name) ? args.positional[0] : undefined;
}

function addRule(
  inventory: Inventory,
  router: Router,
  pattern: PyValue,
  handler: PyValue | undefined,
  site: PyPlace,
): void {
  if (handler?.kind === 'list') {
    addRules(inventory, router, handler, site);
    return;
  }
  for (const text of pathsOf(pattern))
    for (const path of spelled(text))
      inventory.register(router, {
        methods: viewMethods(handler) ?? ['ANY'],
        path,
        place: site,
        servedBy: 'code',
        ...(handler && { handler }),
      });
}

/** Patterns are regular expressions that match the whole path; what is unknown in front of a known end stays unknown. */
function spelled(path: PathText): readonly PathText[] {
  if (path.text.includes(null))
    return [
      { ...path, text: path.text.map((piece) => (piece === null ? null : (pathsOfRegex(piece)[0] ?? null))) },
    ];
  const paths = pathsOfRegex(path.text.join(''));
  return paths.length === 0 ? [{ ...path, text: [null] }] : paths.map((one) => ({ ...path, text: [one] }));
}

/** The rules of a list: tuples and rule objects. */
export function addRules(inventory: Inventory, router: Router, rules: PyValue, site: PyPlace): void {
  for (const option of optionsOf(rules)) {
    if (option.kind === 'none') continue;
    if (option.kind !== 'list') {
      inventory.gap('tornado', site, 'the list of handlers is not known before run time');
      continue;
    }
    if (!option.complete)
      inventory.gap('tornado', site, 'a part of the list of handlers is not known before run time');
    for (const item of option.items)
      for (const rule of optionsOf(item)) {
        if (rule.kind === 'host' && rule.object instanceof RouteObject) rule.object.attach(router);
        else if (rule.kind === 'list' && rule.items.length >= 2)
          addRule(
            inventory,
            router,
            rule.items[0] ?? unknown,
            optionsOf(rule.items[1] ?? unknown)[0],
            rule.place ?? site,
          );
        else
          inventory.gap('tornado', site, 'the list of handlers holds one that is not known before run time');
      }
  }
}

/** The handlers of `Application(handlers, default_host, transforms, **settings)`, and what its settings serve. */
export function fillTornado(inventory: Inventory, router: Router, args: PyArguments, site: PyPlace): void {
  const handlers = argument(args, 'handlers', 0);
  if (handlers) addRules(inventory, router, handlers, site);
  if (!args.named.has('static_path')) return;
  for (const prefix of pathsOf(
    args.named.get('static_url_prefix') ?? { kind: 'text', text: ['/static/'], adjustable: false },
  ))
    inventory.register(router, {
      methods: ['GET', 'HEAD'],
      path: { ...prefix, text: [...prefix.text, '{*path}'] },
      place: site,
      servedBy: 'dependency',
    });
}

/** What is called on a `tornado.web.Application`. */
export function callTornadoMethod(
  inventory: Inventory,
  router: Router,
  name: string,
  args: PyArguments,
  site: PyPlace,
): PyValue {
  if (name === 'add_handlers')
    addRules(inventory, router, argument(args, 'host_handlers', 1) ?? unknown, site);
  return unknown;
}

/** Whether a value is a list of rules, on one of its ways. */
export function holdsRules(value: PyValue | undefined): boolean {
  return (value ? optionsOf(value) : []).some(
    (option) =>
      option.kind === 'list' &&
      option.items.some(
        (item) =>
          (item.kind === 'host' && item.object instanceof RouteObject) ||
          (item.kind === 'list' && item.items[0]?.kind === 'text' && item.items.length >= 2),
      ),
  );
}
