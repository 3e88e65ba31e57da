import { basename, dirname } from 'node:path';
import { bundledPacks, loadPack, parsedBundledPacks } from '../checklist/bundled-packs.js';
import type { FileProblem } from '../checklist/file-problem.js';
import { lintPack } from '../checklist/lint-pack.js';
import { parsePack } from '../checklist/parse-pack.js';
import { signals } from '../evidence/registry.js';
import type { Pack } from '../model/checklist.js';
import { InputError } from '../model/input-error.js';
import { openRepository } from '../repository/open.js';

/** The packs that come with lintel. */
export function listPacks(): readonly Pack[] {
  return bundledPacks();
}

/**
 * A pack by its id.
 * @throws InputError when there is none.
 */
export function packOf(id: string): Pack {
  const pack = loadPack(id);
  if (pack === undefined) {
    const known = bundledPacks().map((bundled) => bundled.id);
    throw new InputError(`there is no checklist "${id}"`, `Checklists are: ${known.join(', ')}.`);
  }
  return pack;
}

/** What is wrong with a pack. */
export type PackProblem = FileProblem;

/**
 * Lints checklists: their form, wording, links, signals, and whether their risk rules decide every combination of answers.
 * @param path of a file; absent = all bundled packs.
 * @throws InputError when the file cannot be read.
 */
export async function lintPacks(path?: string): Promise<readonly PackProblem[]> {
  const knownSignals = new Set(signals.map((signal) => signal.id));
  const parsed = path === undefined ? parsedBundledPacks() : [parsePack(await textOf(path), path)];
  return parsed.flatMap((pack) => lintPack(pack, { knownSignals }));
}

async function textOf(path: string): Promise<string> {
  const repository = await openRepository(dirname(path));
  try {
    const source = await repository.view.read(basename(path));
    if (source !== undefined) return source.text;
    throw new InputError(`${path} cannot be read`, 'Give the path of a checklist in YAML.');
  } finally {
    await repository.close();
  }
}
