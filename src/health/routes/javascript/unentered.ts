import type { Evaluator } from '../../../syntax/javascript/evaluate/evaluator.js';
import type { Scope } from '../../../syntax/javascript/evaluate/scope.js';
import type { ClassNode, FunctionNode, Placed } from '../../../syntax/javascript/tree.js';
import {
  unknown,
  type ClassValue,
  type FunctionValue,
  type InstanceValue,
  type Value,
} from '../../../syntax/javascript/evaluate/value.js';
import type { ProgramRoutes } from './program-routes.js';
import type { Reach } from './reach.js';

/** In files that have to do with a framework: calls that can register something. Cheaper than to evaluate every function of a program. */
const registering =
  /(?:\.\s*(?:get|head|post|put|patch|delete|del|opts|options|any|all|on|use|route|register|mount|group|openapi)(?:Async)?|\])\s*(?:<[\w\s,.|[\]]{1,80}>\s*)?\(|createTerminus|createLightship|createServer|\b(?:Bun|Deno)\s*\.\s*serve|NestFactory/;

/** In files that only import such files: calls that surely look like it. */
const surelyRegistering =
  /\.\s*(?:get|head|post|put|patch|delete|options|all|use|route)(?:Async)?\s*\(\s*['"`][/*]|\b(?:app|router|server)\s*\.\s*(?:get|post|all|use|route)\s*\(/;

/**
 * Functions and classes that no call led to (callbacks, entry points, what a container calls). They are run for themselves, with arguments
 * that are not known, so that what they register on known routers is found.
 */
export class Unentered {
  readonly #routes: ProgramRoutes;
  readonly #reach: Reach;
  readonly #functions = new Map<FunctionNode, FunctionValue>();
  readonly #classes = new Map<ClassNode, ClassValue>();
  readonly #instances = new Map<ClassNode, InstanceValue>();

  constructor(routes: ProgramRoutes, reach: Reach) {
    this.#routes = routes;
    this.#reach = reach;
  }

  note(value: FunctionValue | ClassValue): void {
    if (!this.#mayRegister(value.node, value.scope)) return;
    if (value.kind === 'class') this.#classes.set(value.node, value);
    else if (!this.#functions.has(value.node)) this.#functions.set(value.node, value);
  }

  #mayRegister({ end, start }: Placed, { module: { module } }: Scope): boolean {
    if (!this.#reach.relevant.has(module.path)) return false;
    const calls = this.#reach.starting.has(module.path) ? registering : surelyRegistering;
    return calls.test(module.source.text.slice(start, end));
  }

  noteInstance(value: InstanceValue): void {
    if (value.class.kind === 'class') this.#instances.set(value.class.node, value);
  }

  /** Hands out what is to be run next, until nothing is left; running one may bring others into being. */
  *pending(evaluator: Evaluator): Generator<() => Promise<unknown>> {
    for (const [node, value] of this.#functions)
      if (!this.#routes.entered.has(node)) yield () => this.#run(value, evaluator);
    for (const [node, value] of this.#classes) {
      if (!this.#instances.has(node) && !isEntered(value, this.#routes))
        yield async () => {
          const built = await evaluator.construct(value, []);
          if (built.kind === 'instance') this.#instances.set(node, built);
        };
      for (const member of node.members) {
        const method = member.function;
        const isCallable = member.kind === 'method' || member.kind === 'getter';
        if (method && isCallable && !this.#routes.entered.has(method))
          yield () => this.#runMethod(value, method, member.static, evaluator);
      }
    }
    // Functions inside of those that were just run.
    for (const [node, value] of this.#functions)
      if (!this.#routes.entered.has(node)) yield () => this.#run(value, evaluator);
  }

  #run(value: FunctionValue, evaluator: Evaluator): Promise<Value> {
    const given = value.node.parameters.map((): Value => unknown);
    return evaluator.state.maybe(undefined, () => evaluator.run(value, given));
  }

  async #runMethod(
    owner: ClassValue,
    node: FunctionNode,
    isStatic: boolean,
    evaluator: Evaluator,
  ): Promise<void> {
    if (!this.#mayRegister(node, owner.scope)) return;
    const self: Value = isStatic ? owner : (this.#instances.get(owner.node) ?? unknown);
    const method: FunctionValue = {
      kind: 'function',
      node,
      scope: owner.scope,
      self,
      home: owner,
      properties: new Map(),
    };
    await this.#run(method, evaluator);
  }
}

function isEntered(value: ClassValue, routes: ProgramRoutes): boolean {
  const constructor = value.node.members.find(({ kind }) => kind === 'constructor')?.function;
  return constructor !== undefined && routes.entered.has(constructor);
}
