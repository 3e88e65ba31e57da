import type { MigrationSet } from '../../model/migration.js';
import type { ReportedMigration, ReportedMigrationSet } from '../../model/report.js';

/** The sets with what they hold: migrations, new ones among them, operations, and how many of these were not understood. */
export function reportedSets(
  sets: readonly MigrationSet[],
  migrations: readonly ReportedMigration[],
  serviceAt: (file: string) => string,
): readonly ReportedMigrationSet[] {
  const byPath = new Map<string, ReportedMigration[]>();
  for (const migration of migrations) {
    const key = `${migration.framework}\u0000${migration.path}`;
    const known = byPath.get(key);
    if (known) known.push(migration);
    else byPath.set(key, [migration]);
  }
  return sets.map((set) => {
    const own = set.files.flatMap((path) => byPath.get(`${set.framework}\u0000${path}`) ?? []);
    const operations = own.flatMap((migration) => migration.operations);
    return {
      ...set,
      service: serviceAt(set.files[0] ?? set.directory),
      migrations: own.length,
      new: own.filter((migration) => migration.new).length,
      operations: operations.length,
      opaque: operations.filter((operation) => operation.kind === 'opaque').length,
    };
  });
}
