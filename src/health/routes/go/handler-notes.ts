import type { Dependency } from '../../../model/endpoint.js';
import type { Cell, FilePlace, Value } from './values.js';

/** What is written down while the body of a handler is looked at. */
export interface HandlerNotes {
  /** Calls of functions of the repository that are being followed now. */
  depth: number;
  /** Functions are followed up to this many calls deep. */
  readonly maxDepth: number;
  readonly touches: {
    readonly dependency: Dependency;
    readonly place: FilePlace;
    readonly text: string;
    /** The calls on the way from the observed code to the place, outermost first. */
    readonly way: readonly FilePlace[];
  }[];
  /** Only what always happens counts: for middleware, whose branches are for other requests and for errors. */
  readonly alwaysOnly: boolean;
  /** Calls that ran when the observation began. */
  readonly calls: number;
  /** Alternatives in which the observation began. */
  readonly branches: number;
  /** Variables that the handler's function captured from where it was made. */
  readonly captured: ReadonlySet<Cell>;
  /** A status of 400 or more is answered on some way. */
  fails: boolean;
  /** The answer is also written by something that was not followed. */
  unclear: boolean;
  /** Something else is called than what writes the answer, or the answer is not constant. */
  computes: boolean;
  /** What the handler gives back. */
  returned: Value | undefined;
  /** Something was answered at all. */
  answers: boolean;
}

/** Notes for code that nothing is known of yet. */
export function emptyNotes(
  start: Pick<HandlerNotes, 'maxDepth' | 'alwaysOnly' | 'branches' | 'calls' | 'captured'>,
): HandlerNotes {
  return {
    ...start,
    depth: 0,
    touches: [],
    fails: false,
    unclear: false,
    computes: false,
    answers: false,
    returned: undefined,
  };
}
