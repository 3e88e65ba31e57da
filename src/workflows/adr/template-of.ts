import { posix } from 'node:path';
import { bundledPartials, bundledTemplate, templateNames } from '../../documents/bundled-templates.js';
import { hasTokens } from '../../documents/adr/fill-form.js';
import type { RecordTemplate } from '../../documents/adr/new-record.js';
import type { AdrStyle } from '../../documents/adr/record.js';
import { InputError } from '../../model/input-error.js';
import { glanceAt } from '../../repository/ancestors.js';
import type { Scanned } from '../open-scanned.js';

/** Own templates and partials of a repository. */
const ownFolder = '.lintel/templates/adr';

/** The template that a log of a style is continued with. */
const templateOfStyle: Partial<Record<AdrStyle, string>> = {
  madr: 'madr',
  'y-statement': 'y-statement',
  alexandrian: 'alexandrian',
  'tyree-akerman': 'tyree-akerman',
};

/** What decides on a template. */
export interface TemplateWish {
  /** A name, of an own template first, or the path of a file. */
  readonly name?: string;
  /** Path of a template of adr-tools, as ADR_TEMPLATE gives it: absolute or relative to the working directory. */
  readonly file?: string;
}

/**
 * The template of a new record: the one that was asked for, else ADR_TEMPLATE, else the log's own (`templates/template.md` as adr-tools
 * has it, `template.md` of log4brains, `adr-template.md` of MADR), else the one of the log's style. In `.lintel/templates/adr` a
 * repository keeps its own ones, which come before those of the same name that are shipped; files there that begin with `_` are partials.
 * @throws InputError when there is none of that name.
 */
export async function templateOf(
  scanned: Scanned,
  folder: string,
  style: AdrStyle | undefined,
  wish: TemplateWish,
): Promise<RecordTemplate> {
  const partials = { ...bundledPartials('adr'), ...(await ownPartials(scanned)) };
  if (wish.name !== undefined) return named(scanned, folder, wish.name, partials);
  if (wish.file !== undefined && wish.file !== '') return fromFile(wish.file, partials);
  const own = await formOf(scanned, folder);
  if (own !== undefined) return own;
  return named(scanned, folder, (style && templateOfStyle[style]) ?? 'nygard', partials);
}

async function named(
  { view }: Scanned,
  folder: string,
  name: string,
  partials: Readonly<Record<string, string>>,
): Promise<RecordTemplate> {
  for (const path of [`${ownFolder}/${name}.hbs`, posix.join(folder, 'templates', `${name}.hbs`)]) {
    const source = view.file(path) && (await view.read(path));
    if (source) return { name: path, text: source.text, kind: 'handlebars', partials };
  }
  if (!templateNames('adr').includes(name)) {
    const own = view.files
      .filter(({ path }) => path.startsWith(`${ownFolder}/`) && /\/[^_/][^/]*\.hbs$/.test(path))
      .map(({ path }) => posix.basename(path, '.hbs'));
    throw new InputError(
      `there is no adr template "${name}"`,
      `Templates are: ${[...new Set([...templateNames('adr'), ...own])].toSorted().join(', ')}. Your own go to ${ownFolder}/NAME.hbs.`,
    );
  }
  return { name, text: bundledTemplate('adr', name), kind: 'handlebars', partials };
}

function fromFile(file: string, partials: Readonly<Record<string, string>>): RecordTemplate {
  const text = glanceAt('').text(file);
  if (text === undefined)
    throw new InputError(`the template ${file} cannot be read`, 'Correct ADR_TEMPLATE, or unset it.');
  if (file.endsWith('.hbs')) return { name: file, text, kind: 'handlebars', partials };
  return { name: file, text, kind: hasTokens(text) ? 'tokens' : 'form' };
}

/** A form that the log keeps beside its records. */
async function formOf({ view }: Scanned, folder: string): Promise<RecordTemplate | undefined> {
  const places = ['templates/template.md', 'template.md', 'adr-template.md', '0000-template.md'];
  for (const path of places.map((place) => posix.join(folder, place))) {
    const source = view.file(path) && (await view.read(path));
    if (source && source.text.trim() !== '')
      return { name: path, text: source.text, kind: hasTokens(source.text) ? 'tokens' : 'form' };
  }
  return undefined;
}

async function ownPartials({ view }: Scanned): Promise<Readonly<Record<string, string>>> {
  const partials: Record<string, string> = {};
  for (const { path } of view.files) {
    const name = path.startsWith(`${ownFolder}/`) ? /\/_([^/]+)\.hbs$/.exec(path)?.[1] : undefined;
    const source = name === undefined ? undefined : await view.read(path);
    if (name === undefined || !source) continue;
    partials[name] = source.text;
    // Whoever names the file as it is named means the same.
    partials[`_${name}`] = source.text;
  }
  return partials;
}
