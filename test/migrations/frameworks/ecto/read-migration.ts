import type { Migration } from '../../../../src/model/migration.js';
import { operationLines } from '../../operation-line.js';
import { overview } from '../../overview.js';

const path = 'priv/repo/migrations/20240131120000_change_orders.exs';

const adapters: Readonly<Record<string, string>> = {
  postgresql: 'Postgres',
  mysql: 'MyXQL',
  sqlserver: 'Tds',
  sqlite: 'SQLite3',
};

interface Surroundings {
  readonly dialect?: string;
  readonly configuration?: string;
  readonly files?: Readonly<Record<string, string>>;
}

/** The migration that the body of a module gives. */
export async function readModule(
  body: string,
  { dialect = 'postgresql', configuration = '', files = {} }: Surroundings = {},
): Promise<Migration | undefined> {
  const { all } = await overview({
    'mix.exs': 'defmodule Shop.MixProject do\nend\n',
    'lib/shop/repo.ex': `defmodule Shop.Repo do
  use Ecto.Repo, otp_app: :shop, adapter: Ecto.Adapters.${adapters[dialect] ?? ''}
end
`,
    'config/config.exs': `import Config\n\nconfig :shop, ecto_repos: [Shop.Repo]\n${configuration}\n`,
    [path]: `defmodule Shop.Repo.Migrations.ChangeOrders do
  use Ecto.Migration
${body}
end
`,
    ...files,
  });
  return all.find((migration) => migration.path === path);
}

/** What `up` does, line by line. */
export async function up(statements: string, surroundings: Surroundings = {}): Promise<readonly string[]> {
  return operationLines(await readModule(`def up do\n${statements}\nend`, surroundings));
}

/** What `change` does going up and going down. */
export async function change(
  statements: string,
  surroundings: Surroundings = {},
): Promise<{ readonly up: readonly string[]; readonly down: readonly string[] }> {
  const migration = await readModule(`def change do\n${statements}\nend`, surroundings);
  return { up: operationLines(migration), down: operationLines(migration, 'down') };
}
