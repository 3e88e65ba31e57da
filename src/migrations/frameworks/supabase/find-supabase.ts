import type { RepositoryView } from '../../../model/repository-view.js';
import { compareText } from '../../../model/source-span.js';
import type { FoundFolder } from '../../claim-folders.js';
import { claimFolders } from '../../claim-folders.js';
import { baseName, directoryOf, resolveFrom } from '../../finding/paths.js';
import { filesByDirectory } from '../../finding/product-files.js';
import type { MigrationClaim } from '../../framework.js';

/** File names as the command line reads them (supabase/cli, `pkg/migration/file.go`, migrateFilePattern). */
export const supabaseName = /^(\d+)_(.*)\.sql$/;

/** Finds `supabase/migrations`, wherever the project lies. */
export async function findSupabase(view: RepositoryView): Promise<readonly MigrationClaim[]> {
  const folders: FoundFolder[] = [];
  for (const [directory, entries] of filesByDirectory(view)) {
    if (baseName(directory) !== 'migrations') continue;
    const home = directoryOf(directory);
    const config = resolveFrom(home, 'config.toml') ?? '';
    const isConfigured = view.file(config) !== undefined && (await isSupabaseConfig(view, config));
    if (!isConfigured && baseName(home) !== 'supabase') continue;
    const reason = isConfigured
      ? `it lies beside ${config}`
      : 'the folder and its files are named as Supabase names them';
    const files = entries.map(({ path }) => path).filter((path) => supabaseName.test(baseName(path)));
    folders.push({
      directory,
      files: files.toSorted(compareText),
      strength: isConfigured ? 'configured' : 'dependency',
      reason,
      settings: [{ file: config, dialect: 'postgresql', reason: 'Supabase runs PostgreSQL' }],
    });
  }
  return claimFolders('supabase', folders, view);
}

/** Other tools have a `config.toml` too; Supabase's lies in `supabase/` or holds its sections. */
async function isSupabaseConfig(view: RepositoryView, config: string): Promise<boolean> {
  if (baseName(directoryOf(config)) === 'supabase') return true;
  const text = (await view.read(config))?.text ?? '';
  return /^\s*project_id\s*=/m.test(text) && /^\s*\[(db|api|auth|studio)\b/m.test(text);
}
