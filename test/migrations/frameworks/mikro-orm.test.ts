import { expect, test } from 'vitest';
import { brief } from '../brief.js';
import { overview, type Overview } from '../overview.js';

const manifest =
  '{ "dependencies": { "@mikro-orm/migrations": "^6.0.0", "@mikro-orm/postgresql": "^6.0.0" } }';

async function read(body: string, files: Readonly<Record<string, string>> = {}): Promise<Overview> {
  return overview({
    'package.json': manifest,
    'src/migrations/Migration20240101000000_add_note.ts': `import { Migration } from '@mikro-orm/migrations';
import { raw, sql } from '@mikro-orm/core';
export class Migration20240101000000 extends Migration {
${body}
}
`,
    ...files,
  });
}

test('SQL that is collected or sent at once, both ways', async () => {
  const found = await read(`  override async up() {
    this.addSql('alter table "orders" add column "note" text null;');
    this.addSql(raw('drop table lines'));
    for (const name of ['a', 'b']) this.addSql(\`create index \${name}_i on orders (\${name})\`);
    await this.execute('update orders set note = 1');
    await this.getEntityManager().execute('delete from orders where id = 1');
    await this.driver.execute('truncate orders');
    this.addSql(makeIt());
  }
  override async down() {
    this.addSql(sql\`alter table "orders" drop column "note"\`);
  }`);
  expect(found.sets).toEqual(['mikro-orm src/migrations [postgresql]']);
  expect(found.reasons).toEqual(['package.json depends on @mikro-orm/postgresql']);
  expect(found.migrations).toEqual([
    'src/migrations/Migration20240101000000_add_note.ts 20240101000000 add_note explicit',
  ]);
  expect(brief(found.all[0])).toEqual([
    '5 addColumn orders.note text',
    '6 dropTable lines',
    '7 createIndex orders index=a_i (a)',
    '7 createIndex orders index=b_i (b)',
    '8 changeData orders change=update scope=all',
    '9 changeData orders change=delete scope=by-key',
    '10 truncate orders',
    '11 opaque reason=the SQL is made while the migration runs text=this.addSql(makeIt())',
  ]);
  expect(brief(found.all[0], 'down')).toEqual(['14 dropColumn orders.note']);
});

test('a way back: missing, empty, throwing', async () => {
  const of = async (down: string): Promise<string | undefined> =>
    (await read(`  async up() { this.addSql('drop table a'); }\n  ${down}`)).all[0]?.down;
  expect(await of('')).toBe('none');
  expect(await of('async down() {}')).toBe('noop');
  expect(await of("async down() { throw new Error('no'); }")).toBe('irreversible');
});

test('transactions: all in one, or as the configuration and the class say', async () => {
  const up = "  async up() { this.addSql('drop table a'); }\n";
  const of = async (more: string, options = ''): Promise<string | undefined> =>
    (
      await read(up + more, {
        'src/mikro-orm.config.ts': `export default { migrations: { path: 'x', ${options} } };\n`,
      })
    ).all[0]?.operations[0]?.transaction;
  expect(await of('')).toBe('all-migrations');
  expect(await of('', 'allOrNothing: false')).toBe('per-migration');
  expect(await of('', 'transactional: false')).toBe('none');
  expect(await of('  isTransactional() { return false; }')).toBe('none');
});

test('a folder per module, with a base class of another package or of the project', async () => {
  const found = await overview({
    'package.json': manifest,
    'modules/cart/src/migrations/InitialSetup20240102000000.ts':
      "import { Migration } from '@medusajs/framework/mikro-orm/migrations';\nexport class InitialSetup20240102000000 extends Migration {\n  async up() { this.addSql('create table cart (id text)'); }\n}\n",
    'modules/order/src/migrations/Migration20240101000000.ts':
      "import { Base } from '../base';\nexport class Migration20240101000000 extends Base {\n  async up() { this.addSql('create table o (id text)'); this.drop('p'); }\n}\n"
        .replace('extends Base', 'extends BaseMigration')
        .replace('{ Base }', '{ BaseMigration }'),
    'modules/order/src/base.ts':
      "import { Migration } from '@mikro-orm/migrations';\nexport class BaseMigration extends Migration {\n  drop(name) { this.addSql(`drop table ${name}`); }\n}\n",
    'modules/order/src/migrations/.snapshot-order.json': '{ "tables": [] }',
  });
  expect(found.migrations).toEqual([
    'modules/cart/src/migrations/InitialSetup20240102000000.ts 20240102000000 InitialSetup none',
    'modules/order/src/migrations/Migration20240101000000.ts 20240101000000 Migration20240101000000 none',
  ]);
  expect(found.all.flatMap((migration) => brief(migration))).toEqual([
    '3 createTable cart (id text)',
    '3 createTable o (id text)',
    '3 dropTable p',
  ]);
});

test('those for MongoDB are listed', async () => {
  const found = await overview({
    'package.json': manifest,
    'src/migrations/Migration20240101000000.ts':
      "import { Migration } from '@mikro-orm/migrations-mongodb';\nexport class Migration20240101000000 extends Migration {\n  async up() { await this.getCollection('a').updateMany({}, {}); }\n}\n",
  });
  expect(found.sets).toEqual(['mikro-orm src/migrations [mongodb]']);
  expect(found.operations).toEqual(['src/migrations/Migration20240101000000.ts:1 opaque up none']);
});

test.each([
  [
    'a model of that name',
    "import { Migration } from './models';\nexport class A extends Migration { up() {} }",
  ],
  [
    'a class without up',
    "import { Migration } from '@mikro-orm/migrations';\nexport class A extends Migration {}",
  ],
])('%s is no migration', async (_, content) => {
  const found = await overview({ 'package.json': manifest, 'src/migrations/A.ts': `${content}\n` });
  expect(found.sets).toEqual([]);
});
