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

/** What a settings file says always, and what it says for profiles only. */
export interface SettingsReading {
  readonly always: SpringSettings;
  readonly inProfiles: readonly { readonly profile: string; readonly settings: SpringSettings }[];
}

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

/**
 * Reads a settings file with its documents. What is set for the profile `default` holds when none is active.
 * Source: https://docs.spring.io/spring-boot/reference/features/external-config.html
 */
export function readSettings(source: SourceText): SettingsReading {
  const documents = source.path.endsWith('.properties') ? propertiesIn(source) : yamlIn(source);
  const always = new Map<string, SpringSetting>();
  const inProfiles: { profile: string; settings: SpringSettings }[] = [];
  for (const document of documents) {
    const profile =
      document.get('spring.config.activate.onprofile')?.value ?? document.get('spring.profiles')?.value;
    if (profile === undefined || profile.trim() === 'default')
      for (const [name, setting] of document) always.set(name, setting);
    else inProfiles.push({ profile, settings: document });
  }
  return { always, inProfiles };
}

function propertiesIn(source: SourceText): readonly Map<string, SpringSetting>[] {
  const documents = [new Map<string, SpringSetting>()];
  for (let number = 1; number <= source.lineStarts.length; number += 1) {
    const start = source.lineStarts[number - 1] ?? 0;
    let line = source.line(number);
    if (/^[#!]---\s*$/.test(line)) documents.push(new Map());
    while (/(^|[^\\])\\$/.test(line) && number < source.lineStarts.length) {
      number += 1;
      line = `${line.slice(0, -1)}${source.line(number).trimStart()}`;
    }
    const indent = line.length - line.trimStart().length;
    const match = /^([\w.[\]-]+)\s*[=:]?(.*)$/.exec(line.trim());
    if (match?.[1] === undefined) continue;
    const end = (source.lineStarts[number - 1] ?? 0) + source.line(number).trimEnd().length;
    documents.at(-1)?.set(canonicalName(match[1]), {
      value: (match[2] ?? '').trim(),
      span: source.span(start + indent, end),
    });
  }
  return documents;
}

function yamlIn(source: SourceText): readonly Map<string, SpringSetting>[] {
  return parseYaml(source).documents.map(({ root }) => {
    const settings = new Map<string, SpringSetting>();
    flatten(root, '', settings, 0);
    return settings;
  });
}

function flatten(
  value: YamlValue,
  prefix: string,
  settings: Map<string, SpringSetting>,
  depth: number,
): void {
  if (depth > 20) return;
  const name = canonicalName(prefix);
  if (value.isMap) {
    for (const [key, child] of value.entries)
      flatten(child, prefix === '' ? key : `${prefix}.${key}`, settings, depth + 1);
  } else if (value.isSequence)
    settings.set(name, {
      value: value.items.flatMap((item) => item.text ?? []).join(','),
      span: value.span,
    });
  else settings.set(name, { value: value.text ?? '', span: value.span });
}

/**
 * A setting's value with its placeholders filled in from other settings and their defaults: `${PORT:8080}` → `8080`. Undefined when it is
 * not set, or only the environment knows.
 */
export function settled(settings: SpringSettings, name: string): string | undefined {
  const value = settings.get(canonicalName(name))?.value.trim();
  return value === undefined ? undefined : filled(value, settings);
}

/** True when a setting is there, but only the environment (or the build) knows its value. */
export function isOpen(settings: SpringSettings, name: string): boolean {
  return settings.has(canonicalName(name)) && settled(settings, name) === undefined;
}

/** A text with its `${name:default}` filled in; undefined when one is not known. */
export function filled(text: string, settings: SpringSettings, depth = 0): string | undefined {
  if (/^@[\w.-]+@$/.test(text) || text.includes('#{')) return undefined;
  const start = text.indexOf('${');
  if (start === -1) return text;
  const end = closingBrace(text, start + 2);
  if (end === -1 || depth > 10) return undefined;
  const inner = text.slice(start + 2, end);
  const colon = inner.indexOf(':');
  const name = colon === -1 ? inner : inner.slice(0, colon);
  const known =
    settings.get(canonicalName(name))?.value.trim() ?? (colon === -1 ? undefined : inner.slice(colon + 1));
  const value = known === undefined ? undefined : filled(known, settings, depth + 1);
  const rest = value === undefined ? undefined : filled(text.slice(end + 1), settings, depth + 1);
  return value === undefined || rest === undefined ? undefined : `${text.slice(0, start)}${value}${rest}`;
}

function closingBrace(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    else if (text[at] === '}') {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return -1;
}
