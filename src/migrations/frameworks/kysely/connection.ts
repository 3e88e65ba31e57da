import type { OperationBody } from '../../../model/migration.js';
import type { Value } from '../../../syntax/javascript/evaluate/value.js';
import { unknown } from '../../../syntax/javascript/evaluate/value.js';
import { Execution } from '../../javascript/execution.js';
import type { ProgramCall } from '../../javascript/program-call.js';
import { hostValue, ProgramObject } from '../../javascript/program-object.js';
import { SchemaCheck } from '../../javascript/schema-check.js';
import { textOf } from '../../javascript/values.js';
import { DataStatement } from './data-builder.js';
import { CreateIndex } from './index-builder.js';
import { AlterType, CreateType } from './type-builders.js';
import { PlainStatement } from './statement-builder.js';
import { AlterTable, CreateTable } from './table-builders.js';

const changes = new Map<string, 'insert' | 'update' | 'delete' | undefined>([
  ['insertInto', 'insert'],
  ['replaceInto', 'insert'],
  ['updateTable', 'update'],
  ['deleteFrom', 'delete'],
  ['mergeInto', 'update'],
  ['selectFrom', undefined],
]);

/** The `db` that a migration of Kysely gets. */
export class KyselyConnection extends ProgramObject {
  override readonly isConnection = true;
  readonly #schema: string | undefined;

  constructor(schema?: string) {
    super();
    this.#schema = schema;
  }

  override async call(name: string, call: ProgramCall): Promise<Value | undefined> {
    const first = textOf(call.argument(0));
    if (changes.has(name)) {
      const table = first?.replace(/\s+as\s.*$/i, '') ?? '';
      return hostValue(
        new DataStatement(changes.get(name), this.#schema === undefined ? table : `${this.#schema}.${table}`),
      );
    }
    switch (name) {
      case 'withSchema':
        return hostValue(new KyselyConnection(first));
      case 'transaction':
      case 'connection':
      case 'withTables':
      case 'withPlugin':
      case 'withoutPlugins':
      case 'setIsolationLevel':
      case 'setAccessMode':
      case 'startTransaction':
        return hostValue(this);
      case 'execute':
        await call.enter(call.callback, [hostValue(this)]);
        return hostValue(new Execution());
      case 'executeQuery': {
        const execution = new Execution();
        call.sql(execution, call.argument(0));
        return hostValue(execution);
      }
      case 'with':
      case 'withRecursive':
        return hostValue(this);
      case 'selectNoFrom':
        return hostValue(new DataStatement(undefined, ''));
      case 'destroy':
      case 'getExecutor':
      case 'case':
        return unknown;
      default:
        return undefined;
    }
  }

  override member(name: string): Value | undefined {
    if (name === 'schema') return hostValue(new KyselySchema(this.#schema));
    if (name === 'introspection') return hostValue(new SchemaCheck());
    return name === 'fn' || name === 'dynamic' || name === 'isTransaction' ? unknown : undefined;
  }
}

/** `db.schema` (https://kysely-org.github.io/kysely-apidoc/classes/SchemaModule.html). */
class KyselySchema extends ProgramObject {
  override readonly isConnection = true;
  readonly #schema: string | undefined;

  constructor(schema: string | undefined) {
    super();
    this.#schema = schema;
  }

  override call(method: string, call: ProgramCall): Value | undefined {
    const written = textOf(call.argument(0));
    if (written === undefined) return undefined;
    const name = this.#schema === undefined ? written : `${this.#schema}.${written}`;
    if (method === 'withSchema') return hostValue(new KyselySchema(written));
    if (method === 'createTable') return hostValue(new CreateTable(name));
    if (method === 'alterTable') return hostValue(new AlterTable(name, call.dialect));
    if (method === 'createIndex') return hostValue(new CreateIndex(written));
    if (method === 'createType') return hostValue(new CreateType(written));
    if (method === 'alterType') return hostValue(new AlterType(name));
    const build = plainStatement(method, name);
    if (method === 'dropIndex') return hostValue(new DropIndex(written));
    return build && hostValue(new PlainStatement(build));
  }
}

class DropIndex extends PlainStatement {
  #table: string | undefined;

  constructor(index: string) {
    super((isSet) => [
      {
        kind: 'dropIndex',
        index,
        ...(this.#table !== undefined && { table: this.#table }),
        concurrently: isSet('concurrently'),
        ...(isSet('ifExists') && { guarded: true }),
        ...(isSet('cascade') && { cascade: true }),
      },
    ]);
  }

  protected override set(name: string, call: ProgramCall): boolean {
    if (name === 'on') this.#table = textOf(call.argument(0));
    return super.set(name, call);
  }
}

function plainStatement(
  method: string,
  name: string,
): ((isSet: (name: string) => boolean) => readonly OperationBody[]) | undefined {
  switch (method) {
    case 'dropTable':
      return (isSet) => [
        {
          kind: 'dropTable',
          table: name,
          ...(isSet('ifExists') && { guarded: true }),
          ...(isSet('cascade') && { cascade: true }),
        },
      ];
    case 'createView':
      return (isSet) => [
        {
          kind: 'createView',
          view: name,
          materialized: isSet('materialized'),
          ...(isSet('orReplace') && { orReplace: true }),
        },
      ];
    case 'dropView':
      return (isSet) => [
        {
          kind: 'dropView',
          view: name,
          materialized: isSet('materialized'),
          ...(isSet('ifExists') && { guarded: true }),
        },
      ];
    case 'refreshMaterializedView':
      return (isSet) => [
        {
          kind: 'executeSql',
          statementKind: `REFRESH MATERIALIZED VIEW${isSet('concurrently') ? ' CONCURRENTLY' : ''}`,
          table: name,
        },
      ];
    case 'createSchema':
    case 'dropSchema':
    case 'dropType': {
      const statementKind = `${method.slice(0, method.length - (method.endsWith('Schema') ? 6 : 4)).toUpperCase()} ${method.endsWith('Schema') ? 'SCHEMA' : 'TYPE'}`;
      return () => [{ kind: 'executeSql', statementKind }];
    }
    default:
      return undefined;
  }
}
