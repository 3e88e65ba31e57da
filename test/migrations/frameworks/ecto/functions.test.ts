import { describe, expect, test } from 'vitest';
import { change, readModule, up } from './read-migration.js';

describe('tables', () => {
  test('create, create_if_not_exists, drop, drop_if_exists', async () => {
    expect(
      await up(`create table("orders")
        create_if_not_exists table(:items) do
          add(:a, :text)
        end
        create table(:scratch, modifiers: "TEMPORARY", primary_key: [name: :key, type: :text])
        drop table(:orders), mode: :cascade
        drop_if_exists(table("items"))`),
    ).toEqual([
      'createTable orders(id bigint pk serial)',
      'createTable items(id bigint pk serial, a text null) guarded',
      'createTable scratch(key text pk)',
      'dropTable orders cascade',
      'dropTable items guarded',
    ]);
  });

  test('alter: add, add_if_not_exists, modify, remove, remove_if_exists', async () => {
    expect(
      await up(`alter table(:orders) do
        add :user_id, references(:users, on_delete: :delete_all, on_update: :nilify_all, validate: false)
        add_if_not_exists :note, :text
        modify :total, :bigint, null: false, default: 0
        modify :state, :text, default: nil, null: true
        modify :owner_id, references(:owners, type: :uuid), from: references(:users)
        remove :old
        remove :gone, references(:others), []
        remove_if_exists :maybe
        remove_if_exists :other_id, references(:others)
      end`),
    ).toEqual([
      'addColumn orders.user_id bigint null',
      'addForeignKey orders(user_id) -> users(id) on delete CASCADE on update SET NULL orders_user_id_fkey not-valid',
      'addColumn orders.note text null guarded',
      'changeColumnType orders.total bigint',
      'setNotNull orders.total',
      'setDefault orders.total 0',
      'changeColumnType orders.state text',
      'dropNotNull orders.state',
      'dropDefault orders.state',
      'dropConstraint orders orders_owner_id_fkey foreign-key',
      'changeColumnType orders.owner_id uuid',
      'addForeignKey orders(owner_id) -> owners(id) orders_owner_id_fkey',
      'dropColumn orders.old',
      'dropConstraint orders orders_gone_fkey foreign-key',
      'dropColumn orders.gone (gone bigint null)',
      'dropColumn orders.maybe guarded',
      'dropConstraint orders orders_other_id_fkey foreign-key guarded',
      'dropColumn orders.other_id (other_id bigint null) guarded',
    ]);
  });

  test('a composite reference to another schema', async () => {
    expect(
      await up(`alter table(:orders) do
        add :item_id, references(:items, name: "item", prefix: "stock", with: [shop_id: :shop_id], on_delete: {:nilify, [:item_id]})
      end`),
    ).toEqual([
      'addColumn orders.item_id bigint null',
      'addForeignKey orders(item_id,shop_id) -> stock.items(id,shop_id) on delete SET NULL item',
    ]);
  });

  test('rename of tables, columns and indexes', async () => {
    expect(
      await up(`rename table(:orders), to: table(:sales)
        rename table(:sales), :total, to: :amount
        rename index(:sales, [:amount], name: "old"), to: "new"`),
    ).toEqual([
      'renameTable orders -> sales',
      'renameColumn sales.total -> amount',
      'renameIndex sales old -> new',
    ]);
  });
});

describe('indexes and constraints', () => {
  test('index, unique_index and their options', async () => {
    expect(
      await up(`create index(:orders, [:user_id, "lower(name)", desc: :made_at])
        create unique_index("orders", :email, name: :one_email, where: "email IS NOT NULL", prefix: "shop")
        create_if_not_exists index(:orders, [:tags], using: "GIN", concurrently: true)
        create index(:orders, [:a], unique: true, include: [:b], nulls_distinct: false, only: true)
        drop index(:orders, [:user_id]), mode: :cascade
        drop_if_exists index(:orders, [:tags], concurrently: true)`),
    ).toEqual([
      'createIndex orders(user_id,lower(name),made_at) orders_user_id_lower_name_made_at_index',
      'createIndex unique shop.orders(email) one_email where email IS NOT NULL',
      'createIndex concurrently orders(tags) orders_tags_index using gin guarded',
      'createIndex unique orders(a) orders_a_index',
      'dropIndex orders orders_user_id_index cascade',
      'dropIndex concurrently orders orders_tags_index guarded',
    ]);
  });

  test('constraints', async () => {
    expect(
      await up(`create constraint(:orders, :positive, check: "total > 0", validate: false)
        create constraint("rooms", "no_overlap", exclude: ~s|gist (int4range("from", "to") WITH &&)|)
        drop constraint(:orders, :positive)
        drop_if_exists constraint(:orders, "positive"), mode: :cascade`),
    ).toEqual([
      'addCheck orders positive total > 0 not-valid',
      'addExclusion rooms() no_overlap',
      'dropConstraint orders positive ?',
      'dropConstraint orders positive ? guarded cascade',
    ]);
  });
});

describe('change', () => {
  test('is turned round command by command, the last one first', async () => {
    expect(
      await change(`create table(:items)
        alter table(:orders) do
          add :note, :text
          remove :old, :string, default: "x"
          modify :total, :bigint, null: false, from: {:integer, null: true}
        end
        create index(:orders, [:note])
        drop_if_exists index(:orders, [:old])
        create constraint(:orders, :positive, check: "total > 0")
        rename table(:orders), :a, to: :b
        execute "SELECT 1", "TRUNCATE log"`),
    ).toMatchObject({
      down: [
        'truncate log',
        'renameColumn orders.b -> a',
        'dropConstraint orders positive check',
        'createIndex orders(old) orders_old_index guarded',
        'dropIndex orders orders_note_index',
        'changeColumnType orders.total integer',
        'dropNotNull orders.total',
        "addColumn orders.old varchar(255) null default 'x'",
        'dropColumn orders.note (note text null)',
        'dropTable items',
      ],
    });
  });

  test('what cannot be turned round is named with its place', async () => {
    const migration = await readModule(`
  def change do
    alter table(:orders) do
      remove :total
    end
    drop table(:items)
    execute "TRUNCATE log"
    alter table(:orders) do
      modify :state, :text
    end
    flush()
  end`);
    expect(migration?.down).toBe('inferred');
    expect(migration?.downProblems.map(({ span, text }) => `${span.line} ${text}`)).toEqual([
      '5 remove does not give the type of total',
      '8 drop of a table is not turned round',
      '9 execute has no second argument for the way back',
      '10 modify does not say what state was (from:)',
      '13 flush() cannot be called going back over change',
    ]);
  });

  test('up without down has no way back; down that raises says so', async () => {
    const one = await readModule('def up, do: drop(table(:orders))');
    expect(one?.down).toBe('none');
    const other = await readModule('def up, do: drop(table(:a))\ndef down, do: raise "there is none"');
    expect(other?.down).toBe('irreversible');
    const third = await readModule('def up, do: drop(table(:a))\ndef down, do: :ok');
    expect(third?.down).toBe('noop');
  });
});

describe('the transaction and the lock', () => {
  const body = 'def change do\ncreate index(:orders, [:a], concurrently: true)\nend';

  test('are there by default', async () => {
    const migration = await readModule(body);
    expect(migration?.operations[0]?.transaction).toBe('per-migration');
    expect(migration?.runner.holdsLock).toBe(true);
  });

  test('are switched off in the module', async () => {
    const migration = await readModule(
      `@disable_ddl_transaction true\n@disable_migration_lock true\n${body}`,
    );
    expect(migration?.operations[0]?.transaction).toBe('none');
    expect(migration?.runner.holdsLock).toBe(false);
  });

  test('the lock is switched off for the repository; MySQL has no transaction for it', async () => {
    const migration = await readModule(body, {
      dialect: 'mysql',
      configuration: 'config :shop, Shop.Repo, migration_lock: false',
    });
    expect(migration?.operations[0]?.transaction).toBe('none');
    expect(migration?.runner.holdsLock).toBe(false);
  });
});
