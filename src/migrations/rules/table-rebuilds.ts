import type { Rule } from '../../model/rule.js';
import { mysqlExample } from './example.js';
import type { MigrationFacts } from './facts.js';
import type { OperationContext } from './operation-rule.js';
import { onMysqlFamily, operationRule } from './operation-rule.js';
import { isOlderThan } from './server-version.js';

const orders = 'CREATE TABLE orders (id bigint PRIMARY KEY, total integer, note varchar(20));';

export const columnChangeRebuildsTable: Rule<MigrationFacts> = operationRule({
  id: 'column-change-rebuilds-table',
  severity: 'warning',
  summary: 'A column is added or dropped on a server of MySQL or MariaDB that rebuilds the table for it.',
  why: 'MySQL adds a column without touching the rows from 8.0.12 on at the end of a table and from 8.0.29 on at any place, MariaDB from 10.3.2 and 10.4 on; a column is dropped so from MySQL 8.0.29 and MariaDB 10.4 on. Older servers write the whole table anew: reads and writes go on, but it takes the time and the disk space of a copy, and a replica applies nothing else until it is done. (After 64 such changes of one table even a new MySQL rebuilds it.)',
  whenNotToUse:
    'When the table is known to be small, or the version of the server is not known: without --server-version a current server is taken for granted. squawk and eugene only know PostgreSQL.',
  sources: [
    'https://dev.mysql.com/doc/refman/8.0/en/innodb-online-ddl-operations.html#online-ddl-column-operations',
    'https://dev.mysql.com/doc/refman/5.7/en/innodb-online-ddl-operations.html#online-ddl-column-operations',
    'https://mariadb.com/docs/server/server-usage/storage-engines/innodb/innodb-online-ddl/innodb-online-ddl-operations-with-the-instant-alter-algorithm',
  ],
  bad: [
    mysqlExample('8.0.11', orders, 'ALTER TABLE orders ADD COLUMN paid boolean;'),
    mysqlExample('8.0.28', orders, 'ALTER TABLE orders ADD COLUMN paid boolean AFTER id;'),
    mysqlExample('8.0.28', orders, 'ALTER TABLE orders DROP COLUMN note;'),
  ],
  good: [
    mysqlExample('8.0.12', orders, 'ALTER TABLE orders ADD COLUMN paid boolean;'),
    mysqlExample('8.0.29', orders, 'ALTER TABLE orders ADD COLUMN paid boolean AFTER id;'),
    mysqlExample('8.0.29', orders, 'ALTER TABLE orders DROP COLUMN note;'),
    mysqlExample('5.7', `${orders}\nALTER TABLE orders ADD COLUMN paid boolean;`),
  ],
  kinds: ['addColumn', 'dropColumn'],
  flag: (operation, context) => {
    if (!onMysqlFamily(context) || context.createdHere(operation.table)) return undefined;
    // Virtual columns are no part of the rows; numbers and stored values copy the table on every server (add-column-volatile-default).
    if (operation.kind === 'addColumn' && operation.definition.generated !== undefined) return undefined;
    const isElsewhere = operation.kind === 'dropColumn' || operation.position !== undefined;
    const since = instantSince(context, isElsewhere);
    if (!isOlderThan(context.serverVersion, ...since)) return undefined;
    const what = `${operation.kind === 'addColumn' ? 'Adding' : 'Dropping'} "${operation.table}.${operation.column}"`;
    const server = context.migration.dialect === 'mariadb' ? 'MariaDB' : 'MySQL';
    return {
      message: `${what} rebuilds the whole table: ${server} before ${since.join('.')} cannot do it without. Replicas wait until it is done.`,
      advice:
        operation.kind === 'addColumn' &&
        isElsewhere &&
        !isOlderThan(context.serverVersion, ...instantSince(context, false))
          ? 'Add the column at the end: leave FIRST or AFTER away.'
          : 'Let gh-ost or pt-online-schema-change do it, or run it when few use the table.',
    };
  },
});

/** The first release of the server that changes columns without touching the rows. */
function instantSince({ migration }: OperationContext, isElsewhere: boolean): readonly number[] {
  if (migration.dialect === 'mariadb') return isElsewhere ? [10, 4] : [10, 3, 2];
  return isElsewhere ? [8, 0, 29] : [8, 0, 12];
}
