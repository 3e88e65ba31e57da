import type { Expression, FunctionNode, Pattern, Statement, TypeName } from '../tree.js';
import { bindPattern } from './bindings.js';
import { dispatchCall } from './calls.js';
import { constructBase, constructInstance } from './classes.js';
import type { BindingMode, Call, Completion, Evaluator, Frame, Host } from './evaluator.js';
import { evaluateExpression } from './expressions.js';
import { runFunction } from './functions.js';
import { memberOf } from './members.js';
import type { ModuleInstance } from './module-instance.js';
import { ModuleLinker, type ModuleSource } from './modules.js';
import type { Scope } from './scope.js';
import { executeStatements } from './statements.js';
import { EvaluationBudgetSpent, EvaluationState } from './state.js';
import { typedValue } from './typed-values.js';
import { unknown, type ClassValue, type FunctionValue, type Value } from './value.js';

/**
 * Evaluates programs as far as their text tells what they do, without running them: constants are folded, project functions are
 * followed through imports, both ways of an undecided branch are taken, and what only run time knows is `unknown`.
 * A reader that cares for a framework brings a {@link Host}. Every evaluation has a budget of steps; nothing recurses without end.
 */
export class Interpreter implements Evaluator {
  state = new EvaluationState();
  host: Host;
  readonly #linker: ModuleLinker;
  readonly #moduleHost: Host;
  readonly #moduleSteps: number;
  /** Steps that all modules together may take. */
  #pool = 10_000_000;
  /** Paths of modules whose budget was spent before their end. */
  readonly unfinished = new Set<string>();

  /**
   * `host` is the one that modules are evaluated with; {@link withHost} changes it for other purposes. `moduleSteps` is the budget for the top
   * level of one module.
   */
  constructor(source: ModuleSource, host: Host = {}, moduleSteps = 1_000_000) {
    this.host = host;
    this.#moduleHost = host;
    this.#moduleSteps = moduleSteps;
    this.#linker = new ModuleLinker(source, (instance) => this.#runModule(instance));
  }

  /** Runs something with another host. */
  async withHost<Result>(host: Host, run: () => Promise<Result>): Promise<Result> {
    const before = this.host;
    this.host = host;
    try {
      return await run();
    } finally {
      this.host = before;
    }
  }

  /**
   * Runs something within a budget of steps (about one per expression).
   * Undefined when it was spent before the end; what was found until then stays found.
   */
  async within<Result>(steps: number, run: () => Promise<Result>): Promise<Result | undefined> {
    const { host } = this;
    this.state.begin(steps);
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof EvaluationBudgetSpent)) throw error;
      this.host = host;
      this.state.begin(steps);
      return undefined;
    }
  }

  /** The module at a path, with its top level evaluated. */
  module(path: string): Promise<ModuleInstance | undefined> {
    return this.#linker.instance(path);
  }

  /** Modules are evaluated on their own terms and with a budget of their own, whoever is the first to need them. */
  async #runModule(instance: ModuleInstance): Promise<void> {
    const { host, state } = this;
    this.host = this.#moduleHost;
    this.state = new EvaluationState();
    const steps = Math.min(this.#moduleSteps, this.#pool);
    this.state.begin(steps);
    try {
      await this.execute(instance.module.body, { scope: instance.scope, returns: [] });
    } catch (error) {
      if (!(error instanceof EvaluationBudgetSpent)) throw error;
      this.unfinished.add(instance.module.path);
    } finally {
      this.#pool -= steps - this.state.stepsLeft;
      this.host = host;
      this.state = state;
    }
  }

  async evaluate(expression: Expression, scope: Scope): Promise<Value> {
    if (!this.state.enter()) return unknown;
    try {
      return await evaluateExpression(expression, scope, this);
    } finally {
      this.state.leave();
    }
  }

  async execute(statements: readonly Statement[], frame: Frame): Promise<Completion> {
    if (!this.state.enter()) return 'normal';
    try {
      return await executeStatements(statements, frame, this);
    } finally {
      this.state.leave();
    }
  }

  bind(target: Pattern, value: Value, scope: Scope, mode: BindingMode): Promise<void> {
    return bindPattern(target, value, scope, mode, this);
  }

  async lookup(name: string, scope: Scope): Promise<Value | undefined> {
    const binding = scope.holderOf(name)?.bindings.get(name);
    return binding?.kind === 'imported' ? this.#linker.imported(binding, scope) : binding;
  }

  async member(value: Value, name: string): Promise<Value> {
    if (!this.state.enter()) return unknown;
    try {
      return await memberOf(value, name, this);
    } finally {
      this.state.leave();
    }
  }

  async call(call: Call): Promise<Value> {
    if (!this.state.enter()) return unknown;
    try {
      return await dispatchCall(call, this);
    } finally {
      this.state.leave();
    }
  }

  run(callee: FunctionValue, given: readonly Value[], self?: Value): Promise<Value> {
    return runFunction(callee, given, self, this);
  }

  construct(constructor: ClassValue, given: readonly Value[]): Promise<Value> {
    return constructInstance(constructor, given, this);
  }

  constructBase(call: Call['site']['expression'], scope: Scope, given: readonly Value[]): Promise<void> {
    return constructBase(call, scope, given, this);
  }

  typed(type: TypeName, scope: Scope, parameterOf?: FunctionNode): Promise<Value | undefined> {
    return typedValue(type, scope, parameterOf, this);
  }

  load(specifier: string, scope: Scope, way: 'import' | 'require'): Promise<Value> {
    return this.#linker.load(scope.module.module.path, specifier, way);
  }

  exportNames(path: string): Promise<readonly string[]> {
    return this.#linker.exportNames(path);
  }

  exported(path: string, name: string): Promise<Value | undefined> {
    return this.#linker.exported(path, name);
  }
}
