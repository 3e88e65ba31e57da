import { bareType } from '../../../syntax/csharp/files.js';
import { excerptOf, placeOfCall } from './call-place.js';
import { within } from './conditions.js';
import { routerType } from './known-calls.js';
import { mapEndpoint } from './map-endpoints.js';
import { joinTemplates } from './paths.js';
import type { Pipeline } from './pipeline.js';
import type { Call, StartRun } from './start-run.js';
import type { Frame, Router, Value } from './values.js';

/** `MapGroup("/prefix")`. */
export async function mapGroup(run: StartRun, router: Router, call: Call, frame: Frame): Promise<Value> {
  const given = call.arguments.at(0)?.value;
  const text = given && (await run.fold(given, frame));
  if (text === undefined)
    run.drafts.gap(placeOfCall(call, frame), 'the prefix of a group is made at run time');
  return scopeUnder(router, text ?? '', text !== undefined);
}

/** `app.Map("/admin", branch => …)` and its kind; `endpoints.Map("/x", handler)` is a route. */
export async function mapBranch(run: StartRun, router: Router, call: Call, frame: Frame): Promise<Value> {
  const lambda = call.arguments.at(-1)?.value;
  const value = lambda && (await run.value(lambda, frame));
  const [only, ...others] = value?.kind === 'function' ? value.function.parameters : [];
  const isBranch =
    value?.kind === 'function' &&
    only !== undefined &&
    others.length === 0 &&
    (only.type === ''
      ? new RegExp(`\\b${only.name}\\s*\\.(Use|Run|Map)`).test(
          value.frame.file.source.text.slice(value.start, value.end),
        )
      : routerType.test(bareType(only.type)));
  if (!isBranch || value?.kind !== 'function') return mapEndpoint(run, router, call, frame, ['ANY']);
  const parent = { pipeline: router.scope.pipeline, order: run.nextOrder() };
  const pipeline: Pipeline = { guards: [], touches: [], endpointsAt: undefined, pathBases: [], parent };
  const first = call.arguments[0]?.value;
  const text = call.name === 'Map' && first ? await run.fold(first, frame) : '';
  if (text === undefined)
    run.drafts.gap(placeOfCall(call, frame), 'the path of a branch is made at run time');
  const inner = scopeUnder(router, text ?? '', text !== undefined, pipeline);
  const condition =
    call.name === 'Map' ? frame.condition : within(frame.condition, `only when ${excerptOf(first, frame)}`);
  await run.function(value.function, [inner], {
    ...value.frame,
    ...(condition !== undefined && { condition }),
  });
  return router;
}

/** What routes are mapped on below a prefix: a group, or a branch with its own pipeline. */
export function scopeUnder(router: Router, prefix: string, isKnown: boolean, pipeline?: Pipeline): Router {
  const { scope } = router;
  return {
    kind: 'router',
    isGroup: true,
    scope: {
      prefix: joinTemplates(scope.prefix, prefix),
      isComplete: scope.isComplete && isKnown,
      conventions: [],
      parent: scope,
      pipeline: pipeline ?? scope.pipeline,
    },
  };
}
