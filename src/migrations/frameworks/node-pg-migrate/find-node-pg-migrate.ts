import type { RepositoryView } from '../../../model/repository-view.js';
import type { MigrationClaim } from '../../framework.js';
import { baseName } from '../../finding/paths.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { productFiles } from '../../finding/product-files.js';
import {
  exportsUp,
  findPrograms,
  type NamedDirectory,
  type ProgramSettings,
} from '../../javascript/find-programs.js';

const usesBuilder = /\bpgm\b|\bMigrationBuilder\b|['"]node-pg-migrate['"]/;
const sqlSections = /^[ \t]*--[ \t-]*(?:up|down)\s+migration/im;

/** Finds the folders of node-pg-migrate. It speaks PostgreSQL only. */
export async function findNodePgMigrate(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const claims = await findPrograms(view, {
    framework: 'node-pg-migrate',
    packages: /^node-pg-migrate$/,
    otherFiles: /^\d+[-_][^]*\.sql$/,
    fits: (text) => (exportsUp.test(text) && usesBuilder.test(text)) || sqlSections.test(text),
    isCertain: (text) => exportsUp.test(text) && /\bpgm\s*\.|['"]node-pg-migrate['"]/.test(text),
    settings: pgMigrateSettings,
  });
  return claims.map((claim) => ({
    ...claim,
    dialect: 'postgresql',
    dialectReason: 'node-pg-migrate is for PostgreSQL only',
  }));
}

/** `--migrations-dir` (`-m`) of scripts, `migrations-dir` of configurations, `dir` of `runner({ dir })`. */
const pgMigrateSettings = oncePerView(async (view: RepositoryView): Promise<ProgramSettings> => {
  const directories: NamedDirectory[] = [];
  for (const { path } of productFiles(view)) {
    const name = baseName(path);
    if (!/^package\.json$|^\.?(node-)?pg-migrate|^default\.json$/.test(name)) continue;
    const text = (await view.read(path))?.text ?? '';
    const pattern =
      /(?:--migrations-dir|\bnode-pg-migrate\b[^"\n]{0,200}\s-m)[= ]\\?["']?([\w./@-]{1,200})|["']?migrations-dir["']?\s*:\s*["']([^"'\n]{1,200})["']/g;
    for (const [, flag, key] of text.matchAll(pattern))
      directories.push({ file: path, path: flag ?? key ?? '', reason: `${name} names it` });
  }
  return { directories, dialects: [] };
});
