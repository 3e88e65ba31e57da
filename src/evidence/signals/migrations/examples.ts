/** Migrations of plain SQL for PostgreSQL in dbmate's format, which says both ways in one file; each is its up and, after `|`, its down. */
export function postgresqlMigrations(...steps: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    steps.map((step, index) => {
      const [up = '', down] = step.split('|');
      const back = down === undefined ? '' : `\n-- migrate:down\n${down}\n`;
      return [
        `db/postgresql/migrations/2024010100000${index + 1}_step.sql`,
        `-- migrate:up${up.includes('CONCURRENTLY') ? ' transaction:false' : ''}\n${up}\n${back}`,
      ];
    }),
  );
}

/** The table that the examples change. */
export const orders = 'CREATE TABLE orders (id bigint PRIMARY KEY, total integer);|DROP TABLE orders;';
