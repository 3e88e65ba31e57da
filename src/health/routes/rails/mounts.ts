import type { SyntaxNode } from '../../../syntax/tree-sitter.js';
import { spanOf } from '../../../syntax/tree-sitter.js';
import { oneLine } from '../ruby/bodies.js';
import { joinedPattern, writtenPath } from '../ruby/route-path.js';
import type { RouteArguments } from './arguments.js';
import type { Context } from './context.js';
import type { RoutesInterpreter } from './interpreter.js';
import { conditionBoth, placeOf } from './scope.js';
import { conditionOfConstraints } from './scope-options.js';

/** `mount X => '/x'`, `mount X, at: '/x'`. */
export function registerMount(
  mapper: RoutesInterpreter,
  node: SyntaxNode,
  given: RouteArguments,
  context: Context,
): void {
  const scope = placeOf(context.scope, given.name('on'));
  const condition = conditionBoth(scope.condition, conditionOfConstraints('mount', given));
  const at = given.options.get('at');
  const [app] = given.positionalNodes;
  const mounted = [
    ...given.pairs.map(({ key, value }) => ({ app: key, path: writtenPath(mapper.value(value, context)) })),
    ...(app && at ? [{ app, path: writtenPath(at) }] : []),
  ];
  if (mounted.length === 0) mapper.gap(node, context, `${oneLine(node.text)} is not followed`);
  for (const { app: mountedApp, path } of mounted) {
    if (!path) {
      mapper.gap(node, context, `${oneLine(mountedApp.text)} is mounted at a path that only run time knows`);
      continue;
    }
    context.out.mounts.push({
      name: /^(?:::)?([A-Z]\w*(?:::[A-Z]\w*)*)/.exec(mountedApp.text)?.[1] ?? oneLine(mountedApp.text),
      pattern: joinedPattern(scope.prefix, path.text) || '/',
      complete: scope.complete && path.complete,
      span: spanOf(context.file.source, node),
      ...(condition !== undefined && { condition }),
      guards: scope.guards,
    });
  }
}
