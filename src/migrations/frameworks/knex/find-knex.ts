import type { RepositoryView } from '../../../model/repository-view.js';
import type { MigrationClaim } from '../../framework.js';
import { exportsUp, findPrograms } from '../../javascript/find-programs.js';
import { knexSettings } from './knex-settings.js';

const usesKnex =
  /\bknex\b|\bKnex\b|\.schema\s*\.\s*(?:hasTable|hasColumn|createTable|alterTable|table|dropTable|dropTableIfExists|renameTable|raw|withSchema)\b/;
/** Other tools whose migrations export `up` as well. */
const others =
  /\bqueryInterface\b|\bpgm\b|\bMigrationInterface\b|['"]kysely['"]|['"]node-pg-migrate['"]|@mikro-orm|@payloadcms|\bQueryRunner\b|\.schema\s*\.\s*\w+\([^]{0,4000}?\.execute\(\)/;
const knexParameter =
  /\bup\s*[=:(]?[^\n]{0,40}\(\s*(?:\{[^}]{0,80}\}\s*:\s*)?(?:knex|trx)\b|\bup\b[^\n]{0,80}:\s*Knex\b|\bimport\s+(?:type\s+)?(?:\{[^}]{0,80}\bKnex\b|\*\s+as\s+Knex)|from\s+['"]knex['"]/;
/** What knex-migrator's migrations of Ghost make with the helpers of their project. */
const made = /\bmodule\.exports\s*=\s*\w+\s*\(|\bmodule\.exports\.up\b/;

function fits(text: string): boolean {
  return exportsUp.test(text) && usesKnex.test(text) && !others.test(text);
}

/** Finds the folders of Knex, wherever they lie. */
export async function findKnex(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  return findPrograms(view, {
    framework: 'knex',
    packages: /^(knex|objection|knex-migrator|@strapi\/strapi|strapi|@directus\/\w+|directus)$/,
    fits: (text) => fits(text) || (made.test(text) && /migrat|knex/i.test(text) && !others.test(text)),
    isCertain: (text) => fits(text) && knexParameter.test(text),
    settings: knexSettings,
  });
}
