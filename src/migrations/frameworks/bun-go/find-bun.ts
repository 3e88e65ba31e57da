import type { RepositoryView } from '../../../model/repository-view.js';
import { compareText } from '../../../model/source-span.js';
import { dialectOfSet } from '../../dialect/dialect-of-set.js';
import { baseName } from '../../finding/paths.js';
import { filesByDirectory } from '../../finding/product-files.js';
import type { MigrationClaim } from '../../framework.js';
import { parseBunName } from './bun-name.js';

const registers = /\b\w+\.(?:Must)?Register\(/;

/** Finds the folders whose Go files register themselves with bun's migrator. */
export async function findBun(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const claims: MigrationClaim[] = [];
  for (const [directory, entries] of filesByDirectory(view)) {
    const files: string[] = [];
    for (const { path } of entries) {
      if (!parseBunName(baseName(path))) continue;
      const text = (await view.read(path))?.text;
      if (text !== undefined && text.includes('github.com/uptrace/bun') && registers.test(text))
        files.push(path);
    }
    const [sample] = files;
    if (sample === undefined) continue;
    claims.push({
      framework: 'bun-go',
      directory,
      ...(await dialectOfSet({ directory, files: [] }, view)),
      reason: `${baseName(sample)} registers itself with bun's migrator`,
      strength: 'signature',
      files: files.toSorted((one, other) => compareText(baseName(one), baseName(other))),
    });
  }
  return claims;
}
