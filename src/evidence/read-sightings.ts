import type { Reading } from '../model/reading.js';
import { isProductFile } from '../model/repository-view.js';
import type { RepositoryFile, RepositoryView } from '../model/repository-view.js';
import type { Sighting } from '../model/sighting.js';
import type { Skipped } from '../model/skipped.js';
import type { SourceText } from '../model/source-text.js';
import { settingsReaderOf } from '../syntax/application-settings/read-settings.js';
import { CodeIndex } from '../syntax/code/code-index.js';
import { codeLanguageOf } from '../syntax/code/lower-file.js';
import { manifestText } from '../syntax/helm/render.js';
import { isTerraform, parseTerraform } from '../syntax/manifests/hcl/terraform.js';
import { looksLikeKubernetes, parseKubernetes } from '../syntax/manifests/kubernetes.js';
import { relevantDocuments } from '../syntax/manifests/relevant-documents.js';
import { ParseTimeout } from '../syntax/tree-sitter.js';
import type {
  CodeRecogniser,
  KubernetesRecogniser,
  Recogniser,
  Seen,
  SettingsRecogniser,
  TerraformRecogniser,
  TextRecogniser,
} from './recogniser.js';

/** Addresses, and what licences say at the top of each file: `https` and `redis` are words of recognisers. */
const noWords = /\bhttps?:\/\/[^\s"'`)]*|\bredistribut\w+/gi;

/** Program text of more characters than this is written by a program. */
const longestCode = 600_000;

/**
 * Everything that the recognisers see. A file is parsed only when its text has a word of one of them, and one at a time: time and memory grow with
 * the files that can matter.
 * @param isServed whether a file of program text is of a program that serves: not of a browser's, nor of a library that no service uses.
 */
export async function readSightings(
  view: RepositoryView,
  recognisers: readonly Recogniser[],
  isServed: (path: string) => boolean,
): Promise<Reading<Sighting>> {
  const reader = new SightingReader(view, recognisers);
  for (const file of view.files) await reader.read(file, isServed);
  return { facts: reader.facts, skipped: reader.skipped };
}

class SightingReader {
  readonly facts: Sighting[] = [];
  readonly skipped: Skipped[] = [];
  readonly #view: RepositoryView;
  readonly #code: readonly CodeRecogniser[];
  readonly #kubernetes: readonly KubernetesRecogniser[];
  readonly #terraform: readonly TerraformRecogniser[];
  readonly #text: readonly TextRecogniser[];
  readonly #settings: readonly SettingsRecogniser[];
  readonly #index: CodeIndex;
  /** Asked of a file for itself, and for each file that imports it. */
  readonly #interested = new Map<string, readonly CodeRecogniser[]>();

  constructor(view: RepositoryView, recognisers: readonly Recogniser[]) {
    this.#view = view;
    this.#code = recognisers.filter((item) => item.in === 'code');
    this.#kubernetes = recognisers.filter((item) => item.in === 'kubernetes');
    this.#terraform = recognisers.filter((item) => item.in === 'terraform');
    this.#text = recognisers.filter((item) => item.in === 'text');
    this.#settings = recognisers.filter((item) => item.in === 'settings');
    this.#index = new CodeIndex(view, (source) => this.#codeRecognisers(source).length > 0);
  }

  async read(file: RepositoryFile, isServed: (path: string) => boolean): Promise<void> {
    const { path } = file;
    for (const recogniser of this.#text)
      if (recogniser.files.test(path) && (recogniser.everywhere === true || isProductFile(file)))
        await this.#readText(path, recogniser);
    if (!isProductFile(file)) return;
    await this.#readSettings(path);
    if (codeLanguageOf(path) !== undefined) {
      if (isServed(path)) await this.#readCode(path);
    } else if (isTerraform(path)) await this.#readTerraform(path);
    else if (/\.(?:ya?ml|json)$/i.test(path)) await this.#readKubernetes(path);
  }

  async #readText(path: string, recogniser: TextRecogniser): Promise<void> {
    const source = await this.#view.read(path);
    if (source && recogniser.words.test(source.text)) this.#add(recogniser, recogniser.see(source));
  }

  async #readSettings(path: string): Promise<void> {
    const reader = settingsReaderOf(path);
    const source = reader && (await this.#view.read(path));
    const interested = source ? this.#settings.filter(({ words }) => words.test(source.text)) : [];
    if (!source || interested.length === 0) return;
    await this.#unlessTooSlow(path, async () => {
      const code = reader.from === 'code' ? await this.#index.file(path) : undefined;
      const settings = reader.from === 'text' ? reader.read(source) : code ? reader.read(code) : [];
      for (const recogniser of interested)
        for (const setting of settings) this.#add(recogniser, recogniser.see(setting));
    });
  }

  #codeRecognisers(source: SourceText): readonly CodeRecogniser[] {
    const known = this.#interested.get(source.path);
    if (known) return known;
    const found = this.#codeRecognisersOf(source);
    this.#interested.set(source.path, found);
    return found;
  }

  #codeRecognisersOf(source: SourceText): readonly CodeRecogniser[] {
    const language = codeLanguageOf(source.path);
    if (language === undefined || source.text.length > longestCode) return [];
    if (
      language === 'go' &&
      /^\/\/go:build (?:ignore|mage|tools?|e2e\w*|tests?|testing|integration\w*)\b/m.test(
        source.text.slice(0, 2_000),
      )
    )
      return [];
    const text = source.text.replace(noWords, ' ');
    return this.#code.filter(({ languages, words }) => {
      if (!languages.includes(language)) return false;
      return (words instanceof RegExp ? words : words[language])?.test(text) === true;
    });
  }

  async #readCode(path: string): Promise<void> {
    const source = await this.#view.read(path);
    const interested = source ? this.#codeRecognisers(source) : [];
    if (interested.length === 0) return;
    await this.#unlessTooSlow(path, async () => {
      const code = await this.#index.file(path);
      if (code) for (const recogniser of interested) this.#add(recogniser, recogniser.see(code));
    });
  }

  async #unlessTooSlow(path: string, read: () => Promise<void>): Promise<void> {
    try {
      await read();
    } catch (error) {
      if (!(error instanceof ParseTimeout)) throw error;
      this.skipped.push({ file: path, reason: 'unreadable', detail: error.message });
    }
  }

  async #readKubernetes(path: string): Promise<void> {
    const written = await this.#view.read(path);
    if (!written || !looksLikeKubernetes(written.text)) return;
    const source = await manifestText(written, this.#view);
    if (!source) return;
    const interested = this.#kubernetes.filter(({ words }) => words.test(source.text));
    if (interested.length === 0) return;
    // Parsed once for all; each is shown every object, and picks those of its kind.
    const words = new RegExp(interested.map((recogniser) => recogniser.words.source).join('|'), 'im');
    for (const object of parseKubernetes(relevantDocuments(source, words)).objects)
      for (const recogniser of interested) this.#add(recogniser, recogniser.see(object));
  }

  async #readTerraform(path: string): Promise<void> {
    const source = await this.#view.read(path);
    const interested = source ? this.#terraform.filter(({ words }) => words.test(source.text)) : [];
    if (!source || interested.length === 0) return;
    const { blocks } = parseTerraform(source);
    for (const recogniser of interested)
      for (const block of blocks) this.#add(recogniser, recogniser.see(block));
  }

  #add({ sighting }: Recogniser, seen: Iterable<Seen>): void {
    for (const item of seen) this.facts.push({ kind: sighting, ...item });
  }
}
