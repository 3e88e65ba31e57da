import type { HttpMethod } from '../../../model/endpoint.js';
import type { PythonMachine } from '../../../syntax/python/machine.js';
import type { PyExpression } from '../../../syntax/python/tree.js';
import type { ClassObject, PyValue } from '../../../syntax/python/values.js';
import { optionsOf } from '../../../syntax/python/values.js';
import { plainText } from '../../../syntax/python/texts.js';
import { httpMethods } from '../../http-methods.js';
import { outsideBases } from './views.js';

/** One route of a set of views, relative to its prefix: `''`, `/{pk}`, `/recent`. */
export interface ViewSetRoute {
  readonly path: string;
  readonly methods: readonly HttpMethod[];
  readonly action: string;
}

/** What a router makes of the methods of a set of views (rest_framework/routers.py, `SimpleRouter.routes`). */
const standard: readonly (readonly [string, HttpMethod, '' | 'detail'])[] = [
  ['list', 'GET', ''],
  ['create', 'POST', ''],
  ['retrieve', 'GET', 'detail'],
  ['update', 'PUT', 'detail'],
  ['partial_update', 'PATCH', 'detail'],
  ['destroy', 'DELETE', 'detail'],
];

const mixins: readonly (readonly [RegExp, readonly string[]])[] = [
  [/(?:^|\.)ModelViewSet$/, standard.map(([name]) => name)],
  [/(?:^|\.)ReadOnlyModelViewSet$/, ['list', 'retrieve']],
  [/(?:^|\.)ListModelMixin$/, ['list']],
  [/(?:^|\.)CreateModelMixin$/, ['create']],
  [/(?:^|\.)RetrieveModelMixin$/, ['retrieve']],
  [/(?:^|\.)UpdateModelMixin$/, ['update', 'partial_update']],
  [/(?:^|\.)DestroyModelMixin$/, ['destroy']],
  [/^rest_framework\.(?:viewsets\.)?(?:ViewSet|GenericViewSet|ViewSetMixin)$/, []],
];

/** A set of views as far as it is known. */
export interface ViewSet {
  readonly routes: readonly ViewSetRoute[];
  /** False when a base class may bring more. */
  readonly complete: boolean;
}

/** The routes of a set of views; undefined for what is none of the repository. */
export async function viewSetOf(machine: PythonMachine, value: PyValue): Promise<ViewSet | undefined> {
  const view = optionsOf(value)[0];
  if (view?.kind !== 'class') return undefined;
  const names = new Set<string>();
  let complete = true;
  for (const base of outsideBases(view.of)) {
    const found = mixins.find(([pattern]) => pattern.test(base))?.[1];
    for (const name of found ?? []) names.add(name);
    if (!found && !/^(?:builtins|object|typing)\b|Mixin$|^rest_framework\b/.test(base)) complete = false;
  }
  const generations = [...ancestors(view.of)];
  if (generations.some((one) => one.bases.some((base) => base.kind === 'unknown'))) complete = false;
  const routes: ViewSetRoute[] = [];
  const key = lookupKey(generations);
  for (const of of generations) {
    for (const [name] of standard) if (of.scope.cells.has(name)) names.add(name);
    for (const cell of of.scope.cells.values())
      if (cell.value?.kind === 'function') {
        const { fn } = cell.value;
        for (const decorator of fn.decorators) {
          const action = actionOf(decorator);
          if (!action) continue;
          const named = (name: string): PyExpression | undefined =>
            action.args.find((one) => one.name === name)?.value;
          const detail = named('detail');
          const isDetail = action.name === 'detail_route' || (detail?.kind === 'boolean' && detail.value);
          const path = named('url_path');
          const text = path
            ? plainText(await machine.operations.evaluate(machine, path, cell.value.scope))
            : fn.name;
          if (text === undefined) complete = false;
          else
            routes.push({
              path: `${isDetail ? `/{${key}}` : ''}/${plainParameters(text)}`,
              methods: methodsOf(named('methods')),
              action: fn.name,
            });
        }
      }
  }
  for (const [name, method, kind] of standard)
    if (names.has(name))
      routes.unshift({ path: kind === 'detail' ? `/{${key}}` : '', methods: [method], action: name });
  return { routes, complete };
}

function actionOf(decorator: PyExpression):
  | {
      readonly name: string;
      readonly args: readonly { readonly name?: string; readonly value: PyExpression }[];
    }
  | undefined {
  const callee = decorator.kind === 'call' ? decorator.callee : decorator;
  const name = callee.kind === 'name' || callee.kind === 'attribute' ? callee.name : '';
  if (!/^(?:action|list_route|detail_route)$/.test(name)) return undefined;
  return { name, args: decorator.kind === 'call' ? decorator.args : [] };
}

function plainParameters(path: string): string {
  return path.replaceAll(/\(\?P<(\w{1,80})>[^()]{0,200}\)/g, '{$1}').replaceAll(/^\/|\/$/g, '');
}

function methodsOf(value: PyExpression | undefined): readonly HttpMethod[] {
  if (value === undefined) return ['GET'];
  if (value.kind !== 'list') return ['ANY'];
  const found = value.items.map((item): HttpMethod => {
    const [part] = item.kind === 'text' ? item.parts : [];
    return (typeof part === 'string' ? httpMethods.get(part.toLowerCase()) : undefined) ?? 'ANY';
  });
  return [...new Set(found)];
}

function* ancestors(of: ClassObject, depth = 0): Generator<ClassObject> {
  yield of;
  if (depth > 8) return;
  for (const base of of.bases.flatMap(optionsOf))
    if (base.kind === 'class') yield* ancestors(base.of, depth + 1);
}

function lookupKey(generations: readonly ClassObject[]): string {
  for (const { scope } of generations)
    for (const name of ['lookup_url_kwarg', 'lookup_field']) {
      const value = scope.cells.get(name)?.value;
      const text = value && plainText(value);
      if (text !== undefined) return text;
    }
  return 'pk';
}
