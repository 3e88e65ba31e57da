import type { MigrationFramework } from '../../framework.js';
import { ectoRunner } from './ecto-runner.js';

export const ecto: MigrationFramework = {
  name: 'ecto',
  title: 'Ecto',
  homepage: 'https://hexdocs.pm/ecto_sql/Ecto.Migration.html',
  recognition: [
    'Modules that use `Ecto.Repo`, each with its folder (`priv:` in the configuration, else `priv/` and the name of the module), in any application of an umbrella; folders that `--migrations-path` or `migrations_path` name.',
    'Elixir scripts named by a version whose module uses `Ecto.Migration`, at any depth; compiled ones (`.ex`) when a list names their modules.',
    'The dialect comes from the adapter of the repository, else from the drivers in `mix.exs`.',
  ],
  filePatterns: ['priv/*/migrations/**/[0-9]*_*.exs'],
  extensions: ['.exs', '.ex'],
  down: 'The function `down`; Ecto turns `change` round command by command, and raises for those that say too little.',
  runner: ectoRunner,
  find: async (view) => (await import('./find-ecto.js')).findEcto(view),
  read: async (set, view) => (await import('./read-ecto.js')).readEcto(set, view),
};
