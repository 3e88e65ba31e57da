import type { RepositoryView } from '../../../model/repository-view.js';
import type { DialectEvidence } from '../../dialect/dialect-evidence.js';
import { dialectOfName } from '../../dialect/dialect-names.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { baseName } from '../../finding/paths.js';
import { productFiles } from '../../finding/product-files.js';
import { programSources } from '../../finding/program-sources.js';
import { settingAt, settingsIn, writtenPath } from '../../javascript/configured-paths.js';
import {
  type NamedDirectory,
  type ProgramSettings,
  withoutDevelopment,
} from '../../javascript/find-programs.js';
import { textsOf } from '../../javascript/values.js';

const dependency = /^(sequelize|sequelize-cli|umzug|sequelize-typescript|@sequelize\/core)$/;

/** The folder of `.sequelizerc`, of `--migrations-path` in scripts and of `new Umzug({ migrations })`; `dialect` of any configuration. */
export const sequelizeSettings = oncePerView(async (view: RepositoryView): Promise<ProgramSettings> => {
  const directories: NamedDirectory[] = [];
  for (const { path } of productFiles(view)) {
    const name = baseName(path);
    if (!/^\.sequelizerc(\.\w+)?$/.test(name) && name !== 'package.json') continue;
    const text = (await view.read(path))?.text ?? '';
    const found = name === 'package.json' ? pathsInScripts(text) : pathsInSettings(text);
    for (const mention of found) directories.push({ file: path, path: mention, reason: `${name} names it` });
  }
  const dialects: DialectEvidence[] = [];
  const sources = await programSources(view, {
    extensions: ['.js', '.ts', '.cjs', '.mjs', '.json'],
    dependency,
    word: /\bdialect\b|\bUmzug\b/,
  });
  for (const { path, text } of sources) {
    for (const [, name = ''] of text.matchAll(/\bdialect['"]?\s*[:=]\s*['"](\w{2,20})['"]/g)) {
      const dialect = dialectOfName(name);
      if (dialect !== undefined && dialect !== 'unknown')
        dialects.push({ file: path, dialect, reason: `${baseName(path)} has the dialect ${name}` });
    }
    if (/\bUmzug\b/.test(text)) directories.push(...(await umzugFolders(path, view)));
  }
  return { directories, dialects: withoutDevelopment(dialects) };
});

/** `'migrations-path': path.resolve('server', 'migrations')`: the texts behind the key, put together. */
function pathsInSettings(text: string): readonly string[] {
  return [...text.matchAll(/['"]?migrations-path['"]?\s*:\s*([^,\n]*(?:\([^)]{0,300}\))?)/g)].flatMap(
    ([, value = '']) => {
      const parts = [...value.matchAll(/['"`]([^'"`]{1,200})['"`]/g)].map(([, part]) => part ?? '');
      return parts.length === 0 ? [] : [parts.join('/')];
    },
  );
}

function pathsInScripts(text: string): readonly string[] {
  return [...text.matchAll(/--migrations-path[= ]\\?["']?([\w./@-]{1,200})/g)].map(([, path]) => path ?? '');
}

/** `migrations: { glob: 'migrations/*.js' }`, `{ glob: ['…', { cwd }] }` and `{ path: '…' }` of Umzug. */
async function umzugFolders(file: string, view: RepositoryView): Promise<readonly NamedDirectory[]> {
  const found: NamedDirectory[] = [];
  for (const { value } of await settingsIn(file, view)) {
    const glob = settingAt(value, ['migrations', 'glob']);
    const texts =
      textsOf(glob?.kind === 'list' ? glob.items[0] : glob) ??
      textsOf(settingAt(value, ['migrations', 'path'])) ??
      [];
    for (const text of texts)
      found.push({
        file,
        path: writtenPath(text).replace(/\/?[^/]*[*{?][^]*$/, ''),
        reason: `${baseName(file)} names it`,
      });
  }
  return found;
}
