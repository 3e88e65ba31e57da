import type { CodeFile } from '../../../src/syntax/code/code-file.js';
import { CodeIndex } from '../../../src/syntax/code/code-index.js';
import { inMemoryRepository } from '../../in-memory-repository.js';

/** One file of a small repository as a CodeFile, linked with the others. */
export async function codeOf(files: Readonly<Record<string, string>>, path: string): Promise<CodeFile> {
  const code = await new CodeIndex(inMemoryRepository(files), () => true).file(path);
  if (!code) throw new Error(`${path} was not read`);
  return code;
}

/** The targets of all calls of a file, in order. */
export async function targetsIn(
  files: Readonly<Record<string, string>>,
  path: string,
): Promise<readonly string[]> {
  return (await codeOf(files, path)).calls.map(({ target }) => target);
}
