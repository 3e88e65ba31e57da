import type { OperationBody } from '../../../model/migration.js';
import type { Value } from '../../../syntax/javascript/evaluate/value.js';
import type { ProgramCall } from '../../javascript/program-call.js';
import { hostValue, ProgramObject } from '../../javascript/program-object.js';
import { SchemaCheck } from '../../javascript/schema-check.js';
import { booleanOf, textOf } from '../../javascript/values.js';
import { boundSql } from '../../javascript/bound-sql.js';
import { TableBuilder } from './table-builder.js';

const idle = new Set([
  'queryContext',
  'then',
  'debug',
  'on',
  'asCallback',
  'transacting',
  'connection',
  'timeout',
  'toString',
  'toQuery',
  'toSQL',
  'generateDdlCommands',
  'options',
]);

/** `knex.schema`, whose methods run in their order when it is awaited. */
export class SchemaBuilder extends ProgramObject {
  override readonly isConnection = true;
  #schema: string | undefined;

  constructor(schema?: string) {
    super();
    this.#schema = schema;
  }

  override async call(name: string, call: ProgramCall): Promise<Value | undefined> {
    if (idle.has(name)) {
      if (name === 'asCallback') this.awaited = true;
      return hostValue(this);
    }
    if (name === 'withSchema') {
      this.#schema = textOf(call.argument(0));
      return hostValue(this);
    }
    if (name === 'hasTable' || name === 'hasColumn') return hostValue(new SchemaCheck());
    if (name === 'raw') {
      call.sql(this, boundSql(call.argument(0), call.arguments[1], call.dialect));
      return hostValue(this);
    }
    const target = textOf(call.argument(0));
    if (target === undefined) return undefined;
    if (name === 'createTableLike') return this.#like(target, call);
    const isTable = /^(create|alter)?[tT]able(IfNotExists)?$/.test(name);
    const bodies = isTable ? undefined : this.#bodiesOf(name, target, call);
    if (isTable) await this.#table(name, target, call);
    else if (bodies) call.operations(this, bodies);
    else if (/View/.test(name) || name === 'view') await this.#view(name, target, call);
    else return undefined;
    return hostValue(this);
  }

  override settled(): Value {
    return { kind: 'unknown', called: true };
  }

  #qualified(name: string): string {
    return this.#schema === undefined ? name : `${this.#schema}.${name}`;
  }

  async #table(method: string, name: string, call: ProgramCall): Promise<void> {
    const table = new TableBuilder(this.#qualified(name), call.dialect);
    await call.enter(call.callback, [hostValue(table)], hostValue(table));
    if (method.startsWith('create'))
      call.record(this, () => table.creation(method.endsWith('IfNotExists')).map((body) => ({ body })));
    else table.recordAlterations(this);
  }

  /** A table with the columns of another one, and those that its callback adds. */
  async #like(name: string, call: ProgramCall): Promise<Value> {
    const table = this.#qualified(name);
    const builder = new TableBuilder(table, call.dialect);
    await call.enter(call.callback, [hostValue(builder)], hostValue(builder));
    call.operations(this, [{ kind: 'createTable', table, columns: [] }]);
    builder.recordAlterations(this);
    return hostValue(this);
  }

  #bodiesOf(method: string, name: string, call: ProgramCall): readonly OperationBody[] | undefined {
    const table = this.#qualified(name);
    const second = textOf(call.argument(1));
    const guarded = method.endsWith('Exists') && { guarded: true };
    switch (method) {
      case 'dropTable':
      case 'dropTableIfExists':
        return [{ kind: 'dropTable', table, ...guarded }];
      case 'renameTable':
        return second === undefined ? undefined : [{ kind: 'renameTable', table, newName: second }];
      case 'dropView':
      case 'dropViewIfExists':
        return [{ kind: 'dropView', view: table, materialized: false, ...guarded }];
      case 'dropMaterializedView':
      case 'dropMaterializedViewIfExists':
        return [{ kind: 'dropView', view: table, materialized: true, ...guarded }];
      case 'refreshMaterializedView': {
        const concurrently = booleanOf(call.argument(1)) === true ? ' CONCURRENTLY' : '';
        return [{ kind: 'executeSql', statementKind: `REFRESH MATERIALIZED VIEW${concurrently}`, table }];
      }
      case 'renameView':
        return [{ kind: 'executeSql', statementKind: 'ALTER VIEW RENAME', table }];
      case 'createSchema':
      case 'createSchemaIfNotExists':
        return [{ kind: 'executeSql', statementKind: 'CREATE SCHEMA' }];
      case 'dropSchema':
      case 'dropSchemaIfExists':
        return [{ kind: 'executeSql', statementKind: 'DROP SCHEMA' }];
      case 'createExtension':
      case 'createExtensionIfNotExists':
        return [{ kind: 'executeSql', statementKind: 'CREATE EXTENSION' }];
      case 'dropExtension':
      case 'dropExtensionIfExists':
        return [{ kind: 'executeSql', statementKind: 'DROP EXTENSION' }];
      default:
        return undefined;
    }
  }

  /** Views: what their query reads is of no matter. */
  async #view(method: string, name: string, call: ProgramCall): Promise<void> {
    const view = this.#qualified(name);
    const materialized = /Materialized/.test(method);
    await call.enter(call.callback, [hostValue(new ViewBuilder())]);
    call.operations(
      this,
      method.startsWith('create')
        ? [
            {
              kind: 'createView',
              view,
              materialized,
              ...(method.endsWith('OrReplace') && { orReplace: true }),
            },
          ]
        : [{ kind: 'executeSql', statementKind: 'ALTER VIEW', table: view }],
    );
  }
}

/** What the callback of a view gets. */
class ViewBuilder extends ProgramObject {
  override call(): Value {
    return hostValue(this);
  }
}
