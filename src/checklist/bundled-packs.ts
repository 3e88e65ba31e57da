import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Pack } from '../model/checklist.js';
import { problemText } from './file-problem.js';
import { parsePack, type ParsedPack } from './parse-pack.js';

/** The folder `checklists/` of the package; the same from `src/checklist` and from `dist/checklist`. */
const folder = new URL('../../checklists/', import.meta.url);

const fileSuffix = '.yaml';

/** The packs that come with lintel, sorted by id, each from its file `checklists/<id>.yaml`. */
export function bundledPacks(): readonly Pack[] {
  return parsedBundledPacks().map(usable);
}

/** The same with their problems and lines, for lint. */
export function parsedBundledPacks(): readonly ParsedPack[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(fileSuffix))
    .toSorted()
    .map(readBundled);
}

/** The bundled pack with this id, or undefined when there is none. */
export function loadPack(id: string): Pack | undefined {
  // The id comes from a flag or a file; only the grammar of ids keeps it inside the folder.
  if (!/^[a-z][a-z0-9-]*$/.test(id) || !existsSync(new URL(id + fileSuffix, folder))) return undefined;
  return usable(readBundled(id + fileSuffix));
}

function readBundled(name: string): ParsedPack {
  return parsePack(readFileSync(new URL(name, folder), 'utf8'), `checklists/${name}`);
}

function usable(parsed: ParsedPack): Pack {
  if (parsed.pack) return parsed.pack;
  throw new Error(`A bundled pack is damaged.\n${parsed.problems.map(problemText).join('\n')}`);
}
