import type { OperationBody } from '../../../model/migration.js';
import type { SourceSpan } from '../../../model/source-span.js';
import { invert } from '../../inversion.js';
import type { CallReading, RailsStep } from './step.js';

/** Something that Rails cannot turn round, with its place. */
export interface Irreversible {
  readonly span: SourceSpan;
  readonly text: string;
}

/** Where and how sure a call is. */
export interface CallPlace {
  readonly span: SourceSpan;
  readonly unsure: boolean;
  readonly looped: boolean;
}

/**
 * Takes down the calls of one way through a migration as ActiveRecord's CommandRecorder does: while it reverts, each call is replaced
 * by its inverse, and a stretch that was reverted comes out in reverse order.
 */
export class CommandRecorder {
  #reverting: boolean;
  /** Calls in their order; steps of one call stay together. */
  #commands: (readonly RailsStep[])[] = [];
  /** What runs while the rest is only recorded. */
  readonly #atOnce: (readonly RailsStep[])[] = [];
  readonly #problems: Irreversible[] = [];
  #calls = 0;

  constructor(reverting: boolean) {
    this.#reverting = reverting;
  }

  /** Whether calls are turned round here, as Rails' `reverting?` says it. */
  get reverting(): boolean {
    return this.#reverting;
  }

  /** How many calls were taken down so far. */
  get calls(): number {
    return this.#calls;
  }

  get problems(): readonly Irreversible[] {
    return this.#problems;
  }

  /** All steps in the order in which they run. */
  steps(): readonly RailsStep[] {
    return [...this.#atOnce, ...this.#commands].flat();
  }

  /** Takes down one call. */
  record(reading: CallReading, place: CallPlace): void {
    this.#calls += 1;
    const turned = this.#reverting && reading.atOnce !== true;
    if (turned && reading.irreversible !== undefined)
      this.#problems.push({ span: place.span, text: reading.irreversible });
    const irreversible = turned && reading.irreversible !== undefined;
    const bodies = turned
      ? irreversible
        ? (reading.inverse ?? [])
        : (reading.inverse ?? invert(reading.bodies ?? []))
      : (reading.bodies ?? []);
    const steps = this.#stepsOf(bodies, turned ? [] : (reading.sql ?? []), reading, place);
    if (steps.length === 0) return;
    if (this.#reverting && !turned) this.#atOnce.push(steps);
    else this.#commands.push(steps);
  }

  #stepsOf(
    bodies: readonly OperationBody[],
    sql: readonly string[],
    reading: CallReading,
    { span, unsure, looped }: CallPlace,
  ): readonly RailsStep[] {
    const shared = {
      span,
      call: this.#calls,
      ...((unsure || reading.unsure === true) && { unsure: true }),
      ...(looped && { looped }),
    };
    return [
      ...sql.map((text): RailsStep => ({ ...shared, sql: text })),
      ...bodies.map((body): RailsStep => ({ ...shared, body })),
    ];
  }

  /** Takes down the steps of another migration as one command: `forth` on the way forth, `back` on the way back. */
  replay(forth: readonly RailsStep[], back: readonly RailsStep[], span: SourceSpan): void {
    const first = this.#calls + 1;
    const steps = (this.#reverting ? back : forth).map((step) => ({
      ...step,
      span,
      call: first + step.call,
    }));
    this.#calls = steps.reduce((most, { call }) => Math.max(most, call), first);
    if (steps.length > 0) this.#commands.push(steps);
  }

  /** Runs a stretch the other way round: the block of `revert`. */
  revert(stretch: () => void): void {
    const before = this.#commands;
    this.#commands = [];
    this.#reverting = !this.#reverting;
    stretch();
    this.#reverting = !this.#reverting;
    this.#commands = [...before, ...this.#commands.toReversed()];
  }

  /** Runs a stretch as it stands, as one command: a block of `reversible`. */
  straight(stretch: () => void): void {
    const [before, reverting] = [this.#commands, this.#reverting];
    this.#commands = [];
    this.#reverting = false;
    stretch();
    this.#reverting = reverting;
    this.#commands = [...before, this.#commands.flat()];
  }

  /** The commands of a way back come out from the end. */
  finish(): void {
    if (this.#reverting) this.#commands.reverse();
  }
}
