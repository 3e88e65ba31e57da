import { describe, expect, test } from 'vitest';
import { operationLines } from '../../operation-line.js';
import { overview } from '../../overview.js';
import { change, readModule, up } from './read-migration.js';

describe('Elixir around the commands', () => {
  test('loops over literal lists, attributes, interpolation, local functions', async () => {
    const migration = await readModule(`
  @tables ~w(orders items)a
  @suffix "_log"

  def up do
    for table <- @tables, do: drop(table(table))
    Enum.each([{:a, :text}, {:b, :integer}], fn {name, type} -> add_to(:sales, name, type) end)
    for {name, index} <- Enum.with_index(["x", "y"]), name != "y" do
      execute "TRUNCATE #{name}#{@suffix}_#{index}"
    end
    Enum.map(~w(p q), &create(index(&1, [:id])))
    :sales |> table() |> rename(:c, to: :d)
    if direction() == :up, do: finish(:yes), else: finish(:no)
  end

  defp add_to(table, name, type, options \\\\ [null: false])

  defp add_to(table, name, type, options) do
    alter table(table) do
      add name, type, options
    end
  end

  defp finish(:no), do: execute("TRUNCATE no")
  defp finish(answer) when answer == :yes, do: execute("TRUNCATE " <> to_string(answer))
`);
    expect(operationLines(migration)).toEqual([
      'dropTable orders',
      'dropTable items',
      'addColumn sales.a text',
      'addColumn sales.b integer',
      'truncate x_log_0',
      'createIndex p(id) p_id_index',
      'createIndex q(id) q_id_index',
      'renameColumn sales.c -> d',
      'truncate yes',
    ]);
  });

  test('branches that nothing decides are both read, and less sure', async () => {
    const migration = await readModule(`def up do
    case System.get_env("MODE") do
      "full" -> drop table(:a)
      _ -> drop table(:b)
    end
  end`);
    expect(operationLines(migration)).toEqual(['dropTable a unsure', 'dropTable b unsure']);
    expect(migration?.operations.map(({ confidence }) => confidence)).toEqual(['medium', 'medium']);
  });

  test('SQL in heredocs keeps its place in the file; functions run when their turn comes', async () => {
    const migration = await readModule(`def up do
    execute """
    TRUNCATE one;
    """
    execute fn -> repo().query!("TRUNCATE two") end
    repo().query!("TRUNCATE at_once")
    flush()
    execute(&last/0)
  end

  def last, do: repo().query!("TRUNCATE three", [], log: false)`);
    expect(
      migration?.operations.map(
        (operation) => `${operation.span.line} ${'table' in operation ? operation.table : ''}`,
      ),
    ).toEqual([
      // The repository is asked at once, commands wait for flush or the end.
      '8 at_once',
      '5 one',
      '7 two',
      '13 three',
    ]);
  });

  test('rows that a repository changes', async () => {
    expect(
      await up(
        `import Ecto.Query
        Shop.Repo.update_all(from(o in "orders", where: is_nil(o.state)), set: [state: "new"])
        repo().delete_all("orders")
        repo().delete_all(from o in Shop.Order, where: o.id in ^ids)
        Shop.Order |> where(state: "old") |> Shop.Repo.update_all(set: [state: nil])
        Shop.Repo.insert_all("orders", [%{state: "x"}])
        Shop.Repo.insert!(%Shop.Order{state: "x"})
        Shop.Repo.all(Shop.Order)`,
        {
          files: {
            'lib/shop/order.ex':
              'defmodule Shop.Order do\n  use Ecto.Schema\n  schema "all_orders" do\n    field :state\n  end\nend\n',
          },
        },
      ),
    ).toEqual([
      'changeData update orders filtered',
      'changeData delete orders all',
      'changeData delete all_orders by-key',
      'changeData update all_orders filtered',
      'changeData insert orders by-key',
      'changeData insert all_orders by-key',
    ]);
  });

  test('a function that calls itself is a loop of batches', async () => {
    const migration = await readModule(`
  @disable_ddl_transaction true
  import Ecto.Query

  def up, do: backfill(0)

  defp backfill(nil), do: :ok

  defp backfill(last) do
    ids = repo().all(from o in "orders", where: o.id > ^last, select: o.id, limit: 100)
    repo().update_all(from(o in "orders", where: o.id in ^ids), set: [state: "new"])
    backfill(List.last(ids))
  end`);
    expect(operationLines(migration)).toEqual(['changeData update orders batched']);
  });

  test('helpers of the repository that are imported or used', async () => {
    expect(
      await up('import Shop.Helpers\nadd_audit(:orders)\nShop.Helpers.drop_audit("items")', {
        files: {
          'lib/shop/helpers.ex': `defmodule Shop.Helpers do
  import Ecto.Migration

  def add_audit(table) do
    alter table(table) do
      add :changed_by, :text
    end
  end

  def drop_audit(table), do: execute("ALTER TABLE #{table} DROP COLUMN changed_by")
end
`,
        },
      }),
    ).toEqual(['addColumn orders.changed_by text null', 'dropColumn items.changed_by']);
    const migration = await readModule('import Shop.Helpers\ndef up, do: add_audit(:orders)', {
      files: {
        'lib/shop/helpers.ex':
          'defmodule Shop.Helpers do\n  import Ecto.Migration\n  def add_audit(table), do: drop(table(table))\nend\n',
      },
    });
    expect(operationLines(migration)).toEqual(['dropTable orders']);
  });

  test('files of SQL', async () => {
    const files = {
      'priv/repo/sql/fill.sql': 'TRUNCATE log;\n',
      'priv/repo/sql/back.sql': 'TRUNCATE back;\n',
    };
    expect(
      await change('execute_file("priv/repo/sql/fill.sql", "priv/repo/sql/back.sql")', { files }),
    ).toEqual({
      up: ['truncate log'],
      down: ['truncate back'],
    });
    expect(
      await up('execute(File.read!(Path.join([:code.priv_dir(:shop), "repo", "sql", "fill.sql"])))', {
        files,
      }),
    ).toEqual(['truncate log']);
  });
});

test('a DO block with interpolation in its body', async () => {
  expect(
    await up(`execute """
    DO $$
    BEGIN
      IF EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema = '#{schema}') THEN
        ALTER TABLE #{schema}.orders DROP COLUMN total;
      END IF;
    END
    $$;
    """`),
  ).toEqual(['dropColumn ${schema}.orders.total guarded unsure']);
});

describe('what is not known', () => {
  test('migrations of libraries, names and SQL of run time are opaque with a reason', async () => {
    expect(
      await up(`Oban.Migration.up(version: 12)
        drop table(Application.get_env(:shop, :table))
        execute sql()
        alter table(:orders) do
          add String.to_atom(name), :text
        end`),
    ).toEqual([
      'opaque "Oban.Migration.up to version 12 runs the migrations of a library"',
      'opaque "a name in drop is known only when the migration runs"',
      'opaque "the SQL is made while the migration runs"',
      'opaque "the column of add is known only when the migration runs"',
    ]);
  });

  test.each([
    ['nested lists', `def up, do: execute(${'['.repeat(20_000)}`],
    ['chains', `def up, do: x${' |> f()'.repeat(60)}`],
    [
      'functions that call each other',
      'def up, do: a()\ndef a, do: [b(), b(), b()]\ndef b, do: [a(), a(), a()]',
    ],
  ])('hostile files end: %s', async (_, body) => {
    expect(await readModule(body)).toBeDefined();
  });

  test('a file that does not parse is skipped with its line, and the rest is read', async () => {
    const { all, skipped } = await overview({
      'mix.exs': '{:postgrex, "~> 0.19"}\n',
      'priv/repo/migrations/1_one.exs':
        'defmodule One do\n  use Ecto.Migration\n  def up do\n    drop table(:a)\n    drop table(:b,, )\n  end\nend\n',
    });
    expect(skipped).toEqual(['priv/repo/migrations/1_one.exs:5 parse-error']);
    expect(operationLines(all[0])).toContain('dropTable a');
  });
});
