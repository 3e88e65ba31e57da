import type { CallExpression, Expression, FunctionNode, Pattern, Statement, TypeName } from '../tree.js';
import type { Scope } from './scope.js';
import type { CallSite, EvaluationState } from './state.js';
import type {
  ClassValue,
  ExternalValue,
  FunctionValue,
  HostValue,
  InstanceValue,
  TextValue,
  Value,
} from './value.js';

/** A call, with everything evaluated. */
export interface Call {
  readonly callee: Value;
  /** The receiver of a method call. */
  readonly self?: Value;
  readonly arguments: readonly Value[];
  readonly isNew: boolean;
  readonly site: CallSite;
}

/** What a reader brings along: its own objects, and its interest. All functions may be left out. */
export interface Host {
  /** Told of every call that the program makes, before it is followed. */
  observe?(call: Call): void;
  /** A call that leaves the repository, or whose callee is not known; undefined leaves it to the evaluator. */
  call?(call: Call, evaluator: Evaluator): Promise<Value | undefined> | Value | undefined;
  /** A member of a host object; undefined = a method of that name. */
  member?(value: HostValue, name: string): Value | undefined;
  /** An assignment to a member of a host object. */
  assign?(value: HostValue, name: string, assigned: Value): void;
  /** What is known of a value by its declared type from outside of the repository. */
  typed?(type: ExternalValue, parameterOf: FunctionNode | undefined): Value | undefined;
  /** Whether a call of a function of the repository is worth following. */
  mayEnter?(callee: FunctionValue, given: readonly Value[], self: Value | undefined): boolean;
  /** Whether an object that something else injects is to be built from its declared class. */
  mayBuild?(value: ClassValue): boolean;
  /** Told of every function of the repository that is entered. */
  entered?(callee: FunctionValue, given: readonly Value[]): void;
  /** Told of every function of the repository that was run to its end, with what it gave. */
  left?(callee: FunctionValue, result: Value): void;
  /** Told of every function value that comes into being. */
  created?(value: FunctionValue | ClassValue): void;
  /** Told of every instance that comes into being. */
  built?(value: InstanceValue): void;
  /** Told of every awaited value. */
  awaited?(value: Value): void;
  /** What a promise of the host's own settles to; undefined = itself. */
  settled?(value: Value): Value | undefined;
  /** How to speak of a test of one of the host's own values: "the table users exists". */
  condition?(value: Value): string | undefined;
  /** A host object as a part of a text. */
  text?(value: HostValue): TextValue | undefined;
  /** Told of every `throw`. */
  thrown?(): void;
  /** How many things that may throw were met up to now; a `catch` below which there are none is not run. */
  risks?(): number;
  /** Whether functions that are given to calls outside of the repository are run once (callbacks). */
  readonly runsCallbacks?: boolean;
}

/** Where statements run: their names, and what they return. */
export interface Frame {
  readonly scope: Scope;
  readonly returns: Value[];
}

/** `left` = the function is left, `broken` = the loop or switch is: whatever follows in the same block does not run. */
export type Completion = 'normal' | 'broken' | 'left';

/** How a name gets its value. */
export type BindingMode = 'declare' | 'assign';

/** The parts of the evaluation, as they know each other. */
export interface Evaluator {
  readonly state: EvaluationState;
  readonly host: Host;
  evaluate(expression: Expression, scope: Scope): Promise<Value>;
  execute(statements: readonly Statement[], frame: Frame): Promise<Completion>;
  /** Gives a value to a name, a destructuring or a place. */
  bind(target: Pattern, value: Value, scope: Scope, mode: BindingMode): Promise<void>;
  lookup(name: string, scope: Scope): Promise<Value | undefined>;
  member(value: Value, name: string): Promise<Value>;
  call(call: Call): Promise<Value>;
  /** Runs a project function whatever the host thinks of it. */
  run(callee: FunctionValue, given: readonly Value[], self?: Value): Promise<Value>;
  construct(constructor: ClassValue, given: readonly Value[]): Promise<Value>;
  /** `super(…)`: runs the constructor of the superclass on an object that is being built. */
  constructBase(call: CallExpression, scope: Scope, given: readonly Value[]): Promise<void>;
  /** What is known of a value by its declared type. */
  typed(type: TypeName, scope: Scope, parameterOf?: FunctionNode): Promise<Value | undefined>;
  /** The module that a specifier means, seen from a scope. */
  load(specifier: string, scope: Scope, way: 'import' | 'require'): Promise<Value>;
  /** The names that a module of the view exports, those of `export *` included. */
  exportNames(path: string): Promise<readonly string[]>;
  /** An export of a module of the view. */
  exported(path: string, name: string): Promise<Value | undefined>;
}
