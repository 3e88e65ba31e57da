import type { RunnerModel } from '../../../model/migration.js';

/**
 * Drizzle runs all pending migrations in one transaction and knows no way out of it (drizzle-team/drizzle-orm,
 * `drizzle-orm/src/pg-core/dialect.ts`, migrate; the same in mysql-core and sqlite-core; one batch for D1 and libSQL). The migrators of
 * drivers that talk HTTP have no transaction (`neon-http/migrator.ts`, `xata-http/migrator.ts`). It takes no lock. `drizzle-kit push`
 * runs no migrations.
 */
export const drizzleRunner: RunnerModel = { transaction: 'all-migrations', holdsLock: false };
