import type { Migration, MigrationSet } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { MigrationClaim } from '../../framework.js';
import { exportsUp, findPrograms } from '../../javascript/find-programs.js';
import { hostValue } from '../../javascript/program-object.js';
import { readPrograms } from '../../javascript/read-programs.js';
import { sqlTag } from '../../javascript/sql-tag.js';
import { placementOn } from '../../transaction-placement.js';
import { KyselyConnection } from './connection.js';
import { kyselyRunner } from './kysely-runner.js';

const importsKysely = /from\s+['"]kysely['"]|require\(\s*['"]kysely['"]\s*\)/;
const usesSchema =
  /\bdb\s*\.?\s*\.schema\b|\.schema\s*\.\s*(?:create|alter|drop)\w+\([^]{0,4000}?\.execute\(\)|\bsql`[^]{0,8000}?`\s*\.execute\(/;

/** Finds the folders of Kysely. */
export async function findKysely(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  return findPrograms(view, {
    framework: 'kysely',
    packages: /^kysely/,
    fits: (text) => exportsUp.test(text) && (importsKysely.test(text) || usesSchema.test(text)),
    isCertain: (text) => exportsUp.test(text) && importsKysely.test(text),
    settings: async () => Promise.resolve({ directories: [], dialects: [] }),
  });
}

/** Reads the migrations of a folder of Kysely. */
export async function readKysely(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  return readPrograms(set, view, {
    runner: { ...kyselyRunner, transaction: placementOn(set.dialect, 'all-migrations') },
    given: () => [hostValue(new KyselyConnection())],
    packages: (callee, call) => sqlTag(callee, /^kysely$/, call),
  });
}
