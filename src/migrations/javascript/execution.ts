import type { Value } from '../../syntax/javascript/evaluate/value.js';
import { hostValue, ProgramObject } from './program-object.js';

/** The promise of a call that does something; what it gives is not known. */
export class Execution extends ProgramObject {
  override call(): Value {
    return hostValue(this);
  }

  override settled(): Value {
    return { kind: 'unknown', called: true };
  }
}
