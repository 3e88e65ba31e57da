import type { Migration } from '../../../model/migration.js';
import type { InService } from '../../../model/service.js';
import type { EvidenceSignal, LocatedMatch } from '../../signal.js';
import { orders, postgresqlMigrations } from './examples.js';

const question = 'migrations';

/** Migrations that change something and could be undone: the others say nothing about a way back. */
function changing(migrations: readonly InService<Migration>[]): readonly InService<Migration>[] {
  return migrations.filter((migration) =>
    migration.operations.some((operation) => operation.direction === 'up'),
  );
}

function match(migration: InService<Migration>, text: string): LocatedMatch {
  return { span: migration.span, text, confidence: 'high', service: migration.service };
}

export const migrationHasDown: EvidenceSignal = {
  id: 'migration-has-down',
  question,
  stance: 'supports',
  meaning: 'The way back is written or can be derived by the framework.',
  recognition:
    'A down file, section or method with operations, or a change that the framework can turn round.',
  guards: [
    'A way back that does nothing is none.',
    'A derived way back counts only when the framework can turn every step round.',
  ],
  seen: [
    { title: 'a written way back', files: postgresqlMigrations(orders) },
    {
      title: 'a change that Rails can turn round',
      files: rails('    add_column :orders, :total, :integer\n'),
    },
  ],
  unseen: [
    {
      title: 'a way back that does nothing',
      files: postgresqlMigrations('CREATE TABLE orders (id bigint PRIMARY KEY);|-- nothing to do'),
    },
    { title: 'a change that Rails cannot turn round', files: rails('    remove_column :orders, :total\n') },
  ],
  detect: ({ migrations }) =>
    changing(migrations)
      .filter(
        (migration) =>
          migration.down === 'explicit' ||
          (migration.down === 'inferred' && migration.downProblems.length === 0),
      )
      .map((migration) => match(migration, `${migration.name} has a way back (${migration.down})`)),
};

export const migrationWithoutDown: EvidenceSignal = {
  id: 'migration-without-down',
  question,
  stance: 'contradicts',
  meaning: 'The framework has a way back and this migration does not use it.',
  recognition: 'The down is missing, empty, or cannot be derived.',
  guards: [
    'Frameworks without a way back (Prisma, Flyway community) are not counted.',
    'Nor is a migration that says on purpose that it cannot be undone.',
  ],
  seen: [
    {
      title: 'no way back',
      files: postgresqlMigrations(orders, 'ALTER TABLE orders ADD COLUMN state text;'),
    },
    { title: 'a change that Rails cannot turn round', files: rails('    remove_column :orders, :total\n') },
  ],
  unseen: [
    { title: 'a written way back', files: postgresqlMigrations(orders) },
    {
      title: 'Prisma, which has no way back',
      files: {
        'prisma/schema.prisma':
          'datasource db {\n  provider = "postgresql"\n  url = env("DATABASE_URL")\n}\n',
        'prisma/migrations/migration_lock.toml': 'provider = "postgresql"\n',
        'prisma/migrations/20240101000000_orders/migration.sql':
          'CREATE TABLE "orders" ("id" BIGINT NOT NULL PRIMARY KEY);\n',
      },
    },
    {
      title: 'Rails: it says that it cannot be undone',
      files: rails(
        '    drop_table :orders\n  end\n\n  def down\n    raise ActiveRecord::IrreversibleMigration\n',
        'up',
      ),
    },
  ],
  detect: ({ migrations }) =>
    changing(migrations).flatMap((migration) => {
      if (migration.down === 'none') return [match(migration, `${migration.name} has no way back`)];
      if (migration.down === 'noop')
        return [match(migration, `${migration.name} has a way back that does nothing`)];
      const [problem] = migration.down === 'inferred' ? migration.downProblems : [];
      return problem
        ? [
            {
              ...match(migration, `${migration.name} cannot be turned round: ${problem.text}`),
              span: problem.span,
            },
          ]
        : [];
    }),
};

/** A Rails application with one migration. */
function rails(body: string, method = 'change'): Readonly<Record<string, string>> {
  return {
    Gemfile: "gem 'rails'\ngem 'pg'\n",
    'config/database.yml': 'production:\n  adapter: postgresql\n',
    'db/migrate/20240101000000_change_orders.rb': `class ChangeOrders < ActiveRecord::Migration[7.1]\n  def ${method}\n${body}  end\nend\n`,
  };
}
