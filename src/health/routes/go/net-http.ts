import { concatTexts } from '../../../syntax/go/text.js';
import type { Machine } from './machine.js';
import { httpMethod, registerRoute, textsOf } from './registration.js';
import type { Router } from './routers.js';
import type { FilePlace, TextValue, Value } from './values.js';
import { eitherOf, unknown } from './values.js';

/** `http.DefaultServeMux`, one for the whole program. It is always served at the root. */
export function defaultServeMux(machine: Machine, place: FilePlace): Router {
  machine.defaultMux ??= machine.newRouter('go-net-http', place);
  machine.defaultMux.served = true;
  return machine.defaultMux;
}

/** Splits `GET /x` (Go 1.22) into its method, when there is one, and the rest. */
function splitMethod(pattern: TextValue): { readonly method?: string; readonly rest: TextValue } {
  const [first] = pattern.text;
  const match = typeof first === 'string' ? /^([A-Z]{2,10})[ \t]+/.exec(first) : null;
  if (match === null || typeof first !== 'string') return { rest: pattern };
  const text = concatTexts([[first.slice(match[0].length)], pattern.text.slice(1)]);
  return { ...(match[1] !== undefined && { method: match[1] }), rest: { ...pattern, text } };
}

/** `mux.Handle`, `mux.HandleFunc` and what else is called on an `http.ServeMux`. */
export async function callMuxMethod(
  machine: Machine,
  router: Router,
  name: string,
  args: readonly Value[],
  site: FilePlace,
): Promise<Value> {
  if (name !== 'Handle' && name !== 'HandleFunc') return unknown;
  const [pattern, handler] = args;
  if (pattern) await registerPattern(machine, router, pattern, handler ?? unknown, site);
  return unknown;
}

/** Registers a pattern that may begin with a method. */
export async function registerPattern(
  machine: Machine,
  router: Router,
  pattern: Value,
  handler: Value,
  site: FilePlace,
): Promise<void> {
  for (const text of await textsOf(machine, pattern)) {
    const { method, rest } = splitMethod(text);
    const known = method === undefined ? 'ANY' : httpMethod(method);
    if (known)
      await registerRoute(machine, router, { methods: [known], pattern: eitherOf([rest]), handler, site });
  }
}
