import type { OperationBody } from '../../../model/migration.js';
import type { SourceSpan } from '../../../model/source-span.js';
import type { Call } from '../../../syntax/imperative/values.js';
import { Recorder } from '../../programs/recorder.js';

/** Where and under which circumstances something was written. */
export type Place = Pick<Call, 'span' | 'circumstances'>;

/** One change of a table, with what undoes it. */
export interface Command {
  readonly place: Place;
  readonly bodies: readonly OperationBody[];
  /** Undefined = it cannot be undone by itself. */
  readonly inverse: readonly OperationBody[] | undefined;
  /** The method, for messages. */
  readonly method: string;
  readonly unsure: boolean;
}

/**
 * What a way through a migration does. On the way back through `change` the commands on tables are collected and run inverted, last
 * first, while SQL and rows are sent as on the way there (Migration/Manager/Environment.php, Db/Adapter/ProxyAdapter.php).
 */
export class PhinxJournal {
  readonly recorder = new Recorder();
  readonly isMigratingUp: boolean;
  readonly #inverts: boolean;
  readonly #commands: Command[] = [];
  /** What stops the inverted way. */
  readonly problems: { readonly span: SourceSpan; readonly text: string }[] = [];

  constructor(way: 'up' | 'down' | 'inverted') {
    this.isMigratingUp = way === 'up';
    this.#inverts = way === 'inverted';
  }

  /** Takes down a change of a table. */
  command(command: Command): void {
    if (this.#inverts) this.#commands.push(command);
    else this.recorder.record(command.place, command.bodies, { unsure: command.unsure });
  }

  /** Runs the inverted commands. */
  finish(): void {
    for (const { place, inverse, method, unsure } of this.#commands.toReversed())
      if (inverse) this.recorder.record(place, inverse, { unsure });
      else this.problems.push({ span: place.span, text: `${method} is not turned round in change()` });
  }
}
