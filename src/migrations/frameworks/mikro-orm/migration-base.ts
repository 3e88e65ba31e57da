import type { Value } from '../../../syntax/javascript/evaluate/value.js';
import { unknown } from '../../../syntax/javascript/evaluate/value.js';
import { KnexConnection } from '../knex/connection.js';
import { Outcome } from '../../javascript/outcome.js';
import type { ProgramCall } from '../../javascript/program-call.js';
import { hostValue, objectOf, ProgramObject } from '../../javascript/program-object.js';

/** Methods of the base class, of drivers, connections and entity managers that change nothing. */
const harmless =
  /^(reset|setTransactionContext|getQueries|isTransactional|getMetadata|getPlatform|fork|clear|count|find\w*|getReference|create|assign|getTransactionContext)$/;
/** Ways from the base class to something else that sends SQL. */
const leading = /^(getEntityManager|getConnection|getDriver|getClient|getContext|getRepository)$/;
const writing =
  /^(persist|persistAndFlush|remove|removeAndFlush|flush|insert|insertMany|upsert|upsertMany|nativeInsert|nativeUpdate|nativeDelete|nativeUpdateMany)$/;

/**
 * What a migration inherits from `Migration` (packages/migrations/src/Migration.ts): `addSql` collects statements that run after `up`,
 * `execute` sends one at once, and the entity manager, connection and driver send SQL of their own.
 */
export class MigrationBase extends ProgramObject {
  override readonly isConnection = true;

  override member(name: string): Value | undefined {
    if (name === 'driver' || name === 'em' || name === 'connection') return hostValue(this);
    // The transaction of Knex in which the migration runs.
    if (name === 'ctx') return hostValue(new KnexConnection());
    return name === 'config' || name === 'name' ? unknown : undefined;
  }

  override async call(name: string, call: ProgramCall): Promise<Value | undefined> {
    if (name === 'getKnex') return hostValue(new KnexConnection());
    const added = name === 'addSql' ? objectOf(call.argument(0)) : undefined;
    if (added) {
      // A statement that Knex puts together: it runs with the others.
      added.awaited = true;
      return unknown;
    }
    if (name === 'addSql') {
      call.sql(undefined, call.argument(0));
      return unknown;
    }
    if (name === 'isTransactional') return { kind: 'literal', value: true };
    if (name === 'down') return unknown;
    if (harmless.test(name)) return unknown;
    if (leading.test(name)) return hostValue(this);
    if (name === 'transactional') return (await call.enter(call.callback, [hostValue(this)])) ?? unknown;
    const outcome = new Outcome();
    if (name === 'execute' || name === 'raw' || name === 'query') call.sql(outcome, call.argument(0));
    else if (writing.test(name))
      call.opaque(`the rows that ${name}() changes are known only while the migration runs`, outcome);
    else return undefined;
    return hostValue(outcome);
  }
}
