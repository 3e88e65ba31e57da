import type { Dialect } from '../../../model/migration.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import { compareText } from '../../../model/source-span.js';
import type { DialectEvidence } from '../../dialect/dialect-evidence.js';
import { dialectOfName } from '../../dialect/dialect-names.js';
import { dialectOfSet } from '../../dialect/dialect-of-set.js';
import { manifestsOf } from '../../finding/manifests.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { baseName } from '../../finding/paths.js';
import { filesByDirectory } from '../../finding/product-files.js';
import type { MigrationClaim } from '../../framework.js';
import { definesMigration, isForMongo } from './migration-source.js';

/** MikroORM's drivers are packages: https://mikro-orm.io/docs/usage-with-sql */
const drivers = oncePerView(async (view: RepositoryView): Promise<readonly DialectEvidence[]> => {
  const manifests = await manifestsOf(view);
  return manifests.flatMap(({ file, dependencies }) =>
    [...dependencies.keys()].flatMap((name) => {
      const dialect = driverOf(name);
      return dialect === undefined ? [] : [{ file, dialect, reason: `${file} depends on ${name}` }];
    }),
  );
});

function driverOf(dependency: string): Dialect | undefined {
  const [, name] = /^@mikro-orm\/(?:better-)?(\w+)$/.exec(dependency) ?? [];
  return name === undefined || name === 'mongodb' ? undefined : dialectOfName(name);
}

/** Finds the folders whose files hold migrations of MikroORM. */
export async function findMikroOrm(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const claims: MigrationClaim[] = [];
  for (const [directory, entries] of filesByDirectory(view)) {
    const sets = new Map<'sql' | 'mongodb', string[]>();
    for (const { path } of entries) {
      if (!isCandidate(path)) continue;
      const source = await view.read(path);
      if (!source || !definesMigration(source)) continue;
      const kind = isForMongo(source) ? 'mongodb' : 'sql';
      sets.set(kind, [...(sets.get(kind) ?? []), path]);
    }
    for (const [kind, files] of sets) {
      const dialect =
        kind === 'mongodb'
          ? ({
              dialect: 'mongodb',
              dialectReason: 'they are migrations of @mikro-orm/migrations-mongodb',
            } as const)
          : await dialectOfSet({ directory, files, hints: await drivers(view) }, view);
      claims.push({
        framework: 'mikro-orm',
        directory,
        ...dialect,
        reason: `${baseName(files[0] ?? '')} derives from MikroORM's Migration`,
        strength: 'signature',
        files: files.toSorted((one, other) => compareText(baseName(one), baseName(other))),
      });
    }
  }
  return claims;
}

function isCandidate(path: string): boolean {
  return (
    /migrat/i.test(path) &&
    /\.[cm]?[jt]s$/.test(path) &&
    !/\.d\.[cm]?ts$|[.-](test|spec)\.[cm]?[jt]s$/.test(path)
  );
}
