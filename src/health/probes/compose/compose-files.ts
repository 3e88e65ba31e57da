import type { RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import { parseCompose } from '../../../syntax/manifests/compose.js';
import type { ComposeService } from '../../../syntax/manifests/compose.js';

/** A compose file that was read. */
export interface ReadComposeFile {
  readonly path: string;
  readonly text: string;
  readonly services: readonly ComposeService[];
  readonly skipped: readonly Skipped[];
}

/** The compose files of a repository, each parsed once. */
export class ComposeFiles {
  readonly #view: RepositoryView;
  readonly #files = new Map<string, Promise<ReadComposeFile | undefined>>();

  constructor(view: RepositoryView) {
    this.#view = view;
  }

  /** Undefined when there is no such file. */
  read(path: string): Promise<ReadComposeFile | undefined> {
    let file = this.#files.get(path);
    if (!file) {
      file = this.#parse(path);
      this.#files.set(path, file);
    }
    return file;
  }

  async #parse(path: string): Promise<ReadComposeFile | undefined> {
    const source = await this.#view.read(path);
    if (!source) return undefined;
    const { services, skipped } = parseCompose(source);
    const isTemplate = skipped.length > 0 && /\{[{%]/.test(source.text);
    return {
      path,
      text: source.text,
      services,
      skipped: isTemplate ? [{ file: path, reason: 'templated' }] : skipped,
    };
  }
}
