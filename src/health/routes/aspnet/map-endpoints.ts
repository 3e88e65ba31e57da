import type { HttpMethod } from '../../../model/endpoint.js';
import { placeOfCall } from './call-place.js';
import { endpointHandler } from './endpoint-handler.js';
import { reachFor } from './handlers.js';
import { joinTemplates, pathsOfTemplate } from './paths.js';
import type { Drafts, RouteDraft } from './pipeline.js';
import type { Call, StartRun } from './start-run.js';
import { unknown } from './values.js';
import type { Frame, Router, Value } from './values.js';

/** `MapGet("/path", handler)` and its kind: one route for each method and each path that the template stands for. */
export async function mapEndpoint(
  run: StartRun,
  router: Router,
  call: Call,
  frame: Frame,
  methods: readonly HttpMethod[],
): Promise<Value> {
  const [template] = call.arguments;
  const text = template && (await run.fold(template.value, frame));
  if (text === undefined) {
    run.drafts.gap(placeOfCall(call, frame), 'the path is made at run time');
    return unknown;
  }
  const given = call.arguments.at(-1)?.value;
  const reach = reachFor(joinTemplates(router.scope.prefix, text), run.application.files);
  const handled =
    given && call.arguments.length > 1 ? await endpointHandler(run, given, frame, reach) : undefined;
  return serve(
    run.drafts,
    methods.flatMap((method) =>
      pathsOfTemplate(joinTemplates(router.scope.prefix, text)).map((path): RouteDraft => ({
        method,
        path,
        isComplete: router.scope.isComplete,
        span: placeOfCall(call, frame),
        servedBy: 'code',
        scope: router.scope,
        conventions: [...(handled?.conventions ?? [])],
        ...(frame.condition !== undefined && { condition: frame.condition }),
        ...(handled && { handler: handled.handler }),
      })),
    ),
  );
}

/** The methods of `MapMethods("/path", ["GET", …], handler)`; any when they are not known. */
export function methodsGiven(call: Call): readonly HttpMethod[] {
  const list = call.arguments[1]?.value;
  const items = list?.kind === 'list' ? list.items : list?.kind === 'new' ? (list.items ?? []) : [];
  const found = items.flatMap(({ value }): HttpMethod[] => {
    const name = value.kind === 'text' ? value.text : value.kind === 'member' ? value.name : '';
    const method = (['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const).find(
      (one) => one === name.toUpperCase(),
    );
    return method ? [method] : [];
  });
  return found.length > 0 ? found : ['ANY'];
}

/** A call that maps what a library serves, at the path given or at those of the library. */
export function mapLibrary(
  run: StartRun,
  router: Router,
  call: Call,
  frame: Frame,
  known: readonly (readonly [HttpMethod, string])[],
): Value {
  const [first] = call.arguments;
  const given =
    first?.value.kind === 'text' && first.value.text.startsWith('/') ? first.value.text : undefined;
  return serve(
    run.drafts,
    known.map(([method, path]): RouteDraft => ({
      method,
      path: joinTemplates(router.scope.prefix, (given ?? path).replace(/\{([^{}:]*):[^{}]*\}/g, '{$1}')),
      isComplete: router.scope.isComplete,
      span: placeOfCall(call, frame),
      servedBy: 'dependency',
      scope: router.scope,
      conventions: [],
      ...(frame.condition !== undefined && { condition: frame.condition }),
      confidence: 'medium',
    })),
  );
}

/** Takes up routes; what is said of the value returned is said of each of them. */
export function serve(drafts: Drafts, routes: readonly RouteDraft[]): Value {
  drafts.routes.push(...routes);
  return { kind: 'endpoints', conventions: routes.map(({ conventions }) => conventions) };
}
