import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Version of this package, as reports name it. */
export function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : '0';
}

/**
 * A digest of the program's own files in some of its folders: it changes whenever the same text may be read otherwise, so that nothing
 * kept from an older reader counts, and nobody has to remember to raise a number.
 * @param folders relative to `src`, e.g. `documents/adr`.
 */
export function readerVersion(...folders: readonly string[]): string {
  const digest = createHash('sha256').update(packageVersion());
  for (const folder of folders) {
    const place = new URL(`../${folder}/`, import.meta.url);
    for (const name of readdirSync(place).toSorted())
      if (/(?<!\.d)\.[jt]s$/.test(name)) digest.update(name).update(readFileSync(new URL(name, place)));
  }
  return digest.digest('hex').slice(0, 32);
}

/**
 * A digest of names, sizes and times of all of the program's own files: cheaper than {@link readerVersion} where nearly all of them matter.
 * It changes with every build and every installation of another version.
 */
export function buildVersion(): string {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const digest = createHash('sha256').update(packageVersion()).update(process.version);
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' }).toSorted()) {
    if (!/(?<!\.d)\.[jt]s$/.test(name)) continue;
    const { size, mtimeMs } = statSync(join(root, name));
    digest.update(JSON.stringify([name, size, mtimeMs]));
  }
  return digest.digest('hex').slice(0, 32);
}
