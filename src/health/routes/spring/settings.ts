import type { SourceSpan } from '../../../model/source-span.js';
import type { SourceText } from '../../../model/source-text.js';
import { parseYaml } from '../../../syntax/yaml.js';
import type { YamlValue } from '../../../syntax/yaml.js';

/** A setting with its place. */
export interface SpringSetting {
  readonly value: string;
  readonly span: SourceSpan;
}

/** Settings by their canonical name: lower case, without hyphens (Spring's relaxed binding takes all spellings for the same). */
export type SpringSettings = ReadonlyMap<string, SpringSetting>;

/** The canonical form of a setting's name: `management.endpoints.web.base-path` → `management.endpoints.web.basepath`. */
export function canonicalName(name: string): string {
  return name.toLowerCase().replaceAll(/[-_]/g, '');
}

/** True for the files in which Spring Boot looks for settings: application.* and bootstrap.*, with or without a profile. */
export function isSettingsPath(path: string): boolean {
  return /(^|\/)(application|bootstrap)(-[\w.-]+)?\.(ya?ml|properties)$/.test(path);
}

/** The profile that a file's name gives: `application-prod.yml` → `prod`. */
export function profileOf(path: string): string | undefined {
  return /(?:application|bootstrap)-([\w.-]+)\.(?:ya?ml|properties)$/.exec(path)?.[1];
}

/** Reads a settings file. Documents that hold for a profile only are left out of a file without one. */
export function readSettings(source: SourceText): SpringSettings {
  const settings = new Map<string, SpringSetting>();
  if (source.path.endsWith('.properties')) {
    let offset = 0;
    for (const line of source.text.split('\n')) {
      const match = /^\s*([\w.[\]-]+)\s*[=:]\s*(.*?)\s*$/.exec(line);
      if (match?.[1] !== undefined && !line.trimStart().startsWith('#')) {
        settings.set(canonicalName(match[1]), {
          value: match[2] ?? '',
          span: source.span(offset + line.length - line.trimStart().length, offset + line.trimEnd().length),
        });
      }
      offset += line.length + 1;
    }
    return settings;
  }
  for (const { root } of parseYaml(source).documents) {
    if (
      root.at('spring', 'config', 'activate', 'on-profile').exists ||
      root.at('spring', 'profiles').text !== undefined
    )
      continue;
    flatten(root, '', settings, 0);
  }
  return settings;
}

function flatten(
  value: YamlValue,
  prefix: string,
  settings: Map<string, SpringSetting>,
  depth: number,
): void {
  if (depth > 20) return;
  if (value.isMap) {
    for (const [key, child] of value.entries)
      flatten(child, prefix === '' ? key : `${prefix}.${key}`, settings, depth + 1);
  } else if (value.isSequence) {
    const items = value.items.flatMap((item) => item.text ?? []);
    settings.set(canonicalName(prefix), { value: items.join(','), span: value.span });
  } else if (value.text !== undefined)
    settings.set(canonicalName(prefix), { value: value.text, span: value.span });
}

/** A setting's value with its placeholder's default: `${PORT:8080}` → `8080`. Undefined when only the environment knows. */
export function settled(settings: SpringSettings, name: string): string | undefined {
  const value = settings.get(canonicalName(name))?.value.trim();
  if (value === undefined || value === '') return undefined;
  const placeholder = /^\$\{[^:{}]+:([^{}]*)\}$/.exec(value);
  if (placeholder) return placeholder[1];
  return value.includes('${') ? undefined : value;
}
