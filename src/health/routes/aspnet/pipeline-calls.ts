import type { RouteGuard } from '../../../model/endpoint.js';
import { placeOfCall } from './call-place.js';
import { isAlways } from './conditions.js';
import { placeOf, sureTouches, type HandlerPlace } from './handlers.js';
import { gateways, libraryRoutes } from './known-calls.js';
import { mapLibrary, serve } from './map-endpoints.js';
import { pathsInMiddleware } from './middleware.js';
import { joinTemplates } from './paths.js';
import type { RouteDraft } from './pipeline.js';
import type { Call, StartRun } from './start-run.js';
import type { Frame, Router, Value } from './values.js';

/** `UseX(…)` and `Run(…)`. */
export async function callMiddleware(
  run: StartRun,
  router: Router,
  call: Call,
  frame: Frame,
): Promise<Value> {
  const order = run.nextOrder();
  const { pipeline } = router.scope;
  const span = placeOfCall(call, frame);
  const guard = (kind: RouteGuard['kind'], text: string): void => {
    if (isAlways(frame.condition)) pipeline.guards.push({ guard: { kind, span, text }, order });
  };
  const [first] = call.arguments;
  switch (call.name) {
    case 'UsePathBase': {
      const value = first && (await run.value(first.value, frame));
      if (value?.kind === 'text') {
        if (value.text !== '' && value.text !== '/') pipeline.pathBases.push(joinTemplates(value.text));
      } else run.drafts.gap(span, 'the path base is known to the environment only');
      return router;
    }
    case 'UseHttpsRedirection':
      if (run.application.hasHttpsPort) guard('https-redirect', 'UseHttpsRedirection()');
      return router;
    case 'UseRateLimiter': {
      const limiter = run.application.globalLimiter;
      if (limiter && isAlways(frame.condition)) pipeline.guards.push({ guard: limiter, order });
      return router;
    }
    case 'UseEndpoints':
      pipeline.endpointsAt ??= order;
      for (const { value } of call.arguments)
        if (value.kind === 'function') await run.function(value.function, [router], frame);
      return router;
    case 'Run':
    case 'Use':
    case 'UseMiddleware':
      await ownMiddleware(run, router, call, frame, order);
      return router;
    default: {
      const library = libraryRoutes.get(call.name);
      if (library) mapLibrary(run, router, call, frame, library);
      if (gateways.test(call.name) || (!library && /Health|Heartbeat/.test(call.name)))
        run.drafts.gap(span, `routes that ${call.name} serves are not read`);
      return router;
    }
  }
}

/** Middleware of the project may answer paths itself. */
async function ownMiddleware(
  run: StartRun,
  router: Router,
  call: Call,
  frame: Frame,
  order: number,
): Promise<void> {
  const bodies: HandlerPlace[] = [];
  const lambda = call.arguments[0]?.value;
  if (lambda?.kind === 'function')
    bodies.push({
      file: frame.file,
      function: lambda.function,
      start: lambda.start,
      end: lambda.end,
      ...(frame.owner && { owner: frame.owner }),
    });
  const [type] = call.typeArguments;
  if (type !== undefined)
    for (const { file, node } of await run.application.files.classesNamed(type))
      for (const method of node.methods)
        if (/^Invoke(Async)?$/.test(method.name)) bodies.push(placeOf(file, node, method));
  for (const place of bodies) {
    const { file, function: code } = place;
    if (call.name !== 'Run' && isAlways(frame.condition))
      for (const touch of await sureTouches(place, run.application.files))
        router.scope.pipeline.touches.push({ touch, order });
    const paths = await pathsInMiddleware(code.body, async (one) => run.fold(one, { ...frame, file }), file);
    if (call.name === 'Run' && paths.length === 0) paths.push('/{*path}');
    serve(
      run.drafts,
      paths.map((path): RouteDraft => ({
        method: 'ANY',
        path: joinTemplates(router.scope.prefix, path),
        isComplete: router.scope.isComplete,
        span: placeOfCall(call, frame),
        servedBy: 'code',
        scope: router.scope,
        conventions: [],
        order,
        ...(frame.condition !== undefined && { condition: frame.condition }),
        confidence: 'medium',
      })),
    );
  }
}
