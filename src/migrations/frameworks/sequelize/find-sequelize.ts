import type { RepositoryView } from '../../../model/repository-view.js';
import type { MigrationClaim } from '../../framework.js';
import { exportsUp, findPrograms } from '../../javascript/find-programs.js';
import { sequelizeSettings } from './sequelize-settings.js';

const usesInterface = /\bqueryInterface\b|\bQueryInterface\b/;
/** Umzug's migrations get a `context`, of whatever kind. */
const usesContext =
  /\bcontext\b[^]{0,4000}\b(?:createTable|addColumn|removeColumn|changeColumn|addIndex|dropTable|bulkInsert|sequelize|query)\b/;
const others = /\bMigrationInterface\b|\bpgm\b|['"]kysely['"]|\bKnex\b/;

/** Finds the folders of sequelize-cli and of Umzug with Sequelize. */
export async function findSequelize(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  return findPrograms(view, {
    framework: 'sequelize',
    packages: /^(sequelize|sequelize-cli|umzug|sequelize-typescript|@sequelize\/core)$/,
    fits: (text) =>
      exportsUp.test(text) && (usesInterface.test(text) || usesContext.test(text)) && !others.test(text),
    isCertain: (text) => exportsUp.test(text) && /\bup\b[^\n]{0,60}\bqueryInterface\b/i.test(text),
    settings: sequelizeSettings,
  });
}
