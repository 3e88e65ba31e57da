import type { RepositoryView } from '../../../model/repository-view.js';
import { compareText } from '../../../model/source-span.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { baseName } from '../../finding/paths.js';
import { filesByDirectory } from '../../finding/product-files.js';
import { baseOf, phinxName } from './migration-file.js';

/** A folder with migrations of Phinx or CakePHP. */
export interface MigrationFolder {
  readonly directory: string;
  /** In the order of their versions. */
  readonly files: readonly string[];
  /** Whose base classes its files derive from. */
  readonly bases: ReadonlySet<'phinx' | 'cakephp' | 'house'>;
}

/** All folders whose files look like migrations of Phinx or CakePHP, by name and content. */
export const migrationFolders = oncePerView(
  async (view: RepositoryView): Promise<readonly MigrationFolder[]> => {
    const folders: MigrationFolder[] = [];
    for (const [directory, entries] of filesByDirectory(view)) {
      const files: string[] = [];
      const bases = new Set<'phinx' | 'cakephp' | 'house'>();
      for (const { path } of entries) {
        if (!phinxName.test(baseName(path))) continue;
        const source = await view.read(path);
        const base = source && baseOf(source.text);
        if (!base) continue;
        files.push(path);
        bases.add(base);
      }
      if (files.length > 0) folders.push({ directory, bases, files: files.toSorted(byVersion) });
    }
    return folders;
  },
);

function byVersion(one: string, other: string): number {
  const [left, right] = [versionOf(one), versionOf(other)];
  return left.length - right.length || compareText(left, right) || compareText(one, other);
}

function versionOf(path: string): string {
  return (phinxName.exec(baseName(path))?.[1] ?? '').replace(/^0+/, '');
}
