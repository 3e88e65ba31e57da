import type { Dialect } from '../../../model/migration.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { Value } from '../../../syntax/imperative/values.js';
import { booleanOf, entryOf, textOf } from '../../../syntax/imperative/values.js';
import { parseYaml } from '../../../syntax/yaml.js';
import type { YamlValue } from '../../../syntax/yaml.js';
import { dialectOfName } from '../../dialect/dialect-names.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { baseName } from '../../finding/paths.js';
import { productFiles } from '../../finding/product-files.js';
import { returnedBy } from '../../programs/php-returned.js';

/** What one configuration of Phinx says. */
export interface PhinxSettings {
  readonly file: string;
  /** As written, with `%%PHINX_CONFIG_DIR%%`. */
  readonly paths: readonly string[];
  readonly dialect?: Dialect;
  /** `feature_flags.column_null_default`. */
  readonly nullable?: boolean;
}

/** https://book.cakephp.org/phinx/0/en/configuration.html: phinx.php, .json, .yaml, .yml; examples of them are committed instead. */
const configuration =
  /^phinx[\w.-]*\.(php|ya?ml|json)(\.(dist|example|sample))?$|^phinx[\w.-]*\.(dist|example|sample)\.(php|ya?ml|json)$/;

/** All configurations of Phinx. */
export const phinxSettings = oncePerView(async (view: RepositoryView): Promise<readonly PhinxSettings[]> => {
  const found: PhinxSettings[] = [];
  for (const { path } of productFiles(view)) {
    if (!configuration.test(baseName(path))) continue;
    const read = /\.php(\.|$)/.test(path) ? await ofPhp(path, view) : await ofYaml(path, view);
    if (read) found.push(read);
  }
  return found;
});

/** The folder when none is named. */
const fallback = '%%PHINX_CONFIG_DIR%%/db/migrations';

async function ofYaml(file: string, view: RepositoryView): Promise<PhinxSettings | undefined> {
  const source = await view.read(file);
  const root = source && parseYaml(source).documents[0]?.root;
  if (!root?.isMap) return undefined;
  const written = root.at('paths', 'migrations');
  const paths = [
    ...(written.text === undefined ? [] : [written.text]),
    ...written.items.flatMap((item) => item.text ?? []),
    ...written.entries.flatMap(([, value]) => [
      ...(value.text === undefined ? [] : [value.text]),
      ...value.items.flatMap((item) => item.text ?? []),
    ]),
  ];
  const nullable = root.at('feature_flags', 'column_null_default').boolean;
  return settingsFrom(file, paths, adapterOf(root.get('environments')), nullable);
}

function adapterOf(environments: YamlValue): string | undefined {
  const chosen = environments.get('default_environment').text ?? environments.get('default_database').text;
  return (
    (chosen === undefined ? undefined : environments.at(chosen, 'adapter').text) ??
    environments.entries.flatMap(([, value]) => value.get('adapter').text ?? [])[0]
  );
}

async function ofPhp(file: string, view: RepositoryView): Promise<PhinxSettings | undefined> {
  const root = await returnedBy(file, view, { call: () => undefined });
  const source = await view.read(file);
  const written = textsIn(entryOf(entryOf(root, 'paths'), 'migrations'));
  // What is put together at run time is still written somewhere.
  const loose = [
    ...(source?.text.matchAll(/['"]migrations['"]\s*=>\s*(?:__DIR__\s*\.\s*)?['"]([^'"]{1,200})['"]/g) ?? []),
  ].map((match) => match[1] ?? '');
  const environments = entryOf(root, 'environments');
  const chosen =
    textOf(entryOf(environments, 'default_environment')) ?? textOf(entryOf(environments, 'default_database'));
  const adapters =
    environments?.kind === 'list'
      ? environments.entries.flatMap(({ value }) => textOf(entryOf(value, 'adapter')) ?? [])
      : [];
  const adapter =
    (chosen === undefined ? undefined : textOf(entryOf(entryOf(environments, chosen), 'adapter'))) ??
    adapters[0] ??
    /['"]adapter['"]\s*=>\s*['"](\w+)['"]/.exec(source?.text ?? '')?.[1];
  const nullable = booleanOf(entryOf(entryOf(root, 'feature_flags'), 'column_null_default'));
  return settingsFrom(file, written.length > 0 ? written : loose, adapter, nullable);
}

function textsIn(value: Value | undefined): readonly string[] {
  if (value?.kind === 'text') return [value.text];
  return value?.kind === 'list' ? value.entries.flatMap((entry) => textsIn(entry.value)) : [];
}

function settingsFrom(
  file: string,
  paths: readonly string[],
  adapter: string | undefined,
  nullable: boolean | undefined,
): PhinxSettings {
  const dialect =
    adapter === undefined ? undefined : adapter === 'sqlsrv' ? 'sqlserver' : dialectOfName(adapter);
  return {
    file,
    paths: paths.length > 0 ? paths : [fallback],
    ...(dialect !== undefined && dialect !== 'unknown' && { dialect }),
    ...(nullable !== undefined && { nullable }),
  };
}
