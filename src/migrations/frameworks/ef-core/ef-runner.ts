import type { MigrationSet, RunnerModel, TransactionPlacement } from '../../../model/migration.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import { manifestsOf } from '../../finding/manifests.js';
import { nearestTo } from '../../finding/nearest.js';
import { placementOn } from '../../transaction-placement.js';

/**
 * EF Core puts the commands of a migration into a transaction, except those that suppress it. Version 9 has one transaction for all
 * pending migrations (dotnet/efcore#35096), 10 has one for each again (dotnet/efcore#36662). From 9 on it takes a lock on the database
 * first (https://learn.microsoft.com/ef/core/managing-schemas/migrations/applying#migration-locking).
 */
export const efRunner: RunnerModel = {
  transaction: 'per-migration',
  transactionSwitch: '`migrationBuilder.Sql(…, suppressTransaction: true)`, statement by statement',
  holdsLock: true,
};

/** The runner of a set, as the version of EF Core that its project asks for runs it; without one as the newest does. */
export async function efRunnerOf(set: MigrationSet, view: RepositoryView): Promise<RunnerModel> {
  const version = await versionFor(set.directory, view);
  const wanted: TransactionPlacement = version === 9 ? 'all-migrations' : 'per-migration';
  return {
    ...efRunner,
    transaction: placementOn(set.dialect, wanted),
    holdsLock: version === undefined || version >= 9,
  };
}

/** Packages whose major version is EF Core's own. */
const numbered =
  /^(Microsoft\.EntityFrameworkCore(\.\w+)*|Npgsql\.EntityFrameworkCore\.PostgreSQL|Pomelo\.EntityFrameworkCore\.MySql)$/i;

async function versionFor(directory: string, view: RepositoryView): Promise<number | undefined> {
  const versions = (await manifestsOf(view)).flatMap(({ file, dependencies }) => {
    const majors = [...dependencies].flatMap(([name, version]) => {
      const major = numbered.test(name) ? /^\[?(\d+)\./.exec(version)?.[1] : undefined;
      return major === undefined ? [] : [Number(major)];
    });
    return majors.length === 0 ? [] : [{ file, major: Math.max(...majors) }];
  });
  const nearest = new Set(nearestTo(versions, directory).map(({ major }) => major));
  return nearest.size === 1 ? [...nearest][0] : undefined;
}
