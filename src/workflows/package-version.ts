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
 * A digest of names, sizes and times of the program's own files: it changes with every build and every installation of another version, so
 * that nothing kept from an older reader counts, and nobody has to remember to raise a number.
 */
export function buildVersion(): string {
  known ??= digestOfFiles();
  return known;
}

/** Of this process; several caches ask for it. */
let known: string | undefined;

function digestOfFiles(): string {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const digest = createHash('sha256').update(packageVersion()).update(process.version);
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' }).toSorted()) {
    if (!/(?<!\.d)\.[jt]s$/.test(name)) continue;
    const { size, mtimeMs } = statSync(join(root, name));
    digest.update(JSON.stringify([name, size, mtimeMs]));
  }
  return digest.digest('hex').slice(0, 32);
}
