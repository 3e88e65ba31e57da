import { formatGo, isTruthy, memberOf, type GoFunction, type GoValue } from './values.js';
import { TemplateError, type Command, type Operand, type Pipeline, type TemplateNode } from './nodes.js';

/** Steps for one template, so that no template runs for ever. */
const mostSteps = 200_000;
/** Templates may include each other this deep. */
const deepestInclude = 60;
/** UTF-16 units that one template may write. */
const longestOutput = 2_000_000;

/** What a template writes, piece by piece, with the place in its file that wrote it. */
export interface OutputPiece {
  readonly text: string;
  readonly start: number;
  /** Undefined for the file's own text, which is written letter by letter. */
  readonly end: number | undefined;
}

/** What the evaluation of a set of templates needs. */
export interface TemplateSet {
  readonly defines: ReadonlyMap<string, readonly TemplateNode[]>;
  readonly functions: ReadonlyMap<string, GoFunction>;
  /** Values are missing that are given at the command line only: a field of nothing is nothing then, and nothing is required. */
  readonly lacksValues?: boolean;
}

class LoopSignal extends Error {
  readonly kind: 'break' | 'continue';

  constructor(kind: 'break' | 'continue') {
    super(kind);
    this.kind = kind;
  }
}

type Scope = Map<string, { value: GoValue }>;

/**
 * Evaluates templates of a set. One evaluation serves one file: its steps and its output are bounded together.
 */
export class Evaluation {
  readonly #set: TemplateSet;
  #steps = 0;
  #written = 0;
  #depth = 0;

  constructor(set: TemplateSet) {
    this.#set = set;
  }

  /** See {@link TemplateSet.lacksValues}. */
  get lacksValues(): boolean {
    return this.#set.lacksValues === true;
  }

  /**
   * What a body writes with a value as its dot.
   * @throws TemplateError when it uses what is not known here, or takes too long.
   */
  run(body: readonly TemplateNode[], dot: GoValue): readonly OutputPiece[] {
    const pieces: OutputPiece[] = [];
    this.#write(body, dot, new Map([['', { value: dot }]]), pieces, undefined);
    return pieces;
  }

  /** `include`: what a named template writes, as a text. */
  include(name: string, dot: GoValue): string {
    const body = this.#set.defines.get(name);
    if (!body && this.lacksValues) return '';
    if (!body) throw new TemplateError(`the template ${name} is not there`);
    return this.nested(body, dot);
  }

  /** What a body writes, as a text. */
  nested(body: readonly TemplateNode[], dot: GoValue): string {
    this.#depth += 1;
    if (this.#depth > deepestInclude) throw new TemplateError('templates include each other too deep');
    const pieces = this.run(body, dot);
    this.#depth -= 1;
    return pieces.map(({ text }) => text).join('');
  }

  #write(
    nodes: readonly TemplateNode[],
    dot: GoValue,
    scope: Scope,
    out: OutputPiece[],
    caller: { readonly start: number; readonly end: number } | undefined,
  ): void {
    for (const node of nodes) {
      this.#step();
      switch (node.kind) {
        case 'text':
          this.#push(out, { text: node.text, start: caller?.start ?? node.start, end: caller?.end });
          break;
        case 'output': {
          const value = this.#pipeline(node.pipeline, dot, scope);
          if (node.pipeline.declares.length === 0)
            this.#push(out, { text: formatGo(value), ...(caller ?? { start: node.start, end: node.end }) });
          break;
        }
        case 'template': {
          const body = this.#set.defines.get(node.name);
          if (!body && this.lacksValues) break;
          if (!body) throw new TemplateError(`the template ${node.name} is not there`);
          const inner = node.pipeline ? this.#pipeline(node.pipeline, dot, scope) : null;
          this.#depth += 1;
          if (this.#depth > deepestInclude) throw new TemplateError('templates include each other too deep');
          this.#write(body, inner, new Map([['', { value: inner }]]), out, caller ?? node);
          this.#depth -= 1;
          break;
        }
        case 'if':
        case 'with': {
          const inner: Scope = new Map(scope);
          const value = this.#pipeline(node.pipeline, dot, inner);
          const next = node.kind === 'with' ? value : dot;
          if (isTruthy(value)) this.#write(node.body, next, new Map(inner), out, caller);
          else this.#write(node.otherwise, dot, new Map(inner), out, caller);
          break;
        }
        case 'range':
          this.#range(node, dot, scope, out, caller);
          break;
        case 'break':
        case 'continue':
          throw new LoopSignal(node.kind);
      }
    }
  }

  #range(
    node: Extract<TemplateNode, { kind: 'if' | 'with' | 'range' }>,
    dot: GoValue,
    scope: Scope,
    out: OutputPiece[],
    caller: { readonly start: number; readonly end: number } | undefined,
  ): void {
    const value = this.#commands(node.pipeline, dot, scope);
    const entries = entriesOf(value);
    if (entries.length === 0) {
      this.#write(node.otherwise, dot, new Map(scope), out, caller);
      return;
    }
    const { assigns, declares } = node.pipeline;
    for (const [key, item] of entries) {
      const inner: Scope = new Map(scope);
      const [first, second] = declares;
      if (second !== undefined) bind(inner, second, item, assigns);
      if (first !== undefined) bind(inner, first, second === undefined ? item : key, assigns);
      try {
        this.#write(node.body, item, inner, out, caller);
      } catch (error) {
        if (!(error instanceof LoopSignal)) throw error;
        if (error.kind === 'break') return;
      }
    }
  }

  #pipeline(pipeline: Pipeline, dot: GoValue, scope: Scope): GoValue {
    const value = this.#commands(pipeline, dot, scope);
    for (const name of pipeline.declares) bind(scope, name, value, pipeline.assigns);
    return value;
  }

  #commands({ commands }: Pipeline, dot: GoValue, scope: Scope): GoValue {
    let value: GoValue = null;
    for (const [index, command] of commands.entries())
      value = this.#command(command, dot, scope, index === 0 ? undefined : { value });
    return value;
  }

  #command(
    { operands }: Command,
    dot: GoValue,
    scope: Scope,
    piped: { readonly value: GoValue } | undefined,
  ): GoValue {
    this.#step();
    const [first, ...rest] = operands;
    if (!first) throw new TemplateError('a command is missing');
    if (first.kind === 'function') return this.#call(first.name, rest, dot, scope, piped);
    const value = this.#operand(first, dot, scope);
    if (typeof value === 'function') {
      const given = rest.map((operand) => this.#operand(operand, dot, scope));
      return value(...given, ...(piped ? [piped.value] : []));
    }
    if (rest.length > 0 || piped) throw new TemplateError('a value is called like a function');
    return value;
  }

  #call(
    name: string,
    operands: readonly Operand[],
    dot: GoValue,
    scope: Scope,
    piped: { readonly value: GoValue } | undefined,
  ): GoValue {
    // `and` and `or` stop at the first operand that decides.
    if (name === 'and' || name === 'or') {
      let value: GoValue = null;
      for (const operand of operands) {
        value = this.#operand(operand, dot, scope);
        if (isTruthy(value) === (name === 'or')) return value;
      }
      return piped ? piped.value : value;
    }
    const called = this.#set.functions.get(name);
    if (!called) throw new TemplateError(`the function ${name} is not evaluated`);
    const given = operands.map((operand) => this.#operand(operand, dot, scope));
    return called([...given, ...(piped ? [piped.value] : [])], this);
  }

  #operand(operand: Operand, dot: GoValue, scope: Scope): GoValue {
    this.#step();
    switch (operand.kind) {
      case 'constant':
        return operand.value;
      case 'field':
        return memberOf(dot, operand.names, this.lacksValues);
      case 'variable': {
        const bound = scope.get(operand.name);
        if (!bound) throw new TemplateError(`the variable $${operand.name} is not declared`);
        return memberOf(bound.value, operand.names, this.lacksValues);
      }
      case 'group':
        // What stands in parentheses and is nothing has nothing as its fields: charts write `((.Values.global).x)` for that
        // (text/template, evalField: a receiver that is not valid gives the zero value).
        return memberOf(this.#commands(operand.pipeline, dot, scope), operand.names, true);
      default:
        return this.#call(operand.name, [], dot, scope, undefined);
    }
  }

  #push(out: OutputPiece[], piece: OutputPiece): void {
    this.#written += piece.text.length;
    if (this.#written > longestOutput) throw new TemplateError('the template writes too much');
    if (piece.text !== '') out.push(piece);
  }

  #step(): void {
    this.#steps += 1;
    if (this.#steps > mostSteps) throw new TemplateError('the template takes too many steps');
  }
}

function bind(scope: Scope, name: string, value: GoValue, assigns: boolean): void {
  const known = assigns ? scope.get(name) : undefined;
  if (known) known.value = value;
  else scope.set(name, { value });
}

function entriesOf(value: GoValue): readonly (readonly [GoValue, GoValue])[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.map((item, index) => [index, item] as const);
  if (value instanceof Map)
    return [...value].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, item] as const);
  if (typeof value === 'number')
    return Array.from({ length: Math.min(value, 10_000) }, (_, n) => [n, n] as const);
  throw new TemplateError('range goes over what is no list');
}
