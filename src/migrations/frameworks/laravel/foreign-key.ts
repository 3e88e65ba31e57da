import type { OperationBody } from '../../../model/migration.js';
import type { Call, HostObject, Value } from '../../../syntax/imperative/values.js';
import { argumentOf, textOf, textsOf } from '../../../syntax/imperative/values.js';
import { indexName } from './names.js';

const actions: Readonly<Record<string, readonly ['onDelete' | 'onUpdate', string]>> = {
  cascadeOnDelete: ['onDelete', 'CASCADE'],
  restrictOnDelete: ['onDelete', 'RESTRICT'],
  nullOnDelete: ['onDelete', 'SET NULL'],
  setNullOnDelete: ['onDelete', 'SET NULL'],
  noActionOnDelete: ['onDelete', 'NO ACTION'],
  cascadeOnUpdate: ['onUpdate', 'CASCADE'],
  restrictOnUpdate: ['onUpdate', 'RESTRICT'],
  nullOnUpdate: ['onUpdate', 'SET NULL'],
  noActionOnUpdate: ['onUpdate', 'NO ACTION'],
};

/** A foreign key while its modifiers are read (https://laravel.com/docs/migrations#foreign-key-constraints). */
export class ForeignKey implements HostObject {
  readonly #table: string;
  readonly #columns: readonly string[];
  #name: string | undefined;
  #target: string | undefined;
  #references: readonly string[] = [];
  #notValid = false;
  readonly #actions = new Map<'onDelete' | 'onUpdate', string>();

  constructor(table: string, columns: readonly string[], name?: string) {
    this.#table = table;
    this.#columns = columns;
    this.#name = name;
  }

  pointAt(table: string, columns: readonly string[]): void {
    this.#target = table;
    this.#references = columns;
  }

  rename(name: string): void {
    this.#name = name;
  }

  call(call: Call): Value {
    const first = argumentOf(call, 0);
    const action = actions[call.name];
    if (action) this.#actions.set(action[0], action[1]);
    switch (call.name) {
      case 'references':
        this.#references = textsOf(first) ?? [];
        break;
      case 'on':
        this.#target = textOf(first) ?? this.#target;
        break;
      case 'onDelete':
      case 'onUpdate': {
        const written = textOf(first);
        if (written !== undefined) this.#actions.set(call.name, written.toUpperCase());
        break;
      }
      case 'name':
        this.#name = textOf(first) ?? this.#name;
        break;
      case 'notValid':
        this.#notValid = true;
        break;
      default:
    }
    return { kind: 'object', object: this };
  }

  bodies(): readonly OperationBody[] {
    const [onDelete, onUpdate] = [this.#actions.get('onDelete'), this.#actions.get('onUpdate')];
    if (this.#target === undefined)
      return [{ kind: 'opaque', reason: 'the table of a foreign key is made while the migration runs' }];
    return [
      {
        kind: 'addForeignKey',
        table: this.#table,
        columns: this.#columns,
        references: {
          table: this.#target,
          columns: this.#references,
          ...(onDelete !== undefined && { onDelete }),
          ...(onUpdate !== undefined && { onUpdate }),
        },
        constraint: this.#name ?? indexName(this.#table, this.#columns, 'foreign'),
        ...(this.#notValid && { notValid: true }),
      },
    ];
  }
}
