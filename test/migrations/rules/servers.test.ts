import { describe, expect, test } from 'vitest';
import { readMigrations } from '../../../src/migrations/read.js';
import { migrationRules } from '../../../src/migrations/rules/registry.js';
import { isOlderThan, parseServerVersion } from '../../../src/migrations/rules/server-version.js';
import { migrationIdentity } from '../../../src/model/migration.js';
import type { Dialect } from '../../../src/model/migration.js';
import { inMemoryRepository } from '../../in-memory-repository.js';

interface Server {
  readonly dialect: Dialect;
  readonly version?: string;
  /** Numbers of the migrations (from 1) that came with this release. */
  readonly fresh?: readonly number[];
}

/** The rules that flag a history of migrations on a server, `number rule`; ways back are not looked at. */
async function flagged(server: Server, ...ups: readonly string[]): Promise<readonly string[]> {
  const path = (number: number): string => `db/migrations/2024010100000${number}_step.sql`;
  const files = Object.fromEntries(
    ups.map((up, index) => [path(index + 1), `-- migrate:up\n${up}\n-- migrate:down\nDROP TABLE nothing;\n`]),
  );
  const { migrations, sets } = await readMigrations(inMemoryRepository(files), { dialect: server.dialect });
  const serverVersion = parseServerVersion(server.version ?? '');
  const facts = {
    migrations: migrations.map((migration) => ({ ...migration, service: '' })),
    sets,
    ...(serverVersion && { serverVersion }),
    ...(server.fresh && {
      fresh: new Set(
        migrations
          .filter((migration) => server.fresh?.some((number) => path(number) === migration.path))
          .map(migrationIdentity),
      ),
    }),
  };
  return migrationRules
    .flatMap((rule) => rule.check(facts))
    .map(({ rule, span }) => `${span.file.slice(-10, -9)} ${rule}`);
}

const orders = 'CREATE TABLE orders (id bigint PRIMARY KEY, total integer, note varchar(20), body text);';

describe('versions of servers', () => {
  test.each([
    ['14.2', [14, 2]],
    ['9.6', [9, 6]],
    ['8.0.36-log', [8, 0, 36]],
    ['10.11.6-MariaDB', [10, 11, 6]],
    ['new', undefined],
  ])('%s', (text, version) => {
    expect(parseServerVersion(text)).toEqual(version);
  });

  test('an unknown server is a current one, a major version its newest', () => {
    expect(isOlderThan(undefined, 12)).toBe(false);
    expect(isOlderThan([8], 8, 0, 12)).toBe(false);
    expect(isOlderThan([8, 0, 11], 8, 0, 12)).toBe(true);
    expect(isOlderThan([11, 9], 12)).toBe(true);
  });
});

describe('PostgreSQL by version', () => {
  test('before 11 every default rewrites', async () => {
    const up = "ALTER TABLE orders ADD COLUMN state text NOT NULL DEFAULT 'open';";
    expect(await flagged({ dialect: 'postgresql', version: '10' }, orders, up)).toEqual([
      '2 add-column-volatile-default',
    ]);
    expect(await flagged({ dialect: 'postgresql', version: '11' }, orders, up)).toEqual([]);
    expect(await flagged({ dialect: 'postgresql' }, orders, up)).toEqual([]);
  });

  test('before 12 a validated CHECK proves nothing to SET NOT NULL', async () => {
    const ups = [
      orders,
      'ALTER TABLE orders ADD CONSTRAINT total_set CHECK (total IS NOT NULL) NOT VALID;',
      'ALTER TABLE orders VALIDATE CONSTRAINT total_set;',
      'ALTER TABLE orders ALTER COLUMN total SET NOT NULL;',
    ];
    expect(await flagged({ dialect: 'postgresql', version: '11.5' }, ...ups)).toEqual([
      '4 set-not-null-scan',
    ]);
    expect(await flagged({ dialect: 'postgresql', version: '12' }, ...ups)).toEqual([]);
  });
});

test('a function that is not known may be computed for every row', async () => {
  const on = (expression: string): Promise<readonly string[]> =>
    flagged({ dialect: 'postgresql' }, orders, `ALTER TABLE orders ADD COLUMN a text DEFAULT ${expression};`);
  expect(await on('next_number()')).toEqual(['2 add-column-volatile-default']);
  expect(await on("'x'::own_type")).toEqual([]);
  expect(await on('now()::text')).toEqual([]);
});

describe('a release as a whole', () => {
  test('what it creates itself is empty still, in whichever of its migrations', async () => {
    const ups = [orders, 'CREATE INDEX orders_note ON orders (note);', 'DROP INDEX orders_note;'];
    expect(await flagged({ dialect: 'postgresql' }, ...ups)).toEqual([
      '2 create-index-blocking',
      '3 drop-index-blocking',
    ]);
    expect(await flagged({ dialect: 'postgresql', fresh: [1, 2, 3] }, ...ups)).toEqual([]);
    expect(await flagged({ dialect: 'postgresql', fresh: [2, 3] }, ...ups)).toEqual([
      '2 create-index-blocking',
    ]);
  });
});

describe('MySQL and MariaDB', () => {
  const on = (dialect: Dialect, up: string): Promise<readonly string[]> => flagged({ dialect }, orders, up);

  test('build indexes while rows are written, but not FULLTEXT and SPATIAL ones', async () => {
    expect(await on('mysql', 'CREATE INDEX i ON orders (note);')).toEqual([]);
    expect(await on('mysql', 'CREATE FULLTEXT INDEX i ON orders (body);')).toEqual([
      '2 create-index-blocking',
    ]);
    expect(await on('mariadb', 'ALTER TABLE orders ADD FULLTEXT INDEX i (body);')).toEqual([
      '2 create-index-blocking',
    ]);
  });

  test.each([
    ['MODIFY COLUMN note varchar(63)', []],
    ['MODIFY COLUMN note varchar(10)', ['2 change-column-type']],
    ['MODIFY COLUMN total bigint', ['2 change-column-type']],
    ['MODIFY COLUMN body longtext', ['2 change-column-type']],
    ['MODIFY COLUMN total integer', []],
    ['ADD COLUMN a integer DEFAULT 1', []],
    ['ADD COLUMN a integer GENERATED ALWAYS AS (total * 2) STORED', ['2 add-column-volatile-default']],
    ['ADD COLUMN a integer GENERATED ALWAYS AS (total * 2) VIRTUAL', []],
    ['ADD CONSTRAINT c CHECK (total > 0)', ['2 add-check-not-valid']],
    ['ADD CONSTRAINT f FOREIGN KEY (total) REFERENCES customers (id)', ['2 add-fk-not-valid']],
    ['ADD UNIQUE KEY u (note)', []],
    ['DROP INDEX i', []],
  ])('%s', async (action, rules) => {
    expect(await on('mysql', `ALTER TABLE orders ${action};`)).toEqual(rules);
    expect(await on('mariadb', `ALTER TABLE orders ${action};`)).toEqual(rules);
  });

  test('a foreign key without checks is added in place', async () => {
    const up =
      'SET foreign_key_checks = 0;\nALTER TABLE orders ADD CONSTRAINT f FOREIGN KEY (total) REFERENCES customers (id);';
    expect(await on('mysql', up)).toEqual([]);
  });

  const rebuilds = ['2 column-change-rebuilds-table'];
  test.each([
    ['mysql', '5.7', 'ADD COLUMN a integer', rebuilds],
    ['mysql', '8.0.11', 'ADD COLUMN a integer', rebuilds],
    ['mysql', '8.0.12', 'ADD COLUMN a integer', []],
    ['mysql', '8.0.28', 'ADD COLUMN a integer FIRST', rebuilds],
    ['mysql', '8.0.28', 'ADD COLUMN a integer AFTER id', rebuilds],
    ['mysql', '8.0.29', 'ADD COLUMN a integer AFTER id', []],
    ['mysql', '8.4', 'ADD COLUMN a integer AFTER id', []],
    ['mysql', '8.0.28', 'DROP COLUMN note', [...rebuilds, '2 drop-column']],
    ['mysql', '8.0.29', 'DROP COLUMN note', ['2 drop-column']],
    ['mysql', '5.7', 'ADD COLUMN a integer GENERATED ALWAYS AS (total * 2) VIRTUAL', []],
    ['mariadb', '10.2', 'ADD COLUMN a integer', rebuilds],
    ['mariadb', '10.3.1', 'ADD COLUMN a integer', rebuilds],
    ['mariadb', '10.3.2', 'ADD COLUMN a integer', []],
    ['mariadb', '10.3.39', 'ADD COLUMN a integer AFTER id', rebuilds],
    ['mariadb', '10.4', 'ADD COLUMN a integer AFTER id', []],
    ['mariadb', '10.3.39', 'DROP COLUMN note', [...rebuilds, '2 drop-column']],
    ['mariadb', '10.11', 'DROP COLUMN note', ['2 drop-column']],
    ['mysql', '8.0.15', 'ADD CONSTRAINT c CHECK (total > 0)', []],
    ['mysql', '8.0.16', 'ADD CONSTRAINT c CHECK (total > 0)', ['2 add-check-not-valid']],
    ['mariadb', '10.1', 'ADD CONSTRAINT c CHECK (total > 0)', []],
    ['mariadb', '10.11', 'MODIFY COLUMN note varchar(300)', []],
    ['mariadb', '10.4.2', 'MODIFY COLUMN note varchar(300)', []],
  ] as const)('%s %s: %s', async (dialect, version, action, rules) => {
    expect(await flagged({ dialect, version }, orders, `ALTER TABLE orders ${action};`)).toEqual(rules);
  });
});

describe('no rule claims of another database what holds for PostgreSQL', () => {
  const ups = [
    `${orders}\nCREATE TABLE customers (id bigint PRIMARY KEY);`,
    'CREATE INDEX i ON orders (note);',
    "ALTER TABLE orders ADD COLUMN state varchar(20) NOT NULL DEFAULT 'open';",
    "UPDATE orders SET state = 'open' WHERE total = 1;",
  ];
  test.each(['sqlite', 'sqlserver', 'oracle', 'unknown'] as const)('%s', async (dialect) => {
    expect(await flagged({ dialect }, ...ups)).toEqual([]);
  });
});
