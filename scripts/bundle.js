import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { rolldown } from 'rolldown';

/** Modules that find files of the package by their own place stand so deep, in `src` as in `dist`: `room/module.js`, `chunks/chunk.js`. */
const depth = 2;

/**
 * Bundles the compiled program in `build` into `dist`: the commands and hooks where oclif looks for them, the modules that find files of the
 * package by their own place as files of their own, and chunks of all they share. Dependencies stay packages.
 */
export async function bundle(root) {
  const { oclif } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const build = join(root, 'build');
  const modules = readdirSync(build, { recursive: true, encoding: 'utf8' })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => path.endsWith('.js'));
  const hooks = new Set(Object.values(oclif.hooks).map((path) => path.replace('./dist/', '')));
  const entries = modules.filter(
    (path) =>
      hooks.has(path) ||
      isCommand(path, oclif.commands.globPatterns) ||
      readFileSync(join(build, path), 'utf8').includes('import.meta.url'),
  );
  const input = Object.fromEntries(entries.map((path) => [path.slice(0, -'.js'.length), join(build, path)]));
  const bundled = await rolldown({
    input,
    platform: 'node',
    external: /^(?![./]|[A-Za-z]:[\\/])/,
    preserveEntrySignatures: 'strict',
  });
  const { output } = await bundled.write({
    dir: join(root, 'dist'),
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
  });
  const astray = output.find(
    ({ fileName, code }) => code?.includes('import.meta.url') && fileName.split('/').length !== depth,
  );
  if (astray)
    throw new Error(
      `${astray.fileName} finds files by its place, which the bundle has moved to another depth`,
    );
}

/** Whether oclif's settings name a module as a command; of globs, lintel uses `**` + suffix, `!file` and `!folder/**`. */
function isCommand(path, globs) {
  const folder = 'commands/';
  const name = path.slice(folder.length);
  const excluded = globs.filter((glob) => glob.startsWith('!')).map((glob) => glob.slice(1));
  return (
    path.startsWith(folder) &&
    !excluded.some((glob) => (glob.endsWith('/**') ? name.startsWith(glob.slice(0, -2)) : name === glob))
  );
}
