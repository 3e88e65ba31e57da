import type { TextValue, Value } from '../../syntax/javascript/evaluate/value.js';
import type { ProgramCall } from './program-call.js';
import { hostValue, ProgramObject } from './program-object.js';

/** A piece of SQL made by a framework (`knex.raw`, `Sequelize.literal`, Kysely's `sql`): run when awaited, else a part of something. */
export class SqlFragment extends ProgramObject {
  readonly #text: TextValue | undefined;

  constructor(text: TextValue | undefined) {
    super();
    this.#text = text;
  }

  /** A fragment of a fixed text, e.g. `CURRENT_TIMESTAMP`. */
  static of(text: string): SqlFragment {
    return new SqlFragment({ kind: 'text', parts: [text], origins: [] });
  }

  /** Whatever is called on it (`.wrap`, `.as`, `.execute`) leaves it what it is. */
  override call(_name: string, _call: ProgramCall): Value {
    return hostValue(this);
  }

  override text(): TextValue | undefined {
    return this.#text;
  }

  override settled(): Value {
    return { kind: 'unknown', called: true };
  }

  override takesEffect(): boolean {
    return this.awaited || !this.consumed;
  }
}
