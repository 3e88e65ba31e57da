import { expect, test } from 'vitest';
import type { Migration } from '../../../src/model/migration.js';
import { brief } from '../brief.js';
import { overview } from '../overview.js';

const manifest = '{ "dependencies": { "typeorm": "^0.3.20", "pg": "^8.0.0" } }';

const text = (
  up: string,
  down = '',
  more = '',
): string => `import { MigrationInterface, QueryRunner, Table, TableCheck, TableColumn, TableExclusion, TableForeignKey, TableIndex, TableUnique, View } from 'typeorm';
export class Orders1700000000000 implements MigrationInterface {${more}
  async up(queryRunner: QueryRunner): Promise<void> {
${up}
  }
  async down(queryRunner: QueryRunner): Promise<void> {${down}}
}
`;

async function read(
  up: string,
  down = '',
  settings: { more?: string; files?: Record<string, string> } = {},
): Promise<Migration> {
  const found = await overview({
    'package.json': manifest,
    'src/migrations/1700000000000-Orders.ts': text(up, down, settings.more ?? ''),
    ...settings.files,
  });
  const [migration] = found.all;
  if (!migration) throw new Error('no migration was found');
  return migration;
}

test('createTable with all that a table can have', async () => {
  const migration = await read(
    `    await queryRunner.createTable(
      new Table({
        name: 'orders',
        columns: [
          { name: 'id', type: 'int', isPrimary: true, isGenerated: true, generationStrategy: 'increment' },
          { name: 'ref', type: 'uuid', isGenerated: true, generationStrategy: 'uuid' },
          { name: 'email', type: 'varchar', length: '120', isUnique: true },
          { name: 'total', type: 'decimal', precision: 10, scale: 2, default: 0 },
          { name: 'state', type: 'enum', enum: ['new', 'done'], default: "'new'" },
          { name: 'tags', type: 'text', isArray: true, isNullable: true },
          { name: 'made', type: 'timestamp with time zone', precision: 3, default: 'now()' },
          { name: 'user_id', type: 'int' },
        ],
        foreignKeys: [{ name: 'fk_user', columnNames: ['user_id'], referencedTableName: 'users', referencedColumnNames: ['id'], onDelete: 'CASCADE' }],
        uniques: [{ name: 'one_ref', columnNames: ['ref', 'email'] }],
        checks: [{ name: 'positive', expression: 'total >= 0' }],
        exclusions: [{ name: 'apart', expression: 'USING gist (made WITH &&)' }],
        indices: [{ name: 'by_user', columnNames: ['user_id'] }],
      }),
      true,
    );`,
    " await queryRunner.dropTable('orders'); ",
  );
  expect(brief(migration)).toEqual([
    '4 createEnum type=orders_state_enum values=new,done',
    '4 createTable orders (id integer key serial, ref uuid not null default uuid_generate_v4(), email varchar(120) not null unique, ' +
      "total numeric(10,2) not null default 0, state orders_state_enum not null default 'new', tags text[], " +
      'made timestamptz(3) not null default now(), user_id integer not null) guarded',
    '4 addUnique orders (ref, email) constraint=one_ref',
    '4 addCheck orders () expression=total >= 0 constraint=positive',
    '4 addExclusion orders () constraint=apart',
    '4 addForeignKey orders (user_id) constraint=fk_user → users(id) on delete CASCADE',
    '4 createIndex orders index=by_user (user_id)',
  ]);
  expect(brief(migration, 'down')).toEqual(['26 dropTable orders']);
  expect(migration).toMatchObject({
    name: 'Orders',
    version: '1700000000000',
    down: 'explicit',
    dialect: 'postgresql',
  });
});

test.each([
  [
    "addColumn('orders', new TableColumn({ name: 'note', type: 'text', isNullable: true }))",
    ['addColumn orders.note text'],
  ],
  [
    "addColumns('orders', [new TableColumn({ name: 'a', type: 'int' }), new TableColumn({ name: 'b', type: 'bool', default: false })])",
    ['addColumn orders.a integer not null', 'addColumn orders.b boolean not null default false'],
  ],
  ["dropColumn('orders', 'note')", ['dropColumn orders.note']],
  ["dropColumns('orders', ['a', 'b'])", ['dropColumn orders.a', 'dropColumn orders.b']],
  ["renameColumn('orders', 'a', 'b')", ['renameColumn orders.a newName=b']],
  [
    "renameColumn('orders', 'a', new TableColumn({ name: 'b', type: 'int' }))",
    ['renameColumn orders.a newName=b'],
  ],
  ["renameTable('orders', 'sales')", ['renameTable orders newName=sales']],
  ["changeTableComment('orders', 'all of them')", ['executeSql orders statementKind=COMMENT']],
  ["dropTable('orders', true)", ['dropTable orders guarded']],
  ["clearTable('orders', { cascade: true })", ['truncate orders cascade']],
  ["createPrimaryKey('orders', ['a', 'b'])", ['addPrimaryKey orders (a, b)']],
  [
    "updatePrimaryKeys('orders', [new TableColumn({ name: 'a', type: 'int' })])",
    [
      'dropConstraint orders constraint=PK_eed62fae0192de31d2186aa9d0c [primary-key]',
      'addPrimaryKey orders (a)',
    ],
  ],
  ["dropPrimaryKey('orders', 'pk')", ['dropConstraint orders constraint=pk [primary-key]']],
  [
    "createUniqueConstraint('orders', new TableUnique({ name: 'u', columnNames: ['a'] }))",
    ['addUnique orders (a) constraint=u'],
  ],
  [
    "createUniqueConstraints('orders', [new TableUnique({ name: 'u', columnNames: ['a'] }), new TableUnique({ name: 'v', columnNames: ['b'] })])",
    ['addUnique orders (a) constraint=u', 'addUnique orders (b) constraint=v'],
  ],
  ["dropUniqueConstraint('orders', 'u')", ['dropConstraint orders constraint=u [unique]']],
  [
    "createCheckConstraint('orders', new TableCheck({ name: 'c', expression: 'a > 0' }))",
    ['addCheck orders () expression=a > 0 constraint=c'],
  ],
  ["dropCheckConstraint('orders', 'c')", ['dropConstraint orders constraint=c [check]']],
  [
    "createExclusionConstraint('orders', new TableExclusion({ name: 'x', expression: 'USING gist (a WITH &&)' }))",
    ['addExclusion orders () constraint=x'],
  ],
  ["dropExclusionConstraint('orders', 'x')", ['dropConstraint orders constraint=x']],
  [
    "createForeignKey('orders', new TableForeignKey({ name: 'f', columnNames: ['user_id'], referencedTableName: 'users', referencedColumnNames: ['id'], onDelete: 'NO ACTION', onUpdate: 'set null' }))",
    ['addForeignKey orders (user_id) constraint=f → users(id) on update SET NULL'],
  ],
  ["dropForeignKey('orders', 'f')", ['dropConstraint orders constraint=f [foreign-key]']],
  [
    "createIndex('orders', new TableIndex({ name: 'i', columnNames: ['a'], isUnique: true, isConcurrent: true, where: 'a > 0' }))",
    ['createIndex orders index=i (a) unique concurrently where=a > 0'],
  ],
  [
    "createIndices('orders', [new TableIndex({ name: 'i', columnNames: ['a'], isSpatial: true }), new TableIndex({ name: 'j', columnNames: ['b'], isFulltext: true })])",
    ['createIndex orders index=i (a) method=gist', 'createIndex orders index=j (b) method=fulltext'],
  ],
  ["dropIndex('orders', 'i')", ['dropIndex orders index=i']],
  [
    "dropIndices('orders', [new TableIndex({ name: 'i', columnNames: ['a'], isConcurrent: true })])",
    ['dropIndex orders index=i (a) concurrently'],
  ],
  [
    "createView(new View({ name: 'open_orders', expression: 'SELECT 1', materialized: true }))",
    ['createView view=open_orders materialized'],
  ],
  ["dropView('open_orders', true)", ['dropView view=open_orders guarded']],
  ["createDatabase('shop')", ['executeSql statementKind=CREATE DATABASE']],
  ["dropDatabase('shop')", ['executeSql statementKind=DROP DATABASE']],
  ["createSchema('shop')", ['executeSql statementKind=CREATE SCHEMA']],
  ["dropSchema('shop')", ['executeSql statementKind=DROP SCHEMA']],
  ['startTransaction()', ['beginTransaction']],
  ['commitTransaction()', ['commitTransaction']],
  ['rollbackTransaction()', ['commitTransaction rollback']],
  ['query(`CREATE INDEX CONCURRENTLY i ON orders (a)`)', ['createIndex orders index=i (a) concurrently']],
  [
    'dropConstraintsOfMine()',
    ['opaque reason=dropConstraintsOfMine() is not known text=queryRunner.dropConstraintsOfMine()'],
  ],
])('%s', async (call, expected) => {
  const migration = await read(`    await queryRunner.${call};`);
  expect(brief(migration).map((line) => line.replace(/^\d+ /, ''))).toEqual(expected);
});

test('looking at the schema changes nothing; what is done under a look is guarded', async () => {
  const migration = await read(`    await queryRunner.connect();
    if (!(await queryRunner.hasTable('orders'))) return;
    if (!(await queryRunner.hasColumn('orders', 'note')))
      await queryRunner.query('ALTER TABLE orders ADD COLUMN note text');`);
  expect(brief(migration)).toEqual(['7 addColumn orders.note text guarded']);
});

test('a foreign key and an index that are looked up in the table are dropped by the name TypeORM gave them', async () => {
  const migration = await read(`    const table = await queryRunner.getTable('orders');
    const found = table.foreignKeys.find((key) => key.columnNames.indexOf('user_id') !== -1);
    await queryRunner.dropForeignKey('orders', found);
    await queryRunner.createForeignKey(table, new TableForeignKey({ columnNames: ['user_id'], referencedTableName: 'users', referencedColumnNames: ['id'] }));`);
  const [dropped, made] = migration.operations;
  if (dropped?.kind !== 'dropConstraint' || made?.kind !== 'addForeignKey')
    throw new Error('read as something else');
  expect(dropped.constraint).toMatch(/^FK_[0-9a-f]{27}$/);
  expect(made.constraint).toBe(dropped.constraint);
});

test('changeColumn drops and adds a column of another type, alters what else differs, and is unsure of an unknown old one', async () => {
  const migration =
    await read(`    await queryRunner.changeColumn('orders', new TableColumn({ name: 'a', type: 'int' }), new TableColumn({ name: 'a', type: 'bigint' }));
    await queryRunner.changeColumn('orders', new TableColumn({ name: 'a', type: 'int', isNullable: true }), new TableColumn({ name: 'b', type: 'int' }));
    await queryRunner.changeColumn('orders', 'c', new TableColumn({ name: 'c', type: 'text' }));
    const table = await queryRunner.getTable('orders');
    const before = table.findColumnByName('d');
    const after = before.clone();
    after.isNullable = true;
    await queryRunner.changeColumn(table, before, after);
    await queryRunner.changeColumns('orders', [{ oldColumn: new TableColumn({ name: 'e', type: 'int' }), newColumn: new TableColumn({ name: 'e', type: 'int', default: 1 }) }]);`);
  expect(brief(migration)).toEqual([
    '4 dropColumn orders.a integer not null',
    '4 addColumn orders.a bigint not null',
    '5 renameColumn orders.a newName=b',
    '5 setNotNull orders.b',
    '6 changeColumnType orders.c type=text ?',
    '11 dropNotNull orders.d',
    '12 setDefault orders.e default 1',
  ]);
});

test('rows changed through entities', async () => {
  const found = await overview({
    'package.json': manifest,
    'src/entities.ts':
      "import { Entity } from 'typeorm';\n@Entity({ name: 'customer_orders' })\nexport class Order {}\n@Entity()\nexport class OrderLine {}\n",
    'src/migrations/1700000000000-Rows.ts': `import { Order, OrderLine } from '../entities';
export class Rows1700000000000 {
  async up(queryRunner) {
    const manager = queryRunner.manager;
    await manager.query("UPDATE orders SET state = 'new'");
    await manager.update(Order, { state: 'x' }, { state: 'y' });
    await manager.update('users', 5, { name: 'n' });
    await manager.delete(Order, {});
    const repository = manager.getRepository(Order);
    await repository.save(repository.create({ state: 'new' }));
    await repository.insert([{ state: 'a' }]);
    await repository.clear();
    for (const row of await repository.find({ where: { state: 'a' } })) await repository.remove(row);
    await manager.createQueryBuilder().update(Order).set({ state: 'a' }).where('id = :id', { id: 1 }).execute();
    await queryRunner.connection.createQueryBuilder().insert().into('users').values([]).execute();
    await manager.transaction(async (inner) => { await inner.increment(OrderLine, { order: 1 }, 'count', 1); });
  }
}
`,
  });
  expect(brief(found.all[0])).toEqual([
    '5 changeData orders change=update scope=all',
    '6 changeData customer_orders change=update scope=filtered',
    '7 changeData users change=update scope=by-key',
    '8 changeData customer_orders change=delete scope=all',
    '10 changeData customer_orders change=update scope=by-key',
    '11 changeData customer_orders change=insert scope=by-key',
    '12 truncate customer_orders',
    '13 changeData customer_orders change=delete scope=batched ?',
    '14 changeData customer_orders change=update scope=by-key',
    '15 changeData users change=insert scope=by-key',
    '16 changeData order_line change=update scope=filtered',
  ]);
  expect(found.all[0]?.down).toBe('none');
});

test('SQL of constants and loops is folded; what is made at run time is opaque', async () => {
  const migration = await read(`    const table = 'orders';
    for (const column of ['a', 'b']) await queryRunner.query(\`ALTER TABLE "\${table}" ADD "\${column}" text\`);
    await queryRunner.query(await makeSql());`);
  expect(brief(migration).map((line) => line.replace(/ text=.*/, ''))).toEqual([
    '5 addColumn orders.a text',
    '5 addColumn orders.b text',
    '6 opaque reason=the SQL is made while the migration runs',
  ]);
});

test('a way back that throws, does nothing or is missing', async () => {
  expect((await read('', " throw new Error('there is none'); ")).down).toBe('irreversible');
  expect((await read('', '')).down).toBe('noop');
});

test('transactions: one for all by default, as the data source says, none where the class says so', async () => {
  const add = "    await queryRunner.dropColumn('orders', 'a');";
  const source = (mode: string): Record<string, string> => ({
    'src/data-source.ts': `import { DataSource } from 'typeorm';\nexport default new DataSource({ type: 'postgres', migrations: [__dirname + '/migrations/*{.ts,.js}'], migrationsTransactionMode: '${mode}' });\n`,
  });
  const of = async (more: string, files: Record<string, string> = {}): Promise<string | undefined> =>
    (await read(add, '', { more, files })).operations[0]?.transaction;
  expect(await of('')).toBe('all-migrations');
  expect(await of('', source('each'))).toBe('per-migration');
  expect(await of('', source('none'))).toBe('none');
  expect(await of('\n  transaction = false;', source('each'))).toBe('none');
});

test('several engines side by side: each folder has the dialect of the data source that names it', async () => {
  const migration = text('    await queryRunner.query("DROP TABLE `orders`");');
  const found = await overview({
    'package.json': '{ "dependencies": { "@acme/typeorm": "1.0.0", "pg": "8", "mysql2": "3" } }',
    'src/db/one/1700000000000-Orders.ts': migration,
    'src/db/one/index.ts':
      "import { Orders1700000000000 } from './1700000000000-Orders';\nexport const first = [Orders1700000000000];\n",
    'src/db/two/1700000000000-Orders.ts': migration.replaceAll('`', '"'),
    'src/db/two/index.ts':
      "import { Orders1700000000000 } from './1700000000000-Orders';\nexport const second = [Orders1700000000000];\n",
    'src/data-source.ts': `import { DataSource } from 'typeorm';
import { first } from './db/one';
import { second } from './db/two';
export const source = process.env.DB === 'mysql'
  ? new DataSource({ type: 'mysql', migrations: first })
  : new DataSource({ type: 'postgres', migrations: second });
`,
  });
  expect(found.sets).toEqual(['typeorm src/db/one [mysql]', 'typeorm src/db/two [postgresql]']);
  expect(found.reasons[0]).toBe('the data source in src/data-source.ts is of the type mysql');
});

test('the order is that of the timestamps, the name that of the class or what it says itself', async () => {
  const of = (name: string, more = ''): string =>
    `export class ${name} {${more} async up(q) { await q.query('SELECT 1'); } async down(q) {} }\n`;
  const found = await overview({
    'package.json': manifest,
    'migrations/a.ts': of('Second1700000000002'),
    'migrations/b.js': of('First', " name = 'First1700000000001';"),
  });
  expect(found.migrations).toEqual([
    'migrations/b.js 1700000000001 First noop',
    'migrations/a.ts 1700000000002 Second noop',
  ]);
});

test("what a project's own runner hands over: SQL is read, the query runner is TypeORM's, the rest is opaque", async () => {
  const found = await overview({
    'package.json': '{ "dependencies": { "@acme/typeorm": "1.0.0", "pg": "8" } }',
    'src/migrations/1700000000000-Orders.ts': `import type { Context } from '../context';
export class Orders1700000000000 {
  async up({ queryRunner, runQuery, runInBatches, escape, logger, isSqlite, schemaBuilder: { createTable, column } }: Context) {
    const table = escape.tableName('orders');
    logger.info('begins');
    await runQuery(\`ALTER TABLE \${table} ADD COLUMN note text\`);
    if (isSqlite) await queryRunner.query('DROP INDEX one');
    else await queryRunner.query('DROP INDEX other');
    await createTable('lines').withColumns(column('id').int.primary);
    await runInBatches('SELECT id FROM lines', async (rows) => {
      for (const row of rows) await runQuery('UPDATE lines SET a = 1 WHERE id = :id', { id: row.id });
    });
  }
}
`,
  });
  expect(brief(found.all[0]).map((line) => line.replace(/ text=.*/, ''))).toEqual([
    '6 addColumn ${table}.note text ?',
    '7 dropIndex index=one ?',
    '8 dropIndex index=other ?',
    "9 opaque reason=schemaBuilder.createTable() is a function of the project's own runner",
    '10 executeSql statementKind=SELECT',
    '11 changeData lines change=update scope=batched ?',
  ]);
});

test.each([
  [
    'no timestamp in the name',
    "export class Base implements MigrationInterface { async up(q) { await q.query('DROP TABLE a'); } }",
  ],
  ['no up', 'export class Index1700000000000 { run() {} }'],
  ['a test', 'describe("x", () => { it("runs Orders1700000000000 up()", () => {}); });'],
  [
    'MikroORM',
    "import { Migration } from '@mikro-orm/migrations';\nexport class Migration20240101000000 extends Migration { async up() { this.addSql('DROP TABLE a'); } }",
  ],
])('%s is no migration of TypeORM', async (_, content) => {
  const found = await overview({
    'package.json': manifest,
    'src/migrations/1700000000000-X.ts': `${content}\n`,
  });
  expect(found.sets.filter((set) => set.startsWith('typeorm'))).toEqual([]);
});

test('without TypeORM in any manifest nothing is read', async () => {
  const found = await overview({ 'package.json': '{}', 'src/migrations/1700000000000-X.ts': text('') });
  expect(found.sets).toEqual([]);
});

test('a file that breaks off is named, and what could be read of it is kept', async () => {
  const found = await overview({
    'package.json': manifest,
    'src/migrations/1700000000000-X.ts': `${text("    await queryRunner.dropTable('orders');")}\nexport const = ;\n`,
  });
  expect(brief(found.all[0])).toEqual(['4 dropTable orders']);
  expect(found.skipped).toEqual(['src/migrations/1700000000000-X.ts:9 parse-error']);
});
