import { readdirSync, readFileSync } from 'node:fs';
import { InputError } from '../model/input-error.js';

/** The kinds of document that the package ships templates for. */
export type TemplateKind = 'adr' | 'runbook' | 'init';

const folderOf = (kind: TemplateKind): URL => new URL(`../../templates/${kind}/`, import.meta.url);

/** Names of the shipped templates of a kind, sorted. */
export function templateNames(kind: TemplateKind): readonly string[] {
  return readdirSync(folderOf(kind))
    .filter((name) => name.endsWith('.hbs'))
    .map((name) => name.slice(0, -'.hbs'.length))
    .toSorted();
}

/**
 * The text of a shipped template.
 * @throws InputError when there is none of that name.
 */
export function bundledTemplate(kind: TemplateKind, name: string): string {
  const names = templateNames(kind);
  if (!names.includes(name)) {
    throw new InputError(`there is no ${kind} template "${name}"`, `Templates are: ${names.join(', ')}.`);
  }
  return readFileSync(new URL(`${name}.hbs`, folderOf(kind)), 'utf8');
}

/** The partials that the shipped templates of a kind include, by name. */
export function bundledPartials(kind: TemplateKind): Readonly<Record<string, string>> {
  const folder = new URL('partials/', folderOf(kind));
  return Object.fromEntries(
    readdirSync(folder)
      .filter((name) => name.endsWith('.hbs'))
      .toSorted()
      .map((name) => [name.slice(0, -'.hbs'.length), readFileSync(new URL(name, folder), 'utf8')]),
  );
}

/** The text of a shipped file of the decision log's site: its style sheet or script. */
export function siteAsset(name: 'site.css' | 'site.js'): string {
  return readFileSync(new URL(`../../templates/site/${name}`, import.meta.url), 'utf8').trim();
}

/** The text of a shipped file of the report page: its style sheet or script. */
export function reportAsset(name: 'report.css' | 'report.js'): string {
  return readFileSync(new URL(`../../templates/report/${name}`, import.meta.url), 'utf8').trim();
}
