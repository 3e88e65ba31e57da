import type { RepositoryView } from '../../../model/repository-view.js';
import { macroFolders } from '../../finding/crate-folders.js';
import { manifestsOf } from '../../finding/manifests.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { baseName, directoryOf, resolveFrom } from '../../finding/paths.js';
import { productFiles } from '../../finding/product-files.js';
import { readToml, tomlText } from '../../settings/toml.js';

/**
 * Folders that `diesel.toml` names (`[migrations_directory] dir`, relative to the file; diesel_cli/src/config.rs), or `migrations`
 * beside it when it names none; and those that `embed_migrations!("…")` names in code, relative to the crate's manifest.
 */
export const dieselFolders = oncePerView(
  async (view: RepositoryView): Promise<ReadonlyMap<string, string>> => {
    const folders = new Map<string, string>();
    for (const { path } of productFiles(view)) {
      if (baseName(path) !== 'diesel.toml') continue;
      const settings = readToml((await view.read(path))?.text ?? '');
      const named = tomlText(settings, 'migrations_directory.dir') ?? 'migrations';
      const directory = resolveFrom(directoryOf(path), named);
      if (directory !== undefined) folders.set(directory, path);
    }
    const embedded = await macroFolders(view, {
      dependency: /^diesel_migrations$/,
      call: /\bembed_migrations!\(\s*(?:"([^"]*)")?\s*\)/g,
      fallback: 'migrations',
    });
    for (const [directory, path] of embedded) if (!folders.has(directory)) folders.set(directory, path);
    return folders;
  },
);

/** The nearest crates that use Diesel. */
export async function dieselCrates(view: RepositoryView): Promise<readonly string[]> {
  return (await manifestsOf(view))
    .filter(({ dependencies }) =>
      ['diesel', 'diesel_migrations', 'diesel-async'].some((name) => dependencies.has(name)),
    )
    .map(({ file }) => file);
}
