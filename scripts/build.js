// Builds the package. TypeScript is compiled to `build`; what the package holds is made of that: `dist`, the program in chunks instead of some two
// thousand modules, which every start would have to find and load; the bundled checklists, parsed; and the manifest of commands.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.js';

const root = fileURLToPath(new URL('..', import.meta.url));

// So that no file of an earlier layout stays in the package.
for (const path of ['build', 'dist', 'oclif.manifest.json'])
  rmSync(join(root, path), { recursive: true, force: true });
run('node_modules/typescript-native/bin/tsc', '-p', root);
await bundle(root);
run('scripts/checklists.js');
run('scripts/manifest.js');

/** Runs a script of Node; its failure is that of the build. */
function run(script, ...words) {
  const { status } = spawnSync(process.execPath, [join(root, script), ...words], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}
