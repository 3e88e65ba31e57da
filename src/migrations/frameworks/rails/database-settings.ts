import type { RepositoryView } from '../../../model/repository-view.js';
import { SourceText } from '../../../model/source-text.js';
import { parseYaml } from '../../../syntax/yaml.js';
import type { YamlValue } from '../../../syntax/yaml.js';
import type { DialectEvidence } from '../../dialect/dialect-evidence.js';
import { dialectOfUrl } from '../../dialect/dialect-names.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { isWithin } from '../../finding/paths.js';
import { productFiles } from '../../finding/product-files.js';
import { dialectOfAdapter } from './adapters.js';

/** A database of `config/database.yml`. */
export interface DatabaseSetting extends DialectEvidence {
  readonly environment: string;
  /** Directory of the application: that of `config`. */
  readonly application: string;
  /** `migrations_paths` of one of several databases. */
  readonly directories: readonly string[];
}

const settingsFile = /(^|\/)config\/database[\w-]*(\.[\w-]+)*\.ya?ml(\.[\w-]+)*$/;

/** The databases that `config/database.yml` and its examples name. */
export const databaseSettings = oncePerView(
  async (view: RepositoryView): Promise<readonly DatabaseSetting[]> => {
    const found: DatabaseSetting[] = [];
    for (const { path } of productFiles(view)) {
      if (!settingsFile.test(path)) continue;
      const source = await view.read(path);
      if (source) found.push(...settingsIn(source));
    }
    return found;
  },
);

function settingsIn(source: SourceText): readonly DatabaseSetting[] {
  const plain = new SourceText(source.path, withoutErb(source.text));
  const root = parseYaml(plain).documents[0]?.root;
  if (!root) return [];
  const application = source.path.replace(/(^|\/)config\/[^/]*$/, '') || '.';
  return root.entries.flatMap(([environment, value]) =>
    databasesOf(value).flatMap((database): readonly DatabaseSetting[] => {
      const adapter = database.get('adapter').text;
      const url = database.get('url').text;
      const dialect =
        (adapter === undefined ? undefined : dialectOfAdapter(adapter)) ??
        (url === undefined ? undefined : dialectOfUrl(url));
      if (dialect === undefined) return [];
      const paths = database.get('migrations_paths');
      const directories = (paths.isSequence ? paths.items : [paths]).flatMap(({ text }) => text ?? []);
      return [
        {
          file: source.path,
          dialect,
          reason: `${source.path} names its adapter`,
          environment,
          application,
          directories,
        },
      ];
    }),
  );
}

/** One database (its keys are settings), or several by name. */
function databasesOf(value: YamlValue): readonly YamlValue[] {
  if (!value.isMap) return [];
  const isOne = ['adapter', 'url', 'database'].some((key) => value.get(key).exists && !value.get(key).isMap);
  return isOne ? [value] : value.entries.flatMap(([, inner]) => (inner.isMap ? [inner] : []));
}

/** The settings that hold for a folder: those of the database that names it, else those of the application without such a name. */
export function settingsFor(
  directory: string,
  settings: readonly DatabaseSetting[],
): readonly DialectEvidence[] {
  const named = settings.filter(({ application, directories }) =>
    directories.some((path) => (application === '.' ? path : `${application}/${path}`) === directory),
  );
  if (named.length > 0) return withoutStandIns(named);
  const own = settings.filter(
    ({ application, directories }) => directories.length === 0 && isWithin(directory, application),
  );
  return withoutStandIns(own);
}

/** Production decides where it is named; SQLite beside a server is the database of a developer or a test. */
function withoutStandIns(settings: readonly DatabaseSetting[]): readonly DatabaseSetting[] {
  const production = settings.filter(({ environment }) => environment === 'production');
  const used = production.length > 0 ? production : settings;
  const servers = used.filter(({ dialect }) => dialect !== 'sqlite');
  return servers.length > 0 ? servers : used;
}

/** ERB taken out: of `<%= ENV.fetch('ADAPTER', 'mysql2') %>` the last text stays, lines of code go. */
function withoutErb(text: string): string {
  return text
    .replaceAll(
      /<%=([^%]{0,500})%>/g,
      (_, code: string) => /["']([^"']*)["'][^"']*$/.exec(code)?.[1] ?? 'unknown',
    )
    .replaceAll(/<%[^%]{0,2000}%>/g, '');
}
