import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Pack } from '../model/checklist.js';
import { problemText } from './file-problem.js';
import { parseLocale, type ParsedLocale } from './locale.js';
import { parsePack, readPack } from './parse-pack.js';
import type { ParsedPack, WrittenPack } from './parse-pack.js';

/** The folder `checklists/` of the package; the same from `src/checklist` and from `dist/checklist`. */
const folder = new URL('../../checklists/', import.meta.url);
/** Where the build leaves the packs as they are once they are read. */
const built = new URL('../checklists/', import.meta.url);

const fileSuffix = '.yaml';

/** Ids of the packs that come with lintel, sorted, each in its file `checklists/<id>.yaml`. */
export function bundledPackIds(): readonly string[] {
  return readdirSync(folder)
    .filter((name) => /^[^.]+\.yaml$/.test(name))
    .map((name) => name.slice(0, -fileSuffix.length))
    .toSorted();
}

/** The packs that come with lintel, sorted by id. */
export function bundledPacks(): readonly Pack[] {
  return bundledPackIds().map((id) => usable(bundledPack(id)));
}

/** The bundled pack with this id, or undefined when there is none. */
export function loadPack(id: string): Pack | undefined {
  // The id comes from a flag or a file; only the grammar of ids keeps it inside the folder.
  if (!/^[a-z][a-z0-9-]*$/.test(id) || !existsSync(new URL(id + fileSuffix, folder))) return undefined;
  return usable(bundledPack(id));
}

/** The locale files that come with lintel: `checklists/<id>.<language>.yaml`. */
export function bundledLocales(): readonly ParsedLocale[] {
  return readdirSync(folder)
    .filter((name) => /^[^.]+\.[^.]+\.yaml$/.test(name))
    .toSorted()
    .map((name) => parseLocale(readFileSync(new URL(name, folder), 'utf8'), `checklists/${name}`));
}

/** A bundled pack by an id of `bundledPackIds`, as its file has it. */
export function bundledPack(id: string): ParsedPack {
  const name = id + fileSuffix;
  const file = `checklists/${name}`;
  const parsed = (): ParsedPack => parsePack(readFileSync(new URL(name, folder), 'utf8'), file);
  const kept = new URL(`${id}.json`, built);
  if (!existsSync(kept)) return parsed();
  const written: WrittenPack = JSON.parse(readFileSync(kept, 'utf8'));
  let whole: ParsedPack | undefined;
  return readPack(written, file, (pointer) => (whole ??= parsed()).lineOf(pointer));
}

function usable(parsed: ParsedPack): Pack {
  if (parsed.pack) return parsed.pack;
  throw new Error(`A bundled pack is damaged.\n${parsed.problems.map(problemText).join('\n')}`);
}
