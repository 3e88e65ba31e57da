import type { GoExpression, GoStatement } from '../../../syntax/go/tree.js';
import { callsIn } from './calls-in.js';
import type { Frame, Machine } from './machine.js';
import type { Router } from './routers.js';
import { memberOf } from './types.js';
import type { ObjectValue, TextValue, Value } from './values.js';
import { optionsOf } from './values.js';

/** A router that answers for a handler, and what `http.StripPrefix` takes off the path before. */
export interface ServedRouter {
  readonly router: Router;
  readonly stripped: readonly TextValue[];
}

/** How deep handlers may lie in each other. */
const maxDepth = 8;

/**
 * The routers that answer when a handler is asked: the handler itself, what it wraps, what a struct with `ServeHTTP` holds, what a
 * function passes the request on to. Outside functions that it went through are taken for middleware from then on.
 */
export async function routersServedBy(
  machine: Machine,
  handler: Value,
  depth = 0,
): Promise<readonly ServedRouter[]> {
  if (depth > maxDepth) return [];
  const found: ServedRouter[] = [];
  for (const option of optionsOf(handler))
    for (const served of await routersOf(machine, option, depth))
      if (!found.some((known) => known.router === served.router)) found.push(served);
  return found;
}

async function routersOf(machine: Machine, handler: Value, depth: number): Promise<readonly ServedRouter[]> {
  const inner = async (value: Value): Promise<readonly ServedRouter[]> =>
    routersServedBy(machine, value, depth + 1);
  switch (handler.kind) {
    case 'router':
      return [{ router: handler.router, stripped: [] }];
    case 'router-method':
      return handler.name === 'ServeHTTP' ? [{ router: handler.router, stripped: [] }] : [];
    case 'stripped':
      return (await inner(handler.inner)).map(({ router, stripped }) => ({
        router,
        stripped: [handler.prefix, ...stripped],
      }));
    case 'wrapped':
      return inner(handler.inner);
    case 'external': {
      const found = (await Promise.all(handler.args.map(inner))).flat();
      if (found.length > 0) handler.served = true;
      return found;
    }
    case 'object':
      return routersOfObject(machine, handler, depth);
    case 'closure':
      return routersPassedTo(
        machine,
        handler.literal.body,
        { scope: handler.scope, file: handler.scope.file, results: [], returns: [] },
        depth,
      );
    case 'function': {
      const { receiver, fn } = handler;
      if (receiver?.kind !== 'object' || fn.receiver?.name === undefined) return [];
      const body = await machine.program.body(fn);
      const scope = { cells: new Map([[fn.receiver.name, { value: receiver }]]), file: fn.file };
      return body
        ? routersPassedTo(machine, body.body, { scope, file: fn.file, results: [], returns: [] }, depth)
        : [];
    }
    default:
      return [];
  }
}

/** What an embedded handler or the struct's own `ServeHTTP` passes requests to; else any router among its fields. */
async function routersOfObject(
  machine: Machine,
  object: ObjectValue,
  depth: number,
): Promise<readonly ServedRouter[]> {
  const member = await memberOf(machine.program, object.type, 'ServeHTTP');
  if (member === undefined) return [];
  const [embedded] = member.via;
  const field = embedded === undefined ? undefined : object.fields.get(embedded);
  if (field) return routersServedBy(machine, field.value, depth + 1);
  if (member.kind === 'method') {
    const found = await routersOf(machine, { kind: 'function', fn: member.fn, receiver: object }, depth + 1);
    if (found.length > 0) return found;
  }
  const found: ServedRouter[] = [];
  for (const cell of object.fields.values())
    found.push(...(await routersOfField(machine, cell.value, depth)));
  return found;
}

/** Only what is plainly a handler counts in a field: other structs there may serve something else. */
async function routersOfField(
  machine: Machine,
  value: Value,
  depth: number,
): Promise<readonly ServedRouter[]> {
  const handlers = optionsOf(value).filter((option) =>
    ['router', 'wrapped', 'stripped', 'external'].includes(option.kind),
  );
  return (await Promise.all(handlers.map(async (one) => routersServedBy(machine, one, depth + 1)))).flat();
}

/** What a body calls `ServeHTTP` of; looked for once, for handlers are registered many times. */
const passed = new WeakMap<readonly GoStatement[], readonly GoExpression[]>();

function passedTo(body: readonly GoStatement[]): readonly GoExpression[] {
  let found = passed.get(body);
  if (found === undefined) {
    found = callsIn(body).flatMap(({ callee }) =>
      callee.kind === 'selector' && callee.field === 'ServeHTTP' ? [callee.operand] : [],
    );
    passed.set(body, found);
  }
  return found;
}

/** The routers whose `ServeHTTP` a function's body calls. */
async function routersPassedTo(
  machine: Machine,
  body: readonly GoStatement[],
  frame: Frame,
  depth: number,
): Promise<readonly ServedRouter[]> {
  const targets = passedTo(body);
  const found: ServedRouter[] = [];
  for (const target of targets.slice(0, 20)) {
    const value = await machine.undone(async () => machine.operations.evaluate(machine, target, frame));
    found.push(...(await routersServedBy(machine, value, depth + 1)));
  }
  return found;
}

/** Marks the routers behind a handler as served: nothing more stands in front of them. */
export async function serve(machine: Machine, handler: Value): Promise<void> {
  if (machine.notes !== undefined) return;
  for (const { router } of await routersServedBy(machine, handler)) markServed(router);
}

/** A chi router with more middleware serves the routes of the one that it was made from. */
function markServed(router: Router): void {
  if (router.served) return;
  router.served = true;
  for (const mount of router.mounts) if (mount.removes === 'inline') markServed(mount.parent);
}

/** The routers that a value is or has inside. */
export function routersInside(value: Value, depth = 0): readonly Router[] {
  if (depth > 3) return [];
  const inner = (values: readonly Value[]): readonly Router[] =>
    values.flatMap((one) => routersInside(one, depth + 1));
  switch (value.kind) {
    case 'router':
    case 'router-method':
      return [value.router];
    case 'wrapped':
    case 'stripped':
      return inner([value.inner]);
    case 'either':
      return inner(value.options);
    case 'external':
      return inner(value.args);
    case 'list':
      return inner(value.items);
    case 'object':
      return inner([...value.fields.values()].map((cell) => cell.value));
    default:
      return [];
  }
}

/** True when a value is a router or has one inside. */
export function carriesRouter(value: Value): boolean {
  return routersInside(value).length > 0;
}
