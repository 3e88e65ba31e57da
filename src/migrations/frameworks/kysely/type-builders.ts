import type { OperationBody } from '../../../model/migration.js';
import type { ProgramCall } from '../../javascript/program-call.js';
import { textOf, textsOf } from '../../javascript/values.js';
import { StatementBuilder } from './statement-builder.js';

/** `db.schema.createType('e').asEnum([…])`. */
export class CreateType extends StatementBuilder {
  readonly #type: string;
  #values: readonly string[] | undefined;

  constructor(type: string) {
    super();
    this.#type = type;
  }

  protected override set(name: string, call: ProgramCall): boolean {
    if (name !== 'asEnum') return false;
    this.#values = textsOf(call.argument(0)) ?? [];
    return true;
  }

  protected override bodies(): readonly OperationBody[] {
    return this.#values
      ? [{ kind: 'createEnum', type: this.#type, values: this.#values }]
      : [{ kind: 'executeSql', statementKind: 'CREATE TYPE' }];
  }
}

/** `db.schema.alterType('e').addValue('x')`, `.renameValue('x', 'y')`, `.renameTo('f')`, `.setSchema('s')`. */
export class AlterType extends StatementBuilder {
  readonly #type: string;
  #body: OperationBody = { kind: 'executeSql', statementKind: 'ALTER TYPE' };

  constructor(type: string) {
    super();
    this.#type = type;
  }

  protected override set(name: string, call: ProgramCall): boolean {
    const type = this.#type;
    const [value, newName] = [textOf(call.argument(0)), textOf(call.argument(1))];
    if (name === 'addValue' && value !== undefined) this.#body = { kind: 'addEnumValue', type, value };
    else if (name === 'renameValue' && value !== undefined && newName !== undefined)
      this.#body = { kind: 'renameEnumValue', type, value, newName };
    else if (name === 'ifNotExists' && this.#body.kind === 'addEnumValue')
      this.#body = { ...this.#body, guarded: true };
    else return ['before', 'after', 'renameTo', 'setSchema'].includes(name);
    return true;
  }

  protected override bodies(): readonly OperationBody[] {
    return [this.#body];
  }
}
