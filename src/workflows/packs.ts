import { basename, dirname } from 'node:path';
import { bundledLocales, bundledPack, bundledPackIds } from '../checklist/bundled-packs.js';
import { exchangeFormats } from '../checklist/exchange/registry.js';
import { packText } from '../checklist/exchange/pack-text.js';
import { idOf } from '../checklist/exchange/exchange.js';
import { extendedPack } from '../checklist/extend-pack.js';
import { problemText, type FileProblem } from '../checklist/file-problem.js';
import { lintPack } from '../checklist/lint-pack.js';
import { lintLocale, localisedPack, parseLocale, type ParsedLocale } from '../checklist/locale.js';
import { packChanges } from '../checklist/pack-changes.js';
import { parsePack, type ParsedPack } from '../checklist/parse-pack.js';
import { signals } from '../evidence/registry.js';
import type { Pack } from '../model/checklist.js';
import { InputError } from '../model/input-error.js';
import type { RepositoryView } from '../model/repository-view.js';
import { compareText } from '../model/source-span.js';
import { openRepository } from '../repository/open.js';
import type { Scanned } from './open-scanned.js';
import { openScanned } from './open-scanned.js';

/** Where a repository keeps its own packs: `<id>.yaml`, and `<id>.<language>.yaml` with their texts in another language. */
export const ownPackFolder = '.lintel/checklists';

/** The packs that a repository can ask for: its own, and those that come with lintel. */
interface PackLibrary {
  /** By id, not extended yet; a repository's own pack goes before a bundled one of the same id. */
  readonly packs: ReadonlyMap<string, ParsedPack>;
  readonly own: ReadonlySet<string>;
  readonly locales: readonly ParsedLocale[];
}

/** What is wrong with a pack. */
export type PackProblem = FileProblem;

const fileName = /^(?<id>[^/.]+)(?:\.(?<locale>[A-Za-z0-9-]+))?\.ya?ml$/;

async function libraryOf(view: RepositoryView, folder = ownPackFolder): Promise<PackLibrary> {
  const packs = new Map<string, ParsedPack>(bundledPackIds().map((id) => [id, bundledPack(id)]));
  const locales: ParsedLocale[] = [...bundledLocales()];
  const own = new Set<string>();
  for (const { path } of view.files) {
    const name = fileName.exec(path.slice(folder.length === 0 ? 0 : folder.length + 1))?.groups;
    if (name === undefined || (folder !== '' && !path.startsWith(`${folder}/`))) continue;
    const text = (await view.read(path))?.text;
    if (text === undefined) continue;
    if (name['locale'] !== undefined) locales.push(parseLocale(text, path));
    else {
      packs.set(name['id'] ?? '', parsePack(text, path));
      own.add(name['id'] ?? '');
    }
  }
  return { packs, own, locales };
}

/**
 * A pack by its id as a repository has it: its own or a bundled one, with what it extends, in a language where one is wanted.
 * @throws InputError when there is none, or its file or what it extends is wrong.
 */
export async function packIn(view: RepositoryView, id: string, language?: string): Promise<Pack> {
  return usablePack(await libraryOf(view), id, language);
}

/** The pack that a scanned repository's configuration names, in its language. */
export async function configuredPack({ view, configuration }: Scanned, id?: string): Promise<Pack> {
  return packIn(view, id ?? configuration.pack, configuration.language);
}

function usablePack(library: PackLibrary, id: string, language: string | undefined): Pack {
  const parsed = library.packs.get(id);
  if (parsed === undefined)
    throw new InputError(
      `there is no checklist "${id}"`,
      `Checklists are: ${[...library.packs.keys()].toSorted().join(', ')}. Your own stand in ${ownPackFolder}/<id>.yaml.`,
    );
  const whole = extendedPack(parsed, (other) => library.packs.get(other));
  if (whole.pack === undefined)
    throw new InputError(
      whole.problems.map(problemText).join('\n'),
      'Correct the checklist; `lintel checklist lint` shows all that is wrong with it.',
    );
  if (whole.pack.id !== id)
    throw new InputError(
      `${whole.file}:${whole.lineOf('/id')}: the checklist calls itself "${whole.pack.id}"`,
      `Name the file ${whole.pack.id}.yaml, or correct its id.`,
    );
  if (language === undefined || language === 'en') return whole.pack;
  const translated = library.locales.find(
    ({ locale }) => locale !== undefined && locale.pack === id && isLanguage(locale.locale, language),
  );
  return translated?.locale === undefined ? whole.pack : localisedPack(whole.pack, translated.locale);
}

/** `pt` is served by `pt`, else by `pt-BR`; `pt-BR` by itself, else by `pt`. */
function isLanguage(offered: string, wanted: string): boolean {
  const [a, b] = [offered.toLowerCase(), wanted.toLowerCase()];
  return a === b || b.startsWith(`${a}-`) || a.startsWith(`${b}-`);
}

/** A pack in a list. */
export interface ListedPack {
  readonly pack: Pack;
  readonly own: boolean;
  readonly languages: readonly string[];
}

/**
 * The packs that can be asked for in a folder: those that come with lintel and its own, sorted by id; damaged ones are left to lint.
 */
export async function listPacks(path: string): Promise<readonly ListedPack[]> {
  return inFolder(path, async ({ view }) => {
    const library = await libraryOf(view);
    return [...library.packs]
      .toSorted(([a], [b]) => compareText(a, b))
      .flatMap(([id, parsed]) => {
        const { pack } = extendedPack(parsed, (other) => library.packs.get(other));
        const languages = library.locales.flatMap(({ locale }) =>
          locale?.pack === id ? [locale.locale] : [],
        );
        return pack === undefined
          ? []
          : [{ pack, own: library.own.has(id), languages: languages.toSorted() }];
      });
  });
}

/**
 * A pack for showing.
 * @param options `language`: that of the configuration when absent.
 */
export async function showPack(options: {
  readonly path: string;
  readonly id?: string;
  readonly language?: string;
}): Promise<Pack> {
  return inFolder(options.path, async ({ view, configuration }) =>
    packIn(view, options.id ?? configuration.pack, options.language ?? configuration.language),
  );
}

/**
 * Lints checklists: their form, wording, links, signals, whether their risk rules decide every combination of answers, their translations,
 * and, with a base, what their change does to kept answers.
 * @param options `file`: of a pack or a locale; absent = all bundled packs and the repository's own.
 * @throws InputError when the file or the revision cannot be read.
 */
export async function lintPacks(options: {
  readonly path: string;
  readonly file?: string;
  readonly base?: string;
}): Promise<readonly PackProblem[]> {
  const { file } = options;
  if (file !== undefined) return lintFile(file);
  const before = options.base === undefined ? undefined : await packsAt(options.path, options.base);
  return inFolder(options.path, async ({ view }) => lintLibrary(await libraryOf(view), before));
}

async function packsAt(path: string, base: string): Promise<ReadonlyMap<string, Pack>> {
  const scanned = await openScanned(path, base);
  try {
    const library = await libraryOf(scanned.view);
    return new Map(
      [...library.packs].flatMap(([id, parsed]) => {
        const { pack } = extendedPack(parsed, (other) => library.packs.get(other));
        return pack === undefined ? [] : [[id, pack] as const];
      }),
    );
  } finally {
    await scanned.close();
  }
}

function lintLibrary(
  library: PackLibrary,
  before: ReadonlyMap<string, Pack> | undefined,
  only?: string,
): readonly PackProblem[] {
  const knownSignals = new Set(signals.map((signal) => signal.id));
  const whole = new Map(
    [...library.packs].map(([id, parsed]) => [id, extendedPack(parsed, (other) => library.packs.get(other))]),
  );
  const wanted = (file: string): boolean => only === undefined || file === only;
  return [
    ...[...whole].flatMap(([id, parsed]) => {
      if (!wanted(parsed.file)) return [];
      const old = before?.get(id);
      return [
        ...lintPack(parsed, { knownSignals }),
        ...(parsed.pack !== undefined && parsed.pack.id !== id
          ? [
              {
                rule: 'id-is-not-file-name',
                severity: 'error' as const,
                file: parsed.file,
                line: parsed.lineOf('/id'),
                message: `The pack calls itself \`${parsed.pack.id}\`, its file \`${id}\`.`,
                advice: 'Let both be the same: the pack is found by the name of its file.',
              },
            ]
          : []),
        ...(old === undefined ? [] : packChanges(parsed, old)),
      ];
    }),
    ...library.locales.flatMap((parsed) => {
      if (!wanted(parsed.file)) return [];
      const pack = parsed.locale && whole.get(parsed.locale.pack)?.pack;
      if (parsed.locale === undefined || pack !== undefined)
        return pack === undefined ? parsed.problems : lintLocale(parsed, pack);
      return [
        {
          rule: 'translation-of-nothing',
          severity: 'error' as const,
          file: parsed.file,
          line: parsed.lineOf('/pack'),
          message: `There is no usable pack \`${parsed.locale.pack}\`.`,
          advice: 'Name the pack that it translates.',
        },
      ];
    }),
  ];
}

/** Lints one file; what it extends is looked for beside it. */
async function lintFile(file: string): Promise<readonly PackProblem[]> {
  const repository = await openRepository(dirname(file));
  try {
    const name = basename(file);
    const source = await repository.view.read(name);
    if (source === undefined)
      throw new InputError(`${file} cannot be read`, 'Give the path of a checklist in YAML.');
    const library = await libraryOf(repository.view, '');
    const isLocale = fileName.exec(name)?.groups?.['locale'] !== undefined;
    const id = fileName.exec(name)?.groups?.['id'] ?? name;
    const beside: PackLibrary = {
      ...library,
      packs: isLocale ? library.packs : new Map([...library.packs, [id, parsePack(source.text, name)]]),
    };
    return lintLibrary(beside, undefined, name).map((problem) => ({ ...problem, file }));
  } finally {
    await repository.close();
  }
}

/** Names of the formats that packs are exchanged in, with who reads them. */
export function exchangeFormatList(): readonly { readonly name: string; readonly meaning: string }[] {
  return exchangeFormats.map(({ name, meaning }) => ({ name, meaning }));
}

function formatOf(name: string): (typeof exchangeFormats)[number] {
  const format = exchangeFormats.find((candidate) => candidate.name === name);
  if (format !== undefined) return format;
  throw new InputError(
    `there is no format "${name}"`,
    `Formats are ${exchangeFormats.map((candidate) => candidate.name).join(', ')}.`,
  );
}

/**
 * A pack in the format of another tool, and what that has no place for.
 * @throws InputError when there is no such pack or format, or the format cannot hold it.
 */
export async function exportPack(options: {
  readonly path: string;
  readonly id?: string;
  readonly format: string;
}): Promise<{ readonly text: string; readonly lost: readonly string[]; readonly pack: string }> {
  const pack = await showPack(options);
  return { ...formatOf(options.format).write(pack), pack: pack.id };
}

/**
 * The text of a pack made from a file of another tool, and what is still wrong with it.
 * @throws InputError when the file cannot be read or is of another format.
 */
export async function importPack(options: {
  readonly file: string;
  readonly format: string;
  readonly id?: string;
}): Promise<{ readonly text: string; readonly id: string; readonly problems: readonly PackProblem[] }> {
  const repository = await openRepository(dirname(options.file));
  try {
    const source = await repository.view.read(basename(options.file));
    if (source === undefined)
      throw new InputError(`${options.file} cannot be read`, 'Give the path of a text file.');
    const { draft } = formatOf(options.format).read(source.text, options.file);
    const id = options.id ?? draft.id ?? idOf(draft.title, 'checklist');
    const text = packText(draft, id);
    const knownSignals = new Set(signals.map((signal) => signal.id));
    return { text, id, problems: lintPack(parsePack(text, `${id}.yaml`), { knownSignals }) };
  } finally {
    await repository.close();
  }
}

async function inFolder<Result>(path: string, work: (scanned: Scanned) => Promise<Result>): Promise<Result> {
  const scanned = await openScanned(path);
  try {
    return await work(scanned);
  } finally {
    await scanned.close();
  }
}
