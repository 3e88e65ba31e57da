import type { RepositoryView } from '../../../model/repository-view.js';
import type { MigrationClaim } from '../../framework.js';
import { findMongoPrograms } from '../../mongo/find-mongo-programs.js';
import { migrateMongoSettings } from './migrate-mongo-settings.js';

/** Finds the folders of migrate-mongo, and of mongo-migrate-ts, which runs classes with the same `up(db)`. */
export async function findMigrateMongo(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  return findMongoPrograms(view, {
    framework: 'migrate-mongo',
    packages: /^(migrate-mongo|migrate-mongo-\w+|mongo-migrate-ts|nest-migrate-mongo|migrate-mongo-ts)$/,
    settings: migrateMongoSettings,
    mark: /\bup\b[^\n]{0,60}\(\s*_?db\b[^,\n]{0,20},\s*_?client\b[^]*\.\s*collection\s*\(/,
  });
}
