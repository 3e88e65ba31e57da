import type { SourceSpan } from '../../model/source-span.js';
import { evaluateExpression } from './expressions.js';
import type { Evaluation, Host, Library } from './evaluation.js';
import { sameValue, truthOf } from './fold.js';
import type { Expression, FieldNode, FunctionNode, Located, Statement } from './tree.js';
import { Frame, text } from './values.js';
import type { Circumstances, ClassUnit, Unit, Value } from './values.js';

/** Statements and expressions that are read in one migration, hostile files included. */
const mostSteps = 300_000;
/** How deep statements, expressions and calls nest in each other. */
const deepest = 700;
const deepestCalls = 30;
const mostRounds = 500;

/** How a statement ends: `go` = the next one runs. */
type Completion = 'go' | 'break' | 'return';

/** The class whose code runs, with what it inherits; the file of the code; from where in the hierarchy. */
interface Context {
  readonly unit: Unit;
  readonly hierarchy: readonly ClassUnit[];
  readonly level: number;
}

const nothing: Circumstances = { unsure: false, looped: false, guarded: false };

/**
 * Reads the statements of a PHP or C# program in the order in which they would run, without running anything: values are followed as far as
 * the text tells them, both sides of an open condition are read, and calls are handed to a {@link Host}, which knows what they mean.
 */
export class Machine implements Evaluation {
  readonly host: Host;
  readonly library: Library;
  readonly #home: Unit;
  #context: Context;
  #circumstances = nothing;
  /** The call in the file at hand that led to other files. */
  #site: SourceSpan | undefined;
  #fields = new Map<string, Value>();
  #returned: Value[] | undefined;
  #steps = 0;
  #depth = 0;
  #calls = 0;
  #raises = false;
  #ended = false;
  #cutAt: SourceSpan | undefined;
  #statement: Expression | undefined;
  #method = '';

  /** @param hierarchy the class, its traits, its base classes, in the order in which methods are looked up. */
  constructor(hierarchy: readonly ClassUnit[], unit: Unit, host: Host, library: Library) {
    this.#home = unit;
    this.#context = { unit, hierarchy, level: 0 };
    this.host = host;
    this.library = library;
  }

  /** An error is thrown whatever happens. */
  get raises(): boolean {
    return this.#raises;
  }

  /** Where reading was given up, because there was too much of it. */
  get cutAt(): SourceSpan | undefined {
    return this.#cutAt;
  }

  get unit(): Unit {
    return this.#context.unit;
  }

  get level(): number {
    return this.#context.level;
  }

  get circumstances(): Circumstances {
    return this.#circumstances;
  }

  get statement(): Expression | undefined {
    return this.#statement;
  }

  get isHome(): boolean {
    return this.#context.unit.source.path === this.#home.source.path;
  }

  /** Notes that an error is thrown here. */
  raise(): void {
    if (!this.#circumstances.unsure) this.#raises = true;
  }

  /** Lets nothing run any more, unless it is not sure that this point is reached. */
  end(how: 'error' | 'skip'): void {
    if (this.#circumstances.unsure || this.#circumstances.looped) return;
    if (how === 'error') this.raise();
    this.#ended = true;
  }

  /** What follows in the function at hand depends on what is there. */
  guardRest(): void {
    this.#circumstances = { ...this.#circumstances, guarded: true };
  }

  /** Whether the class or what it inherits has a method of its own. */
  has(name: string): boolean {
    return this.#methodOf(name, 0) !== undefined;
  }

  /** Runs a method of the class; undefined when there is none. */
  run(name: string, given: readonly Value[]): Value | undefined {
    const found = this.#methodOf(name, 0);
    if (!found || this.#ended) return undefined;
    this.#method = name;
    return this.#within({ ...this.#context, unit: found.unit, level: found.level }, () =>
      this.callFunction(found.function, new Frame(), given, new Map()),
    );
  }

  /** Runs statements that stand outside of classes and gives what they return. */
  runStatements(statements: readonly Statement[], frame: Frame): Value {
    return this.#collect(() => this.#all(statements, frame));
  }

  spanOf(node: Located): SourceSpan {
    if (this.isHome || !this.#site) return this.#context.unit.source.span(node.start, node.end);
    return this.#site;
  }

  evaluate(expression: Expression, frame: Frame): Value {
    if (!this.#step(expression)) return { kind: 'code', text: '' };
    this.#depth += 1;
    try {
      return evaluateExpression(expression, frame, this);
    } finally {
      this.#depth -= 1;
    }
  }

  /** A field or constant of the object whose code runs. */
  field(name: string): Value | undefined {
    const known = this.#fields.get(name);
    if (known) return known;
    return this.#fieldIn(this.#context.hierarchy, name);
  }

  setField(name: string, value: Value): void {
    const open = this.#circumstances.unsure || this.#circumstances.looped;
    this.#fields.set(name, open && value.kind !== 'object' ? { kind: 'code', text: name } : value);
  }

  /** A method of the class as a function that somebody else calls. */
  methodValue(name: string): Value | undefined {
    const found = this.#methodOf(name, 0);
    return found && { kind: 'function', ...found, frame: new Frame() };
  }

  /** A constant or static field of a class by its name. */
  constantOf(className: string, name: string): Value | undefined {
    const hierarchy = this.#hierarchyOf(className);
    if (!hierarchy) return undefined;
    return hierarchy === this.#context.hierarchy ? this.field(name) : this.#fieldIn(hierarchy, name);
  }

  /** Calls a method that the class (from a level of its hierarchy on) defines; undefined when there is none. */
  callMethod(
    name: string,
    level: number,
    given: readonly Value[],
    named: ReadonlyMap<string, Value>,
    node: Located,
  ): Value | undefined {
    const found = this.#methodOf(name, level);
    if (!found) return undefined;
    return this.#enter(node, { ...this.#context, unit: found.unit, level: found.level }, () =>
      this.callFunction(found.function, new Frame(), given, named),
    );
  }

  /** Calls a static method of another class of the repository. */
  callStatic(
    className: string,
    name: string,
    given: readonly Value[],
    named: ReadonlyMap<string, Value>,
    node: Located,
  ): Value | undefined {
    const hierarchy = this.#hierarchyOf(className);
    if (!hierarchy) return undefined;
    if (hierarchy === this.#context.hierarchy)
      return this.callMethod(name, className === 'parent' ? this.level + 1 : 0, given, named, node);
    const level = hierarchy.findIndex((part) => hasMethod(part, name));
    const part = hierarchy[level];
    const method = part?.class.methods.find((candidate) => candidate.name === name);
    if (!part || !method) return undefined;
    return this.#enter(node, { unit: part.unit, hierarchy, level }, () =>
      this.callFunction(method.function, new Frame(), given, named),
    );
  }

  /** Calls a function or extension method that stands in some file. */
  callForeign(
    unit: Unit,
    called: FunctionNode,
    given: readonly Value[],
    named: ReadonlyMap<string, Value>,
    node: Located,
  ): Value {
    const owner = unit.program.classes.find(({ methods }) =>
      methods.some((method) => method.function === called),
    );
    const hierarchy = owner ? [{ unit, class: owner }] : [];
    return this.#enter(node, { unit, hierarchy, level: 0 }, () =>
      this.callFunction(called, new Frame(), given, named),
    );
  }

  /** Calls a closure. */
  invoke(callee: Value | undefined, given: readonly Value[]): Value {
    if (callee?.kind !== 'function') return { kind: 'code', text: '' };
    return this.#within({ ...this.#context, unit: callee.unit, level: callee.level }, () =>
      this.callFunction(callee.function, new Frame(callee.frame), given, new Map()),
    );
  }

  /** Runs a function's body with its parameters bound. */
  callFunction(
    called: FunctionNode,
    frame: Frame,
    given: readonly Value[],
    named: ReadonlyMap<string, Value>,
  ): Value {
    if (this.#calls >= deepestCalls) return { kind: 'code', text: '' };
    for (const [index, parameter] of called.parameters.entries()) {
      const value =
        parameter.variadic === true ? rest(given, index) : (named.get(parameter.name) ?? given[index]);
      const fallback =
        value === undefined && parameter.isCaller === true
          ? text(this.#method)
          : value === undefined && parameter.fallback
            ? this.evaluate(parameter.fallback, frame)
            : undefined;
      frame.bind(parameter.name, value ?? fallback ?? { kind: 'code', text: parameter.name });
    }
    const before = this.#circumstances;
    this.#calls += 1;
    const result = this.#collect(() => this.#all(called.body, frame));
    this.#calls -= 1;
    this.#circumstances = before;
    return result;
  }

  /** Reads something that may not run, or runs again and again. */
  under<Result>(change: Partial<Circumstances>, read: () => Result): Result {
    const before = this.#circumstances;
    this.#circumstances = { ...before, ...change };
    const result = read();
    this.#circumstances = before;
    return result;
  }

  #collect(read: () => void): Value {
    const before = this.#returned;
    const returned: Value[] = [];
    this.#returned = returned;
    read();
    this.#returned = before;
    const [first, ...others] = returned;
    if (!first) return { kind: 'null' };
    return others.every((other) => other === first || sameValue(first, other) === true)
      ? first
      : { kind: 'code', text: '' };
  }

  #within<Result>(context: Context, read: () => Result): Result {
    const before = this.#context;
    this.#context = context;
    const result = read();
    this.#context = before;
    return result;
  }

  /** Runs code that may stand in another file; its operations are placed where the file at hand calls it. */
  #enter<Result>(node: Located, context: Context, read: () => Result): Result {
    const before = this.#site;
    if (this.isHome) this.#site = this.spanOf(node);
    const result = this.#within(context, read);
    this.#site = before;
    return result;
  }

  #methodOf(
    name: string,
    from: number,
  ): { readonly unit: Unit; readonly function: FunctionNode; readonly level: number } | undefined {
    for (let level = from; level < this.#context.hierarchy.length; level += 1) {
      const part = this.#context.hierarchy[level];
      const method = part?.class.methods.find(
        (candidate) => candidate.name === name && !candidate.isAbstract,
      );
      if (part && method) return { unit: part.unit, function: method.function, level };
    }
    return undefined;
  }

  #hierarchyOf(className: string): readonly ClassUnit[] | undefined {
    const { hierarchy, unit } = this.#context;
    if (className === 'self' || className === 'static' || className === 'parent') return hierarchy;
    const name = className.slice(className.lastIndexOf('\\') + 1);
    if (hierarchy.some((part) => part.class.name === name)) return hierarchy;
    const own = unit.program.classes.find((candidate) => candidate.name === name);
    return own ? [{ unit, class: own }] : this.library.hierarchyOf(name);
  }

  #fieldIn(hierarchy: readonly ClassUnit[], name: string): Value | undefined {
    for (const [level, part] of hierarchy.entries()) {
      const field: FieldNode | undefined = part.class.fields.find((candidate) => candidate.name === name);
      if (!field?.value || this.#calls >= deepestCalls) continue;
      const { value } = field;
      this.#calls += 1;
      const result = this.#within({ unit: part.unit, hierarchy, level }, () =>
        this.evaluate(value, new Frame()),
      );
      this.#calls -= 1;
      return result;
    }
    return undefined;
  }

  #step(node: Located): boolean {
    this.#steps += 1;
    if (this.#steps <= mostSteps && this.#depth < deepest) return true;
    this.#cutAt ??= this.spanOf(node);
    return false;
  }

  #all(statements: readonly Statement[], frame: Frame): Completion {
    for (const statement of statements) {
      const completion = this.#one(statement, frame);
      if (this.#ended) return 'return';
      if (completion !== 'go') return completion;
    }
    return 'go';
  }

  #one(statement: Statement, frame: Frame): Completion {
    if (!this.#step(statement)) return 'return';
    this.#depth += 1;
    try {
      return this.#execute(statement, frame);
    } finally {
      this.#depth -= 1;
    }
  }

  #execute(statement: Statement, frame: Frame): Completion {
    switch (statement.kind) {
      case 'expression':
        if (statement.expression.kind === 'throw') return this.#throw();
        this.#statement = statement.expression;
        this.evaluate(statement.expression, frame);
        return 'go';
      case 'declare':
        frame.bind(
          statement.name,
          statement.value ? this.evaluate(statement.value, frame) : { kind: 'null' },
        );
        return 'go';
      case 'block':
        return this.#all(statement.body, frame);
      case 'if':
        return this.#if(statement, frame);
      case 'foreach':
        return this.#foreach(statement, frame);
      case 'loop':
        return this.#loop(statement, frame);
      case 'switch':
        return this.#switch(statement, frame);
      case 'return':
        this.#returned?.push(statement.value ? this.evaluate(statement.value, frame) : { kind: 'null' });
        return 'return';
      case 'throw':
        return this.#throw();
      case 'break':
        return 'break';
      default:
        frame.bind(statement.name, {
          kind: 'function',
          function: statement.function,
          frame,
          unit: this.unit,
          level: this.level,
        });
        return 'go';
    }
  }

  #throw(): Completion {
    this.raise();
    return 'return';
  }

  #if(statement: Extract<Statement, { kind: 'if' }>, frame: Frame): Completion {
    const condition = this.evaluate(statement.condition, frame);
    const truth = condition.kind === 'guard' ? undefined : truthOf(condition);
    if (truth !== undefined) return this.#all(truth ? statement.consequence : statement.otherwise, frame);
    const guarded = condition.kind === 'guard' && statement.otherwise.length === 0;
    const change = guarded ? { guarded: true } : { unsure: true };
    const ends = this.under(change, () => this.#all(statement.consequence, new Frame(frame, true)));
    const otherwise =
      statement.otherwise.length > 0 &&
      this.under({ unsure: true }, () => this.#all(statement.otherwise, new Frame(frame, true))) === 'return';
    // `if (hasTable) return;` guards what follows; `if (…) return;` with another condition is read as if it did not return.
    if (guarded && ends === 'return') this.#circumstances = { ...this.#circumstances, guarded: true };
    return otherwise && ends === 'return' ? 'return' : 'go';
  }

  #foreach(statement: Extract<Statement, { kind: 'foreach' }>, frame: Frame): Completion {
    const over = this.evaluate(statement.over, frame);
    const { item, key } = statement;
    const bind = (target: Frame, value: Value, name: string): void => {
      if (key !== undefined) target.bind(key, { kind: 'text', text: name, whole: true });
      if (typeof item === 'string') target.bind(item, value);
      else
        for (const [index, taken] of item.entries()) {
          const entries = value.kind === 'list' ? value.entries : [];
          const entry =
            taken.key === undefined
              ? entries[index]
              : entries.find((candidate) => candidate.key === taken.key);
          target.bind(taken.name, entry?.value ?? { kind: 'code', text: taken.name });
        }
    };
    if (over.kind === 'list' && over.entries.length <= mostRounds) {
      for (const [index, entry] of over.entries.entries()) {
        bind(frame, entry.value, entry.key ?? String(index));
        const completion = this.#all(statement.body, frame);
        if (completion === 'return') return completion;
      }
      return 'go';
    }
    if (over.kind === 'null') return 'go';
    this.under({ looped: true }, () => {
      const inner = new Frame(frame, true);
      const one = over.kind === 'object' ? over.object.item?.() : undefined;
      bind(inner, one ?? { kind: 'code', text: typeof item === 'string' ? item : 'item' }, '');
      if (key !== undefined) inner.bind(key, { kind: 'code', text: key });
      this.#all(statement.body, inner);
    });
    return 'go';
  }

  #loop(statement: Extract<Statement, { kind: 'loop' }>, frame: Frame): Completion {
    this.#all(statement.before, frame);
    for (let round = 0; round < mostRounds; round += 1) {
      const condition = statement.condition ? this.evaluate(statement.condition, frame) : undefined;
      const truth = condition && statement.after.length > 0 ? truthOf(condition) : undefined;
      if (truth === false) return 'go';
      if (truth === undefined) {
        this.under({ looped: true }, () => this.#all(statement.body, new Frame(frame, true)));
        return 'go';
      }
      const completion = this.#all(statement.body, frame);
      if (completion === 'return') return completion;
      if (completion === 'break') return 'go';
      for (const after of statement.after) this.evaluate(after, frame);
    }
    return 'go';
  }

  #switch(statement: Extract<Statement, { kind: 'switch' }>, frame: Frame): Completion {
    const subject = this.evaluate(statement.subject, frame);
    const matches = statement.sections.map(({ labels }) =>
      labels.map((label) => sameValue(subject, this.evaluate(label, frame))),
    );
    const open =
      matches.some((labels) => labels.includes(undefined)) &&
      !matches.some((labels) => labels.includes(true));
    if (open) {
      for (const { body } of statement.sections)
        this.under({ unsure: true }, () => this.#all(body, new Frame(frame, true)));
      return 'go';
    }
    const chosen = matches.findIndex((labels) => labels.includes(true));
    const from = chosen === -1 ? statement.sections.findIndex(({ isDefault }) => isDefault) : chosen;
    for (const { body } of from === -1 ? [] : statement.sections.slice(from)) {
      const completion = this.#all(body, frame);
      if (completion === 'break') return 'go';
      if (completion === 'return') return completion;
    }
    return 'go';
  }
}

function rest(given: readonly Value[], from: number): Value {
  return { kind: 'list', entries: given.slice(from).map((value) => ({ value })) };
}

function hasMethod(part: ClassUnit, name: string): boolean {
  return part.class.methods.some((method) => method.name === name && !method.isAbstract);
}
