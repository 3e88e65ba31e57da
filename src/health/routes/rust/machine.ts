import type { RouteGap } from '../../../model/endpoint.js';
import type { RustProgram } from './program.js';
import type { RustExpression, RustFunction } from './tree.js';
import type { Entry, FilterWay, Frame, Router, RustFramework, Site, Text, Value } from './values.js';
import { routersIn } from './values.js';

const stepLimit = 400_000;
const mostRouters = 5_000;

/** What the parts of the evaluation ask of each other. */
export interface Operations {
  evaluate(machine: Machine, node: RustExpression, frame: Frame): Promise<Value>;
  pathValue(machine: Machine, segments: readonly string[], frame: Frame): Promise<Value>;
  /** Calls a function or closure of the program. */
  callValue(
    machine: Machine,
    callee: Extract<Value, { kind: 'function' | 'closure' }>,
    args: readonly Value[],
  ): Promise<Value>;
  callFunction(machine: Machine, callee: RustFunction, args: readonly Value[], self?: string): Promise<Value>;
  /** Gives values to code that is not seen: routers may be served there, closures called. */
  handOver(machine: Machine, args: readonly Value[]): Promise<void>;
}

/** What the evaluation of a repository's programs brings to light, and how far it may go. */
export class Machine {
  readonly program: RustProgram;
  readonly operations: Operations;
  readonly routers: Router[] = [];
  readonly gaps: (Omit<RouteGap, 'span'> & { readonly site: Site })[] = [];
  readonly entered = new Set<RustFunction>();
  /** What another function called. */
  readonly called = new Set<RustFunction>();
  readonly stack: RustFunction[] = [];
  /** Conditions that hold where the evaluation stands. */
  readonly conditions: string[] = [];
  /** Filters of warp that a server was given. */
  readonly served: { readonly ways: readonly FilterWay[]; readonly site: Site }[] = [];
  #steps = 0;

  constructor(program: RustProgram, operations: Operations) {
    this.program = program;
    this.operations = operations;
  }

  /** Counts a step; false when there were too many. */
  step(): boolean {
    this.#steps += 1;
    return this.#steps < stepLimit;
  }

  router(framework: RustFramework, role: Router['role'], site: Site, own: Text = []): Router {
    const router: Router = {
      id: this.routers.length,
      framework,
      role,
      own,
      site,
      entries: [],
      mounted: false,
      served: false,
      escaped: false,
    };
    if (this.routers.length < mostRouters) this.routers.push(router);
    return router;
  }

  add(router: Router, entry: Entry): void {
    if (router.entries.length < mostRouters) router.entries.push(entry);
  }

  gap(framework: RustFramework, site: Site, reason: string): void {
    if (this.gaps.length < mostRouters) this.gaps.push({ framework, site, reason });
  }

  /** What is handed to code that is not seen may be served there. */
  serve(values: readonly Value[]): void {
    for (const value of values) for (const router of routersIn(value)) router.served = true;
  }

  async under<Result>(condition: string | undefined, run: () => Promise<Result>): Promise<Result> {
    if (condition === undefined) return run();
    this.conditions.push(condition);
    try {
      return await run();
    } finally {
      this.conditions.pop();
    }
  }
}

/** Where an expression stands. */
export function siteOf(frame: Frame, node: { readonly start: number; readonly end: number }): Site {
  return { file: frame.place.file.path, start: node.start, end: node.end };
}

/** A variable of a frame or of the ones around it. */
export function lookUp(frame: Frame, name: string): Value | undefined {
  for (let at: Frame | undefined = frame; at; at = at.outer) {
    const value = at.scope.get(name);
    if (value) return value;
  }
  return undefined;
}

/** Sets a variable where it was declared. */
export function assign(frame: Frame, name: string, value: Value): void {
  for (let at: Frame | undefined = frame; at; at = at.outer)
    if (at.scope.has(name)) {
      at.scope.set(name, value);
      return;
    }
  frame.scope.set(name, value);
}

const development = /debug_assertions|is_dev|development|\bdev\b|is_debug|\bdebug\b|local_mode/i;

/** What `if` asks for, as words; undefined when it only asks whether something went well. */
export function conditionWords(text: string, negated: boolean): string | undefined {
  const inner = /^cfg!\((.*)\)$/.exec(text)?.[1] ?? text;
  if (development.test(inner) && !/\bnot\b|!/.test(inner.replace(/^cfg!/, '')))
    return negated ? undefined : 'development only';
  return `${negated ? 'unless' : 'if'} ${inner}`;
}
