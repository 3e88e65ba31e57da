import { Recorder } from '../../programs/recorder.js';
import type { ProgramStep } from '../../programs/step.js';

/**
 * What a migration does, in the order in which Doctrine runs it: first what it sends itself while `up` runs, then what `addSql` put off,
 * then what the changed schema gives, at last what stands in `postUp` (Version/DbalExecutor.php, executeMigration).
 */
export class Journal {
  readonly planned = new Recorder();
  readonly changes = new Recorder();
  readonly #before = new Recorder();
  readonly #after = new Recorder();
  /** The schema was changed: `postUp` and `postDown` run. */
  isAfter = false;

  /** Takes down what is sent at once. */
  get direct(): Recorder {
    return this.isAfter ? this.#after : this.#before;
  }

  get steps(): readonly ProgramStep[] {
    let offset = 0;
    return [this.#before, this.planned, this.changes, this.#after].flatMap(({ steps }) => {
      const from = offset;
      offset += steps.at(-1)?.call ?? 0;
      return steps.map((step) => ({ ...step, call: step.call + from }));
    });
  }
}
