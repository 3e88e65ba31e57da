import type { OperationBody } from '../../../model/migration.js';
import type { ProgramCall } from '../../javascript/program-call.js';
import { textOf, textsOf } from '../../javascript/values.js';
import { StatementBuilder } from './statement-builder.js';

/** `db.schema.createIndex('i')`. */
export class CreateIndex extends StatementBuilder {
  readonly #index: string;
  readonly #columns: string[] = [];
  #table = '';
  #method: string | undefined;
  #where = false;
  readonly #switches = new Set<string>();

  constructor(index: string) {
    super();
    this.#index = index;
  }

  protected override set(name: string, call: ProgramCall): boolean {
    const first = call.argument(0);
    const text = textOf(first);
    if (name === 'on') this.#table = text ?? '';
    else if (name === 'column' || name === 'columns')
      this.#columns.push(...(textsOf(first) ?? []).map((column) => column.split(' ', 1)[0] ?? column));
    else if (name === 'expression') this.#columns.push(text ?? '?');
    else if (name === 'using') this.#method = text?.toLowerCase();
    else if (name === 'where') this.#where = true;
    else {
      this.#switches.add(name);
      return ['unique', 'ifNotExists', 'nullsNotDistinct', 'concurrently'].includes(name);
    }
    return true;
  }

  protected override bodies(): readonly OperationBody[] {
    return [
      {
        kind: 'createIndex',
        table: this.#table,
        index: this.#index,
        columns: this.#columns,
        unique: this.#switches.has('unique'),
        concurrently: this.#switches.has('concurrently'),
        ...(this.#method !== undefined && this.#method !== 'btree' && { method: this.#method }),
        ...(this.#where && { where: '?' }),
        ...(this.#switches.has('ifNotExists') && { guarded: true }),
      },
    ];
  }
}
