import type { RubyValue } from '../../../syntax/ruby/value.js';
import { nameOf, namesOf } from '../../../syntax/ruby/value.js';
import type { SyntaxNode } from '../../../syntax/tree-sitter.js';
import { oneLine } from '../ruby/bodies.js';
import { joinedPattern, writtenPath } from '../ruby/route-path.js';
import type { RouteArguments } from './arguments.js';
import type { Context } from './context.js';
import type { RoutesInterpreter } from './interpreter.js';
import { below, conditionBoth, placeOf } from './scope.js';
import type { RailsScope } from './scope.js';

/** What `scope`, `namespace`, `controller`, `defaults` and `constraints` say of the routes in their block. */
export function scopeOf(
  mapper: RoutesInterpreter,
  node: SyntaxNode,
  kind: string,
  given: RouteArguments,
  context: Context,
): RailsScope {
  let { scope } = context;
  const { options } = given;
  // A namespace inside of a resource stands inside of one member of it.
  if (kind === 'namespace') scope = placeOf(scope);
  // The path of a resource is its own part, not one of what stands around it.
  const isPath = kind === 'scope' || kind === 'namespace';
  const path =
    kind === 'slice'
      ? options.get('at')
      : kind === 'resources'
        ? undefined
        : (options.get('path') ?? (isPath ? given.positional[0] : undefined));
  const others = kind === 'scope' && !options.has('path') ? given.positional.slice(1) : [];
  for (const part of path === undefined ? [] : [path, ...others]) scope = underValue(scope, part);
  const name = kind === 'namespace' ? nameOf(given.positional[0]) : undefined;
  const module = given.options.has('module') ? (given.name('module') ?? '') : (name ?? '');
  if (kind === 'namespace') {
    const own = writtenPath(path)?.text ?? '';
    scope = { ...scope, shallowPath: joinedPattern(scope.shallowPath, own) };
  }
  const shallowPath = writtenPath(options.get('shallow_path'))?.text;
  const controller = kind === 'controller' ? nameOf(given.positional[0]) : given.name('controller');
  const condition = conditionBoth(scope.condition, conditionOfConstraints(kind, given));
  const action = given.name('action');
  const via = given.names('via');
  const only = given.names('only');
  const except = given.names('except');
  if (kind === 'localized')
    mapper.gap(node, context, 'localized gives paths in other languages, which are not followed');
  return {
    ...scope,
    module: module === '' ? scope.module : `${scope.module}${scope.module === '' ? '' : '/'}${module}`,
    ...(controller !== undefined && { controller }),
    ...(action !== undefined && { action }),
    ...(condition !== undefined && { condition }),
    ...(via && { via }),
    ...(only && { only }),
    ...(except && { except }),
    ...(shallowPath !== undefined && { shallowPath: joinedPattern(scope.shallowPath, shallowPath) }),
    shallow: scope.shallow || given.isOn('shallow'),
    pathNames: pathNamesOf(options.get('path_names'), scope.pathNames),
  };
}

function underValue(scope: RailsScope, value: RubyValue): RailsScope {
  if (value.kind === 'nil' || (value.kind === 'boolean' && !value.value)) return scope;
  const written = writtenPath(value);
  return below(scope, written?.text ?? '', written?.complete ?? false);
}

/** `path_names: {new: 'neu'}` over those of the blocks around. */
export function pathNamesOf(
  value: RubyValue | undefined,
  around: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  if (value?.kind !== 'hash') return around;
  const names = new Map(around);
  for (const [action, written] of value.entries) {
    const name = nameOf(written);
    if (name !== undefined) names.set(action, name);
  }
  return names;
}

/** Patterns of parameters always hold for a path that was asked for; hosts, sub-domains and objects are conditions. */
export function conditionOfConstraints(kind: string, given: RouteArguments): string | undefined {
  const own = kind === 'constraints' ? given.positionalNodes[0] : undefined;
  if (own && own.type !== 'hash') return `only where ${oneLine(own.text)}`;
  const keys = kind === 'constraints' ? given.options : new Map(hashOf(given.options.get('constraints')));
  const first = [...keys].find(([key]) =>
    /^(subdomain|host|domain|ip|remote_ip|protocol|port|format)$/.test(key),
  );
  if (first) return `only where the ${first[0]} fits`;
  const node = given.node('constraints');
  if (kind === 'constraints' || !node || node.type === 'hash') return undefined;
  return namesOf(given.options.get('constraints')) ? undefined : `only where ${oneLine(node.text)}`;
}

function hashOf(value: RubyValue | undefined): Iterable<[string, RubyValue]> {
  return value?.kind === 'hash' ? value.entries : [];
}
