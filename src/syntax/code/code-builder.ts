import { settled } from './arguments.js';
import type { SourceText } from '../../model/source-text.js';
import { depthLimit } from '../imperative/depth-limit.js';
import type {
  CodeArgument,
  CodeAssignment,
  CodeCall,
  CodeClass,
  CodeContext,
  CodeFile,
  CodeFunction,
  CodeImport,
  CodeLanguage,
  CodeLoop,
  CodeMark,
  CodePath,
  CodeRange,
  CodeTry,
  CodeValue,
} from './code-file.js';
import { isSelfName } from './self-name.js';
import { Scope } from './scope.js';
import { resolveTargets } from './resolve-targets.js';
import type { Linked, Linker, Resolver } from './resolve-targets.js';

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** Readings within each other that are followed; deeper nesting is no program that people wrote. */
const deepest = 300;

/** Languages in which code of a class sees its members by their bare names. */
const membersInSight: ReadonlySet<CodeLanguage> = new Set(['csharp', 'elixir', 'java', 'kotlin', 'ruby']);

/** Languages in which a variable may have the name of a method and mean something else. */
const methodsApart: ReadonlySet<CodeLanguage> = new Set([
  'csharp',
  'elixir',
  'java',
  'kotlin',
  'php',
  'ruby',
]);

/** What a function brings with it when it begins. */
export interface FunctionStart {
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly type?: CodePath }[];
  /** Set for getters: the name alone gives what the function gives. */
  readonly getter?: boolean;
  /** Declared type of what it gives back. */
  readonly result?: CodePath;
  /** What the object itself is called inside, where the language lets one choose (Go's receivers): it is read as `this`. */
  readonly self?: string;
}

/**
 * Collects what a file does while its tree is walked in the order of the text. A language's lowering tells it of scopes, names and calls; targets
 * are worked out at the end, when all declarations are known.
 */
export class CodeBuilder {
  readonly source: SourceText;
  readonly language: CodeLanguage;
  /** Reads unless it is too deep already; then gives the alternative. */
  readonly within = depthLimit(deepest);
  readonly #imports: CodeImport[] = [];
  readonly #calls: Mutable<CodeCall>[] = [];
  readonly #marks: { mark: Mutable<CodeMark>; path: CodePath }[] = [];
  readonly #assignments: CodeAssignment[] = [];
  readonly #functions = new Map<CodeFunction, Mutable<CodeFunction>>();
  readonly #classes: { class: Mutable<CodeClass>; bases: readonly CodePath[] }[] = [];
  readonly #tries: CodeTry[] = [];
  readonly #loops: CodeLoop[] = [];
  readonly #paths: { readonly path: Mutable<CodePath>; readonly scope: Scope }[] = [];
  /** Paths that are called as functions. */
  readonly #called = new Set<CodePath>();
  readonly #exports = new Map<string, CodeValue>();
  readonly #fileScope: Scope;
  #scope: Scope;
  #self: string | undefined;
  #context: CodeContext = { conditional: false };
  #waiting: { mark: Mutable<CodeMark>; path: CodePath }[] = [];
  #brokenAt: number | undefined;
  #resolver: Resolver | undefined;

  /** @param shared names that the file shares with the other files of its package; see {@link finishTogether}. */
  constructor(source: SourceText, language: CodeLanguage, shared?: Scope) {
    this.source = source;
    this.language = language;
    this.#fileScope = new Scope('file', undefined, { shared, membersInSight: membersInSight.has(language) });
    this.#scope = this.#fileScope;
  }

  get context(): CodeContext {
    return this.#context;
  }

  /** Imports up to now: what the file must be linked with. */
  get imports(): readonly CodeImport[] {
    return this.#imports;
  }

  broken(offset: number): void {
    this.#brokenAt = Math.min(this.#brokenAt ?? offset, offset);
  }

  import(item: CodeImport): void {
    this.#imports.push(item);
    if (item.name !== '') this.#fileScope.bindImport(item.name).import = item;
  }

  /** A name or member. Members of `this`, `self`, `cls` and `$this` are those of the class that it stands in. */
  path(range: CodeRange, name: string, object?: CodeValue, scoped = false): CodePath {
    const path: Mutable<CodePath> = {
      kind: 'path',
      start: range.start,
      end: range.end,
      name: name === this.#self && !object ? 'this' : name,
      target: '?',
      ...(object && { object }),
      ...(scoped && { scoped }),
    };
    this.#paths.push({ path, scope: this.#scope });
    return path;
  }

  /** The name of a type, where members of classes may have the names of types: it is looked for among those of the file alone. */
  typeName(range: CodeRange, name: string): CodePath {
    const path: Mutable<CodePath> = { kind: 'path', start: range.start, end: range.end, name, target: '?' };
    this.#paths.push({ path, scope: this.#fileScope });
    return path;
  }

  /** A path from a dotted text: `a.b.c`. */
  dotted(range: CodeRange, text: string, separator: string | RegExp = '.'): CodePath {
    const [first = '', ...rest] = text.split(separator);
    return rest.reduce<CodePath>((object, name) => this.path(range, name, object), this.path(range, first));
  }

  /**
   * A call. Its callee and arguments were read before it; functions among the arguments are told whose they are.
   * @param values `spread`: whether arguments are spread into it.
   */
  call(
    range: CodeRange,
    callee: CodePath,
    values: {
      readonly arguments: readonly CodeArgument[];
      readonly spread?: boolean;
      readonly constructs?: boolean;
      readonly typeArguments?: readonly string[];
    },
  ): CodeCall {
    const call: Mutable<CodeCall> = {
      kind: 'call',
      start: range.start,
      end: range.end,
      callee,
      name: callee.name,
      target: '?',
      constructs: values.constructs ?? false,
      arguments: values.arguments,
      spread: values.spread ?? false,
      ...(values.typeArguments && values.typeArguments.length > 0 && { typeArguments: values.typeArguments }),
      context: this.#context,
    };
    for (const { value } of values.arguments)
      if (value.kind === 'function') {
        const made = this.#functions.get(value.function);
        if (made) made.argumentOf = call;
      }
    this.#calls.push(call);
    if (!call.constructs) this.#called.add(callee);
    return call;
  }

  /** Declares a name in the scope that is open, or in the class or file. */
  declare(
    name: string,
    as: {
      readonly value?: CodeValue;
      readonly type?: CodePath;
      readonly in?: 'class' | 'file';
      readonly range?: CodeRange;
    } = {},
  ): void {
    const scope = as.in === undefined ? this.#scope : this.#scope.enclosing(as.in);
    const binding = scope.bind(name);
    if (as.value) binding.values.push(as.value);
    if (as.type) binding.type ??= as.type;
    if (as.value && as.range)
      this.#assignments.push({
        start: as.range.start,
        end: as.range.end,
        place: this.path(as.range, name),
        value: as.value,
        declares: true,
        context: this.#context,
      });
  }

  /** `place = value`; a place that is a member of the class itself, or a name, is known by the value from then on. */
  assign(range: CodeRange, place: CodePath, value: CodeValue): void {
    this.#assignments.push({
      start: range.start,
      end: range.end,
      place,
      value,
      declares: false,
      context: this.#context,
    });
    if (place.object === undefined) {
      const known = this.#scope.variable(place.name);
      (known ?? this.#scope.bind(place.name)).values.push(value);
    } else if (place.object.kind === 'path' && !place.object.object && isSelfName(place.object.name))
      this.#scope.enclosing('class').bind(place.name).values.push(value);
  }

  /** Makes a value known to the files that import this one; `default` is the default export. */
  export(name: string, value: CodeValue): void {
    this.#exports.set(name, value);
  }

  /**
   * An annotation: it is given to the function or class that begins next, or (with `on`) to what it stands on now.
   * A mark that is never claimed stands on a field.
   */
  mark(range: CodeRange, path: CodePath, args: readonly CodeArgument[], on?: 'parameter'): void {
    const mark: Mutable<CodeMark> = {
      start: range.start,
      end: range.end,
      name: path.name,
      target: '?',
      arguments: args,
      on: on ?? 'field',
      ...(this.#context.class && { class: this.#context.class }),
      ...(on && this.#context.function && { function: this.#context.function }),
    };
    this.#marks.push({ mark, path });
    if (on === undefined) this.#waiting.push({ mark, path });
  }

  /** Marks that wait belong to a field: what comes next is none of theirs. */
  dropMarks(): void {
    this.#waiting = [];
  }

  /** A function and what is read inside it. `body` gives the values that it returns by ending (the body of an arrow), or nothing. */
  function(
    range: CodeRange,
    start: FunctionStart,
    body: () => CodeValue | undefined,
  ): { readonly kind: 'function'; readonly function: CodeFunction } & CodeRange {
    const marks = this.#waiting.map(({ mark }) => mark);
    const made: Mutable<CodeFunction> = {
      start: range.start,
      end: range.end,
      name: start.name,
      parameters: start.parameters.map(({ name, type }) => ({
        name,
        ...(type && { type: this.source.text.slice(type.start, type.end) }),
      })),
      marks,
      returns: [],
      ...(start.result && { result: start.result }),
      ...(this.#context.function && { parent: this.#context.function }),
      ...(this.#context.class && { class: this.#context.class }),
    };
    this.#waiting = [];
    for (const mark of marks) Object.assign(mark, { on: 'function', function: made });
    this.#functions.set(made, made);
    const value = { kind: 'function' as const, start: range.start, end: range.end, function: made };
    if (start.name !== '') {
      const binding = this.#scope.bind(start.name);
      (methodsApart.has(this.language) ? binding.methods : binding.values).push(value);
      if (start.getter) binding.getter = true;
    }
    const self = this.#self;
    if (start.self !== undefined) this.#self = start.self;
    this.#inside(
      new Scope('function', this.#scope),
      { conditional: false, function: made, ...(this.#context.class && { class: this.#context.class }) },
      () => {
        for (const { name, type } of start.parameters) this.declare(name, type ? { type } : {});
        const result = body();
        if (result) made.returns = [...made.returns, result];
      },
    );
    this.#self = self;
    return value;
  }

  /** `return value`. */
  returns(value: CodeValue): void {
    const made = this.#context.function && this.#functions.get(this.#context.function);
    if (made) made.returns = [...made.returns, value];
  }

  /** A class and what is read inside it. */
  class(range: CodeRange, name: string, bases: readonly CodePath[], body: () => void): CodeClass {
    const marks = this.#waiting.map(({ mark }) => mark);
    const made: Mutable<CodeClass> = { start: range.start, end: range.end, name, bases: [], marks };
    this.#waiting = [];
    for (const mark of marks) Object.assign(mark, { on: 'class', class: made });
    this.#classes.push({ class: made, bases });
    const members = name === '' ? new Scope('class', this.#scope) : this.#scope.classScope(name);
    this.#inside(members, { conditional: false, class: made }, body);
    this.#waiting = [];
    return made;
  }

  /** Reads inside the members of a class whose declaration stands elsewhere in the file: Go's methods, Rust's `impl`. */
  membersOf(name: string, body: () => void): void {
    const known = this.#classes.find((entry) => entry.class.name === name)?.class;
    this.#inside(this.#scope.classScope(name), { ...this.#context, ...(known && { class: known }) }, body);
  }

  loop(range: CodeRange, endless: boolean, body: () => void): void {
    const loop = { start: range.start, end: range.end, endless };
    this.#loops.push(loop);
    this.#inside(this.#scope, { ...this.#context, loop }, body);
  }

  /** A `try`: first its body is read, then its handlers. */
  try(item: CodeTry, body: () => void, handlers: () => void): void {
    this.#tries.push(item);
    this.#inside(this.#scope, { ...this.#context, try: item }, body);
    this.#inside(this.#scope, { ...this.#context, handlerOf: item }, handlers);
  }

  conditional<Result>(body: () => Result): Result {
    const before = this.#context;
    this.#context = { ...before, conditional: true };
    try {
      return body();
    } finally {
      this.#context = before;
    }
  }

  #inside(scope: Scope, context: CodeContext, body: () => void): void {
    const before = { scope: this.#scope, context: this.#context };
    this.#scope = scope;
    this.#context = context;
    try {
      body();
    } finally {
      this.#scope = before.scope;
      this.#context = before.context;
    }
  }

  /** The whole file with all targets. Once only. */
  finish(linker: Linker = {}): CodeFile {
    const resolver = resolveTargets(linker);
    this.tell(resolver);
    return this.finishWith(resolver);
  }

  /** Tells where the file's paths stand. */
  tell(resolver: Resolver): void {
    for (const { path, scope } of this.#paths) resolver.knows(path, scope, this.#called.has(path));
  }

  /** As {@link finish}, by a resolver that was told of all files that it needs. */
  finishWith(resolver: Resolver): CodeFile {
    this.#resolver = resolver;
    for (const { path } of this.#paths) {
      const found = resolver.ofPath(path);
      path.target = found.target;
      if (found.value) path.value = found.value;
    }
    for (const call of this.#calls) call.target = call.callee.target;
    for (const { mark, path } of this.#marks) mark.target = path.target;
    for (const { class: made, bases } of this.#classes) made.bases = bases.map(({ target }) => target);
    return {
      source: this.source,
      language: this.language,
      imports: this.#imports,
      calls: this.#calls.toSorted((a, b) => a.start - b.start || b.end - a.end),
      marks: this.#marks.map(({ mark }) => mark),
      assignments: this.#assignments,
      functions: [...this.#functions.keys()],
      classes: this.#classes.map((entry) => entry.class),
      tries: this.#tries,
      loops: this.#loops,
      ...(this.#brokenAt !== undefined && { brokenAt: this.#brokenAt }),
    };
  }

  /** What another file gets that imports a name from this one; after {@link finish}. */
  exported(name: string): Linked | undefined {
    const resolver = this.#resolver;
    const value = this.#exports.get(name);
    if (!resolver) return undefined;
    if (value) return { target: resolver.ofValue(value), value: settled(value) };
    const binding = this.#fileScope.declared(name);
    return binding && resolver.ofBinding(binding, name);
  }
}

/** Finishes files that share their names: those of one package. */
export function finishTogether(builders: readonly CodeBuilder[], linker: Linker): readonly CodeFile[] {
  const resolver = resolveTargets(linker);
  for (const builder of builders) builder.tell(resolver);
  return builders.map((builder) => builder.finishWith(resolver));
}
