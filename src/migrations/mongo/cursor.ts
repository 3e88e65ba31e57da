import type { Value } from '../../syntax/javascript/evaluate/value.js';
import { unknown } from '../../syntax/javascript/evaluate/value.js';
import type { ProgramCall } from '../javascript/program-call.js';
import { hostValue, ProgramObject } from '../javascript/program-object.js';

const iterating = new Set(['forEach', 'map', 'eachAsync', 'each', 'on', 'then']);

/** What a query gives. It changes nothing by itself; what is done for each document is done again and again. */
export class MongoCursor extends ProgramObject {
  override readonly isSchemaCheck: boolean;

  /** @param asksSchema whether the query is about collections or indexes: what depends on it is guarded. */
  constructor(asksSchema: boolean) {
    super();
    this.isSchemaCheck = asksSchema;
  }

  override async call(name: string, call: ProgramCall): Promise<Value> {
    if (iterating.has(name) && call.callback)
      await call.evaluator.state.looped(() => call.enter(call.callback, [unknown, unknown]));
    return hostValue(this);
  }

  override member(name: string): Value | undefined {
    return this.isSchemaCheck && name === 'length' ? hostValue(this) : undefined;
  }

  override settled(): Value | undefined {
    return this.isSchemaCheck ? undefined : { kind: 'unknown', called: true };
  }

  override takesEffect(): boolean {
    return false;
  }
}
