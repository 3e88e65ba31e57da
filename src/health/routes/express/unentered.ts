import type { Evaluator } from '../../../syntax/javascript/evaluate/evaluator.js';
import type { ClassNode, FunctionNode } from '../../../syntax/javascript/tree.js';
import {
  unknown,
  type ClassValue,
  type FunctionValue,
  type InstanceValue,
  type Value,
} from '../../../syntax/javascript/evaluate/value.js';
import type { ProgramRoutes } from './program-routes.js';

/** Calls that can register something: cheaper than to evaluate every function of a program. */
const registering =
  /(?:\.\s*(?:get|head|post|put|patch|delete|options|all|use|route)(?:Async)?|\])\s*\(|createTerminus|createLightship/;

/**
 * Functions and classes that no call led to (callbacks, entry points, what a container calls). They are run for themselves, with arguments
 * that are not known, so that what they register on known routers is found.
 */
export class Unentered {
  readonly #routes: ProgramRoutes;
  readonly #roots: ReadonlySet<string>;
  readonly #functions = new Map<FunctionNode, FunctionValue>();
  readonly #classes = new Map<ClassNode, ClassValue>();
  readonly #instances = new Map<ClassNode, InstanceValue>();

  constructor(routes: ProgramRoutes, roots: ReadonlySet<string>) {
    this.#routes = routes;
    this.#roots = roots;
  }

  note(value: FunctionValue | ClassValue): void {
    const { module } = value.scope.module;
    if (!this.#roots.has(module.path)) return;
    if (!registering.test(module.source.text.slice(value.node.start, value.node.end))) return;
    if (value.kind === 'class') this.#classes.set(value.node, value);
    else if (!this.#functions.has(value.node)) this.#functions.set(value.node, value);
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
    const { source } = owner.scope.module.module;
    if (!registering.test(source.text.slice(node.start, node.end))) return;
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
