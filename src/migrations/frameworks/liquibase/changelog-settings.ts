import type { RepositoryView } from '../../../model/repository-view.js';
import type { SourceText } from '../../../model/source-text.js';
import type { YamlValue } from '../../../syntax/yaml.js';
import { parseYaml } from '../../../syntax/yaml.js';
import type { DialectEvidence } from '../../dialect/dialect-evidence.js';
import { dialectOfUrl } from '../../dialect/dialect-names.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { baseName } from '../../finding/paths.js';
import { productFiles } from '../../finding/product-files.js';
import { readProperties } from '../../settings/properties.js';

/** A place that names the changelog that Liquibase runs. */
export interface ChangelogSetting {
  readonly file: string;
  /** As written, e.g. `classpath:/db/changelog/master.xml`. */
  readonly changelog: string;
}

/** What the configuration of Liquibase and its hosts says. */
export interface LiquibaseSettings {
  readonly changelogs: readonly ChangelogSetting[];
  readonly dialects: readonly DialectEvidence[];
}

/** Settings of liquibase.properties, Spring Boot, Quarkus, Micronaut, Dropwizard, the Maven and Gradle plugins, and `SpringLiquibase` beans. */
export const liquibaseSettings = oncePerView(async (view: RepositoryView): Promise<LiquibaseSettings> => {
  const changelogs: ChangelogSetting[] = [];
  const dialects: DialectEvidence[] = [];
  for (const { path } of productFiles(view)) {
    if (!isSettingsFile(path)) continue;
    const source = await view.read(path);
    if (!source || source.text.length > largestSettings) continue;
    for (const [key, value] of settingsOf(source)) {
      if (changelogKey.test(key) && value !== '' && !value.startsWith('${'))
        changelogs.push({ file: path, changelog: value });
      const dialect = urlKey.test(key) ? dialectOfUrl(value) : undefined;
      if (dialect)
        dialects.push({ file: path, dialect, reason: `the database URL in ${path} is one of ${dialect}` });
    }
  }
  return { changelogs, dialects };
});

const largestSettings = 300_000;
const changelogKey = /(^|\.)change-?log(-?file|-?path)?$/i;
const urlKey =
  /^(url|liquibase\.(command\.)?url|spring\.(datasource|liquibase)(\.[\w-]+)*\.(jdbc-?)?url|quarkus\.datasource(\.["\w-]+)?\.jdbc\.url|datasources\.["\w-]+\.url)$/i;

function isSettingsFile(path: string): boolean {
  return (
    /^(liquibase[\w.-]*\.properties|(application|bootstrap)[\w-]*\.(ya?ml|properties)|pom\.xml)$/i.test(
      baseName(path),
    ) ||
    /\.gradle(\.kts)?$/.test(path) ||
    /Liquibase\w*\.(java|kt)$/.test(path)
  );
}

function settingsOf(source: SourceText): Iterable<readonly [string, string]> {
  const { path, text } = source;
  if (path.endsWith('.properties')) return readProperties(text);
  if (/\.ya?ml$/.test(path)) return yamlSettings(source);
  if (path.endsWith('.xml'))
    return found(text.matchAll(/<(changeLogFile|liquibase\.changeLogFile|url)>\s*([^<\s]{1,300})\s*<\//g));
  if (/\.gradle(\.kts)?$/.test(path))
    return found(
      text.matchAll(/\b(change[lL]og(?:[fF]ile)?|url)["']?\s*(?:[:=(]|to\b)?\s*["']([^"'\n]{1,300})["']/g),
    );
  return found(text.matchAll(/\bset(ChangeLog)\(\s*"([^"\n]{1,300})"/g));
}

function found(matches: Iterable<RegExpMatchArray>): readonly (readonly [string, string])[] {
  return [...matches].map(([, key, value]) => [key ?? '', value ?? ''] as const);
}

function yamlSettings(source: SourceText): readonly (readonly [string, string])[] {
  const flat: (readonly [string, string])[] = [];
  for (const { root } of parseYaml(source).documents) collect(root, '', flat, 0);
  return flat;
}

function collect(value: YamlValue, key: string, into: (readonly [string, string])[], depth: number): void {
  if (depth > 8) return;
  for (const [name, child] of value.entries)
    collect(child, key === '' ? name : `${key}.${name}`, into, depth + 1);
  if (value.text !== undefined) into.push([key, value.text]);
}
