import { actixMethod } from './actix.js';
import { axumMethod } from './axum.js';
import { siteOf } from './machine.js';
import type { Machine } from './machine.js';
import { poemMethod } from './poem.js';
import { frameworkOfType } from './recognition.js';
import type { RouterCall } from './registration.js';
import { listMethod, rocketMethod } from './rocket.js';
import type { RustExpression } from './tree.js';
import type { Frame, MethodHandler, Router, Site, Value } from './values.js';
import { optionsOf, routersIn, textOf, unknown } from './values.js';
import { methodNamed, methodOf } from './verbs.js';
import { filterMethod } from './warp.js';

export type MethodCall = Extract<RustExpression, { kind: 'method' }>;

const frameworks = {
  axum: axumMethod,
  'actix-web': actixMethod,
  rocket: rocketMethod,
  poem: poemMethod,
  warp: () => Promise.resolve(undefined),
} as const;

/** What a call of a method gives, and what it registers. */
export async function callMethod(machine: Machine, node: MethodCall, frame: Frame): Promise<Value> {
  const receiver = await machine.operations.evaluate(machine, node.object, frame);
  const args: Value[] = [];
  for (const arg of node.args) args.push(await machine.operations.evaluate(machine, arg, frame));
  const site = siteOf(frame, { start: node.nameStart, end: node.end });
  for (const option of optionsOf(receiver)) {
    switch (option.kind) {
      case 'router':
        return routerMethod(machine, option.router, node, args, site, frame);
      case 'methods':
        return { kind: 'methods', routes: methodsWith(option.routes, node.name, args) };
      case 'filter':
        return filterMethod(machine, option.ways, node.name, args, site);
      case 'text':
        return /^(?:concat|join)$/.test(node.name) ? unknown : option;
      case 'list':
        return ofList(machine, option, node.name, args);
      case 'object': {
        const method = machine.program.methods(option.type, node.name)[0];
        if (method) return machine.operations.callFunction(machine, method, [option, ...args], option.type);
        break;
      }
      case 'outside': {
        const [wrapped, ...more] = routersIn(option);
        if (wrapped && more.length === 0 && registering.test(node.name))
          return routerMethod(machine, wrapped, node, args, site, frame);
        break;
      }
      default:
    }
  }
  return unknownReceiver(machine, receiver, node, args, frame);
}

/** Methods that can only be meant for a router, also when something of another package was put around it. */
const registering = /^(?:route|nest|merge|mount|service|at|layer|route_layer|fallback|configure)$/;

async function routerMethod(
  machine: Machine,
  router: Router,
  node: MethodCall,
  args: readonly Value[],
  site: Site,
  frame: Frame,
): Promise<Value> {
  const source = machine.program.sources.get(frame.place.file.path)?.text ?? '';
  const written = source.slice(node.nameStart + node.name.length, node.end).replaceAll(/\s+/g, ' ');
  const call: RouterCall = { machine, router, name: node.name, args, site, frame, written };
  const isList = router.framework === 'rocket' && router.role === 'part';
  const result = isList ? await listMethod(call) : await frameworks[router.framework](call);
  if (result) return result;
  const method = machine.program
    .methodsNamed(node.name)
    .find(
      ({ owner = '', parameters }) =>
        parameters[0]?.name === 'self' && frameworkOfType(owner, frame.place) === router.framework,
    );
  if (method)
    return machine.operations.callFunction(
      machine,
      method,
      [{ kind: 'router', router }, ...args],
      method.owner,
    );
  machine.gap(router.framework, site, `what ${node.name} adds to a router is not known`);
  await machine.operations.handOver(machine, args);
  return { kind: 'router', router };
}

/** `get(a).post(b)`, `web::get().to(a)`; whatever else is called changes nothing of what is served. */
function methodsWith(
  routes: readonly MethodHandler[],
  name: string,
  args: readonly Value[],
): readonly MethodHandler[] {
  if (name === 'to' || name === 'service')
    return routes.map(({ method }) => ({ method, handler: args[0] ?? unknown }));
  if (name === 'on') return [...routes, { method: methodOf(args[0]), handler: args[1] ?? unknown }];
  // actix: `web::route().method(Method::GET)`.
  if (name === 'method') return routes.map(({ handler }) => ({ method: methodOf(args[0]), handler }));
  const method = args.length > 0 ? methodNamed(name) : undefined;
  return method ? [...routes, { method, handler: args[0] ?? unknown }] : routes;
}

async function ofList(
  machine: Machine,
  list: Extract<Value, { kind: 'list' }>,
  name: string,
  args: readonly Value[],
): Promise<Value> {
  if (name === 'concat' && list.items.some((item) => optionsOf(item).some(({ kind }) => kind === 'text')))
    return { kind: 'text', text: list.items.flatMap((item) => [...textOf(item)]) };
  if (name === 'map' || name === 'for_each') {
    const [mapper] = args;
    if (mapper?.kind !== 'closure' && mapper?.kind !== 'function') return list;
    const items: Value[] = [];
    for (const item of list.items.slice(0, 60))
      items.push(await machine.operations.callValue(machine, mapper, [item]));
    return { kind: 'list', items };
  }
  if (name === 'fold' && args[0] && (args[1]?.kind === 'closure' || args[1]?.kind === 'function')) {
    let [sum] = args;
    for (const item of list.items.slice(0, 60))
      sum = await machine.operations.callValue(machine, args[1], [sum ?? unknown, item]);
    return sum ?? unknown;
  }
  return list;
}

/** A method of something that is not known: the only one of that name that has to do with routers is meant. */
async function unknownReceiver(
  machine: Machine,
  receiver: Value,
  node: MethodCall,
  args: readonly Value[],
  frame: Frame,
): Promise<Value> {
  const candidates = machine.program
    .methodsNamed(node.name)
    .filter(
      ({ parameters, returns }) =>
        parameters[0]?.name === 'self' &&
        (frameworkOfType(returns, frame.place) !== undefined ||
          parameters.some(({ type }) => frameworkOfType(type, frame.place) !== undefined)),
    );
  const [method] = candidates;
  if (method && candidates.length === 1)
    return machine.operations.callFunction(machine, method, [unknown, ...args], method.owner);
  await machine.operations.handOver(machine, args);
  const filter = args.find(({ kind }) => kind === 'filter');
  if (filter) return filter;
  // A router that was handed on is found in what came back.
  if (args.some((arg) => routersIn(arg).length > 0)) return { kind: 'outside', path: [node.name], args };
  if (receiver.kind === 'outside') return receiver;
  // `Some(router).unwrap()`, `text.as_str()`: the value stays what it is.
  return /^(?:unwrap|expect|clone|await|into|unwrap_or_default|to_owned|as_ref|as_str|map_err|context)$/.test(
    node.name,
  )
    ? receiver
    : unknown;
}
