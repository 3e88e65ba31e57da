import type { RepositoryView } from '../../../model/repository-view.js';
import { claimFolders } from '../../claim-folders.js';
import type { FoundFolder } from '../../claim-folders.js';
import { databaseUrls } from '../../dialect/database-urls.js';
import type { MigrationClaim } from '../../framework.js';
import { migrationFolders } from '../phinx/migration-folders.js';
import { cakeSettings } from './cake-settings.js';

/** Finds the migrations of a CakePHP application and of its plugins, each a set of its own. */
export async function findCakephp(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const folders: FoundFolder[] = [];
  for (const { directory, files, bases } of await migrationFolders(view)) {
    const isCustom = /(^|\/)config\/\w*Migrations\w*$/i.test(directory);
    if (!bases.has('cakephp') && !(isCustom && bases.has('house'))) continue;
    const { driver } = await cakeSettings(view, directory);
    folders.push({
      directory,
      files,
      strength: bases.has('cakephp') ? 'signature' : 'path',
      reason: bases.has('cakephp')
        ? "its files derive from the AbstractMigration or BaseMigration of CakePHP's migrations"
        : 'the folder is where CakePHP looks for migrations',
      hints: [...(driver ? [driver] : []), ...(await databaseUrls(view))],
    });
  }
  return claimFolders('cakephp', folders, view);
}
