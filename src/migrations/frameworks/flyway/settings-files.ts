import type { RepositoryView } from '../../../model/repository-view.js';
import type { SourceText } from '../../../model/source-text.js';
import type { YamlValue } from '../../../syntax/yaml.js';
import { parseYaml } from '../../../syntax/yaml.js';
import { oncePerView } from '../../finding/once-per-view.js';
import { baseName } from '../../finding/paths.js';
import { productFiles } from '../../finding/product-files.js';
import { programSources } from '../../finding/program-sources.js';
import { mountedPaths } from '../../finding/mentions.js';
import { scriptsOf } from '../../finding/scripts.js';
import { readProperties } from '../../settings/properties.js';
import { readToml } from '../../settings/toml.js';
import type { FlywaySettings } from './flyway-settings.js';
import { settingKey, settingsFrom } from './flyway-settings.js';

/** All places that configure Flyway, files for everybody before those of a profile (`application-dev.yml`). */
export const flywaySettings = oncePerView(
  async (view: RepositoryView): Promise<readonly FlywaySettings[]> => {
    const found: FlywaySettings[] = [];
    for (const { path } of productFiles(view)) {
      const read = readerOf(path);
      const source = read && (await view.read(path));
      if (source && read) found.push(...read(source));
    }
    const programs = await programSources(view, {
      extensions: ['.java', '.kt', '.scala', '.groovy'],
      dependency: /flyway/i,
      word: /Flyway/,
    });
    for (const source of programs) found.push(...readProgram(source));
    for (const script of await scriptsOf(view)) found.push(...readScript(script.file, script.text));
    return found.toSorted((one, other) => Number(isProfile(one.file)) - Number(isProfile(other.file)));
  },
);

function isProfile(path: string): boolean {
  return /^(application|bootstrap)-/.test(baseName(path));
}

function readerOf(path: string): ((source: SourceText) => readonly FlywaySettings[]) | undefined {
  const name = baseName(path);
  if (/^flyway[\w.-]*\.conf$/.test(name)) return readConf;
  if (/^flyway[\w.-]*\.toml$/.test(name)) return readFlywayToml;
  if (/^(application|bootstrap)[\w-]*\.ya?ml$/.test(name)) return readApplicationYaml;
  if (/^((application|bootstrap)[\w-]*|flyway[\w.-]*)\.properties$/.test(name)) return readConf;
  if (name === 'pom.xml') return readPom;
  return /\.gradle(\.kts)?$/.test(name) ? readGradle : undefined;
}

/** Keys of one Flyway each: `flyway.`, `spring.flyway.`, `quarkus.flyway.[name.]`, Micronaut's `flyway.datasources.name.`, environments. */
function readFlat(
  file: string,
  entries: Iterable<readonly [string, readonly string[]]>,
): readonly FlywaySettings[] {
  const groups = new Map<string, Map<string, readonly string[]>>();
  let url: string | undefined;
  for (const [key, values] of entries) {
    const match = /^(?:spring\.|quarkus\.)?flyway\.(?:((?:datasources\.)?["\w-]+)\.)?([\w-]+)$/i.exec(key);
    const isUrl =
      /^(spring\.datasource(\.[\w-]+)*\.(jdbc-?)?url|quarkus\.datasource(\.["\w-]+)?\.jdbc\.url|(environments\.["\w-]+|(spring\.)?flyway)\.url|datasources\.["\w-]+\.url)$/i.test(
        key,
      );
    if (isUrl) url ??= values[0];
    if (!match || match[1]?.startsWith('placeholders') === true) continue;
    const group = groups.get(match[1] ?? '') ?? new Map<string, readonly string[]>();
    group.set(settingKey(match[2] ?? ''), values);
    groups.set(match[1] ?? '', group);
  }
  if (groups.size === 0 && url !== undefined) groups.set('', new Map());
  return [...groups.values()].flatMap(
    (group) => settingsFrom(file, group, group.get('url')?.[0] ?? url) ?? [],
  );
}

function readConf({ path, text }: SourceText): readonly FlywaySettings[] {
  const entries = [...readProperties(text)].map(
    ([key, value]) => [key.replaceAll(/\[\d+\]$/g, ''), [value]] as const,
  );
  return readFlat(path, joined(entries));
}

/** `locations[0]`, `locations[1]` are one list. */
function joined(
  entries: readonly (readonly [string, readonly string[]])[],
): ReadonlyMap<string, readonly string[]> {
  const lists = new Map<string, readonly string[]>();
  for (const [key, values] of entries) lists.set(key, [...(lists.get(key) ?? []), ...values]);
  return lists;
}

function readFlywayToml({ path, text }: SourceText): readonly FlywaySettings[] {
  return readFlat(
    path,
    [...readToml(text)].map(([key, value]) => [key, typeof value === 'string' ? [value] : value] as const),
  );
}

function readApplicationYaml(source: SourceText): readonly FlywaySettings[] {
  return parseYaml(source).documents.flatMap(({ root }) => {
    const entries: (readonly [string, readonly string[]])[] = [];
    collect(root, '', entries, 0);
    return readFlat(source.path, entries);
  });
}

function collect(
  value: YamlValue,
  key: string,
  into: (readonly [string, readonly string[]])[],
  depth: number,
): void {
  if (depth > 8) return;
  if (value.isMap)
    for (const [name, child] of value.entries)
      collect(child, key === '' ? name : `${key}.${name}`, into, depth + 1);
  else if (value.isSequence) into.push([key, value.items.flatMap((item) => item.text ?? [])]);
  else if (value.text !== undefined) into.push([key, [value.text]]);
}

/** The configuration of flyway-maven-plugin, and properties named `flyway.…`. */
function readPom({ path, text }: SourceText): readonly FlywaySettings[] {
  const at = text.indexOf('<artifactId>flyway-maven-plugin</artifactId>');
  const end = at === -1 ? -1 : text.indexOf('</plugin>', at);
  const block = at === -1 ? '' : text.slice(at, end === -1 ? undefined : end);
  const flat = new Map<string, readonly string[]>();
  for (const [, key, value] of text.matchAll(/<flyway\.(\w+)>([^<]*)<\/flyway\.\w+>/g))
    flat.set(settingKey(key ?? ''), [(value ?? '').trim()]);
  for (const [, key, value] of block.matchAll(/<(\w+)>([^<]*)<\/\w+>/g))
    if (key !== 'location' && key !== 'version' && key !== 'artifactId')
      flat.set(settingKey(key ?? ''), [(value ?? '').trim()]);
  const locations = [...block.matchAll(/<location>([^<]*)<\/location>/g)].map((match) =>
    (match[1] ?? '').trim(),
  );
  if (locations.length > 0) flat.set('locations', locations);
  const found = at === -1 && flat.size === 0 ? undefined : settingsFrom(path, flat, flat.get('url')?.[0]);
  return found ? [found] : [];
}

/** The block `flyway { … }` of the Gradle plugin, in Groovy or Kotlin. */
function readGradle({ path, text }: SourceText): readonly FlywaySettings[] {
  const blocks = [...text.matchAll(/^[ \t]*(?:configure<FlywayExtension>|flyway)\s*\{/gm)];
  return blocks.slice(0, mostBlocks).flatMap((match) => {
    const block = blockAt(text, match.index + match[0].length);
    const flat = new Map<string, readonly string[]>();
    for (const [, key, value] of block.matchAll(/^[ \t]*(\w+)(?:\.set)?[ \t]*[=( ][ \t]*([^\n]*)/gm))
      flat.set(settingKey(key ?? ''), quotedTexts(value ?? ''));
    for (const [, list] of block.matchAll(
      /\blocations\s*(?:=|\()\s*(?:arrayOf\s*\(|listOf\s*\(|\[)?([^\])]{0,2000})/g,
    ))
      flat.set('locations', quotedTexts(list ?? ''));
    const said = new Map([...flat].filter(([, values]) => values.length > 0));
    return settingsFrom(path, said, said.get('url')?.[0]) ?? [];
  });
}

/** A block of settings is short; one that does not end is not followed further. */
const largestBlock = 10_000;
const mostBlocks = 20;

function blockAt(text: string, start: number): string {
  let depth = 1;
  let at = start;
  for (; at < text.length && depth > 0 && at - start < largestBlock; at += 1) {
    if (text.charAt(at) === '{') depth += 1;
    if (text.charAt(at) === '}') depth -= 1;
  }
  return text.slice(start, at);
}

function quotedTexts(text: string): readonly string[] {
  const quoted = [...text.matchAll(/["']([^"']*)["']/g)].map((match) => match[1] ?? '');
  const word = /^\s*(true|false)\b/.exec(text)?.[1];
  return quoted.length > 0 ? quoted : word === undefined ? [] : [word];
}

/** `Flyway.configure().locations("…")` in programs. */
function readProgram({ path, text }: SourceText): readonly FlywaySettings[] {
  const locations = [...text.matchAll(/(?:\.|\bset)[lL]ocations\s*\(([^()]{1,500})\)/g)].flatMap((match) =>
    quotedTexts(match[1] ?? ''),
  );
  const found =
    locations.length === 0 ? undefined : settingsFrom(path, new Map([['locations', locations]]), undefined);
  return found ? [found] : [];
}

/** Flyway's command line and image: `-locations=…`, `FLYWAY_LOCATIONS`, `./sql:/flyway/sql`. */
function readScript(file: string, text: string): readonly FlywaySettings[] {
  if (!/flyway/i.test(text)) return [];
  const flat = new Map<string, readonly string[]>();
  for (const [, key, value] of text.matchAll(/\bFLYWAY_([A-Z_]+)["']?\s*[:=]\s*["']?([^\s"']+)/g))
    flat.set(settingKey(key ?? ''), [value ?? '']);
  for (const [, key, value] of text.matchAll(
    /\s-(locations|url|sqlMigrationPrefix|sqlMigrationSeparator|sqlMigrationSuffixes|mixed|group)=["']?([^\s"']+)/g,
  ))
    flat.set(settingKey(key ?? ''), [value ?? '']);
  const mounts = mountedPaths(text);
  const locations = (flat.get('locations') ?? [])
    .flatMap((value) => value.split(','))
    .map((location) => {
      const path = location.replace(/^filesystem:/, '');
      return path === location ? location : `filesystem:${mounts.get(path) ?? path}`;
    });
  const mounted = mounts.get('/flyway/sql');
  if (locations.length === 0 && mounted !== undefined) locations.push(`filesystem:${mounted}`);
  if (locations.length > 0) flat.set('locations', locations);
  const found = flat.size === 0 ? undefined : settingsFrom(file, flat, flat.get('url')?.[0]);
  return found ? [found] : [];
}
