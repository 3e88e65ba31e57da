import type { GoFunction } from '../../../syntax/go/file.js';
import type { GoProgram } from '../../../syntax/go/program.js';
import type { GoExpression, GoParameter, GoStatement } from '../../../syntax/go/tree.js';
import type { HandlerNotes } from './handler-notes.js';
import type { GoRouterFramework } from './recognition.js';
import type { Relevance } from './mentions.js';
import type { Router } from './routers.js';
import type {
  Cell,
  ExternalValue,
  FilePlace,
  FunctionValue,
  ObjectValue,
  Scope,
  TypeAt,
  Value,
} from './values.js';
import { eitherOf } from './values.js';

/** One running function. */
export interface Frame {
  readonly scope: Scope;
  readonly file: string;
  readonly results: readonly GoParameter[];
  /** Values of each `return` that was met. */
  readonly returns: (readonly Value[])[];
}

/** What keeps the inventory of a framework's routes open. */
export interface GoRouteGap {
  readonly framework: GoRouterFramework;
  readonly place: FilePlace;
  readonly reason: string;
}

/** The parts of the reading that call each other in circles. */
export interface Operations {
  evaluate(machine: Machine, expression: GoExpression, frame: Frame, expected?: TypeAt): Promise<Value>;
  /** Runs statements; true when all ways through them end in a return, break or panic. */
  execute(machine: Machine, statements: readonly GoStatement[], frame: Frame): Promise<boolean>;
  /** Calls a value with values. */
  apply(machine: Machine, callee: Value, args: readonly Value[], site: FilePlace): Promise<Value>;
  /** What a selector on a value gives: a field, a method bound to it, an outside method. */
  select(machine: Machine, value: Value, name: string, place: FilePlace): Promise<Value>;
  /** A deferred call's result; other values as they are. */
  force(machine: Machine, value: Value): Promise<Value>;
}

/** How many expressions one reading of a repository may look at before it gives up. */
const maxSteps = 500_000;

/**
 * The state of one reading: an abstract run of the program that knows strings, routers, structs and functions and nothing else.
 * Both sides of a condition are run; what they leave in variables is kept as alternatives.
 */
export class Machine {
  readonly program: GoProgram;
  readonly relevance: Relevance;
  readonly operations: Operations;
  readonly routers: Router[] = [];
  readonly gaps: GoRouteGap[] = [];
  /** Outside calls that a router went into. */
  readonly wrappers: ExternalValue[] = [];
  /** Middleware that only stands before routes under a condition. */
  readonly unsureMiddleware = new Set<Value>();
  /** Functions that were run; the others are run on their own at the end. */
  readonly visited = new Set<GoFunction>();
  /** Package variables, by directory and name. */
  readonly globals = new Map<string, Cell>();
  /** Structs that the program makes, by the place of their type's declaration. */
  readonly instances = new Map<string, ObjectValue[]>();
  /** Routers that stand for fields and package variables whose value was not found. */
  readonly placeholders = new Map<string, Router>();
  /** Functions that were handed to code outside the repository; run when the ways through the program itself are done. */
  readonly postponed: { readonly callee: FunctionValue; readonly site: FilePlace }[] = [];
  /** Results of functions that a dependency-injection container calls, by the name of their type. */
  readonly provided = new Map<string, Value[]>();
  /** Where the running functions were called. */
  readonly callSites: FilePlace[] = [];
  /** How often each function or literal is running. */
  readonly running = new Map<object, number>();
  /** Conditions of the branches that are being run, as written. */
  readonly conditions: string[] = [];
  /** Set while a handler is looked at: then nothing is registered, calls are noted. */
  notes: HandlerNotes | undefined;
  /** How many alternatives the present statement lies in. */
  branches = 0;
  steps = 0;
  /** Some call took more steps than it was given. */
  exhausted = false;
  limit = maxSteps;
  readonly #journals: Map<Cell, Value>[] = [];
  defaultMux: Router | undefined;

  constructor(program: GoProgram, relevance: Relevance, operations: Operations) {
    this.program = program;
    this.relevance = relevance;
    this.operations = operations;
  }

  /** Counts a step; false when the reading has taken too many. */
  step(): boolean {
    this.steps += 1;
    if (this.steps <= this.limit) return true;
    if (this.notes === undefined) this.exhausted = true;
    return false;
  }

  /** Runs a call with nine tenths of the steps that are left, so that one call that explodes leaves something for the others. */
  async limited<Result>(run: () => Promise<Result>): Promise<Result> {
    const { limit } = this;
    this.limit = Math.min(limit, this.steps + Math.ceil((limit - this.steps) * 0.9));
    try {
      return await run();
    } finally {
      this.limit = limit;
    }
  }

  newRouter(framework: GoRouterFramework, place: FilePlace): Router {
    const router: Router = {
      id: this.routers.length,
      framework,
      place,
      mounts: [],
      registrations: [],
      middleware: [],
      served: false,
      testOnly: false,
    };
    this.routers.push(router);
    return router;
  }

  gap(framework: GoRouterFramework, place: FilePlace, reason: string): void {
    if (this.notes === undefined) this.gaps.push({ framework, place, reason });
  }

  /** The condition under which the present statement runs; undefined when it always does. */
  get condition(): string | undefined {
    return this.conditions.at(-1);
  }

  assign(cell: Cell, value: Value): void {
    const journal = this.#journals.at(-1);
    if (journal && !journal.has(cell)) journal.set(cell, cell.value);
    cell.value = value;
  }

  /**
   * Runs alternatives, of which one will happen, each from the same state; afterwards every variable that they changed may hold what
   * any of them left there (also one that ends in a return: the caller sees what it did to structs). True when none comes out.
   */
  async alternatives(runs: readonly (() => Promise<boolean>)[]): Promise<boolean> {
    const changed = new Map<Cell, Value>();
    const outcomes: ReadonlyMap<Cell, Value>[] = [];
    let leaving = 0;
    this.branches += 1;
    for (const run of runs) {
      const { left, before } = await this.#recorded(run);
      outcomes.push(new Map([...before.keys()].map((cell) => [cell, cell.value])));
      for (const [cell, value] of before) {
        if (!changed.has(cell)) changed.set(cell, value);
        cell.value = value;
      }
      if (left) leaving += 1;
    }
    this.branches -= 1;
    for (const [cell, before] of changed)
      this.assign(cell, eitherOf(outcomes.map((after) => after.get(cell) ?? before)));
    return leaving === runs.length && runs.length > 0;
  }

  /** Runs something whose effects on variables are undone. */
  async undone<Result>(run: () => Promise<Result>): Promise<Result> {
    const journal = new Map<Cell, Value>();
    this.#journals.push(journal);
    try {
      return await run();
    } finally {
      this.#journals.pop();
      for (const [cell, value] of journal) cell.value = value;
    }
  }

  async #recorded(run: () => Promise<boolean>): Promise<{ left: boolean; before: Map<Cell, Value> }> {
    const before = new Map<Cell, Value>();
    this.#journals.push(before);
    try {
      return { left: await run(), before };
    } finally {
      this.#journals.pop();
    }
  }
}
