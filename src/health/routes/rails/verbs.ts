import type { HttpMethod } from '../../../model/endpoint.js';
import { nameOf } from '../../../syntax/ruby/value.js';
import type { SyntaxNode } from '../../../syntax/tree-sitter.js';
import { spanOf } from '../../../syntax/tree-sitter.js';
import { httpMethods } from '../../http-methods.js';
import { bodyOf, oneLine } from '../ruby/bodies.js';
import { underscored } from '../ruby/project.js';
import { joinedPattern, writtenPath } from '../ruby/route-path.js';
import type { WrittenPath } from '../ruby/route-path.js';
import type { RouteArguments } from './arguments.js';
import type { Context } from './context.js';
import type { RoutesInterpreter } from './interpreter.js';
import type { RailsTarget } from './raw-route.js';
import { conditionBoth, placeOf } from './scope.js';
import type { RailsScope } from './scope.js';
import { conditionOfConstraints } from './scope-options.js';

/** `get`, `post` …, `match`, `root`. */
export function registerVerb(
  mapper: RoutesInterpreter,
  node: SyntaxNode,
  verb: string,
  given: RouteArguments,
  context: Context,
): void {
  const scope = placeOf(context.scope, given.name('on'));
  const methods = methodsOf(verb, given, scope);
  const condition = conditionBoth(scope.condition, conditionOfConstraints(verb, given));
  const emit = (path: WrittenPath, target: RailsTarget): void => {
    for (const method of methods)
      context.out.routes.push({
        method,
        pattern: joinedPattern(scope.prefix, path.text) || '/',
        complete: scope.complete && path.complete,
        span: spanOf(context.file.source, node),
        target,
        ...(condition !== undefined && { condition }),
        guards: scope.guards,
      });
  };
  const moved = writtenPath(given.options.get('path'));
  if (verb === 'root') {
    const to = given.node('to') ?? given.positionalNodes[0] ?? given.pairs[0]?.value;
    const root = { text: '', complete: true };
    emit(root, to ? targetOf(to, '', given, mapper, context, scope) : { kind: 'unknown' });
    return;
  }
  const to = verb === 'redirect' ? undefined : (given.node('to') ?? given.node('action'));
  let isRegistered = false;
  for (const [index, value] of given.positional.entries()) {
    const path = writtenPath(value);
    isRegistered = true;
    if (!path) {
      mapper.gap(
        node,
        context,
        `the path ${oneLine(given.positionalNodes[index]?.text ?? '')} is known at run time only`,
      );
      continue;
    }
    // `get 'x', :show`: a symbol behind a path in a text names the action.
    if (index > 0 && value.kind === 'symbol' && given.positional[0]?.kind === 'string') continue;
    emit(
      moved ?? path,
      verb === 'redirect'
        ? { kind: 'redirect' }
        : to
          ? targetOf(to, path.text, given, mapper, context, scope)
          : impliedTarget(path.text, given, scope),
    );
  }
  for (const { key, value } of given.pairs) {
    const path = writtenPath(mapper.value(key, context));
    if (!path) {
      mapper.gap(node, context, `the path ${oneLine(key.text)} is known at run time only`);
      continue;
    }
    isRegistered = true;
    emit(path, targetOf(value, path.text, given, mapper, context, scope));
  }
  // `get on: :member, action: :x`
  if (!isRegistered) emit(moved ?? { text: '', complete: true }, impliedTarget('', given, scope));
}

function methodsOf(verb: string, given: RouteArguments, scope: RailsScope): readonly HttpMethod[] {
  const own = verb === 'redirect' ? 'GET' : httpMethods.get(verb);
  if (own !== undefined) return [own];
  const via = given.names('via') ?? scope.via;
  if (verb === 'root' && !via) return ['GET'];
  if (!via || via.includes('all') || via.includes('any')) return ['ANY'];
  return via.flatMap((name) => httpMethods.get(name.toLowerCase()) ?? []);
}

/** Controller and action when no `to` names them. */
function impliedTarget(path: string, given: RouteArguments, scope: RailsScope): RailsTarget {
  const controller = given.name('controller') ?? scope.controller;
  const bare = path.replaceAll(/^\/|\(.*$/g, '');
  const action = given.name('action') ?? scope.action ?? bare.split('/').at(-1)?.replaceAll('-', '_') ?? '';
  if (controller !== undefined) return { kind: 'action', controller: inModule(controller, scope), action };
  const split = /^([-\w]+(?:\/[-\w]+)*)\/([-\w]+)$/.exec(bare);
  return split
    ? { kind: 'action', controller: inModule((split[1] ?? '').replaceAll('-', '_'), scope), action }
    : { kind: 'unknown' };
}

/** Who answers, by what stands behind `to:` or `=>`. */
export function targetOf(
  node: SyntaxNode,
  path: string,
  given: RouteArguments,
  mapper: RoutesInterpreter,
  context: Context,
  scope: RailsScope,
): RailsTarget {
  const text = nameOf(mapper.value(node, context));
  if (text !== undefined) {
    const [controller, action] = text.split('#');
    if (action !== undefined && controller !== undefined)
      return { kind: 'action', controller: inModule(controller, scope), action };
    // Hanami: `home.show`
    const dotted = /^([\w./]+)\.(\w+)$/.exec(text);
    if (dotted && scope.controller === undefined)
      return { kind: 'action', controller: inModule(dotted[1] ?? '', scope), action: dotted[2] ?? '' };
    return impliedTarget(text, given, scope);
  }
  const method = node.type === 'call' ? (node.childForFieldName('method')?.text ?? '') : '';
  const receiver = node.childForFieldName('receiver')?.text ?? '';
  if (method.startsWith('redirect') && (receiver === '' || context.aliases.has(receiver)))
    return { kind: 'redirect' };
  if (node.type === 'lambda' || (method === 'new' && receiver === 'Proc') || /^(lambda|proc)$/.test(method)) {
    const block = node.childForFieldName('body') ?? node.childForFieldName('block') ?? node;
    return { kind: 'block', body: bodyOf(block, context.file.source) };
  }
  // `HealthController.action(:show)`
  if (method === 'action') {
    const action = node.childForFieldName('arguments')?.namedChildren[0];
    const name = action ? nameOf(mapper.value(action, context)) : undefined;
    const controller = underscored(receiver.replace(/^::/, '')).replace(/_controller$/, '');
    if (name !== undefined) return { kind: 'action', controller: `/${controller}`, action: name };
  }
  const constant = /^(?:::)?([A-Z]\w*(?:::[A-Z]\w*)*)/.exec(node.text)?.[1];
  if (constant !== undefined)
    return {
      kind: 'rack',
      name: method === '' || method === 'new' ? constant : `${constant}.${method}`,
      text: node.text.slice(0, 2000),
      span: spanOf(context.file.source, node),
    };
  return path === '' ? { kind: 'unknown' } : impliedTarget(path, given, scope);
}

/** `photos` in the modules around it; a leading slash leaves these. */
export function inModule(controller: string, { module }: Pick<RailsScope, 'module'>): string {
  if (controller.startsWith('/')) return controller.slice(1);
  return module === '' ? controller : `${module}/${controller}`;
}
