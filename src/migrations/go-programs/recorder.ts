import type { Dialect, OperationBody } from '../../model/migration.js';
import type { SourceSpan } from '../../model/source-span.js';
import type { ProgramStep } from '../programs/step.js';
import type { GoValue } from './values.js';

/** Where and how sure a call is. */
export interface GoPlacing {
  readonly span: SourceSpan;
  readonly unsure: boolean;
  readonly looped: boolean;
  /** The call as it is written, for messages. */
  readonly written: string;
}

const statement =
  /^\s*(?:--[^\n]*\n\s*|\/\*[^*]*\*\/\s*)*\(?\s*(select|insert|update|delete|alter|create|drop|with|truncate|do|set|comment|grant|revoke|vacuum|analyze|lock|merge|replace|refresh|reindex|begin|commit|rename|pragma|if|declare|exec)\b/i;

const reading = /^\s*(select|show|pragma\s+\w+\s*\(|explain)\b/i;

/** Takes down what the calls of one way through a migration do. */
export class GoRecorder {
  readonly #steps: ProgramStep[] = [];
  /** PostgreSQL has `$1` where gorm, bun and xorm let one write `?`. */
  readonly #numbersParameters: boolean;
  #calls = 0;

  constructor(dialect: Dialect) {
    this.#numbersParameters = dialect === 'postgresql' || dialect === 'unknown';
  }

  get steps(): readonly ProgramStep[] {
    return this.#steps;
  }

  record(bodies: readonly OperationBody[], placing: GoPlacing, unsure = false): void {
    const shared = this.#shared(placing, unsure);
    for (const body of bodies) this.#steps.push({ ...shared, body });
  }

  opaque(reason: string, placing: GoPlacing): void {
    this.record([{ kind: 'opaque', reason, text: excerptOf(placing.written) }], placing);
  }

  /**
   * SQL that is sent. Pieces that only run time knows stand in it as `${…}`.
   * @param bound whether values are given for `?` in it.
   */
  sql(value: GoValue | undefined, placing: GoPlacing, bound = false): void {
    if (value?.kind !== 'text') {
      this.opaque('the SQL is made while the migration runs', placing);
      return;
    }
    const whole = !value.text.includes(null);
    const written = value.text.map((piece) => piece ?? '${value}').join('');
    const text = bound && this.#numbersParameters ? numbered(written) : written;
    if (!whole && !statement.test(text)) {
      this.opaque('the SQL is made while the migration runs', placing);
      return;
    }
    if (text.trim() === '') return;
    this.#steps.push({
      ...this.#shared(placing, !whole),
      sql: text,
      ...(whole && value.place && { place: value.place }),
    });
  }

  /** SQL that is sent by a method that is made for reading: only what changes something counts. */
  query(value: GoValue | undefined, placing: GoPlacing): void {
    const text = value?.kind === 'text' ? value.text.map((piece) => piece ?? '${value}').join('') : '';
    if (statement.test(text) && !reading.test(text)) this.sql(value, placing);
  }

  #shared(
    { span, unsure, looped }: GoPlacing,
    lessSure: boolean,
  ): Pick<ProgramStep, 'span' | 'call' | 'unsure' | 'looped'> {
    this.#calls += 1;
    return {
      span,
      call: this.#calls,
      ...((unsure || lessSure) && { unsure: true }),
      ...(looped && { looped: true }),
    };
  }
}

/** `?` outside of quotes as a parameter of PostgreSQL. */
function numbered(sql: string): string {
  return sql.replaceAll(/'[^']*'|"[^"]*"|\?(?![|&?])/g, (found) => (found === '?' ? '$1' : found));
}

function excerptOf(written: string): string {
  const [line = ''] = written.trim().slice(0, 400).split('\n', 1);
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}
