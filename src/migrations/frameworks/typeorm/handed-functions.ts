import type { Dialect } from '../../../model/migration.js';
import type { Value } from '../../../syntax/javascript/evaluate/value.js';
import type { ProgramCall } from '../../javascript/program-call.js';
import { hostValue, ProgramObject } from '../../javascript/program-object.js';
import { sqlTextsOf } from '../../javascript/sql-text.js';
import { QueryRunner } from './query-runner.js';

/**
 * What a project's own runner hands to its migrations instead of a query runner: `up({ queryRunner, runQuery, tablePrefix })`. The query
 * runner among it is TypeORM's; functions that get SQL are read by that; what else the program waits for is opaque.
 */
export class HandedContext extends ProgramObject {
  override readonly isConnection = true;
  readonly #dialect: Dialect;

  constructor(dialect: Dialect) {
    super();
    this.#dialect = dialect;
  }

  override member(name: string): Value {
    return hostValue(name === 'queryRunner' ? new QueryRunner(this.#dialect) : new HandedThing(name));
  }

  override call(name: string, call: ProgramCall): Promise<Value> {
    return new HandedThing(name).call('', call);
  }
}

/** A function or object of the project's runner, and whatever comes out of it. */
class HandedThing extends ProgramObject {
  override readonly isConnection = true;
  override readonly isUndecided = true;
  readonly #name: string;

  constructor(name: string) {
    super();
    this.#name = name;
  }

  override member(name: string): Value {
    return hostValue(new HandedThing(`${this.#name}.${name}`));
  }

  override async call(name: string, call: ProgramCall): Promise<Value> {
    const made = new HandedResult(this.#name);
    const [first] = call.arguments;
    const isSql = first !== undefined && sqlTextsOf(first).some(({ text }) => /\s/.test(text.trim()));
    if (isSql) call.sql(made, first);
    else
      call.opaque(
        `${name === '' ? this.#name : `${this.#name}.${name}`}() is a function of the project's own runner`,
        made,
      );
    // `runInBatches(sql, async (rows) => …)`: what is passed runs once per batch.
    for (const value of call.arguments)
      if (value.kind === 'function')
        await call.evaluator.state.looped(() =>
          call.enter(
            value,
            value.node.parameters.map((): Value => ({ kind: 'unknown' })),
          ),
        );
    return hostValue(made);
  }
}

/** What such a call gives; a chain of calls on it is one thing, and counts only when the program waits for it. */
class HandedResult extends HandedThing {
  override member(): Value {
    return hostValue(this);
  }

  override call(): Promise<Value> {
    return Promise.resolve(hostValue(this));
  }

  override settled(): Value {
    return { kind: 'unknown' };
  }

  override takesEffect(): boolean {
    return this.awaited && !this.consumed;
  }
}
