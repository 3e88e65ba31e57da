import type { ForeignKeyTarget, OperationBody } from '../../../model/migration.js';
import type { Value } from '../../../syntax/javascript/evaluate/value.js';
import type { ProgramCall } from '../../javascript/program-call.js';
import { hostValue, ProgramObject } from '../../javascript/program-object.js';
import { textOf, textsOf } from '../../javascript/values.js';
import { defaultName } from './names.js';

/** A foreign key as it is put together: `.references('id').inTable('users').onDelete('CASCADE')`. */
export class ForeignKeyDraft {
  readonly table: string;
  readonly columns: readonly string[];
  name: string | undefined;
  #target: string | undefined;
  #referenced: readonly string[] = [];
  #onDelete: string | undefined;
  #onUpdate: string | undefined;

  constructor(table: string, columns: readonly string[], name?: string) {
    this.table = table;
    this.columns = columns;
    this.name = name;
  }

  /** A method of the chain; false when it is none. */
  set(name: string, call: ProgramCall): boolean {
    const given = call.argument(0);
    switch (name) {
      case 'references':
        this.#refer(textsOf(given) ?? []);
        return true;
      case 'inTable':
      case 'on':
        this.#target = textOf(given);
        return true;
      case 'onDelete':
      case 'onUpdate': {
        const action = actionOf(textOf(given));
        if (name === 'onDelete') this.#onDelete = action;
        else this.#onUpdate = action;
        return true;
      }
      case 'withKeyName':
        this.name = textOf(given);
        return true;
      default:
        return name === 'deferrable';
    }
  }

  /** `references('users.id')` names the table as well. */
  #refer(names: readonly string[]): void {
    const [first = ''] = names;
    const dot = first.indexOf('.');
    if (names.length === 1 && dot !== -1) {
      this.#target = first.slice(0, dot);
      this.#referenced = [first.slice(dot + 1)];
    } else this.#referenced = names;
  }

  get target(): ForeignKeyTarget | undefined {
    if (this.#target === undefined) return undefined;
    return {
      table: this.#target,
      columns: this.#referenced,
      ...(this.#onDelete !== undefined && { onDelete: this.#onDelete }),
      ...(this.#onUpdate !== undefined && { onUpdate: this.#onUpdate }),
    };
  }

  /** The operation; nothing when no table is known. `keyName: false` means no name. */
  bodies(): readonly OperationBody[] {
    const references = this.target;
    if (references === undefined) return [];
    const { columns, table } = this;
    const constraint = this.name ?? defaultName('foreign', table, columns);
    return [{ kind: 'addForeignKey', table, columns, references, constraint }];
  }
}

function actionOf(text: string | undefined): string | undefined {
  const action = text?.trim().toUpperCase();
  return action === 'NO ACTION' || action === '' ? undefined : action;
}

/** What `table.foreign(…)` gives. */
export class ForeignKeyBuilder extends ProgramObject {
  readonly draft: ForeignKeyDraft;

  constructor(draft: ForeignKeyDraft) {
    super();
    this.draft = draft;
  }

  override call(name: string, call: ProgramCall): Value | undefined {
    return this.draft.set(name, call) ? hostValue(this) : undefined;
  }
}
