import type { OperationBody } from '../../../model/migration.js';
import type { Value } from '../../../syntax/javascript/evaluate/value.js';
import { comparison, scopeOfConditions } from '../../javascript/data-condition.js';
import type { ProgramCall } from '../../javascript/program-call.js';
import { textOf } from '../../javascript/values.js';
import { StatementBuilder } from './statement-builder.js';

/** `db.updateTable('t').set(…).where('id', '=', 5)`, `insertInto`, `deleteFrom`, and `selectFrom`, which changes nothing. */
export class DataStatement extends StatementBuilder {
  readonly #change: 'insert' | 'update' | 'delete' | undefined;
  readonly #table: string;
  readonly #conditions: string[] = [];
  #selects = false;
  #limited = false;

  constructor(change: 'insert' | 'update' | 'delete' | undefined, table: string) {
    super();
    this.#change = change;
    this.#table = table;
  }

  protected override set(name: string, call: ProgramCall): boolean {
    if (name === 'limit' || name === 'top') this.#limited = true;
    if (name === 'expression') this.#selects = true;
    if (name.startsWith('where')) this.#conditions.push(conditionOf(call.argument(0), call.argument(1)));
    return true;
  }

  protected override bodies(): readonly OperationBody[] {
    const change = this.#change;
    if (change === undefined) return [];
    const scope =
      change === 'insert'
        ? this.#selects
          ? 'all'
          : 'by-key'
        : this.#limited
          ? 'by-key'
          : scopeOfConditions(this.#table, this.#conditions);
    return [{ kind: 'changeData', table: this.#table, change, scope }];
  }
}

function conditionOf(column: Value, operator: Value): string {
  const name = textOf(column);
  return name === undefined ? 'x IS NULL' : comparison(name, textOf(operator) ?? 'LIKE');
}
