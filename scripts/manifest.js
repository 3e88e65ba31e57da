// Writes oclif.manifest.json: the commands with their flags and texts, so that starting lintel loads none of them but the one that runs.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Plugin } from '@oclif/core';

const root = fileURLToPath(new URL('..', import.meta.url));
const plugin = new Plugin({
  root,
  type: 'core',
  ignoreManifest: true,
  errorOnManifestCreate: true,
  respectNoCacheDefault: true,
});
await plugin.load();
const commands = Object.fromEntries(
  Object.entries(plugin.manifest.commands).toSorted(([a], [b]) => (a < b ? -1 : 1)),
);
writeFileSync(
  `${root}/oclif.manifest.json`,
  `${JSON.stringify({ ...plugin.manifest, commands }, undefined, 2)}\n`,
);
