import type { RepositoryView } from '../../../model/repository-view.js';
import type { MigrationClaim } from '../../framework.js';
import { claimFolders } from '../../claim-folders.js';
import type { FoundFolder } from '../../claim-folders.js';
import { nearestTo } from '../../finding/nearest.js';
import { mentionedDirectory } from '../../finding/mentions.js';
import { directoryOf, resolveFrom } from '../../finding/paths.js';
import { migrationFolders } from './migration-folders.js';
import { phinxSettings } from './phinx-settings.js';
import { matchesPathPattern } from '../../../syntax/path-pattern.js';
import type { PhinxSettings } from './phinx-settings.js';

/** Finds the folders that Phinx's configuration names, and others whose files derive from its class. */
export async function findPhinx(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const candidates = await migrationFolders(view);
  if (candidates.length === 0) return [];
  const settings = await phinxSettings(view);
  const directories = candidates.map(({ directory }) => directory);
  const folders: FoundFolder[] = [];
  for (const { directory, files, bases } of candidates) {
    const named = settings.find((one) => namesFolder(one, directory, directories));
    // CakePHP's class is Phinx's, too: such a folder is CakePHP's unless a configuration of Phinx names it.
    if (bases.has('cakephp') || (!bases.has('phinx') && !named)) continue;
    const nearest = named ?? nearestTo(settings, directory)[0];
    folders.push({
      directory,
      files,
      strength: named ? 'configured' : 'signature',
      reason: named ? `${named.file} names the folder` : `its files derive from Phinx's AbstractMigration`,
      ...(nearest?.dialect !== undefined && {
        [named ? 'settings' : 'hints']: [
          { file: nearest.file, dialect: nearest.dialect, reason: `${nearest.file} sets the adapter` },
        ],
      }),
    });
  }
  return claimFolders('phinx', folders, view);
}

/** Whether a configuration names a folder: by its path, or by a pattern of `glob`. */
function namesFolder(
  { file, paths }: PhinxSettings,
  directory: string,
  candidates: readonly string[],
): boolean {
  return paths.some((path) => {
    const plain = path.replace(/^%%PHINX_CONFIG_DIR%%\/?/, '').replace(/^\.\//, '');
    const home = directoryOf(file);
    if (/[*?{]/.test(plain)) {
      const pattern = resolveFrom(home, plain);
      return pattern !== undefined && matchesPathPattern(pattern, directory);
    }
    return mentionedDirectory(plain === '' ? '.' : plain, file, candidates) === directory;
  });
}
