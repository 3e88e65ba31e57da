import type { HttpMethod } from '../../../model/endpoint.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { Unit, Value } from '../../../syntax/imperative/values.js';
import { entryOf, textOf, textsOf } from '../../../syntax/imperative/values.js';
import type { PendingRoute, RouteGroup } from './groups.js';

/** The actions of a resource: name, methods, what is put behind the collection; `{}` stands for the parameter. */
const actions: readonly (readonly [string, readonly HttpMethod[], string])[] = [
  ['index', ['GET'], ''],
  ['create', ['GET'], '/create'],
  ['store', ['POST'], ''],
  ['show', ['GET'], '/{}'],
  ['edit', ['GET'], '/{}/edit'],
  ['update', ['PUT', 'PATCH'], '/{}'],
  ['destroy', ['DELETE'], '/{}'],
];

const singletonActions: readonly (readonly [string, readonly HttpMethod[], string])[] = [
  ['show', ['GET'], ''],
  ['edit', ['GET'], '/edit'],
  ['update', ['PUT', 'PATCH'], ''],
];

/** `Route::resource('photos.comments', …)`: the parents are parameters of the path. */
export function resourceRoutes(
  kind: string,
  name: string,
  controller: Value | undefined,
  options: Value | undefined,
  group: RouteGroup,
  span: SourceSpan,
  unit: Unit | undefined,
): readonly PendingRoute[] {
  const isApi = kind.startsWith('api');
  const isSingleton = /singleton/i.test(kind);
  const parts = name.replaceAll(/^\/+|\/+$/g, '').split('.');
  const parameters = entryOf(options, 'parameters');
  const parameterOf = (part: string): string =>
    textOf(entryOf(parameters, part)) ?? singular(part.split('/').at(-1) ?? part).replaceAll('-', '_');
  const last = parts.at(-1) ?? '';
  const parents = parts.slice(0, -1).map((part) => `${part}/{${parameterOf(part)}}/`);
  const base = parents.join('') + last;
  const routes = (isSingleton ? singletonActions : actions)
    .filter(([action]) => !isApi || (action !== 'create' && action !== 'edit'))
    .map(([action, methods, behind]): PendingRoute & { resourceAction: string } => ({
      methods,
      uri: base + behind.replace('{}', `{${parameterOf(last)}}`),
      complete: true,
      action: {
        kind: 'list',
        entries: [
          { value: controller ?? { kind: 'null' } },
          { value: { kind: 'text', text: action, whole: true } },
        ],
      },
      group,
      span,
      unit,
      isKept: true,
      resourceAction: action,
    }));
  for (const limit of ['only', 'except'] as const) {
    const names = textsOf(entryOf(options, limit));
    if (names) restricted(routes, limit, names);
  }
  return routes;
}

/** Takes away what `only` and `except` leave out. */
export function restricted(
  routes: readonly PendingRoute[],
  limit: 'only' | 'except',
  names: readonly string[],
): void {
  for (const route of routes) {
    const action = route.action?.kind === 'list' ? textOf(route.action.entries[1]?.value) : undefined;
    if (action !== undefined && names.includes(action) !== (limit === 'only')) route.isKept = false;
  }
}

/** English words in the singular, as far as names of parameters need it. */
function singular(word: string): string {
  if (/(ss|us|is|series|news|data|media)$/.test(word)) return word;
  if (word.endsWith('ies')) return word.replace(/ies$/, 'y');
  return /(ss|sh|ch|x|us)es$/.test(word) ? word.slice(0, -2) : word.replace(/s$/, '');
}
