import type { Call, Evaluator, Host } from '../../../syntax/javascript/evaluate/evaluator.js';
import type { FunctionNode } from '../../../syntax/javascript/tree.js';
import type {
  ClassValue,
  ExternalValue,
  FunctionValue,
  HostValue,
  InstanceValue,
  Value,
} from '../../../syntax/javascript/evaluate/value.js';
import { callSpan } from '../../../syntax/javascript/evaluate/call-span.js';
import type { Dialect, Registering } from './dialect.js';
import { FruitlessCalls } from './fruitless-calls.js';
import type { ProgramRoutes } from './program-routes.js';
import type { Reach } from './reach.js';
import { describe } from './registration.js';
import { isReceiver, Router, routerOf } from './router.js';
import { isRunner } from './runners.js';
import type { Unentered } from './unentered.js';

const smallFunction = 3;
const smallNesting = 6;

/** What the evaluation of a program has to know of its frameworks: how routers come into being, and what calls on them mean. */
export class ProgramHost implements Host {
  readonly #dialects: readonly Dialect[];
  readonly #routes: ProgramRoutes;
  readonly #reach: Reach;
  readonly #unentered: Unentered;
  readonly #fruitless = new FruitlessCalls();
  #evaluator: Evaluator | undefined;
  /** Counts what had to do with routers. */
  #done = 0;
  /** Which frameworks a package may be of. */
  readonly #byPackage = new Map<string, readonly Dialect[]>();
  /** While frameworks put together what decorators declare, the functions of those files are followed as well. */
  isFinishing = false;

  constructor(dialects: readonly Dialect[], routes: ProgramRoutes, reach: Reach, unentered: Unentered) {
    this.#dialects = dialects;
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
    const registering: Registering = {
      routes: this.#routes,
      evaluator,
      conditions: [...evaluator.state.conditions],
    };
    // A call that is made while this one is read leaves its own sites behind.
    this.#routes.sites = [...evaluator.state.sites];
    if (callee.kind === 'external') return this.#callPackage(callee, call, registering);
    if (callee.kind === 'method' && callee.receiver.kind === 'host') {
      this.#done += 1;
      const { object } = callee.receiver;
      return isReceiver(object) ? object.call(callee.name, call, registering) : undefined;
    }
    const given = call.arguments.map(routerOf).find((router) => router !== undefined);
    if (given)
      this.#routes.gap(
        given.dialect,
        callSpan(call.site),
        `${describe(call)} gets the router and could not be followed`,
      );
    return undefined;
  }

  async #callPackage(
    callee: ExternalValue,
    call: Call,
    registering: Registering,
  ): Promise<Value | undefined> {
    for (const dialect of this.#dialectsOf(callee.package)) {
      const outcome = await dialect.callPackage?.(callee, call, registering);
      if (outcome === undefined) continue;
      this.#done += 1;
      return outcome;
    }
    const given = call.arguments.find((value) => routerOf(value));
    const router = routerOf(given);
    if (given === undefined || router === undefined) return undefined;
    const becomes = router.dialect.handedOver?.(given, callee);
    if (becomes === 'runs' || isRunner(callee.package)) return undefined;
    if (becomes !== undefined) return becomes;
    const isMade = callee.path.includes('()');
    this.#routes.gap(
      router.dialect,
      callSpan(call.site),
      isMade
        ? `${describe(call)} gets the router and could not be followed`
        : `the package ${callee.package} gets the router and may add routes`,
    );
    return undefined;
  }

  #dialectsOf(name: string): readonly Dialect[] {
    let found = this.#byPackage.get(name);
    if (found === undefined) {
      found = this.#dialects.filter((dialect) => dialect.mayOwn?.(name) ?? true);
      this.#byPackage.set(name, found);
    }
    return found;
  }

  member(value: HostValue, name: string): Value | undefined {
    return isReceiver(value.object) ? value.object.member?.(name) : undefined;
  }

  assign(value: HostValue, name: string, assigned: Value): void {
    if (isReceiver(value.object)) value.object.assign?.(name, assigned);
  }

  typed(type: ExternalValue, parameterOf: FunctionNode | undefined): Value | undefined {
    for (const dialect of this.#dialects) {
      const kind = dialect.typed?.(type);
      if (kind !== undefined)
        return {
          kind: 'host',
          object: this.#routes.add(new Router(dialect, kind, undefined, parameterOf ?? 'other')),
        };
    }
    return undefined;
  }

  mayEnter(callee: FunctionValue, given: readonly Value[], self: Value | undefined): boolean {
    if (given.some((value) => holdsRouter(value, 0)) || (self && holdsRouter(self, 0))) return true;
    const { path } = callee.scope.module.module;
    if (this.#reach.isWorthFollowing(path) || (this.isFinishing && this.#reach.relevant.has(path)))
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
    if (value.kind === 'class')
      for (const dialect of this.#dialects) dialect.classCreated?.(value, this.#routes);
  }

  built(value: InstanceValue): void {
    this.#unentered.noteInstance(value);
  }
}

/** Whether a value is something that routes are registered on, or has it within reach. */
function holdsRouter(value: Value, depth: number): boolean {
  if (routerOf(value) || (value.kind === 'host' && isReceiver(value.object))) return true;
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
