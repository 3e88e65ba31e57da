import type { RepositoryView } from '../../../model/repository-view.js';
import type { DialectEvidence } from '../../dialect/dialect-evidence.js';
import { dialectOfUrl } from '../../dialect/dialect-names.js';
import { manifestsOf } from '../../finding/manifests.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { baseName, directoryOf, resolveFrom } from '../../finding/paths.js';
import { productFiles } from '../../finding/product-files.js';
import { programSources } from '../../finding/program-sources.js';
import { scriptsOf } from '../../finding/scripts.js';
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
    const crates = (await manifestsOf(view)).filter(({ ecosystem }) => ecosystem === 'cargo');
    const calls = await programSources(view, {
      extensions: ['.rs'],
      dependency: /^diesel_migrations$/,
      word: /embed_migrations!/,
    });
    for (const { path, text } of calls) {
      const crate = crates
        .filter(({ file }) => directoryOf(file) === '.' || path.startsWith(`${directoryOf(file)}/`))
        .toSorted((one, other) => other.file.length - one.file.length)[0];
      if (!crate?.dependencies.has('diesel_migrations')) continue;
      for (const [, named] of text.matchAll(/\bembed_migrations!\(\s*(?:"([^"]*)")?\s*\)/g)) {
        const directory = resolveFrom(directoryOf(crate.file), named ?? 'migrations');
        if (directory !== undefined && !folders.has(directory)) folders.set(directory, path);
      }
    }
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

/** `DATABASE_URL`, from which diesel_cli takes the database (https://diesel.rs/guides/getting-started). */
export const dieselUrls = oncePerView(async (view: RepositoryView): Promise<readonly DialectEvidence[]> =>
  (await scriptsOf(view)).flatMap(({ file, text }) =>
    [...text.matchAll(/\bDATABASE_URL["']?\s*[:=]\s*["']?([a-z]\w*:\/\/)/gi)].flatMap(([, scheme]) => {
      const dialect = dialectOfUrl(scheme ?? '');
      return dialect
        ? [{ file, dialect, reason: `the database URL in ${file} begins with ${scheme ?? ''}` }]
        : [];
    }),
  ),
);
