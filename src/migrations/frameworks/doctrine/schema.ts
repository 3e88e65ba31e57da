import type { Dialect, OperationBody } from '../../../model/migration.js';
import type { Call, HostObject, Value } from '../../../syntax/imperative/values.js';
import type { Recorder } from '../../programs/recorder.js';
import { writtenName } from '../../programs/written-name.js';
import { Table } from './table.js';

/** Parts of a schema that lintel does not tell apart, by the method that changes them. */
const others: Readonly<Record<string, string>> = {
  createSequence: 'create sequence',
  dropSequence: 'drop sequence',
  createNamespace: 'create schema',
  createView: 'create view',
};

/** DBAL's schema, which a migration changes and whose changes are then made SQL (src/Schema/Schema.php). */
export class Schema implements HostObject {
  readonly #recorder: Recorder;
  readonly #dialect: Dialect;
  /** Tables by name: what is set on one twice is the same table. */
  readonly #tables = new Map<string, Table>();

  constructor(recorder: Recorder, dialect: Dialect) {
    this.#recorder = recorder;
    this.#dialect = dialect;
  }

  call(call: Call): Value | undefined {
    const { name } = call;
    if (/^has[A-Z]/.test(name)) return { kind: 'guard' };
    const other = others[name];
    if (other !== undefined) {
      this.#recorder.record(call, [{ kind: 'executeSql', statementKind: other }]);
      return { kind: 'code', text: name };
    }
    const first = writtenName(call.positional[0]);
    switch (name) {
      case 'createTable':
      case 'getTable': {
        if (!first) return this.#unknown(call);
        const known = name === 'getTable' ? this.#tables.get(first.name) : undefined;
        const table =
          known ?? new Table(first, this.#recorder, this.#dialect, name === 'createTable' ? call : undefined);
        this.#tables.set(first.name, table);
        return { kind: 'object', object: table };
      }
      case 'dropTable':
        if (!first) return this.#unknown(call);
        return this.#record(call, [{ kind: 'dropTable', table: first.name }], first.unsure);
      case 'renameTable': {
        // The comparison of schemas knows no renamed tables: it drops the one and creates the other, without its rows.
        const newName = writtenName(call.positional[1]);
        if (!first || !newName) return this.#unknown(call);
        const bodies: readonly OperationBody[] = [
          { kind: 'createTable', table: newName.name, columns: [] },
          { kind: 'dropTable', table: first.name },
        ];
        return this.#record(call, bodies, true);
      }
      default:
        return { kind: 'code', text: `schema->${name}()` };
    }
  }

  #record(call: Call, bodies: readonly OperationBody[], unsure: boolean): Value {
    this.#recorder.record(call, bodies, { unsure });
    return { kind: 'object', object: this };
  }

  #unknown(call: Call): Value {
    this.#recorder.opaque(call, `the table of ${call.name} is made while the migration runs`);
    return { kind: 'code', text: call.name };
  }
}
