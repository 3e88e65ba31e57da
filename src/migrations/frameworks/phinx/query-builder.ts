import type { OperationBody } from '../../../model/migration.js';
import type { Call, HostObject, Value } from '../../../syntax/imperative/values.js';
import { textOf } from '../../../syntax/imperative/values.js';
import { writtenName } from '../../programs/written-name.js';
import type { PhinxJournal } from './journal.js';

type Change = 'insert' | 'update' | 'delete';
type Scope = Extract<OperationBody, { kind: 'changeData' }>['scope'];

/** A query of CakePHP's builder, as far as it changes rows (https://book.cakephp.org/5/en/orm/query-builder.html). */
export class CakeQuery implements HostObject {
  readonly #journal: PhinxJournal;
  #change: Change | undefined;
  #table: string | undefined;
  #scope: Scope = 'all';

  constructor(journal: PhinxJournal, change?: Change) {
    this.#journal = journal;
    this.#change = change;
  }

  call(call: Call): Value {
    const { name, positional } = call;
    const self: Value = { kind: 'object', object: this };
    switch (name) {
      case 'insert':
        this.#change = 'insert';
        return self;
      case 'update':
      case 'delete':
        this.#change = name;
        this.#table = writtenName(positional[0])?.name ?? this.#table;
        return self;
      case 'into':
      case 'from':
        this.#table = writtenName(positional[0])?.name ?? this.#table;
        return self;
      case 'where':
      case 'andWhere':
        if (this.#scope !== 'by-key') this.#scope = hasKey(positional[0]) ? 'by-key' : 'filtered';
        return self;
      case 'whereInList':
        this.#scope = /(^|\.)id$/.test(textOf(positional[0]) ?? '') ? 'by-key' : 'filtered';
        return self;
      case 'limit':
        this.#scope = 'by-key';
        return self;
      case 'execute':
      case 'rowCountAndClose':
        this.#execute(call);
        return { kind: 'code', text: name };
      case 'select':
        this.#change = undefined;
        return self;
      default:
        return /^(fetch|all|first|count|toArray)/.test(name) ? { kind: 'code', text: name } : self;
    }
  }

  #execute(call: Call): void {
    const change = this.#change;
    if (!change) return;
    const scope = change === 'insert' ? 'by-key' : this.#scope;
    this.#journal.recorder.record(call, [
      this.#table === undefined
        ? { kind: 'opaque', reason: 'the table of a query is made while the migration runs' }
        : { kind: 'changeData', table: this.#table, change, scope },
    ]);
  }
}

/** `['id' => 1]`, `['Table.id IN' => […]]`. */
function hasKey(condition: Value | undefined): boolean {
  return (
    condition?.kind === 'list' &&
    condition.entries.some(({ key }) => /(^|\.)id(\s*(=|in))?$/i.test(key?.trim() ?? ''))
  );
}
