import type { Migration, MigrationSet } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import { directoryOf, isWithin } from '../../finding/paths.js';
import { readMongoPrograms } from '../../mongo/read-mongo-programs.js';
import { migrateMongoSettings } from './migrate-mongo-settings.js';
import { migrateMongoRunner } from './migrate-mongo-runner.js';

/** Reads the migrations of a folder of migrate-mongo. */
export async function readMigrateMongo(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const settings = await migrateMongoSettings(view);
  const governs = (file: string): boolean => isWithin(set.directory, directoryOf(file));
  const reading = await readMongoPrograms(set, view, {
    ...migrateMongoRunner,
    holdsLock: settings.withLock.some(governs),
  });
  if (!settings.withFileHash.some(governs)) return reading;
  return { ...reading, facts: reading.facts.map((migration) => ({ ...migration, phase: 'repeatable' })) };
}
