import { bareType } from '../../../syntax/csharp/files.js';
import type { CSharpFile, CSharpMethod } from '../../../syntax/csharp/files.js';
import { mapBranch, mapGroup, scopeUnder } from './branches.js';
import { placeOfCall, siteFor } from './call-place.js';
import { fittingOverload, runMethod } from './called-methods.js';
import { checkedRoute } from './checked-route.js';
import { conventionOf } from './endpoint-conventions.js';
import { gateways, harmless, libraryRoutes, routerType, verbs } from './known-calls.js';
import { mapClasses, mapControllers } from './map-classes.js';
import { mapEndpoint, mapLibrary, methodsGiven, serve } from './map-endpoints.js';
import { callMiddleware } from './pipeline-calls.js';
import type { Call, StartRun } from './start-run.js';
import { unknown } from './values.js';
import type { Frame, Router, Value } from './values.js';

/** A call on the application, a branch of it or a group. */
export async function callOnRouter(run: StartRun, router: Router, call: Call, frame: Frame): Promise<Value> {
  const { name } = call;
  const own = await ownExtension(run, router, call, frame);
  if (own) return own;
  const verb = verbs.get(name);
  if (verb) return mapEndpoint(run, router, call, frame, [verb]);
  if (name === 'MapMethods') return mapEndpoint(run, router, call, frame, methodsGiven(call));
  if (name === 'MapGroup') return mapGroup(run, router, call, frame);
  if (name === 'Map' || name === 'MapWhen' || name === 'UseWhen') return mapBranch(run, router, call, frame);
  if (/^(Map|Use)HealthChecks$/.test(name)) {
    const drafts = await checkedRoute(
      {
        call,
        scope: router.scope,
        span: placeOfCall(call, frame),
        order: run.nextOrder(),
        fold: async (one) => run.fold(one, frame),
        options: frame,
      },
      run.application,
      frame.condition,
    );
    if (drafts.length === 0) run.drafts.gap(placeOfCall(call, frame), 'the path is made at run time');
    return serve(run.drafts, drafts);
  }
  if (
    /^(MapControllers|MapDefaultControllerRoute|Map(Area)?(Controller)?Route|UseMvc|UseMvcWithDefaultRoute)$/.test(
      name,
    )
  )
    return mapControllers(run, router, call, frame);
  if (name === 'MapRazorPages' || name === 'MapRazorComponents' || name === 'UseFastEndpoints')
    return mapClasses(run, router, call, frame);
  if (name === 'MapCarter') {
    for (const base of ['ICarterModule', 'CarterModule'])
      for (const { file, node: owner } of await run.application.files.classesUnder(base))
        await runMapper(run, file, owner, 'AddRoutes', router, call, frame);
    return router;
  }
  if (name === 'Build' || name === 'New' || name === 'CreateApplicationBuilder') return router;
  if (name.startsWith('Use') || name === 'Run') return callMiddleware(run, router, call, frame);
  const library = libraryRoutes.get(name);
  if (library) return mapLibrary(run, router, call, frame, library);
  if (gateways.test(name) || (/^Map[A-Z]/.test(name) && !harmless.test(name)))
    run.drafts.gap(placeOfCall(call, frame), `routes that ${name} maps are not read`);
  const convention = router.isGroup ? conventionOf(call, frame) : undefined;
  if (convention) router.scope.conventions.push(convention);
  // `app.NewVersionedApi()`, `group.WithTags(…)`: still to map on.
  return /^(New|With|Has|Require|Allow|Disable|Add|Exclude|Produces|IsApiVersion|Advertises|Reports|Short)/.test(
    name,
  )
    ? router
    : unknown;
}

/** An extension method of the repository. */
async function ownExtension(
  run: StartRun,
  router: Router,
  call: Call,
  frame: Frame,
): Promise<Value | undefined> {
  const extensions = await run.application.files.extensionsNamed(call.name);
  const within = extensions.filter(
    ({ file, node }) =>
      run.application.contains(file.source.path) &&
      (routerType.test(bareType(node.extends ?? '')) || /^[A-Z]\w?$/.test(node.extends ?? '')),
  );
  const [method] = fittingOverload(within, call, true);
  if (!method) return undefined;
  const values: Value[] = [];
  for (const { value } of call.arguments) values.push(await run.value(value, frame));
  const result = await runMethod(run, method, router, call, values, frame);
  return result && result.kind !== 'unknown' ? result : router;
}

/** The methods of a class that map routes on what they are handed, below the prefix that its constructor names. */
async function runMapper(
  run: StartRun,
  file: CSharpFile,
  owner: CSharpMethod['owner'],
  name: string,
  router: Router,
  call: Call,
  frame: Frame,
): Promise<void> {
  const site = siteFor(run.application, file, frame, call);
  const constructor = owner.methods.find((one) => one.name === '.ctor');
  const base =
    constructor &&
    /:\s*base\(\s*"([^"]*)"/.exec(file.source.text.slice(constructor.start, constructor.end))?.[1];
  const scope = base === undefined ? router : scopeUnder(router, base, true);
  for (const node of owner.methods)
    if (node.name === name)
      await run.function(
        node.function,
        [scope],
        { file, owner, variables: new Map(), ...(site && { site }) },
        frame,
      );
}
