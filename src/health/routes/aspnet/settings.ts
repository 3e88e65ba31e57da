import type { RepositoryView } from '../../../model/repository-view.js';
import { SourceText } from '../../../model/source-text.js';
import type { SourceSpan } from '../../../model/source-span.js';
import { parseYaml } from '../../../syntax/yaml.js';
import type { YamlValue } from '../../../syntax/yaml.js';

/** A setting of `appsettings.json` with its place. */
export interface AppSetting {
  readonly value: string;
  readonly span: SourceSpan;
}

/** True for the settings files that hold in production. */
export function isAppSettings(path: string): boolean {
  return /(^|\/)appsettings(\.Production)?\.json$/i.test(path);
}

/**
 * The settings of some files by their names in lower case, parts parted by `:`; later files win.
 * Source: https://learn.microsoft.com/aspnet/core/fundamentals/configuration/
 */
export async function readAppSettings(
  paths: readonly string[],
  view: RepositoryView,
): Promise<ReadonlyMap<string, AppSetting>> {
  const settings = new Map<string, AppSetting>();
  for (const path of paths) {
    const source = await view.read(path);
    if (!source || source.text.length > 500_000) continue;
    // JSON with comments; tabs are no indentation in YAML.
    const plain = source.text
      .replaceAll(/^\s*\/\/.*$/gm, (line) => ' '.repeat(line.length))
      .replaceAll('\t', ' ');
    const document = parseYaml(new SourceText(path, plain)).documents[0];
    if (document) flatten(document.root, '', settings, 0);
  }
  return settings;
}

function flatten(value: YamlValue, prefix: string, settings: Map<string, AppSetting>, depth: number): void {
  if (depth > 20) return;
  if (value.isMap) {
    for (const [key, child] of value.entries)
      flatten(child, prefix === '' ? key : `${prefix}:${key}`, settings, depth + 1);
  } else if (value.text !== undefined)
    settings.set(prefix.toLowerCase(), { value: value.text, span: value.span });
}
