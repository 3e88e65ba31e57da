import type { Dialect } from '../../../model/migration.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import { compareText } from '../../../model/source-span.js';
import { manifestsOf, type Manifest } from '../../finding/manifests.js';
import { baseName, directoryOf, isWithin, segmentsOf, sharedDepth } from '../../finding/paths.js';
import { productFiles } from '../../finding/product-files.js';
import type { MigrationClaim } from '../../framework.js';
import { changeUnitsOf, isForMongock } from './change-units.js';
import { scanPackages } from './scan-packages.js';

const dependency = /mongock|mongobee|changock/i;
const fittingPath =
  /migrat|change|mongo|upgrade|update|version|initial|setup|seed|patch|(^|[/_-])(db|data|config|log)s?([./_-]|$)/i;

/** Finds the classes of Mongock: those of each module are one set, which is sorted by `order`. */
export async function findMongock(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const users = (await manifestsOf(view)).filter(({ dependencies }) =>
    [...dependencies.keys()].some((name) => dependency.test(name)),
  );
  const modules = new Map<string, string[]>();
  for (const path of await candidates(view, users.length > 0)) {
    const source = await view.read(path);
    if (!source || !isForMongock(source.text) || changeUnitsOf(source).length === 0) continue;
    const module = moduleOf(path);
    const files = modules.get(module);
    if (files) files.push(path);
    else modules.set(module, [path]);
  }
  const claims: MigrationClaim[] = [];
  for (const files of modules.values()) claims.push(await claimOf(files, users, view));
  return claims;
}

/** Programs that may hold change units; in a project that depends on Mongock those that its configuration scans as well. */
async function candidates(view: RepositoryView, isUser: boolean): Promise<readonly string[]> {
  const scanned = isUser ? (await scanPackages(view)).map(({ folder }) => folder) : [];
  return productFiles(view)
    .map(({ path }) => path)
    .filter((path) => /\.(java|kt|groovy)$/.test(path))
    .filter(
      (path) =>
        scanned.some((folder) => `/${directoryOf(path)}/`.includes(`/${folder}/`)) ||
        (isUser ? fittingPath.test(path) : surelyFittingPath.test(path.split('/').slice(-3).join('/'))),
    );
}

/** Where nothing depends on Mongock (a single file, a build that is not read), only what is plainly called a migration is read. */
const surelyFittingPath = /migrat|change-?(log|unit|set)|mongock/i;

/** The part of the path in front of `src`. */
function moduleOf(path: string): string {
  return /^(.*?)(?:^|\/)src\//.exec(path)?.[1] ?? directoryOf(path);
}

async function claimOf(
  files: readonly string[],
  users: readonly Manifest[],
  view: RepositoryView,
): Promise<MigrationClaim> {
  const sorted = await inOrder(files, view);
  const directory = commonDirectory(files);
  const named = (await scanPackages(view)).find(({ folder }) => `/${directory}/`.includes(`/${folder}/`));
  const [user] = users
    .filter(({ file }) => isWithin(directory, directoryOf(file)))
    .toSorted((one, other) => other.file.length - one.file.length);
  return {
    framework: 'mongock',
    directory,
    ...dialectOf(user),
    strength: named ? 'configured' : 'signature',
    reason: named
      ? `${baseName(named.file)} names its package`
      : `${baseName(sorted[0] ?? '')} is written for Mongock`,
    files: sorted,
  };
}

function dialectOf(user: Manifest | undefined): {
  readonly dialect: Dialect;
  readonly dialectReason: string;
} {
  const other = [...(user?.dependencies.keys() ?? [])].find((name) =>
    /mongock.*(dynamodb|couchbase)|(dynamodb|couchbase).*-driver/i.test(name),
  );
  return other === undefined
    ? { dialect: 'mongodb', dialectReason: 'Mongock is for MongoDB' }
    : { dialect: 'unknown', dialectReason: `the project depends on ${other}` };
}

/** Files by the first `order` in them, as text (ChangeLogService sorts so). */
async function inOrder(files: readonly string[], view: RepositoryView): Promise<readonly string[]> {
  const orders = new Map<string, string>();
  for (const path of files) {
    const source = await view.read(path);
    const units = source ? changeUnitsOf(source).map(({ order }) => order) : [];
    orders.set(path, units.toSorted(compareText)[0] ?? '');
  }
  return files.toSorted(
    (one, other) => compareText(orders.get(one) ?? '', orders.get(other) ?? '') || compareText(one, other),
  );
}

function commonDirectory(files: readonly string[]): string {
  const directories = files.map(directoryOf);
  const [first = '.'] = directories;
  const depth = Math.min(
    ...directories.map((directory) =>
      directory === first ? segmentsOf(first).length : sharedDepth(first, directory),
    ),
  );
  return segmentsOf(first).slice(0, depth).join('/') || '.';
}
