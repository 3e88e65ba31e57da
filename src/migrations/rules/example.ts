import type { RuleExample } from '../../model/rule.js';

/**
 * An example for a version of MySQL: one or more migrations of plain SQL in dbmate's format.
 * @param ups the statements of each migration in order.
 */
export function mysqlExample(serverVersion: string, ...ups: readonly string[]): RuleExample {
  return {
    title: 'MySQL',
    serverVersion,
    files: Object.fromEntries(
      ups.map((up, index) => [
        `db/mysql/migrations/2024010100000${index + 1}_step.sql`,
        `-- migrate:up\n${up}\n\n-- migrate:down\nDROP TABLE IF EXISTS nothing;\n`,
      ]),
    ),
  };
}

/**
 * An example of a rule: one or more migrations of plain SQL for PostgreSQL, in dbmate's format, which says both ways in one file.
 * @param ups the statements of each migration in order.
 */
export function postgresqlExample(...ups: readonly string[]): RuleExample {
  return {
    title: 'PostgreSQL',
    files: Object.fromEntries(
      ups.map((up, index) => [
        `db/postgresql/migrations/2024010100000${index + 1}_step.sql`,
        `-- migrate:up${up.includes('CONCURRENTLY') && !up.includes('-- in transaction') ? ' transaction:false' : ''}\n${up}\n\n-- migrate:down\nDROP TABLE IF EXISTS nothing;\n`,
      ]),
    ),
  };
}
