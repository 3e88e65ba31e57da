import type { Expression, FunctionNode, Statement } from '../../../syntax/imperative/tree.js';
import type { Application } from './application.js';
import type { ClassesMapped, ControllersMapped } from './mapped-classes.js';
import type { Drafts } from './pipeline.js';
import type { Frame, Router, Value } from './values.js';

/** A call in the program. */
export type Call = Expression & { readonly kind: 'call' };

/** One run through the start of an application: what those who follow its statements, expressions and calls ask of each other. */
export interface StartRun {
  readonly application: Application;
  readonly drafts: Drafts;
  /** The application itself, as routes are mapped on it. */
  readonly root: Router;
  /** Where controllers are mapped, in the order found. */
  readonly controllers: ControllersMapped[];
  /** Where other classes are served, in the order found. */
  readonly classes: ClassesMapped[];
  /** The place of the next call of the pipeline among all of them. */
  readonly nextOrder: () => number;
  /** Follows statements; what they return, if they do. */
  readonly block: (statements: readonly Statement[], frame: Frame) => Promise<Value | undefined>;
  /** Follows an expression; what is known of its value. */
  readonly value: (expression: Expression, frame: Frame) => Promise<Value>;
  /** Follows a call; what is known of what it returns. */
  readonly call: (call: Call, frame: Frame) => Promise<Value>;
  /** The text of an expression; undefined when only run time knows it. */
  readonly fold: (expression: Expression, frame: Frame) => Promise<string | undefined>;
  /** Runs a function with the values of its parameters; nothing runs inside itself. */
  readonly function: (
    node: FunctionNode,
    values: readonly Value[],
    around: Frame,
    caller?: Frame,
  ) => Promise<Value | undefined>;
  /** Follows `Configure` of a startup class. */
  readonly startup: (name: string, from: Frame | undefined) => Promise<void>;
}
