import type { Value } from '../../syntax/javascript/evaluate/value.js';
import { hostValue, ProgramObject } from './program-object.js';

const promiseMethods: ReadonlySet<string> = new Set(['then', 'catch', 'finally']);

/** What a look at the schema gives (`hasTable`, `describeTable`), and whatever is made of that: a column, a length, a list of names. */
export class SchemaCheck extends ProgramObject {
  override readonly isSchemaCheck = true;

  override call(): Value {
    return hostValue(this);
  }

  /** Whoever waits for it with `then` is given the look itself. */
  override member(name: string): Value | undefined {
    return promiseMethods.has(name) ? undefined : hostValue(this);
  }

  /** It changes nothing, so nobody has to wait for it. */
  override takesEffect(): boolean {
    return false;
  }
}
