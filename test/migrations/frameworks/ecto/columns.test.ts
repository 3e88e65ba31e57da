import { describe, expect, test } from 'vitest';
import { up } from './read-migration.js';

/** What is written, the type on PostgreSQL, on MySQL. */
const types: readonly (readonly [string, string, string])[] = [
  [':id', 'integer', 'integer'],
  [':binary_id', 'uuid', 'binary(16)'],
  [':uuid', 'uuid', 'binary(16)'],
  [':integer', 'integer', 'integer'],
  [':bigint', 'bigint', 'bigint'],
  [':float', 'double precision', 'double precision'],
  [':boolean', 'boolean', 'boolean'],
  [':string', 'varchar(255)', 'varchar(255)'],
  [':string, size: 40', 'varchar(40)', 'varchar(40)'],
  [':text', 'text', 'text'],
  [':binary', 'bytea', 'blob'],
  [':binary, size: 16', 'bytea(16)', 'varbinary(16)'],
  [':decimal, precision: 10, scale: 2', 'numeric(10,2)', 'numeric(10,2)'],
  [':decimal, precision: 10', 'numeric(10,0)', 'numeric(10,0)'],
  [':date', 'date', 'date'],
  [':time', 'time(0)', 'time'],
  [':time_usec', 'time', 'time(6)'],
  [':naive_datetime', 'timestamp(0)', 'datetime'],
  [':naive_datetime_usec', 'timestamp', 'datetime(6)'],
  [':utc_datetime', 'timestamp(0)', 'datetime'],
  [':utc_datetime_usec, precision: 3', 'timestamp(3)', 'datetime(3)'],
  [':timestamptz', 'timestamptz', 'timestamptz'],
  [':map', 'jsonb', 'json'],
  ['{:map, :integer}', 'jsonb', 'json'],
  [':"timestamp with time zone"', 'timestamptz', 'timestamptz'],
];

test.each(types)('add :a, %s', async (written, postgresql, mysql) => {
  const block = `alter table(:orders) do\nadd :a, ${written}\nend`;
  expect(await up(block)).toEqual([`addColumn orders.a ${postgresql} null`]);
  expect(await up(block, { dialect: 'mysql' })).toEqual([`addColumn orders.a ${mysql} null`]);
});

describe('columns', () => {
  test('lists, defaults, nulls and generated ones', async () => {
    expect(
      await up(`create table("orders", primary_key: false, prefix: "shop") do
        add :id, :identity, primary_key: true, start_value: 100
        add :tags, {:array, :string}, default: [], null: false
        add :state, :string, default: "it's new"
        add :total, :integer, default: 1_000
        add :paid, :boolean, default: false
        add :made_at, :utc_datetime, default: fragment("now()")
        add :double, :integer, generated: "ALWAYS AS (total * 2) STORED"
        add :name, :string, collation: "C"
      end`),
    ).toEqual([
      'createTable shop.orders(id bigint pk identity, ' +
        "tags varchar(255)[] default ARRAY[], state varchar(255) null default 'it''s new', " +
        'total integer null default 1000, paid boolean null default false, made_at timestamp(0) null default now(), ' +
        'double integer null stored, name varchar(255) null collate C)',
    ]);
  });

  test('the key that comes by itself, and how the configuration changes it', async () => {
    const block = 'create table(:orders) do\nadd :user_id, references(:users)\ntimestamps()\nend';
    expect(await up(block)).toEqual([
      'createTable orders(id bigint pk serial, user_id bigint null -> users(id), ' +
        'inserted_at timestamp(0), updated_at timestamp(0))',
    ]);
    expect(
      await up(block, {
        configuration: `config :shop, Shop.Repo,
          migration_primary_key: [name: :uuid, type: :binary_id],
          migration_foreign_key: [column: :uuid, type: :binary_id],
          migration_timestamps: [type: :utc_datetime_usec, updated_at: :changed_at]`,
      }),
    ).toEqual([
      'createTable orders(uuid uuid pk, user_id uuid null -> users(uuid), ' +
        'inserted_at timestamp, changed_at timestamp)',
    ]);
    expect(await up(block, { dialect: 'sqlite' })).toEqual([
      'createTable orders(id integer pk auto-increment, user_id integer null -> users(id), ' +
        'inserted_at text, updated_at text)',
    ]);
  });

  test('timestamps with options', async () => {
    expect(
      await up(`alter table(:orders) do
        timestamps(inserted_at: :created_at, updated_at: false, type: :timestamptz, null: true, default: fragment("now()"))
      end`),
    ).toEqual(['addColumn orders.created_at timestamptz null default now()']);
  });
});
