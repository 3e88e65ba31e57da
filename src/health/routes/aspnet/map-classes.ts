import { placeOfCall } from './call-place.js';
import type { ControllersMapped } from './mapped-classes.js';
import type { Call, StartRun } from './start-run.js';
import { unknown } from './values.js';
import type { Frame, Router, Value } from './values.js';

/** Calls that map controllers, by their attributes or by conventional routing: `MapControllers`, `MapControllerRoute`, `UseMvc`. */
export async function mapControllers(
  run: StartRun,
  router: Router,
  call: Call,
  frame: Frame,
): Promise<Value> {
  const texts: (string | undefined)[] = [];
  for (const { name, value } of call.arguments)
    if (value.kind !== 'function' && name !== 'defaults' && name !== 'constraints') {
      const text = await run.fold(value, frame);
      if (name === 'pattern' || name === 'template') texts[1] = text;
      else if (name === undefined || name === 'name') texts.push(text);
    }
  const isDefault = /Default/.test(call.name);
  const template = isDefault
    ? '{controller=Home}/{action=Index}/{id?}'
    : texts.findLast((text) => text?.includes('{') === true);
  const area = /Area/.test(call.name) ? texts[1] : undefined;
  const mapped: ControllersMapped = {
    scope: router.scope,
    span: placeOfCall(call, frame),
    ...(frame.condition !== undefined && { condition: frame.condition }),
    templates: template === undefined ? [] : [{ template, ...(area !== undefined && { area }) }],
    conventions: [],
  };
  run.controllers.push(mapped);
  for (const { value } of call.arguments)
    if (value.kind === 'function') await run.function(value.function, [router], frame);
  return { kind: 'endpoints', conventions: [mapped.conventions] };
}

/** Calls that serve classes found by their type: `MapRazorPages`, `UseFastEndpoints`. */
export async function mapClasses(run: StartRun, router: Router, call: Call, frame: Frame): Promise<Value> {
  const lambda = call.arguments[0]?.value;
  const assigned =
    lambda?.kind === 'function'
      ? /RoutePrefix\s*=\s*"([^"]*)"/.exec(frame.file.source.text.slice(lambda.start, lambda.end))?.[1]
      : undefined;
  run.classes.push({
    kind: call.name === 'UseFastEndpoints' ? 'fast-endpoints' : 'pages',
    scope: router.scope,
    span: placeOfCall(call, frame),
    prefix: assigned,
  });
  return call.name === 'UseFastEndpoints' ? router : unknown;
}
