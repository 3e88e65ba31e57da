import type { Call, Evaluator, Host } from '../../../syntax/javascript/evaluate/evaluator.js';
import type { FunctionNode } from '../../../syntax/javascript/tree.js';
import {
  objectValue,
  unknown,
  type ClassValue,
  type ExternalValue,
  type FunctionValue,
  type HostValue,
  type InstanceValue,
  type Value,
} from '../../../syntax/javascript/evaluate/value.js';
import { callSpan } from '../../../syntax/javascript/evaluate/call-span.js';
import { FruitlessCalls } from './fruitless-calls.js';
import { registerHealthServer } from './health-packages.js';
import { declaredAs, isDecorator, isRunner, madeBy } from './packages.js';
import type { ProgramRoutes } from './program-routes.js';
import type { Reach } from './reach.js';
import { ExpressRouter, RouteChain, routerOf } from './router.js';
import type { Unentered } from './unentered.js';
import { registerUse } from './use.js';
import { describe, registerChain, registerOnChain, registerVerb } from './verbs.js';

const smallFunction = 3;
const smallNesting = 6;

/** What the evaluation of a program has to know of Express: how routers come into being, and what calls on them mean. */
export class RegistrationHost implements Host {
  readonly #routes: ProgramRoutes;
  readonly #reach: Reach;
  readonly #unentered: Unentered;
  readonly #fruitless = new FruitlessCalls();
  #evaluator: Evaluator | undefined;
  /** Counts what had to do with routers. */
  #done = 0;

  constructor(routes: ProgramRoutes, reach: Reach, unentered: Unentered) {
    this.#routes = routes;
    this.#reach = reach;
    this.#unentered = unentered;
  }

  /** The evaluator is made with the host, so it is told afterwards. */
  attach(evaluator: Evaluator): void {
    this.#evaluator = evaluator;
  }

  async call(call: Call, evaluator: Evaluator): Promise<Value | undefined> {
    const { callee } = call;
    const conditions = [...evaluator.state.conditions];
    this.#routes.sites = evaluator.state.sites;
    if (callee.kind === 'external') return this.#callPackage(callee, call, conditions);
    if (callee.kind === 'method' && callee.receiver.kind === 'host') {
      this.#done += 1;
      const { object } = callee.receiver;
      if (object instanceof RouteChain)
        return registerOnChain(object, callee.name, call, conditions, this.#routes);
      if (!(object instanceof ExpressRouter)) return undefined;
      if (callee.name === 'use' || callee.name === 'useAsync')
        return registerUse(object, call, conditions, this.#routes, evaluator);
      if (callee.name === 'route') return registerChain(object, call, this.#routes);
      return registerVerb(object, callee.name, call, conditions, this.#routes);
    }
    if (call.arguments.some((value) => routerOf(value)))
      this.#routes.gap(callSpan(call.site), `${describe(call)} gets the router and could not be followed`);
    return undefined;
  }

  #callPackage(callee: ExternalValue, call: Call, conditions: readonly string[]): Value | undefined {
    const made = madeBy(callee.package, callee.path);
    const isServer = made === undefined && registerHealthServer(call, conditions, this.#routes);
    if (made !== undefined || isServer) this.#done += 1;
    if (made !== undefined) return this.#make(made, call);
    if (isServer) return undefined;
    const given = call.arguments.find((value) => routerOf(value));
    if (given === undefined) return undefined;
    if (isDecorator(callee.package, callee.path)) return given;
    if (callee.package === 'express-ws' && callee.path.length === 0)
      return { ...objectValue([['app', given]]), open: true };
    if (isRunner(callee.package)) return undefined;
    const isMade = callee.path.includes('()');
    this.#routes.gap(
      callSpan(call.site),
      isMade
        ? `${describe(call)} gets the router and could not be followed`
        : `the package ${callee.package} gets the router and may add routes`,
    );
    return undefined;
  }

  #make(kind: 'app' | 'router', call: Call): Value {
    const router = new ExpressRouter(kind, callSpan(call.site));
    this.#routes.routers.push(router);
    return { kind: 'host', object: router };
  }

  member(value: HostValue, name: string): Value | undefined {
    if (!(value.object instanceof ExpressRouter)) return undefined;
    // Express 5 and 3 offer the application's router.
    if (name === 'router') return value;
    return name === 'locals' || name === 'stack' || name === '_router' || name === 'mountpath'
      ? unknown
      : undefined;
  }

  typed(type: ExternalValue, parameterOf: FunctionNode | undefined): Value | undefined {
    const kind = declaredAs(type.package, type.path);
    if (kind === undefined) return undefined;
    const router = new ExpressRouter(kind, undefined, parameterOf ?? 'other');
    this.#routes.routers.push(router);
    return { kind: 'host', object: router };
  }

  mayEnter(callee: FunctionValue, given: readonly Value[], self: Value | undefined): boolean {
    if (given.some((value) => holdsRouter(value, 0)) || (self && holdsRouter(self, 0))) return true;
    if (this.#reach.isWorthFollowing(callee.scope.module.module.path))
      return this.#fruitless.isWorthATry(callee, given);
    const nesting = this.#evaluator?.state.functions.length ?? 0;
    return callee.node.body.length <= smallFunction && nesting <= smallNesting;
  }

  mayBuild(value: ClassValue): boolean {
    return this.#reach.isWorthFollowing(value.scope.module.module.path);
  }

  entered(callee: FunctionValue, given: readonly Value[]): void {
    this.#routes.entered.add(callee.node);
    if (given.some((value) => routerOf(value))) this.#routes.calledWithRouter.add(callee.node);
    this.#fruitless.begins(this.#evaluator?.state.functions.length ?? 0, this.#done);
  }

  left(callee: FunctionValue, result: Value): void {
    this.#fruitless.ends(callee, result, this.#evaluator?.state.functions.length ?? 0, this.#done);
  }

  created(value: FunctionValue | ClassValue): void {
    this.#unentered.note(value);
  }

  built(value: InstanceValue): void {
    this.#unentered.noteInstance(value);
  }
}

/** Whether a value is a router or has one within reach. */
function holdsRouter(value: Value, depth: number): boolean {
  if (routerOf(value)) return true;
  if (depth >= 2) return false;
  const inner =
    value.kind === 'object'
      ? value.members.values()
      : value.kind === 'instance'
        ? value.properties.values()
        : value.kind === 'list'
          ? value.items.slice(0, 20)
          : value.kind === 'choice'
            ? value.options
            : [];
  for (const one of inner) if (holdsRouter(one, depth + 1)) return true;
  return false;
}
