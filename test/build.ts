import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What the built program is made of; the manifest is what the build writes last. */
const sources = ['src', 'checklists', 'package.json', 'tsconfig.json', 'scripts'];
const product = 'oclif.manifest.json';

/**
 * Builds the program once before the tests that run it, when a source is younger than the last build. A source that was only deleted
 * makes its folder younger.
 */
export default function setup(): void {
  if (isFresh()) return;
  const script = join(root, 'scripts/build.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { cwd: root, encoding: 'utf8' });
  if (status !== 0)
    throw new Error(`The program could not be built, so it cannot be tested.\n${stdout}${stderr}`);
}

function isFresh(): boolean {
  const built = changed(join(root, product));
  return built !== undefined && sources.every((source) => youngest(join(root, source)) <= built);
}

/** The last change below a path, in milliseconds since 1970. */
function youngest(path: string): number {
  const own = changed(path) ?? Number.POSITIVE_INFINITY;
  if (!statSync(path).isDirectory()) return own;
  return readdirSync(path, { withFileTypes: true, recursive: true }).reduce(
    (latest, entry) => Math.max(latest, changed(join(entry.parentPath, entry.name)) ?? 0),
    own,
  );
}

function changed(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}
