import type { Migration, OperationBody } from '../../../model/migration.js';
import type { Call } from '../../../syntax/imperative/values.js';
import type { Recorder } from '../../programs/recorder.js';

/** One command of a migration with what turns it round; a text says why nothing does. */
interface Command {
  readonly call: Call;
  readonly forward: () => void;
  readonly back: (() => void) | string;
}

/**
 * The commands that a migration puts off until its function ends or `flush()` is called. Going back over `change`, Ecto runs the opposite
 * of each, the last one first (Ecto.Migration.Runner).
 */
export class Commands {
  readonly #recorder: Recorder;
  /** The opposite of `change` is wanted. */
  readonly inverts: boolean;
  readonly problems: Migration['downProblems'][number][] = [];
  #waiting: Command[] = [];

  constructor(recorder: Recorder, inverts: boolean) {
    this.#recorder = recorder;
    this.inverts = inverts;
  }

  add(call: Call, forward: () => void, back: (() => void) | string): void {
    this.#waiting.push({ call, forward, back });
    if (this.inverts && typeof back === 'string') this.problem(call, back);
  }

  /** A command that is one or several operations; undefined where a name is known only at run time. */
  addBodies(
    call: Call,
    forward: readonly OperationBody[] | undefined,
    back: readonly OperationBody[] | string | undefined,
  ): void {
    const record = (bodies: readonly OperationBody[] | undefined) => (): void => {
      if (bodies) this.#recorder.record(call, bodies);
      else this.#recorder.opaque(call, `a name in ${nameOf(call)} is known only when the migration runs`);
    };
    this.add(call, record(forward), typeof back === 'string' ? back : record(back));
  }

  /** What keeps Ecto from going back. */
  problem(call: Call, text: string): void {
    if (!call.circumstances.unsure) this.problems.push({ span: call.span, text });
  }

  /** Runs what waits. */
  flush(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { call, forward, back } of this.inverts ? waiting.toReversed() : waiting)
      call.under(call.circumstances, () => {
        if (!this.inverts) forward();
        else if (typeof back !== 'string') back();
      });
  }
}

/** The name of a function without the number of its arguments. */
export function nameOf({ name }: Pick<Call, 'name'>): string {
  return name.replace(/\/\d+$/, '');
}
