import type { SourceSpan } from '../../model/source-span.js';
import type { Expression, FunctionNode, Located } from './tree.js';
import type { Call, Circumstances, ClassUnit, Frame, Invoke, Unit, Value } from './values.js';

/** What a framework knows of the calls and names of a program. */
export interface Host {
  /**
   * A call that no object of the framework and no method of the program answers: plain functions, static calls, methods of the class that it
   * inherits from the framework, methods of unknown values. Undefined = not known.
   */
  call(receiver: Value | undefined, call: Call): Value | undefined;
  /** A name or variable that the program does not define. */
  name?(name: string): Value | undefined;
  /** A member of something that is no object of the framework. */
  member?(object: Value, name: string, span: SourceSpan): Value | undefined;
  /** `new Type(…)`. */
  create?(call: Call): Value | undefined;
}

/** The rest of the program and its language. */
export interface Library {
  /** A class of the repository with what it inherits. */
  hierarchyOf(name: string): readonly ClassUnit[] | undefined;
  /** C#: a method that extends other types. */
  extension?(name: string): { readonly unit: Unit; readonly function: FunctionNode } | undefined;
  /** Functions and methods of the language itself. */
  builtin(receiver: Value | undefined, call: Call): Value | undefined;
  /** A member that the language itself gives: `list.Length`. */
  property?(object: Value, name: string): Value | undefined;
  /** Methods and fields of the class may be named without `this`. */
  readonly implicitSelf: boolean;
}

/** What the evaluation of an expression needs of the machine. */
export interface Evaluation {
  readonly host: Host;
  readonly library: Library;
  readonly unit: Unit;
  /** Whether the code at hand stands in the file that is read. */
  readonly isHome: boolean;
  readonly level: number;
  readonly circumstances: Circumstances;
  /** The expression that is a statement of its own and read right now. */
  readonly statement: Expression | undefined;
  readonly invoke: Invoke;
  evaluate(expression: Expression, frame: Frame): Value;
  spanOf(node: Located): SourceSpan;
  field(name: string): Value | undefined;
  setField(name: string, value: Value): void;
  /** C#: a method of the class that is handed over by its name. */
  methodValue(name: string): Value | undefined;
  constantOf(className: string, name: string): Value | undefined;
  callMethod(
    name: string,
    level: number,
    given: readonly Value[],
    named: ReadonlyMap<string, Value>,
    node: Located,
  ): Value | undefined;
  callStatic(
    className: string,
    name: string,
    given: readonly Value[],
    named: ReadonlyMap<string, Value>,
    node: Located,
  ): Value | undefined;
  callForeign(
    unit: Unit,
    called: FunctionNode,
    given: readonly Value[],
    named: ReadonlyMap<string, Value>,
    node: Located,
  ): Value;
  under<Result>(change: Partial<Circumstances>, read: () => Result): Result;
  raise(): void;
  end(how: 'error' | 'skip'): void;
  guardRest(): void;
}
