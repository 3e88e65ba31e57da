import { bundledPacks, loadPack } from '../checklist/bundled-packs.js';
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
 * Lints a pack file: its form, wording, links, signals, and whether its risk rules decide every combination of answers.
 * @param path of the file, relative to the current directory; absent = all bundled packs.
 * @throws InputError when the file cannot be read.
 */
export async function lintPacks(path?: string): Promise<readonly PackProblem[]> {
  const knownSignals = new Set(signals.map((signal) => signal.id));
  if (path === undefined)
    return bundledPackTexts().flatMap(({ text, file }) => lintPack(parsePack(text, file), { knownSignals }));
  const { folder, name } = splitPath(path);
  const repository = await openRepository(folder);
  try {
    const source = await repository.view.read(name);
    if (source === undefined)
      throw new InputError(`${path} cannot be read`, 'Give the path of a checklist in YAML.');
    return lintPack(parsePack(source.text, path), { knownSignals });
  } finally {
    await repository.close();
  }
}
