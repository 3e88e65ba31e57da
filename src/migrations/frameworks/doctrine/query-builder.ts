import type { OperationBody } from '../../../model/migration.js';
import type { Call, HostObject, Value } from '../../../syntax/imperative/values.js';
import { text, textOf } from '../../../syntax/imperative/values.js';
import { writtenName } from '../../programs/written-name.js';

type Scope = Extract<OperationBody, { kind: 'changeData' }>['scope'];
type Change = Extract<OperationBody, { kind: 'changeData' }>['change'];

const changes: Readonly<Record<string, Change>> = { insert: 'insert', update: 'update', delete: 'delete' };

/** Takes down what a builder does when it is executed. */
export type Execute = (call: Call, body: OperationBody, unsure: boolean) => void;

/** DBAL's builder of queries, as far as it changes rows (src/Query/QueryBuilder.php). */
export class QueryBuilder implements HostObject {
  readonly #execute: Execute;
  #change: Change | undefined;
  #table: string | undefined;
  #unsure = false;
  #scope: Scope = 'all';

  constructor(execute: Execute) {
    this.#execute = execute;
  }

  /** What it would do; undefined for one that only reads. */
  get body(): OperationBody | undefined {
    if (!this.#change) return undefined;
    if (this.#table === undefined)
      return { kind: 'opaque', reason: 'the table of a query is made while the migration runs' };
    const scope = this.#change === 'insert' ? 'by-key' : this.#scope;
    return { kind: 'changeData', table: this.#table, change: this.#change, scope };
  }

  call(call: Call): Value {
    const { name, positional } = call;
    const self: Value = { kind: 'object', object: this };
    const change = changes[name];
    if (change) {
      this.#change = change;
      this.#name(positional[0]);
      return self;
    }
    switch (name) {
      case 'from':
        if (this.#table === undefined) this.#name(positional[0]);
        return self;
      case 'where':
      case 'andWhere':
        this.#narrow(positional[0]);
        return self;
      case 'orWhere':
        this.#scope = 'filtered';
        return self;
      case 'setMaxResults':
        this.#scope = 'by-key';
        return self;
      case 'expr':
        return { kind: 'object', object: new Expressions() };
      case 'execute':
      case 'executeStatement':
      case 'executeQuery':
        if (this.body) this.#execute(call, this.body, this.#unsure);
        return { kind: 'code', text: name };
      case 'getSQL':
      case 'getQuery':
        return self;
      default:
        return /^(fetch|get)/.test(name) ? { kind: 'code', text: name } : self;
    }
  }

  #name(value: Value | undefined): void {
    const written = writtenName(value);
    this.#table = written?.name;
    this.#unsure = written?.unsure === true;
  }

  #narrow(condition: Value | undefined): void {
    if (this.#scope === 'by-key') return;
    this.#scope = byKey.test(textOf(condition) ?? '') ? 'by-key' : 'filtered';
  }
}

/** `id = :id`, `t.id IN (…)`. */
const byKey = /^\s*(?:\w+\.)?[`"]?(?:id|uuid)[`"]?\s*(?:=|in\b)/i;

const comparisons: Readonly<Record<string, string>> = {
  eq: '=',
  neq: '<>',
  lt: '<',
  lte: '<=',
  gt: '>',
  gte: '>=',
  in: 'IN',
  notIn: 'NOT IN',
  like: 'LIKE',
  isNull: 'IS NULL',
  isNotNull: 'IS NOT NULL',
};

/** `$qb->expr()`. */
class Expressions implements HostObject {
  call(call: Call): Value {
    const operator = comparisons[call.name];
    const column = textOf(call.positional[0]);
    return operator === undefined || column === undefined
      ? { kind: 'code', text: 'a condition' }
      : text(`${column} ${operator} ?`);
  }
}
