import type { Value } from '../../syntax/javascript/evaluate/value.js';
import { hostValue, ProgramObject } from './program-object.js';

/** What a look at the schema gives (`hasTable`, `describeTable`), and whatever is made of that: a column, a length, a list of names. */
export class SchemaCheck extends ProgramObject {
  override readonly isSchemaCheck = true;

  override call(): Value {
    return hostValue(this);
  }

  override member(): Value {
    return hostValue(this);
  }

  /** It changes nothing, so nobody has to wait for it. */
  override takesEffect(): boolean {
    return false;
  }
}
