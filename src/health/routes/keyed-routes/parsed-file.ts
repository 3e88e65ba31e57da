import type { Skipped } from '../../../model/skipped.js';
import type { CodeFile } from '../../../syntax/code/code-file.js';
import type { CodeIndex } from '../../../syntax/code/code-index.js';
import { ParseTimeout } from '../../../syntax/tree-sitter.js';

/** A program file; one that takes too long to parse is noted as skipped. */
export async function parsedFile(
  index: CodeIndex,
  path: string,
  skipped: Skipped[],
): Promise<CodeFile | undefined> {
  try {
    return await index.file(path);
  } catch (error) {
    if (!(error instanceof ParseTimeout)) throw error;
    skipped.push({ file: path, reason: 'parse-error', detail: error.message });
    return undefined;
  }
}
