import type { RepositoryView } from '../../../model/repository-view.js';
import type { DialectEvidence } from '../../dialect/dialect-evidence.js';
import { dialectOfUrl } from '../../dialect/dialect-names.js';
import { dialectOfSet } from '../../dialect/dialect-of-set.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { baseName } from '../../finding/paths.js';
import { filesByDirectory, productFiles } from '../../finding/product-files.js';
import type { MigrationClaim } from '../../framework.js';

/** `0_20240131120000_init.py`: a number that counts up, the time, a name (aerich/migrate.py, `generate_version`). */
export const aerichName = /^(\d+)_(?:(\d{14})_)?(\w+)\.py$/;

const ownImport = /\bfrom\s+tortoise\b[^\n]*\bBaseDBAsyncClient\b/;
const upgrade = /^(?:async\s+)?def\s+upgrade\s*\(/m;

/** Finds the folders whose files give Tortoise SQL to run. */
export async function findAerich(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const claims: MigrationClaim[] = [];
  for (const [directory, entries] of filesByDirectory(view)) {
    const files: string[] = [];
    for (const { path } of entries) {
      if (!aerichName.test(baseName(path))) continue;
      const text = (await view.read(path))?.text ?? '';
      if (ownImport.test(text) && upgrade.test(text)) files.push(path);
    }
    const [sample] = files;
    if (sample === undefined) continue;
    const order = files.toSorted((one, other) => numberOf(one) - numberOf(other));
    claims.push({
      framework: 'aerich',
      directory,
      ...(await dialectOfSet({ directory, files: order, hints: await connections(view) }, view)),
      reason: `${baseName(sample)} takes a client of Tortoise`,
      strength: 'signature',
      files: order,
    });
  }
  return claims;
}

function numberOf(path: string): number {
  return Number(aerichName.exec(baseName(path))?.[1] ?? 0);
}

/** The connection URLs of TORTOISE_ORM; a URL of SQLite is most often the default of a developer. */
const connections = oncePerView(async (view: RepositoryView): Promise<readonly DialectEvidence[]> => {
  const found: DialectEvidence[] = [];
  for (const { path } of productFiles(view)) {
    if (!/(^|\/)[\w-]*(?:settings|config|database|db|main|tortoise)[\w-]*\.py$/.test(path)) continue;
    const text = (await view.read(path))?.text ?? '';
    if (!/tortoise/i.test(text) || text.length > 200_000) continue;
    for (const [, url = ''] of text.matchAll(
      /["'](?:f?)((?:asyncpg|psycopg|postgres|postgresql|mysql|mssql|oracle):\/\/)/g,
    )) {
      const dialect = dialectOfUrl(`${url.replace(/^(?:asyncpg|psycopg):/, 'postgres:')}x`);
      if (dialect !== undefined) found.push({ file: path, dialect, reason: `${path} names its database` });
    }
  }
  return found;
});
