import type { JavaScriptModule } from '../module.js';
import type { CallExpression, FunctionNode } from '../tree.js';
import type { Scope } from './scope.js';
import type { Value } from './value.js';

/** A call that is being made: where it is written. */
export interface CallSite {
  /** The scope that the call stands in. */
  readonly scope: Scope;
  /** The arguments that it passes. */
  readonly given: readonly Value[];
  readonly module: JavaScriptModule;
  readonly expression: CallExpression;
}

/** Thrown inside the evaluation when a root took more steps than it is given; caught by whoever started it. */
export class EvaluationBudgetSpent extends Error {}

/** The stack unwinds at every `await`, so this bounds memory rather than the stack. */
const depthLimit = 800;

/** What is true of the moment of an evaluation, whatever function it is in. */
export class EvaluationState {
  /** How many branches are open of which only run time knows whether they run. */
  branches = 0;
  /** The tests of those branches as written, outermost first. */
  readonly conditions: string[] = [];
  /** How many `try` blocks with a `catch` are open. */
  guards = 0;
  /** How many loops are open whose rounds only run time can count. */
  loops = 0;
  /** The calls that led here, outermost first. */
  readonly sites: CallSite[] = [];
  /** The functions that are running, outermost first. */
  readonly functions: FunctionNode[] = [];
  #depth = 0;
  #stepsLeft = 0;

  /** Forgets all that a broken-off evaluation left, and allows that many steps more. */
  begin(steps: number): void {
    this.branches = 0;
    this.conditions.length = 0;
    this.guards = 0;
    this.loops = 0;
    this.sites.length = 0;
    this.functions.length = 0;
    this.#depth = 0;
    this.#stepsLeft = steps;
  }

  /** Steps of the budget that are not used yet. */
  get stepsLeft(): number {
    return Math.max(0, this.#stepsLeft);
  }

  /** One step deeper; false when the nesting is too deep to go on. */
  enter(): boolean {
    this.#stepsLeft -= 1;
    if (this.#stepsLeft < 0) throw new EvaluationBudgetSpent();
    if (this.#depth >= depthLimit) return false;
    this.#depth += 1;
    return true;
  }

  leave(): void {
    this.#depth -= 1;
  }

  /** Runs something of which only run time knows whether it runs. */
  async maybe<Result>(condition: string | undefined, run: () => Promise<Result>): Promise<Result> {
    this.branches += 1;
    if (condition !== undefined) this.conditions.push(condition);
    try {
      return await run();
    } finally {
      this.branches -= 1;
      if (condition !== undefined) this.conditions.pop();
    }
  }

  /** Runs the body of a loop whose rounds only run time can count. */
  async looped<Result>(run: () => Promise<Result>): Promise<Result> {
    this.loops += 1;
    try {
      return await this.maybe(undefined, run);
    } finally {
      this.loops -= 1;
    }
  }

  /** Runs something whose failure is caught. */
  async guarded<Result>(run: () => Promise<Result>): Promise<Result> {
    this.guards += 1;
    try {
      return await run();
    } finally {
      this.guards -= 1;
    }
  }
}
