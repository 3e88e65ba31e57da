import type { OperationBody } from '../../model/migration.js';
import type { Call, Value } from '../../syntax/imperative/values.js';
import type { ProgramStep } from './step.js';

/** What is to be known of a call when its effect is taken down. */
type Recorded = Pick<Call, 'span' | 'circumstances'>;

interface Options {
  /** What is read may not be all, or is a guess. */
  readonly unsure?: boolean;
  /** It is kept out of the migration's transaction. */
  readonly outside?: boolean;
}

/** Takes down what the calls of one way through a migration do, in order. */
export class Recorder {
  readonly #steps: (ProgramStep | (() => readonly ProgramStep[]))[] = [];
  #calls = 0;

  /** The steps in order; what was put off is made up now. */
  get steps(): readonly ProgramStep[] {
    return this.#steps.flatMap((step) => (typeof step === 'function' ? step() : step));
  }

  /** How many calls were taken down. */
  get calls(): number {
    return this.#calls;
  }

  /** Takes down a call whose operations are known only when what is chained to it was read. */
  later(
    call: Recorded,
    make: () => {
      readonly bodies: readonly OperationBody[];
      readonly outside?: boolean;
      readonly unsure?: boolean;
    },
  ): void {
    const { circumstances } = call;
    const shared = this.#shared(call, {});
    this.#steps.push(() => {
      const { bodies, outside, unsure } = make();
      return bodies.map((body): ProgramStep => ({
        ...shared,
        body: circumstances.guarded ? guarded(body) : body,
        ...(outside === true && { outside }),
        ...(unsure === true && { unsure }),
      }));
    });
  }

  /** Takes down the operations of one call. */
  record(call: Recorded, bodies: readonly OperationBody[], options: Options = {}): void {
    const shared = this.#shared(call, options);
    for (const body of bodies)
      this.#steps.push({ ...shared, body: call.circumstances.guarded ? guarded(body) : body });
  }

  /** Takes down something that cannot be understood. */
  opaque(call: Recorded, reason: string, text?: string): void {
    this.record(call, [{ kind: 'opaque', reason, ...(text !== undefined && { text: firstLine(text) }) }]);
  }

  /** Takes down a call that sends SQL: a text, a file, or several of them. What only run time knows is opaque. */
  sql(call: Recorded, value: Value | undefined, options: Options = {}): void {
    if (value?.kind === 'list' && value.entries.length > 0) {
      for (const entry of value.entries) this.sql(call, entry.value, options);
      return;
    }
    if (value?.kind === 'file') {
      this.#steps.push({ ...this.#shared(call, options), file: value.path });
      return;
    }
    if (value?.kind !== 'text' || (!value.whole && !statement.test(value.text))) {
      this.opaque(
        call,
        'the SQL is made while the migration runs',
        value?.kind === 'code' ? value.text : undefined,
      );
      return;
    }
    const shared = this.#shared(call, { ...options, ...(!value.whole && { unsure: true }) });
    this.#steps.push({ ...shared, sql: value.text, ...(value.place && { place: value.place }) });
  }

  #shared(
    { span, circumstances }: Recorded,
    { unsure, outside }: Options,
  ): Pick<ProgramStep, 'span' | 'call' | 'unsure' | 'looped' | 'outside'> {
    this.#calls += 1;
    return {
      span,
      call: this.#calls,
      ...((circumstances.unsure || unsure === true) && { unsure: true }),
      ...(circumstances.looped && { looped: true }),
      ...(outside === true && { outside: true }),
    };
  }
}

/** A text of which only the beginning of a statement is known says at least what it does. */
const statement =
  /^\s*(?:--[^\n]*\n\s*|\/\*[^*]*\*\/\s*)*\(?\s*(select|insert|update|delete|alter|create|drop|with|truncate|do|set|comment|grant|revoke|vacuum|analyze|lock|merge|replace|refresh|reindex|begin|commit|rename|exec|execute|call|if|declare|pragma)\b/i;

/** An operation that runs only when what it needs is there, as `IF [NOT] EXISTS` says it. */
function guarded(body: OperationBody): OperationBody {
  switch (body.kind) {
    case 'createTable':
    case 'dropTable':
    case 'addColumn':
    case 'dropColumn':
    case 'dropConstraint':
    case 'createIndex':
    case 'dropIndex':
      return { ...body, guarded: true };
    default:
      return body;
  }
}

const longestExcerpt = 160;

function firstLine(text: string): string {
  const [line = ''] = text.trim().slice(0, 400).split('\n', 1);
  return line.length > longestExcerpt ? `${line.slice(0, longestExcerpt)}…` : line;
}
