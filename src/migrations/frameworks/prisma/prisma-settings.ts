import type { RepositoryView } from '../../../model/repository-view.js';
import type { DialectEvidence } from '../../dialect/dialect-evidence.js';
import { dialectOfName } from '../../dialect/dialect-names.js';
import { manifestsOf } from '../../finding/manifests.js';
import { nearestTo } from '../../finding/nearest.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { baseName, directoryOf, resolveFrom } from '../../finding/paths.js';
import { productFiles } from '../../finding/product-files.js';
import { readToml, tomlText } from '../../settings/toml.js';
import type { ScriptSending } from './prisma-runner.js';
import { sendingOf } from './prisma-runner.js';

/** The datasource of a Prisma schema: it may stand in any `.prisma` file of a schema folder. */
export const schemaDialects = oncePerView(
  async (view: RepositoryView): Promise<readonly DialectEvidence[]> => {
    const found: DialectEvidence[] = [];
    for (const { path } of productFiles(view)) {
      if (!path.endsWith('.prisma')) continue;
      const text = (await view.read(path))?.text ?? '';
      const provider = /^[ \t]*datasource\s+\w+\s*\{[^}]{0,2000}?\bprovider\s*=\s*"(\w+)"/m.exec(text)?.[1];
      const dialect = provider === undefined ? undefined : dialectOfName(provider);
      if (dialect)
        found.push({ file: path, dialect, reason: `the provider in ${path} is ${provider ?? ''}` });
    }
    return found;
  },
);

/** The provider in a set's `migration_lock.toml`: https://www.prisma.io/docs/orm/prisma-migrate/understanding-prisma-migrate/migration-histories */
export async function lockDialect(
  view: RepositoryView,
  directory: string,
): Promise<DialectEvidence | undefined> {
  const file = resolveFrom(directory, 'migration_lock.toml') ?? '';
  const source = await view.read(file);
  const provider = source && tomlText(readToml(source.text), 'provider');
  const dialect = provider === undefined ? undefined : dialectOfName(provider);
  return dialect && { file, dialect, reason: `the provider in ${file} is ${provider ?? ''}` };
}

/** Folders that a `prisma.config.ts` names as `migrations: { path: … }`, with the file that does. */
export const configuredFolders = oncePerView(
  async (view: RepositoryView): Promise<ReadonlyMap<string, string>> => {
    const folders = new Map<string, string>();
    for (const { path } of productFiles(view)) {
      if (
        !/^prisma\.config\.[cm]?[jt]s$/.test(baseName(path)) &&
        !/(^|\/)\.config\/prisma\.[cm]?[jt]s$/.test(path)
      )
        continue;
      const text = (await view.read(path))?.text ?? '';
      const folder =
        /\bmigrations\s*:\s*\{[^{}]{0,2000}?\bpath\s*:\s*(?:[\w.]+\([^()"'`]*)?["'`]([^"'`]+)["'`]/.exec(
          text,
        )?.[1];
      const base = directoryOf(path).replace(/(^|\/)\.config$/, '') || '.';
      const directory = folder === undefined ? undefined : resolveFrom(base, folder);
      if (directory !== undefined) folders.set(directory, path);
    }
    return folders;
  },
);

/** How the engine that the nearest manifest asks for sends a script. */
export async function sendingFor(view: RepositoryView, directory: string): Promise<ScriptSending> {
  const versions = (await manifestsOf(view)).flatMap(({ file, dependencies }) => {
    const version = dependencies.get('prisma') ?? dependencies.get('@prisma/client');
    return version === undefined ? [] : [{ file, version }];
  });
  const sendings = new Set(nearestTo(versions, directory).map(({ version }) => sendingOf(version)));
  return sendings.size === 1 ? ([...sendings][0] ?? 'unknown') : 'unknown';
}

/** Whether a manifest anywhere in the repository depends on Prisma. */
export async function dependsOnPrisma(view: RepositoryView): Promise<boolean> {
  return (await manifestsOf(view)).some(
    ({ dependencies }) => dependencies.has('prisma') || dependencies.has('@prisma/client'),
  );
}
