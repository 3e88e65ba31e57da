import { expect, test } from 'vitest';
import { overview } from '../overview.js';

const migration = (name: string): string =>
  `defmodule ${name} do\n  use Ecto.Migration\n  def change do\n    create table(:${name.toLowerCase()})\n  end\nend\n`;

test('several repositories of an umbrella, each with its adapter and folder', async () => {
  const { sets, migrations, reasons, allSets } = await overview({
    'mix.exs': 'defmodule Umbrella do\n  def project, do: [apps_path: "apps"]\nend\n',
    'apps/shop/mix.exs': 'defmodule Shop.MixProject do\nend\n',
    'apps/shop/lib/shop/repo.ex':
      'defmodule Shop.Repo do\n  use Ecto.Repo, otp_app: :shop, adapter: Ecto.Adapters.Postgres\nend\n',
    'apps/shop/lib/shop/event_repo.ex':
      'defmodule Shop.EventRepo do\n  use Ecto.Repo, otp_app: :shop, adapter: Ecto.Adapters.ClickHouse\nend\n',
    'apps/old/mix.exs': 'defmodule Old.MixProject do\nend\n',
    'apps/old/lib/old/repo.ex':
      'defmodule Old.Repo do\n  use Ecto.Repo, otp_app: :old, adapter: Ecto.Adapters.MyXQL\nend\n',
    'config/config.exs': 'import Config\nconfig :old, Old.Repo, priv: "priv/legacy"\n',
    'apps/shop/priv/repo/migrations/20240101000000_two.exs': migration('Two'),
    'apps/shop/priv/repo/migrations/9_one.exs': migration('One'),
    'apps/shop/priv/repo/migrations/.formatter.exs': '[import_deps: [:ecto_sql]]\n',
    'apps/shop/priv/repo/migrations/2025/20250101000000_three.exs': migration('Three'),
    'apps/shop/priv/event_repo/migrations/1_a.exs': migration('A'),
    'apps/old/priv/legacy/migrations/1_b.exs': migration('B'),
    'apps/shop/priv/repo/seeds.exs': 'Shop.Repo.insert!(%Shop.Order{})\n',
  });
  expect(sets).toEqual([
    'ecto apps/old/priv/legacy/migrations [mysql]',
    'ecto apps/shop/priv/event_repo/migrations [clickhouse]',
    'ecto apps/shop/priv/repo/migrations [postgresql]',
  ]);
  expect(reasons[0]).toBe('Old.Repo uses Ecto.Adapters.MyXQL');
  expect(allSets[0]?.reason).toBe('the configuration of Old.Repo names its folder');
  // By number, not by name.
  expect(migrations.slice(2)).toEqual([
    'apps/shop/priv/repo/migrations/9_one.exs 9 one inferred',
    'apps/shop/priv/repo/migrations/20240101000000_two.exs 20240101000000 two inferred',
    'apps/shop/priv/repo/migrations/2025/20250101000000_three.exs 20250101000000 three inferred',
  ]);
});

test('folders of aliases, data migrations and lists of compiled modules; the driver decides', async () => {
  const { sets, allSets } = await overview({
    'mix.exs':
      'deps: [{:postgrex, "~> 0.19"}]\naliases: ["ecto.migrate": ["ecto.migrate --migrations-path priv/repo/manual_migrations"]]\n',
    'priv/repo/manual_migrations/1_a.exs': migration('A'),
    'priv/repo/data_migrations/1_b.exs': migration('B'),
    'lib/shop/tenants.ex': 'defmodule Shop.Tenants do\n  @migrations [{1, Shop.Tenants.Listed}]\nend\n',
    'lib/shop/tenants/migrations/1_listed.ex': migration('Shop.Tenants.Listed').replace(
      ':shop.tenants.listed',
      ':c',
    ),
    'lib/shop/tenants/migrations/2_unlisted.ex': migration('Unlisted'),
    'test/support/migrations/1_t.exs': migration('T'),
  });
  expect(sets).toEqual([
    'ecto lib/shop/tenants/migrations [postgresql]',
    'ecto priv/repo/data_migrations [postgresql]',
    'ecto priv/repo/manual_migrations [postgresql]',
  ]);
  expect(allSets[0]?.files).toEqual(['lib/shop/tenants/migrations/1_listed.ex']);
  expect(allSets[2]?.reason).toBe('mix.exs names the folder');
});
