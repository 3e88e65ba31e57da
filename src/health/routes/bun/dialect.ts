import { callSpan } from '../../../syntax/javascript/evaluate/call-span.js';
import type { Call } from '../../../syntax/javascript/evaluate/evaluator.js';
import {
  objectValue,
  optionsOf,
  type ObjectValue,
  type Value,
} from '../../../syntax/javascript/evaluate/value.js';
import { registerDispatch } from '../javascript/dispatch.js';
import type { Calling, Dialect, Outcome, Registering } from '../javascript/dialect.js';
import { convertPath } from '../javascript/path-syntax.js';
import { markHandlers, methodOf } from '../javascript/registration.js';
import { routerOf } from '../javascript/router.js';

const calling: Calling = { roles: ['request', 'other'], returnsAnswer: true };

/** What the evaluation of a program has to know of `Bun.serve` and `Deno.serve`. */
export const bunDialect: Dialect = {
  framework: 'bun',
  mayOwn: (name) => name === '' || name === 'bun',
  isStart: (text) => /\bBun\s*\.\s*serve\s*[<(]|\bDeno\s*\.\s*serve\s*\(/.test(text),
  calling,
  convertPath,
  callPackage(callee, call, registering): Outcome {
    const name = callee.path.join('.');
    if (
      !(callee.package === '' && (name === 'Bun.serve' || name === 'Deno.serve')) &&
      !(callee.package === 'bun' && name === 'serve')
    )
      return undefined;
    return serve(call, registering);
  },
};

async function serve(call: Call, registering: Registering): Promise<Value> {
  const options = call.arguments.find((value): value is ObjectValue => value.kind === 'object');
  const routes = options?.members.get('routes') ?? options?.members.get('static');
  if (routes?.kind === 'object') registerRoutes(routes, call, registering);
  if (routes && (routes.kind !== 'object' || routes.open))
    registering.routes.gap(
      bunDialect,
      callSpan(call.site),
      'some routes of this server are only known at run time',
    );
  const handler =
    options?.members.get('fetch') ??
    options?.members.get('handler') ??
    call.arguments.find(({ kind }) => kind === 'function');
  for (const option of handler ? optionsOf(handler) : []) {
    if (routerOf(option)) continue;
    if (option.kind === 'function')
      await registerDispatch(bunDialect, option, callSpan(call.site), registering);
    else if (option.kind !== 'literal')
      registering.routes.gap(
        bunDialect,
        callSpan(call.site),
        'the function that answers here could not be followed',
      );
  }
  return objectValue();
}

/** `{ '/path': handler | response | { GET: handler } }`. */
function registerRoutes(table: ObjectValue, call: Call, { conditions, routes }: Registering): void {
  for (const [path, value] of table.members) {
    if (!path.startsWith('/')) continue;
    const place = table.places.get(path);
    const span =
      place && table.module ? table.module.source.span(place.start, place.end) : callSpan(call.site);
    const byMethod =
      value.kind === 'object'
        ? [...value.members].map(([name, one]) => ({ method: methodOf(name.toLowerCase()), one }))
        : [{ method: 'ANY' as const, one: value }];
    for (const { method, one } of byMethod) {
      if (method === undefined) continue;
      markHandlers(one, routes);
      for (const text of convertPath(path).paths)
        routes.standalone.push({
          framework: bunDialect,
          registration: {
            method,
            path: { text, complete: true, isCertain: true, origins: [] },
            span,
            conditions,
            servedBy: 'code',
            handlers: [one],
            certainty: 'certain',
            ...(one.kind === 'external' &&
              one.path.includes('Response') && { answer: { name: 'Response', canFail: false } }),
          },
        });
    }
  }
}
