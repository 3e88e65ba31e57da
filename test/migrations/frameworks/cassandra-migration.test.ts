import { describe, expect, test } from 'vitest';
import { operationLines } from '../operation-line.js';
import { overview } from '../overview.js';

const pom = {
  'pom.xml':
    '<project><dependencies><dependency><groupId>org.cognitor.cassandra</groupId><artifactId>cassandra-migration</artifactId></dependency></dependencies></project>',
};
const resources = 'src/main/resources';
const orders = 'CREATE TABLE orders (id uuid PRIMARY KEY, total int);\nCREATE INDEX ON orders (total);\n';

describe('finding the sets', () => {
  test('the default location of the Java library, at any depth, by number', async () => {
    const { sets, migrations, all } = await overview({
      ...pom,
      [`${resources}/cassandra/migration/002_more.cql`]: 'ALTER TABLE orders ADD note text;\n',
      [`${resources}/cassandra/migration/old/001_init.cql`]: orders,
      [`${resources}/application.yml`]:
        'cassandra:\n  migration:\n    keyspace-name: shop\n    with-consensus: true\n',
    });
    expect(sets).toEqual([`cassandra-migration ${resources}/cassandra/migration [cassandra]`]);
    expect(migrations).toEqual([
      `${resources}/cassandra/migration/old/001_init.cql 001 init unsupported`,
      `${resources}/cassandra/migration/002_more.cql 002 more unsupported`,
    ]);
    expect(all[0]?.runner).toEqual({ transaction: 'none', holdsLock: true });
  });

  test.each([
    [{ [`${resources}/application.properties`]: 'cassandra.migration.script-locations=classpath:db/cql\n' }],
    [
      {
        [`${resources}/application.yml`]: 'cassandra:\n  migration:\n    script-locations:\n      - db/cql\n',
      },
    ],
    [
      {
        'src/main/java/app/CassandraConfig.java':
          'new MigrationTask(database, new MigrationRepository("/db/cql")).migrate();',
      },
    ],
  ])('the location that %o names', async (settings) => {
    const { allSets } = await overview({ ...pom, ...settings, [`${resources}/db/cql/1_init.cql`]: orders });
    expect(allSets[0]).toMatchObject({ framework: 'cassandra-migration', directory: `${resources}/db/cql` });
    expect(allSets[0]?.reason).toMatch(/names it$/);
  });

  test('cassandra-migrate for Python: CQL, and Python that is listed', async () => {
    const { migrations, all } = await overview({
      'cassandra-migrate.yml': 'keyspace: shop\nmigrations_path: ./cql\n',
      'cql/v2_fill.py': 'def execute(session):\n    session.execute("SELECT 1")\n',
      'cql/v1_init.cql': orders,
    });
    expect(migrations).toEqual(['cql/v1_init.cql 1 init unsupported', 'cql/v2_fill.py 2 fill unsupported']);
    expect(all[1]?.operations).toMatchObject([
      { kind: 'opaque', reason: 'the migration is a program (.py)' },
    ]);
  });

  test('golang-migrate with Cassandra, and numbered CQL of nobody in particular', async () => {
    const { sets, all } = await overview({
      'go.mod': 'module app\nrequire github.com/golang-migrate/migrate/v4 v4.17.0\n',
      'migrations/cassandra/000001_init.up.cql': orders,
      'migrations/cassandra/000001_init.down.cql': 'DROP TABLE orders;\n',
      'schema/cassandra/migrations/001_init.cql': orders,
    });
    expect(sets).toEqual([
      'golang-migrate migrations/cassandra [cassandra]',
      'plain-sql schema/cassandra/migrations [cassandra]',
    ]);
    expect(all[0]?.down).toBe('explicit');
  });
});

test('the statements of CQL', async () => {
  const { all, skipped } = await overview({
    ...pom,
    [`${resources}/cassandra/migration/001_all.cql`]: `// the keyspace
CREATE KEYSPACE IF NOT EXISTS shop WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1};
CREATE TYPE address (street text, city text);
CREATE TABLE IF NOT EXISTS shop.orders (
  customer uuid,
  at timestamp,
  id timeuuid,
  tags set<text>,
  items map<text, frozen<list<int>>>,
  owner text static,
  PRIMARY KEY ((customer), at, id)
) WITH CLUSTERING ORDER BY (at DESC) AND gc_grace_seconds = 864000 AND compaction = {'class': 'LeveledCompactionStrategy'};
ALTER TABLE shop.orders ADD note text;
ALTER TABLE shop.orders ADD (a int, b int);
ALTER TABLE shop.orders DROP note;
ALTER TABLE shop.orders RENAME id TO order_id;
ALTER TABLE shop.orders WITH comment = 'x';
CREATE INDEX IF NOT EXISTS by_tag ON shop.orders (tags);
CREATE CUSTOM INDEX by_note ON shop.orders (a) USING 'org.apache.cassandra.index.sasi.SASIIndex';
CREATE MATERIALIZED VIEW shop.by_day AS SELECT * FROM shop.orders WHERE at IS NOT NULL AND customer IS NOT NULL AND order_id IS NOT NULL PRIMARY KEY (at, customer, order_id);
INSERT INTO shop.orders (customer, at, id) VALUES (uuid(), toTimestamp(now()), now()) IF NOT EXISTS;
UPDATE shop.orders USING TTL 60 SET a = 1 WHERE customer = 5132b130-ae79-11e4-ab27-0800200c9a66;
DELETE note FROM shop.orders WHERE customer = 5132b130-ae79-11e4-ab27-0800200c9a66;
TRUNCATE shop.orders;
DROP INDEX shop.by_tag;
DROP MATERIALIZED VIEW shop.by_day;
DROP TABLE IF EXISTS shop.orders;
DROP TYPE address;
`,
  });
  expect(skipped).toEqual([]);
  expect(operationLines(all[0]).map((line) => line.split('(')[0])).toEqual([
    'executeSql CREATE KEYSPACE unsure',
    'executeSql CREATE TYPE unsure',
    'createTable shop.orders',
    'addPrimaryKey shop.orders',
    'addColumn shop.orders.note text null unsure',
    'addColumn shop.orders.a integer null unsure',
    'addColumn shop.orders.b integer null unsure',
    'dropColumn shop.orders.note unsure',
    'renameColumn shop.orders.id -> order_id unsure',
    'executeSql ALTER TABLE WITH COMMENT shop.orders unsure',
    'createIndex shop.orders',
    'createIndex shop.orders',
    'createView unsure',
    'changeData insert shop.orders by-key unsure',
    'changeData update shop.orders by-key unsure',
    'changeData delete shop.orders by-key unsure',
    'truncate shop.orders unsure',
    'dropIndex ? shop.by_tag unsure',
    'dropView unsure',
    'dropTable shop.orders guarded unsure',
    'executeSql DROP TYPE unsure',
  ]);
});
