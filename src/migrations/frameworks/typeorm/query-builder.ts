import type { OperationBody } from '../../../model/migration.js';
import type { Value } from '../../../syntax/javascript/evaluate/value.js';
import { unknown } from '../../../syntax/javascript/evaluate/value.js';
import { Outcome } from '../../javascript/outcome.js';
import type { ProgramCall } from '../../javascript/program-call.js';
import { hostValue, ProgramObject } from '../../javascript/program-object.js';
import { textOf } from '../../javascript/values.js';
import { tableOfEntity } from './entity-tables.js';

type Change = Extract<OperationBody, { kind: 'changeData' }>;

const changes: ReadonlyMap<string, Change['change']> = new Map([
  ['insert', 'insert'],
  ['update', 'update'],
  ['delete', 'delete'],
  ['softDelete', 'update'],
  ['restore', 'update'],
]);

/** `createQueryBuilder().update(Order).set({ … }).where('…').execute()`: only what is executed does something. */
export class QueryBuilder extends ProgramObject {
  #table: string | undefined;
  #change: Change['change'] | undefined;
  #scope: Change['scope'] = 'all';

  constructor(table: string | undefined) {
    super();
    this.#table = table;
  }

  override call(name: string, call: ProgramCall): Value {
    const change = changes.get(name);
    if (change) this.#change = change;
    if (change === 'update' || name === 'into' || name === 'from')
      this.#table = tableOfEntity(call.argument(0)) ?? this.#table;
    if (/^(and|or)?where/i.test(name)) this.#narrow(name, call.argument(0));
    if (name === 'limit' || name === 'take') this.#scope = 'by-key';
    if (name === 'execute') return this.#execute(call);
    return /^(get|stream)/.test(name) ? unknown : hostValue(this);
  }

  #narrow(name: string, condition: Value): void {
    const text = textOf(condition) ?? '';
    const isKey = name === 'whereInIds' || /(^|[.\s("`])id["`]?\s*(=|in\b)/i.test(text.slice(0, 2_000));
    if (isKey) this.#scope = 'by-key';
    else if (this.#scope === 'all') this.#scope = 'filtered';
  }

  #execute(call: ProgramCall): Value {
    const outcome = new Outcome();
    const table = this.#table;
    const change = this.#change;
    const scope = change === 'insert' ? 'by-key' : this.#scope;
    if (change === undefined) return unknown;
    if (table === undefined)
      call.opaque('the table of the query is known only while the migration runs', outcome);
    else call.operations(outcome, [{ kind: 'changeData', table, change, scope }]);
    return hostValue(outcome);
  }
}
