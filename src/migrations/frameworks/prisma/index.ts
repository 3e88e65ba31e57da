import type { MigrationFramework } from '../../framework.js';
import { prismaRunner } from './prisma-runner.js';

export const prisma: MigrationFramework = {
  name: 'prisma',
  title: 'Prisma Migrate',
  homepage: 'https://www.prisma.io/docs/orm/prisma-migrate',
  recognition: [
    'A folder of `<name>/migration.sql`, at any depth, that `prisma.config.ts` names, that holds `migration_lock.toml`, or that lies beside a Prisma schema.',
    'Without any of these: a project that depends on `prisma`, or names with 14 digits in front. Folders with a `snapshot.json` in each migration are Drizzle’s.',
    'Programs `<14 digits>_<name>/migration.ts` in such a folder are listed as data migrations, not read.',
    'The database is the provider in `migration_lock.toml`, else in the schema.',
  ],
  filePatterns: ['**/migrations/*/migration.sql', '**/migrations/migration_lock.toml'],
  down: 'Prisma has none; a hand-written `down.sql` beside `migration.sql` is taken for one.',
  runner: prismaRunner,
  find: async (view) => (await import('./find-prisma.js')).findPrisma(view),
  read: async (set, view) => (await import('./read-prisma.js')).readPrisma(set, view),
};
