import type { Dialect } from '../../model/migration.js';
import type { SourceSpan } from '../../model/source-span.js';
import { callSpan } from '../../syntax/javascript/evaluate/call-span.js';
import type { CallSite, EvaluationState } from '../../syntax/javascript/evaluate/state.js';
import type { Value } from '../../syntax/javascript/evaluate/value.js';
import type { ProgramObject } from './program-object.js';
import type { CallPlace, Effect, ProgramStep } from './step.js';
import { isOpen } from './values.js';

/** How a test of what the schema has is spoken of; see `Host.condition`. */
export const schemaCondition = 'what the schema has';

interface Recorded {
  readonly place: CallPlace;
  readonly owner: ProgramObject | undefined;
  readonly build: () => readonly Effect[];
}

const stepLimit = 5_000;

/** Takes down what one way through a migration does, in the order of its calls. */
export class StepRecorder {
  readonly dialect: Dialect;
  readonly #file: string;
  readonly #fallback: SourceSpan;
  readonly #recorded: Recorded[] = [];

  /** `file` is the migration's; calls that are made elsewhere are placed where that file leads to them, else at `fallback`. */
  constructor(file: string, fallback: SourceSpan, dialect: Dialect) {
    this.#file = file;
    this.#fallback = fallback;
    this.dialect = dialect;
  }

  /** Where a call stands in the migration, and under which circumstances it is made. */
  placeOf(site: CallSite, given: readonly Value[], state: EvaluationState): CallPlace {
    const own = [...state.sites, site].findLast(({ module }) => module.path === this.#file);
    const checks = state.conditions.filter((condition) => condition.includes(schemaCondition)).length;
    return {
      span: own ? callSpan(own) : this.#fallback,
      unsure: state.branches > checks || given.some((value) => isOpen(value)),
      guarded: checks > 0,
      looped: state.loops > 0,
    };
  }

  /** Whether nothing was taken down. */
  get isEmpty(): boolean {
    return this.#recorded.length === 0;
  }

  record(place: CallPlace, owner: ProgramObject | undefined, build: () => readonly Effect[]): void {
    if (this.#recorded.length < stepLimit) this.#recorded.push({ place, owner, build });
  }

  /** Takes down that something could not be followed at all. */
  unread(reason: string): void {
    const place = { span: this.#fallback, unsure: false, guarded: false, looped: false };
    this.record(place, undefined, () => [{ body: { kind: 'opaque', reason } }]);
  }

  /** All steps; only to be asked for at the end. */
  steps(): readonly ProgramStep[] {
    return this.#recorded.flatMap(({ place, owner, build }, call) =>
      owner?.takesEffect() === false
        ? []
        : build().map((effect): ProgramStep => ({
            ...effect,
            place,
            call,
            unawaited: owner?.awaited === false,
          })),
    );
  }
}
