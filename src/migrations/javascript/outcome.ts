import type { Value } from '../../syntax/javascript/evaluate/value.js';
import { unknown } from '../../syntax/javascript/evaluate/value.js';
import { ProgramObject } from './program-object.js';

/** The promise that a call gives which changes something; what it settles to is nobody's schema. */
export class Outcome extends ProgramObject {
  override call(): Value {
    return unknown;
  }

  override settled(): Value {
    return unknown;
  }
}
