import type { RepositoryView } from '../../../model/repository-view.js';
import type { SourceText } from '../../../model/source-text.js';
import type { Call, Value } from '../../../syntax/imperative/values.js';
import { booleanOf, entryOf } from '../../../syntax/imperative/values.js';
import { parseProjectXml } from '../../../syntax/manifests/project-xml.js';
import type { XmlElement } from '../../../syntax/manifests/project-xml.js';
import { parseYaml } from '../../../syntax/yaml.js';
import type { YamlValue } from '../../../syntax/yaml.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { baseName } from '../../finding/paths.js';
import { productFiles } from '../../finding/product-files.js';
import { returnedBy } from '../../programs/php-returned.js';

/** What one file says of Doctrine's migrations. */
export interface DoctrineSettings {
  readonly file: string;
  /** As written. */
  readonly paths: readonly string[];
  /** `all_or_nothing`: all migrations of a run are one transaction. */
  readonly allOrNothing: boolean;
}

/** Names of the tool's own files (Configuration/Migration/ConfigurationFileWithFallback.php). */
const ownFile = /^(?:doctrine[-_])?migrations[\w-]*\.(php|ya?ml|xml|json)$/;

/** All configurations of the migrations: the tool's own files, and the section `doctrine_migrations` of Symfony's. */
export const doctrineSettings = oncePerView(
  async (view: RepositoryView): Promise<readonly DoctrineSettings[]> => {
    const found: DoctrineSettings[] = [];
    for (const { path } of productFiles(view)) {
      const isOwn = ownFile.test(baseName(path));
      if (!isOwn && !/(^|\/)(app\/)?config\/[\w/.@-]*\.(ya?ml|php|xml)$/i.test(path)) continue;
      const source = await view.read(path);
      if (!source || !/migrations_(paths|directory)|migrations-(paths|directory)|dir_name/.test(source.text))
        continue;
      found.push(...(await settingsIn(source, isOwn, view)));
    }
    return found;
  },
);

async function settingsIn(
  source: SourceText,
  isOwn: boolean,
  view: RepositoryView,
): Promise<readonly DoctrineSettings[]> {
  const { path } = source;
  if (path.endsWith('.php')) return ofPhp(path, view);
  if (path.endsWith('.xml')) return ofXml(path, parseProjectXml(source));
  // JSON is YAML.
  return parseYaml(source).documents.flatMap(({ root }) => {
    const sections = [
      root.get('doctrine_migrations'),
      ...root.entries.flatMap(([name, value]) =>
        name.startsWith('when@') ? [value.get('doctrine_migrations')] : [],
      ),
      ...(isOwn ? [root] : []),
    ];
    return sections.flatMap((section) => ofYaml(path, section));
  });
}

function ofYaml(file: string, section: YamlValue): readonly DoctrineSettings[] {
  const paths = [
    ...section.get('migrations_paths').entries.flatMap(([, value]) => value.text ?? []),
    ...['dir_name', 'migrations_directory'].flatMap((key) => section.get(key).text ?? []),
  ];
  return paths.length === 0
    ? []
    : [{ file, paths, allOrNothing: section.get('all_or_nothing').boolean === true }];
}

/**
 * What a file returns, or hands to something: `$container->extension('doctrine_migrations', […])`, `new ConfigurationArray([…])`. Sections
 * are known by their keys.
 */
async function ofPhp(file: string, view: RepositoryView): Promise<readonly DoctrineSettings[]> {
  const sections: Value[] = [];
  const take = (call: Call): undefined => {
    sections.push(...call.positional);
    return undefined;
  };
  const returned = await returnedBy(file, view, { call: (_receiver, call) => take(call), create: take });
  if (returned) sections.push(returned);
  const inner = sections.flatMap((section) => entryOf(section, 'doctrine_migrations') ?? []);
  return [...sections, ...inner].flatMap((section) => ofValue(file, section));
}

function ofValue(file: string, section: Value): readonly DoctrineSettings[] {
  const listed = entryOf(section, 'migrations_paths');
  const paths = [
    ...(listed?.kind === 'list' ? listed.entries.map(({ value }) => value) : []),
    entryOf(section, 'migrations_directory'),
    entryOf(section, 'dir_name'),
  ].flatMap((value) => (value?.kind === 'text' ? value.text : []));
  return paths.length === 0
    ? []
    : [{ file, paths, allOrNothing: booleanOf(entryOf(section, 'all_or_nothing')) === true }];
}

function ofXml(file: string, root: XmlElement | undefined): readonly DoctrineSettings[] {
  if (!root) return [];
  const paths: string[] = [];
  let allOrNothing = false;
  const visit = (element: XmlElement): void => {
    const { name, text, attributes } = element;
    if (/^(path|migrations-path|migrations-directory|dir-name)$/.test(name) && text !== '') paths.push(text);
    if (name === 'all-or-nothing') allOrNothing = text === 'true';
    if (attributes.get('all-or-nothing') === 'true') allOrNothing = true;
    for (const child of element.children) visit(child);
  };
  visit(root);
  return paths.length === 0 ? [] : [{ file, paths, allOrNothing }];
}
