import type { RouteGuard } from '../../../model/endpoint.js';
import type { SourceSpan } from '../../../model/source-span.js';
import { guardOfPlug } from './guards.js';
import { wholeName } from './modules.js';
import type { ElixirModule, ElixirModules } from './modules.js';
import { plugsIn } from './plug-touches.js';
import type { PlugUse } from './plug-touches.js';
import { argumentsOf, bodyOf, calleeOf, textOf } from './texts.js';

/** What stands before the routes of a scope that is piped through it. */
export interface Pipeline {
  readonly guards: readonly RouteGuard[];
  readonly plugs: readonly PlugUse[];
}

/**
 * The plugs of each pipeline, and the guards that they are; a plug that stands in `pipe_through` by itself is its own, and a pipeline may be
 * plugged into another. A plug that looks at the path may let some pass: it is no guard.
 */
export async function pipelinesOf(
  router: ElixirModule,
  modules: ElixirModules,
): Promise<ReadonlyMap<string, Pipeline>> {
  const pipelines = new Map<string, Pipeline>();
  for (const node of router.body) {
    if (calleeOf(node, router) !== 'pipeline') continue;
    const [name] = argumentsOf(node);
    const guards: RouteGuard[] = [];
    const plugs = plugsIn(bodyOf(node, router) ?? [], router).flatMap((plug) =>
      plug.guard === undefined ? (pipelines.get(plug.written.slice(1))?.plugs ?? [plug]) : [],
    );
    for (const plug of bodyOf(node, router) ?? []) {
      if (calleeOf(plug, router) !== 'plug') continue;
      const guard = guardOfPlug(textOf(plug, router), router.source.span(plug.from, plug.to));
      const [plugged] = argumentsOf(plug);
      if (guard && plugged && !(await looksAtPath(textOf(plugged, router), router, modules)))
        guards.push(guard);
    }
    if (name) pipelines.set(textOf(name, router).slice(1), { guards, plugs });
  }
  for (const [text, at] of throughNames(router)) {
    if (pipelines.has(text)) continue;
    const guard = guardOfPlug(`plug :${text}`, at);
    pipelines.set(text, {
      guards: guard && !(await looksAtPath(`:${text}`, router, modules)) ? [guard] : [],
      plugs: [{ written: `:${text}`, holder: router }],
    });
  }
  return pipelines;
}

/** Whether a plug, a function of the router or a module, looks at the request's path. */
async function looksAtPath(plug: string, router: ElixirModule, modules: ElixirModules): Promise<boolean> {
  const asks = /\b(?:request_path|path_info)\b/;
  if (!plug.startsWith(':')) {
    const module = await modules.named(wholeName(plug, router));
    return module !== undefined && asks.test(textOf(module.node, module));
  }
  const head = new RegExp(String.raw`^${plug.slice(1)}\b`);
  return router.body.some((node) => {
    const [first] = /^defp?$/.test(calleeOf(node, router)) ? argumentsOf(node) : [];
    return first !== undefined && head.test(textOf(first, router)) && asks.test(textOf(node, router));
  });
}

function* throughNames(router: ElixirModule): Generator<readonly [string, SourceSpan]> {
  const { source } = router;
  for (const match of source.text.matchAll(/\bpipe_through\b[ (]*\[?([^\]\n)]*)/g))
    for (const name of (match[1] ?? '').matchAll(/:(\w+)/g))
      yield [name[1] ?? '', source.span(match.index, match.index + match[0].length)];
}
