import { segmentsOf } from './paths.js';

/** Names of folders whose SQL fills databases for development or tests, or empties and dumps them. */
const seedNames: ReadonlySet<string> = new Set([
  'seed',
  'seeds',
  'seeders',
  'seeding',
  'fixture',
  'fixtures',
  'testdata',
  'test-data',
  'test_data',
  'sampledata',
  'sample-data',
  'sample_data',
  'demo-data',
  'mockdata',
  'dump',
  'dumps',
  'backup',
  'backups',
  'snapshot',
  'snapshots',
]);

/** True for folders of seeds, fixtures and dumps, at any depth. */
export function isSeedFolder(directory: string): boolean {
  return segmentsOf(directory).some((segment) => seedNames.has(segment.toLowerCase()));
}
