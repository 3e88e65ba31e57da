import type { Dialect } from '../../../model/migration.js';
import type { Call, HostObject, Value } from '../../../syntax/imperative/values.js';
import { argumentOf, textOf, textsOf } from '../../../syntax/imperative/values.js';
import type { Recorder } from '../../programs/recorder.js';
import { Blueprint } from './blueprint.js';
import type { BlueprintContext } from './blueprint.js';

/** How foreign keys are switched off and on. */
const foreignKeyChecks: Partial<Record<Dialect, readonly [string, string]>> = {
  postgresql: ['SET CONSTRAINTS ALL DEFERRED', 'SET CONSTRAINTS ALL IMMEDIATE'],
  mysql: ['SET FOREIGN_KEY_CHECKS=0', 'SET FOREIGN_KEY_CHECKS=1'],
  mariadb: ['SET FOREIGN_KEY_CHECKS=0', 'SET FOREIGN_KEY_CHECKS=1'],
  sqlite: ['PRAGMA foreign_keys = OFF', 'PRAGMA foreign_keys = ON'],
};

/** The schema builder: `Schema::…`, `Schema::connection('x')->…`, `$this->schema->…`. */
export class SchemaBuilder implements HostObject {
  readonly #recorder: Recorder;
  readonly #context: BlueprintContext;
  /** Gives the connection that it works on. */
  readonly #connection: () => Value;

  constructor(recorder: Recorder, context: BlueprintContext, connection: () => Value) {
    this.#recorder = recorder;
    this.#context = context;
    this.#connection = connection;
  }

  call(call: Call): Value | undefined {
    const { name } = call;
    const [first, second] = call.positional;
    const nothing: Value = { kind: 'null' };
    const table = textOf(argumentOf(call, 0, 'table'));
    switch (name) {
      case 'create':
      case 'table':
        this.#table(call, name === 'create');
        return nothing;
      case 'drop':
      case 'dropIfExists':
        if (table === undefined) return this.#unknown(call);
        this.#recorder.record(call, [
          { kind: 'dropTable', table, ...(name === 'dropIfExists' && { guarded: true }) },
        ]);
        return nothing;
      case 'rename': {
        const newName = textOf(second);
        if (table === undefined || newName === undefined) return this.#unknown(call);
        this.#recorder.record(call, [{ kind: 'renameTable', table, newName }]);
        return nothing;
      }
      case 'dropColumns': {
        const columns = textsOf(second);
        if (table === undefined || !columns) return this.#unknown(call);
        this.#recorder.record(
          call,
          columns.map((column) => ({ kind: 'dropColumn', table, column })),
        );
        return nothing;
      }
      case 'whenTableHasColumn':
      case 'whenTableDoesntHaveColumn':
      case 'whenTableHasIndex':
      case 'whenTableDoesntHaveIndex':
        call.under({ guarded: true }, () => {
          this.#block(
            call,
            table,
            call.positional.find(({ kind }) => kind === 'function'),
          );
        });
        return nothing;
      case 'withoutForeignKeyConstraints': {
        this.#checkForeignKeys(call, false);
        const answer = call.invoke(first, []);
        this.#checkForeignKeys(call, true);
        return answer;
      }
      case 'disableForeignKeyConstraints':
      case 'enableForeignKeyConstraints':
        this.#checkForeignKeys(call, name === 'enableForeignKeyConstraints');
        return nothing;
      case 'createDatabase':
      case 'dropDatabaseIfExists':
        this.#recorder.record(call, [
          {
            kind: 'executeSql',
            statementKind: name === 'createDatabase' ? 'CREATE DATABASE' : 'DROP DATABASE',
          },
        ]);
        return nothing;
      case 'connection':
      case 'setConnection':
        return { kind: 'object', object: this };
      case 'getConnection':
        return this.#connection();
      case 'dropAllTables':
      case 'dropAllViews':
      case 'dropAllTypes':
        this.#recorder.opaque(call, `${name} drops whatever is there`);
        return nothing;
      case 'ensureExtensionExists':
      case 'ensureVectorExtensionExists':
        this.#recorder.record(call, [{ kind: 'executeSql', statementKind: 'CREATE EXTENSION' }]);
        return nothing;
      default:
        // `hasTable`, `hasColumn`, `hasIndex` guard what follows; what else there is reads or sets defaults.
        return /^has[A-Z]/.test(name) ? { kind: 'guard' } : { kind: 'code', text: `Schema::${name}()` };
    }
  }

  #table(call: Call, creates: boolean): void {
    const table = textOf(argumentOf(call, 0, 'table'));
    if (table === undefined) {
      this.#unknown(call);
      return;
    }
    const closure = argumentOf(call, 1, 'callback');
    const blueprint = new Blueprint(table, this.#context);
    // Inside the block of a new table nothing is guarded by what guards the table.
    const inner = { ...call.circumstances, guarded: creates ? false : call.circumstances.guarded };
    call.under(inner, () => call.invoke(closure, [{ kind: 'object', object: blueprint }]));
    const bodies = blueprint.bodies(creates);
    const [first, ...others] = bodies;
    if (!creates || !first || !call.circumstances.guarded) {
      this.#recorder.record({ ...call, circumstances: { ...call.circumstances, guarded: false } }, bodies);
      return;
    }
    this.#recorder.record(call, [first, ...others]);
  }

  #block(call: Call, table: string | undefined, closure: Value | undefined): void {
    if (table === undefined) {
      this.#unknown(call);
      return;
    }
    const blueprint = new Blueprint(table, this.#context);
    call.invoke(closure, [{ kind: 'object', object: blueprint }]);
    this.#recorder.record(
      { ...call, circumstances: { ...call.circumstances, guarded: true } },
      blueprint.bodies(false),
    );
  }

  /** `compileEnableForeignKeyConstraints` and its opposite in the grammars. */
  #checkForeignKeys(call: Call, checks: boolean): void {
    const sql = foreignKeyChecks[this.#context.dialect]?.[checks ? 1 : 0];
    if (sql !== undefined) this.#recorder.sql(call, { kind: 'text', text: sql, whole: true });
  }

  #unknown(call: Call): Value {
    this.#recorder.opaque(call, `the table of Schema::${call.name} is made while the migration runs`);
    return { kind: 'null' };
  }
}
