import type { Dialect, OperationBody } from '../../../model/migration.js';
import type { Value } from '../../../syntax/javascript/evaluate/value.js';
import { isNullish, objectValue, unknown } from '../../../syntax/javascript/evaluate/value.js';
import { Outcome } from '../../javascript/outcome.js';
import type { ProgramCall } from '../../javascript/program-call.js';
import { hostValue, ProgramObject } from '../../javascript/program-object.js';
import { recordOf, textOf } from '../../javascript/values.js';
import { tableOfEntity } from './entity-tables.js';
import { QueryBuilder } from './query-builder.js';

type Change = Extract<OperationBody, { kind: 'changeData' }>;

/** Methods of managers and repositories that change rows: which change it is, and what tells the rows. */
const changes: ReadonlyMap<
  string,
  { readonly change: Change['change']; readonly by: 'criteria' | 'entity' | 'all' }
> = new Map([
  ['insert', { change: 'insert', by: 'entity' }],
  ['upsert', { change: 'insert', by: 'entity' }],
  ['save', { change: 'update', by: 'entity' }],
  ['recover', { change: 'update', by: 'entity' }],
  ['softRemove', { change: 'update', by: 'entity' }],
  ['remove', { change: 'delete', by: 'entity' }],
  ['update', { change: 'update', by: 'criteria' }],
  ['increment', { change: 'update', by: 'criteria' }],
  ['decrement', { change: 'update', by: 'criteria' }],
  ['softDelete', { change: 'update', by: 'criteria' }],
  ['restore', { change: 'update', by: 'criteria' }],
  ['delete', { change: 'delete', by: 'criteria' }],
  ['updateAll', { change: 'update', by: 'all' }],
  ['deleteAll', { change: 'delete', by: 'all' }],
]);

const reads =
  /^(find|count|exist|sum|average|minimum|maximum|hasId|getId|create|merge|preload|release|metadata|target|get(One|Many|Raw))/;

/** `queryRunner.manager`: https://typeorm.io/docs/working-with-entity-manager/entity-manager-api */
export class EntityManager extends ProgramObject {
  override readonly isConnection = true;

  override member(name: string): Value | undefined {
    return name === 'connection' || name === 'queryRunner' ? unknown : undefined;
  }

  override async call(name: string, call: ProgramCall): Promise<Value | undefined> {
    switch (name) {
      case 'query':
      case 'sql': {
        const outcome = new Outcome();
        call.sql(outcome, call.argument(0));
        return hostValue(outcome);
      }
      case 'transaction':
        return (await call.enter(call.callback, [hostValue(this)])) ?? unknown;
      case 'getRepository':
      case 'getTreeRepository':
      case 'withRepository':
        return hostValue(new Repository(call.argument(0)));
      case 'createQueryBuilder':
        return hostValue(new QueryBuilder(tableOfEntity(call.argument(0))));
      default:
        return changed(name, call, call.arguments);
    }
  }
}

/** `manager.getRepository(Order)`: https://typeorm.io/docs/working-with-entity-manager/repository-api */
export class Repository extends ProgramObject {
  override readonly isConnection = true;
  readonly #entity: Value;

  constructor(entity: Value) {
    super();
    this.#entity = entity;
  }

  override member(name: string): Value | undefined {
    if (name === 'manager') return hostValue(new EntityManager());
    return name === 'metadata' || name === 'target' ? unknown : undefined;
  }

  override call(name: string, call: ProgramCall): Value | undefined {
    if (name === 'createQueryBuilder') return hostValue(new QueryBuilder(tableOfEntity(this.#entity)));
    if (name === 'query') {
      const outcome = new Outcome();
      call.sql(outcome, call.argument(0));
      return hostValue(outcome);
    }
    return changed(name, call, [this.#entity, ...call.arguments]);
  }
}

/** A method of a manager, or of a repository with its entity put in front of the arguments. */
function changed(name: string, call: ProgramCall, given: readonly Value[]): Value | undefined {
  if (reads.test(name)) return unknown;
  const outcome = new Outcome();
  const [entity, criteria] = given;
  const table = entity && tableOfEntity(entity);
  const known = changes.get(name);
  if (name !== 'clear' && known === undefined) return undefined;
  if (table === undefined)
    call.opaque(`the table that ${name}() changes is known only while the migration runs`, outcome);
  else if (known === undefined) call.operations(outcome, [{ kind: 'truncate', table }]);
  else {
    const scope = known.by === 'all' ? 'all' : known.by === 'entity' ? 'by-key' : scopeOf(criteria);
    call.operations(outcome, [{ kind: 'changeData', table, change: known.change, scope }]);
  }
  return hostValue(outcome);
}

const keys = new Set(['id', 'uuid', '_id']);

/** A key, a list of keys, or an object of conditions. */
function scopeOf(criteria: Value | undefined): Change['scope'] {
  if (criteria === undefined || isNullish(criteria)) return 'all';
  const record = recordOf(criteria);
  if (record === undefined) return criteria.kind === 'unknown' ? 'filtered' : 'by-key';
  if (record.members.size === 0 && !record.open) return 'all';
  return [...record.members.keys()].some((key) => keys.has(key)) ? 'by-key' : 'filtered';
}

/** Names of drivers, as `dataSource.options.type` gives them. */
const driverTypes: ReadonlyMap<Dialect, string> = new Map([
  ['postgresql', 'postgres'],
  ['mysql', 'mysql'],
  ['mariadb', 'mariadb'],
  ['sqlite', 'sqlite'],
  ['sqlserver', 'mssql'],
  ['oracle', 'oracle'],
]);

/** `queryRunner.connection`, which knows the driver: a migration for several engines asks for `options.type`. */
export class DataSource extends ProgramObject {
  override readonly isConnection = true;
  readonly #dialect: Dialect;
  readonly #runner: ProgramObject;

  constructor(dialect: Dialect, runner: ProgramObject) {
    super();
    this.#dialect = dialect;
    this.#runner = runner;
  }

  override member(name: string): Value | undefined {
    if (name === 'manager') return hostValue(new EntityManager());
    if (name === 'driver') return hostValue(this);
    if (name !== 'options')
      return /^(query|create\w+|getRepository|transaction|escape\w*)$/.test(name) ? undefined : unknown;
    const type = driverTypes.get(this.#dialect);
    const options = objectValue(
      type === undefined ? [] : [['type', { kind: 'text', parts: [type], origins: [] }]],
    );
    options.open = true;
    return options;
  }

  override call(name: string, call: ProgramCall): Promise<Value | undefined> | Value | undefined {
    if (name === 'createQueryRunner') return hostValue(this.#runner);
    if (name === 'escape') {
      const text = textOf(call.argument(0));
      return text === undefined ? unknown : { kind: 'text', parts: [this.#quoted(text)], origins: [] };
    }
    return name.startsWith('escape') ? unknown : new EntityManager().call(name, call);
  }

  #quoted(name: string): string {
    if (this.#dialect === 'mysql' || this.#dialect === 'mariadb') return `\`${name}\``;
    return `"${name}"`;
  }
}
