import type { Dialect, OperationBody } from '../../model/migration.js';
import type { Evaluator } from '../../syntax/javascript/evaluate/evaluator.js';
import type { CallSite } from '../../syntax/javascript/evaluate/state.js';
import type { Value } from '../../syntax/javascript/evaluate/value.js';
import { undefinedValue } from '../../syntax/javascript/evaluate/value.js';
import { writtenAt } from '../../syntax/javascript/evaluate/call-span.js';
import type { ProgramObject } from './program-object.js';
import type { StepRecorder } from './recorder.js';
import { sqlTextsOf } from './sql-text.js';
import type { CallPlace, Effect } from './step.js';

/** Marks all objects within a value as awaited; what they are part of waits for them. */
export type MarkAwaited = (value: Value) => void;

/** A call on an object of a framework, with everything evaluated, and what can be done about it. */
export class ProgramCall {
  readonly arguments: readonly Value[];
  readonly place: CallPlace;
  readonly evaluator: Evaluator;
  readonly #site: CallSite;
  readonly #recorder: StepRecorder;
  readonly #markAwaited: MarkAwaited;

  constructor(
    given: readonly Value[],
    site: CallSite,
    evaluator: Evaluator,
    recorder: StepRecorder,
    markAwaited: MarkAwaited,
  ) {
    this.arguments = given;
    this.evaluator = evaluator;
    this.#site = site;
    this.#recorder = recorder;
    this.#markAwaited = markAwaited;
    this.place = recorder.placeOf(site, given, evaluator.state);
  }

  get dialect(): Dialect {
    return this.#recorder.dialect;
  }

  /** The beginning of the call as it is written, on one line. */
  get excerpt(): string {
    const { start, end } = this.#site.expression;
    return writtenAt(this.#site, start, end);
  }

  /** An argument; `undefined` where none is passed. */
  argument(index: number): Value {
    return this.arguments[index] ?? undefinedValue;
  }

  /** The first function among the arguments. */
  get callback(): Value | undefined {
    return this.arguments.find((value) => value.kind === 'function');
  }

  /**
   * Runs a function that was passed, as the framework would: its result is what the framework waits for. Anything else gives undefined.
   */
  async enter(
    callback: Value | undefined,
    given: readonly Value[],
    self?: Value,
  ): Promise<Value | undefined> {
    if (callback?.kind !== 'function') return undefined;
    const result = await this.evaluator.run(callback, given, self);
    this.#markAwaited(result);
    return result;
  }

  /**
   * Takes the call down. `build` is asked at the end of the run, when what follows in a chain (`.notNullable()`, `.where(…)`) is known.
   * `owner` is what the program has to wait for.
   */
  record(owner: ProgramObject | undefined, build: () => readonly Effect[]): void {
    this.#recorder.record(this.place, owner, build);
  }

  /** Takes down operations that are known at once. */
  operations(owner: ProgramObject | undefined, bodies: readonly OperationBody[]): void {
    this.record(owner, () => bodies.map((body) => ({ body })));
  }

  /** Takes down something that cannot be understood. */
  opaque(reason: string, owner?: ProgramObject): void {
    const { excerpt } = this;
    this.record(owner, () => [{ body: { kind: 'opaque', reason, text: excerpt } }]);
  }

  /** Takes down a call that sends SQL. */
  sql(
    owner: ProgramObject | undefined,
    value: Value | undefined,
    options: Pick<Effect, 'transaction'> = {},
  ): void {
    const texts = sqlTextsOf(value);
    if (texts.length === 0) this.opaque('the SQL is made while the migration runs', owner);
    else
      this.record(owner, () =>
        texts.map((sql) => ({ sql, ...options, ...(texts.length > 1 && { unsure: true }) })),
      );
  }
}
