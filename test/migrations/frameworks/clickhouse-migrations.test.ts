import { expect, test } from 'vitest';
import { operationLines } from '../operation-line.js';
import { overview } from '../overview.js';

const manifest = { 'package.json': '{ "dependencies": { "clickhouse-migrations": "^1.0.0" } }' };
const events = `CREATE TABLE IF NOT EXISTS events ON CLUSTER '{cluster}' (
  id UUID,
  name LowCardinality(String),
  note Nullable(String),
  at DateTime64(3) DEFAULT now64(3)
) ENGINE = ReplicatedMergeTree('/clickhouse/{shard}/events', '{replica}')
PARTITION BY toYYYYMM(at)
ORDER BY (id, at)
TTL at + INTERVAL 30 DAY
SETTINGS index_granularity = 8192;
`;

test.each([
  [
    {
      'docker-compose.yml':
        'services:\n  migrate:\n    command: npx clickhouse-migrations migrate --migrations-home=./ch/steps\n',
    },
  ],
  [{ '.env.example': 'CH_MIGRATIONS_HOME=./ch/steps\n' }],
  [
    {
      'scripts/deploy.sh':
        'clickhouse-migrations migrate \\\n  --host x \\\n  --migrations-home ./ch/steps\n',
    },
  ],
])('the folder that %o names', async (settings) => {
  const { sets, migrations, allSets, all } = await overview({
    ...settings,
    'ch/steps/2_more.sql': 'ALTER TABLE events ADD COLUMN plan String;',
    'ch/steps/10_last.sql': 'DROP TABLE events;',
    'ch/steps/1_init.sql': events,
  });
  expect(sets).toEqual(['clickhouse-migrations ch/steps [clickhouse]']);
  expect(allSets[0]?.reason).toMatch(/names it$/);
  expect(migrations).toEqual([
    'ch/steps/1_init.sql 1 init unsupported',
    'ch/steps/2_more.sql 2 more unsupported',
    'ch/steps/10_last.sql 10 last unsupported',
  ]);
  expect(all[0]?.runner).toEqual({ transaction: 'none', holdsLock: false });
});

test('a project that depends on it: its folder for ClickHouse, not the one for PostgreSQL', async () => {
  const { sets } = await overview({
    ...manifest,
    'src/migrations/1_init.sql': events,
    'db/migrations/1_users.sql': 'CREATE TABLE users (id serial PRIMARY KEY, name jsonb);',
  });
  expect(sets).toEqual([
    'plain-sql db/migrations [postgresql]',
    'clickhouse-migrations src/migrations [clickhouse]',
  ]);
});

test('several statements of a file, engines, clusters, mutations and settings', async () => {
  const { all, operations, skipped } = await overview({
    ...manifest,
    'clickhouse/1_init.sql': `SET allow_experimental_json_type = 1;
${events}
CREATE MATERIALIZED VIEW daily ON CLUSTER main TO totals AS SELECT toDate(at) AS day, count() AS n FROM events GROUP BY day;
ALTER TABLE events ON CLUSTER main ADD COLUMN plan String DEFAULT 'free' AFTER name;
ALTER TABLE events MODIFY COLUMN note String;
ALTER TABLE events RENAME COLUMN plan TO tier;
ALTER TABLE events DROP COLUMN IF EXISTS note;
ALTER TABLE events ADD INDEX by_name name TYPE bloom_filter GRANULARITY 4;
ALTER TABLE events UPDATE tier = 'paid' WHERE id = '1';
ALTER TABLE events DELETE WHERE at < now() - INTERVAL 1 YEAR;
RENAME TABLE events TO old_events;
DROP TABLE old_events ON CLUSTER main SYNC;
`,
  });
  expect(skipped).toEqual([]);
  expect(operationLines(all[0]).map((line) => line.split('(')[0])).toEqual([
    'setSetting allow_experimental_json_type 1 unsure',
    'createTable events',
    'createView unsure',
    "addColumn events.plan string default 'free' unsure",
    'changeColumnType events.note string unsure',
    'renameColumn events.plan -> tier unsure',
    'dropColumn events.note guarded unsure',
    'createIndex events',
    'changeData update events by-key unsure',
    'changeData delete events filtered unsure',
    'renameTable events -> old_events unsure',
    'dropTable old_events unsure',
  ]);
  expect(operations.every((line) => line.endsWith(' none'))).toBe(true);
});
