// Writes the bundled checklists as the program has them after reading: parsing and checking their YAML takes longer than most commands do.
import { mkdirSync, writeFileSync } from 'node:fs';
import { bundledPack, bundledPackIds } from '../build/checklist/bundled-packs.js';

const folder = new URL('../dist/checklists/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const id of bundledPackIds()) {
  const { written, problems } = bundledPack(id);
  if (written === undefined) throw new Error(`checklists/${id}.yaml: ${problems[0]?.message}`);
  writeFileSync(new URL(`${id}.json`, folder), JSON.stringify(written));
}
