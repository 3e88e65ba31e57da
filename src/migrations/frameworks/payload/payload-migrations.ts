import type { Dialect, Migration, MigrationSet } from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { MigrationClaim } from '../../framework.js';
import { exportsUp, findPrograms } from '../../javascript/find-programs.js';
import { hostValue } from '../../javascript/program-object.js';
import { readPrograms } from '../../javascript/read-programs.js';
import { sqlTag } from '../../javascript/sql-tag.js';
import { placementOn } from '../../transaction-placement.js';
import { PayloadArguments } from './connection.js';
import { payloadRunner } from './payload-runner.js';

const adapter = /['"]@payloadcms\/db-([\w-]+)['"]/;

const adapters: Readonly<Record<string, Dialect>> = {
  postgres: 'postgresql',
  'vercel-postgres': 'postgresql',
  sqlite: 'sqlite',
  'd1-sqlite': 'sqlite',
  mongodb: 'mongodb',
};

/** Finds the folders of Payload; the adapter that a migration imports tells the database. */
export async function findPayload(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const fits = (text: string): boolean => exportsUp.test(text) && adapter.test(text);
  const claims = await findPrograms(view, {
    framework: 'payload',
    packages: /^payload$|^@payloadcms\//,
    fits,
    isCertain: fits,
    settings: async () => Promise.resolve({ directories: [], dialects: [] }),
  });
  const settled: MigrationClaim[] = [];
  for (const claim of claims) {
    const [sample = ''] = claim.files;
    const name = adapter.exec((await view.read(sample))?.text ?? '')?.[1] ?? '';
    const dialect = adapters[name];
    settled.push(
      dialect === undefined
        ? claim
        : { ...claim, dialect, dialectReason: `its migrations import @payloadcms/db-${name}` },
    );
  }
  return settled;
}

/** Reads the migrations of a folder of Payload. */
export async function readPayload(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  return readPrograms(set, view, {
    runner: { ...payloadRunner, transaction: placementOn(set.dialect, 'per-migration') },
    given: () => [hostValue(new PayloadArguments())],
    packages: (callee, call) => sqlTag(callee, /^@payloadcms\/|^drizzle-orm$/, call),
  });
}
