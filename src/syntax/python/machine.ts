import type { PythonProgram } from './program.js';
import type { PyExpression, PyFunction, PyStatement } from './tree.js';
import type {
  ClassObject,
  FunctionValue,
  HostObject,
  PyArguments,
  PyPlace,
  PyValue,
  Scope,
} from './values.js';

/** What the user of the evaluator answers for: everything that comes from outside the repository. */
export interface PythonHost {
  /** A list and something that only run time knows make a list of which some is known; else nothing is known of it. */
  readonly keepsPartialLists?: boolean;
  /** Called once before anything runs. */
  begin(machine: PythonMachine): void;
  /** A call of something of another package; undefined when the host does not know it. */
  callExternal(name: string, args: PyArguments, site: PyPlace): Promise<PyValue | undefined>;
  /** A value of another package that is used without a call (`flask.current_app`). */
  external(name: string): PyValue | undefined;
  callMethod(object: HostObject, name: string, args: PyArguments, site: PyPlace): Promise<PyValue>;
  /** A call of one of the host's objects itself: `Model(name='x')`. */
  callObject?(object: HostObject, args: PyArguments, site: PyPlace): Promise<PyValue | undefined>;
  /** What one of the host's objects gives to a loop, or in square brackets; `many` = a slice. */
  partOf?(object: HostObject, how: 'loop' | 'item' | 'slice'): PyValue | undefined;
  /** Whether the host answers this method itself, even if a class of the repository overrides it. */
  answers(method: string): boolean;
  /** A call on a value that is not known: `app.include_router(x)` where `app` is anything. */
  callUnknown(receiver: PyExpression, name: string, args: PyArguments, site: PyPlace): Promise<void>;
  /** Whether a function's text shows that it has to do with what the host looks for, so that it is worth running. */
  matters(text: string): boolean;
  /** What stands for a parameter that nobody gave a value. */
  parameter(name: string, annotation: PyValue | undefined, place: PyPlace): PyValue | undefined;
  /** The object that a class of the repository with this base from outside makes. */
  construct(base: string, args: PyArguments, site: PyPlace): PyValue | undefined;
}

/** The work, each in its own file; handed over here so that the files need not import each other. */
export interface PythonOperations {
  evaluate(machine: PythonMachine, expression: PyExpression, scope: Scope): Promise<PyValue>;
  /** True when nothing after these statements is reached. */
  execute(machine: PythonMachine, body: readonly PyStatement[], frame: PyFrame): Promise<boolean>;
  apply(machine: PythonMachine, callee: PyValue, args: PyArguments, site: PyPlace): Promise<PyValue>;
  attribute(machine: PythonMachine, object: PyValue, name: string): Promise<PyValue>;
  moduleScope(machine: PythonMachine, path: string): Promise<Scope | undefined>;
}

/** What statements run in. */
export interface PyFrame {
  readonly scope: Scope;
  readonly returns: PyValue[];
  /** The class whose body or method this is. */
  readonly owner?: ClassObject;
}

/** A limit on the work for one repository, so that no program can hang a scan. */
const maxSteps = 1_500_000;

/** The state of one evaluation of a repository. */
export class PythonMachine {
  readonly program: PythonProgram;
  readonly host: PythonHost;
  readonly operations: PythonOperations;
  readonly modules = new Map<string, Scope>();
  readonly running = new Map<PyFunction, number>();
  readonly visited = new Set<PyFunction>();
  /** Functions that matter and that nobody may call: they are run at the end. */
  readonly pending: { readonly value: FunctionValue; readonly owner?: ClassObject }[] = [];
  readonly instances = new Map<ClassObject, PyValue>();
  /** Conditions of the `if` statements that are being run. */
  readonly conditions: string[] = [];
  /** How many alternatives are open: assignments inside do not replace what was known before. */
  branches = 0;
  depth = 0;
  steps = 0;

  constructor(program: PythonProgram, host: PythonHost, operations: PythonOperations) {
    this.program = program;
    this.host = host;
    this.operations = operations;
  }

  /** Counts one step; false when the work has become too much. */
  step(): boolean {
    this.steps += 1;
    return this.steps <= maxSteps;
  }

  get exhausted(): boolean {
    return this.steps > maxSteps;
  }
}
