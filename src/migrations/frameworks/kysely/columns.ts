import type { ColumnDefault, ColumnDefinition, Dialect, ForeignKeyTarget } from '../../../model/migration.js';
import type { Value } from '../../../syntax/javascript/evaluate/value.js';
import type { ProgramCall } from '../../javascript/program-call.js';
import { hostValue, ProgramObject } from '../../javascript/program-object.js';
import { booleanOf, defaultOf, textOf } from '../../javascript/values.js';
import { canonicalType, serialTypes } from '../../sql/column-type.js';

/** The builder that the callback of addColumn gets: `(col) => col.notNull().defaultTo(0)`. */
export class KyselyColumn extends ProgramObject {
  readonly name: string;
  readonly #type: string;
  readonly #dialect: Dialect;
  #nullable = true;
  #default: ColumnDefault | undefined;
  #generated: ColumnDefinition['generated'];
  #primaryKey = false;
  #unique = false;
  #unsigned = false;
  #target: { readonly table: string; readonly columns: readonly string[] } | undefined;
  #onDelete: string | undefined;
  #onUpdate: string | undefined;
  #check: string | undefined;
  ifNotExists = false;

  constructor(name: string, type: Value, dialect: Dialect) {
    super();
    this.name = name;
    this.#dialect = dialect;
    const written = canonicalType(textOf(type) ?? '', dialect);
    const serial = serialTypes.get(written);
    this.#type = serial ?? written;
    if (serial !== undefined) {
      this.#generated = 'serial';
      this.#nullable = false;
    }
  }

  override call(name: string, call: ProgramCall): Value | undefined {
    const first = call.argument(0);
    switch (name) {
      case 'notNull':
        this.#nullable = false;
        break;
      case 'primaryKey':
        this.#primaryKey = true;
        break;
      case 'unique':
        this.#unique = true;
        break;
      case 'unsigned':
        this.#unsigned = true;
        break;
      case 'autoIncrement':
      case 'identity':
        this.#generated = name === 'identity' ? 'identity' : 'auto-increment';
        break;
      case 'defaultTo':
        this.#default = defaultOf(first, this.#dialect);
        break;
      case 'references':
        this.#target = targetOf(textOf(first) ?? '');
        break;
      case 'onDelete':
        this.#onDelete = actionOf(textOf(first));
        break;
      case 'onUpdate':
        this.#onUpdate = actionOf(textOf(first));
        break;
      case 'check':
        this.#check = textOf(first);
        break;
      case 'generatedAlwaysAs':
        this.#generated = 'virtual';
        break;
      case 'stored':
        this.#generated = 'stored';
        break;
      case 'generatedAlwaysAsIdentity':
      case 'generatedByDefaultAsIdentity':
        this.#generated = 'identity';
        this.#nullable = false;
        break;
      case 'ifNotExists':
        this.ifNotExists = booleanOf(first) !== false;
        break;
      default:
        if (!['modifyFront', 'modifyEnd', 'nullsNotDistinct', '$call'].includes(name)) return undefined;
    }
    return hostValue(this);
  }

  definition(): ColumnDefinition {
    const references = this.#references();
    return {
      name: this.name,
      type: this.#unsigned ? `${this.#type} unsigned` : this.#type,
      nullable: this.#nullable && !this.#primaryKey,
      ...(this.#default && { default: this.#default }),
      ...(this.#generated && { generated: this.#generated }),
      ...(this.#primaryKey && { primaryKey: true }),
      ...(this.#unique && { unique: true }),
      ...(references && { references }),
      ...(this.#check !== undefined && { check: this.#check }),
    };
  }

  #references(): ForeignKeyTarget | undefined {
    return (
      this.#target && {
        ...this.#target,
        ...(this.#onDelete !== undefined && { onDelete: this.#onDelete }),
        ...(this.#onUpdate !== undefined && { onUpdate: this.#onUpdate }),
      }
    );
  }
}

/** `table.column`, with a schema in front perhaps. */
function targetOf(reference: string): { readonly table: string; readonly columns: readonly string[] } {
  const dot = reference.lastIndexOf('.');
  return dot === -1
    ? { table: reference, columns: [] }
    : { table: reference.slice(0, dot), columns: [reference.slice(dot + 1)] };
}

/** NO ACTION, the default, is left out. */
export function actionOf(text: string | undefined): string | undefined {
  const action = text?.trim().toUpperCase();
  return action === 'NO ACTION' || action === '' ? undefined : action;
}
