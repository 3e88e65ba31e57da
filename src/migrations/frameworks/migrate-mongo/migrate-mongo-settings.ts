import type { RepositoryView } from '../../../model/repository-view.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { baseName } from '../../finding/paths.js';
import { productFiles } from '../../finding/product-files.js';
import { programSources } from '../../finding/program-sources.js';
import { settingAt, settingsIn, writtenPath } from '../../javascript/configured-paths.js';
import type { NamedDirectory, ProgramSettings } from '../../javascript/find-programs.js';
import { booleanOf, numberOf, textOf, textsOf } from '../../javascript/values.js';

/** What migrate-mongo's configuration says. */
export interface MigrateMongoSettings extends ProgramSettings {
  /** Files that give the lock a life time, without which there is none (lib/utils/lock.js). */
  readonly withLock: readonly string[];
  /** Files that say `useFileHash: true`: a migration runs again when its text changes (lib/actions/status.js). */
  readonly withFileHash: readonly string[];
}

/** `migrationsDir` of `migrate-mongo-config.*`, of other programs that configure the tool, and of its command line (`-md`). */
export const migrateMongoSettings = oncePerView(
  async (view: RepositoryView): Promise<MigrateMongoSettings> => {
    const files = new Set(
      productFiles(view)
        .map(({ path }) => path)
        .filter((path) => /^migrate-mongo[\w.-]*\.([cm]?[jt]s|json)$/.test(baseName(path))),
    );
    const sources = await programSources(view, {
      extensions: ['.js', '.ts', '.mjs', '.cjs', '.mts'],
      dependency: /^(migrate-mongo|mongo-migrate-ts)/,
      word: /\bmigrationsDir\b/,
    });
    for (const { path } of sources) files.add(path);
    const directories: NamedDirectory[] = [];
    const withLock: string[] = [];
    const withFileHash: string[] = [];
    for (const file of files) {
      const reason = `${baseName(file)} names it`;
      let isNamed = false;
      for (const { value } of await settingsIn(file, view)) {
        for (const path of textsOf(settingAt(value, ['migrationsDir'])) ?? []) {
          isNamed = true;
          directories.push({ file, path: writtenPath(path).replace(/^\$\{[^}]*\}\/?/, ''), reason });
        }
        if (
          (numberOf(settingAt(value, ['lockTtl'])) ?? 0) > 0 &&
          textOf(settingAt(value, ['lockCollectionName'])) !== undefined
        )
          withLock.push(file);
        if (booleanOf(settingAt(value, ['useFileHash'])) === true) withFileHash.push(file);
      }
      if (!isNamed) {
        const written = await namesIn(file, view);
        for (const path of written) directories.push({ file, path, reason });
        if (written.length === 0 && /^migrate-mongo-config\.\w+$/.test(baseName(file)))
          directories.push({ file, path: 'migrations', reason: `${baseName(file)} stands beside it` });
      }
    }
    return { directories, dialects: [], withLock, withFileHash };
  },
);

/** `config.migrationsDir = 'db/migrations'`, a JSON file, and literals whose other half is not known. */
async function namesIn(file: string, view: RepositoryView): Promise<readonly string[]> {
  const text = (await view.read(file))?.text ?? '';
  return [...text.matchAll(/\bmigrationsDir["']?\s*[:=]\s*["'`]([^"'`$\n]{1,200})["'`]/g)].map(
    ([, path]) => path ?? '',
  );
}
