import type { HttpMethod } from '../../../model/endpoint.js';
import { nameOf } from '../../../syntax/ruby/value.js';
import type { SyntaxNode } from '../../../syntax/tree-sitter.js';
import { spanOf } from '../../../syntax/tree-sitter.js';
import { joinedPattern, writtenPath } from '../ruby/route-path.js';
import type { RouteArguments } from './arguments.js';
import type { Context } from './context.js';
import type { RoutesInterpreter } from './interpreter.js';
import { nameOfAction, placeOf, plural, resourcePath, singular } from './scope.js';
import type { RailsScope } from './scope.js';
import { scopeOf } from './scope-options.js';
import { inModule } from './verbs.js';

/** The actions of resources: method, kind of path, what is put behind. */
const actions: readonly (readonly [
  string,
  HttpMethod,
  'collection' | 'member' | 'new',
  'edit' | undefined,
])[] = [
  ['index', 'GET', 'collection', undefined],
  ['create', 'POST', 'collection', undefined],
  ['new', 'GET', 'new', undefined],
  ['edit', 'GET', 'member', 'edit'],
  ['show', 'GET', 'member', undefined],
  ['update', 'PATCH', 'member', undefined],
  ['update', 'PUT', 'member', undefined],
  ['destroy', 'DELETE', 'member', undefined],
];

/** `resources :photos`, `resource :profile`. */
export function registerResources(
  mapper: RoutesInterpreter,
  node: SyntaxNode,
  isSingular: boolean,
  given: RouteArguments,
  context: Context,
): void {
  // Options such as `path` belong to the resource itself, not to what stands around it.
  const around = placeOf(context.scope, given.name('on'));
  for (const value of given.positional) {
    const name = nameOf(value);
    if (name === undefined) {
      mapper.gap(node, context, 'the name of a resource is known at run time only');
      continue;
    }
    const written = writtenPath(given.options.get('path'));
    const scope = resourceScope(
      name,
      written?.text ?? name,
      isSingular,
      given,
      around,
      mapper,
      node,
      context,
    );
    const known = given.options.has('path') && !written ? { ...scope, complete: false } : scope;
    registerActions(mapper, node, given, known, context);
    const concerns = given.names('concerns');
    if (concerns) useConcerns(mapper, node, concerns, { ...context, scope: known });
    mapper.runBlock(node, context, known, false);
  }
}

function resourceScope(
  name: string,
  path: string,
  isSingular: boolean,
  given: RouteArguments,
  around: RailsScope,
  mapper: RoutesInterpreter,
  node: SyntaxNode,
  context: Context,
): RailsScope {
  const own = scopeOf(mapper, node, 'resources', given, { ...context, scope: around });
  const parameter = given.name('param') ?? 'id';
  const last = name.split('/').at(-1) ?? name;
  const { only: _only, except: _except, controller: _controller, action: _action, ...rest } = own;
  return {
    ...rest,
    controller: given.name('controller') ?? (isSingular ? plural(name) : name),
    resource: {
      isSingular,
      path,
      parameter: `:${parameter}`,
      nestedParameter: `:${singular(given.name('as') ?? last)}_${parameter}`,
      depth: around.resource ? around.resource.depth + 1 : 0,
    },
    isInResource: true,
  };
}

function registerActions(
  mapper: RoutesInterpreter,
  node: SyntaxNode,
  given: RouteArguments,
  scope: RailsScope,
  context: Context,
): void {
  const only = given.names('only') ?? context.scope.only;
  const except = given.names('except') ?? context.scope.except ?? [];
  for (const [action, method, kind, behind] of actions) {
    if (only ? !only.includes(action) : except.includes(action)) continue;
    if (scope.resource?.isSingular === true && action === 'index') continue;
    if (mapper.isApi && (action === 'new' || action === 'edit')) continue;
    const path = resourcePath(scope, kind);
    context.out.routes.push({
      method,
      pattern: behind === undefined ? path : joinedPattern(path, nameOfAction(scope, behind)),
      complete: scope.complete,
      span: spanOf(context.file.source, headOf(node)),
      target: { kind: 'action', controller: inModule(scope.controller ?? '', scope), action },
      ...(scope.condition !== undefined && { condition: scope.condition }),
      guards: scope.guards,
    });
  }
}

/** The registration without its block, when it has one. */
function headOf(node: SyntaxNode): SyntaxNode {
  return node.childForFieldName('block') ? (node.childForFieldName('arguments') ?? node) : node;
}

/** Runs concerns in the scope at hand. */
export function useConcerns(
  mapper: RoutesInterpreter,
  node: SyntaxNode,
  names: readonly (string | undefined)[],
  context: Context,
): void {
  for (const name of names) {
    const concern = name === undefined ? undefined : mapper.concerns.get(name);
    if (concern) mapper.runPiece(concern, [], context);
    else mapper.gap(node, context, `the concern ${name ?? ''} is not followed`);
  }
}
