import {
  isSameWaiver,
  readWaivers,
  waiversFile,
  withWaiver,
  withoutWaiver,
} from '../../audit/waivers-file.js';
import type { RepositoryView } from '../../model/repository-view.js';
import type { Waiver } from '../../model/waiver.js';
import { writeAtomically } from '../../repository/write-file.js';

/** The waivers of a repository: its file. Every change is written at once, atomically. */
export class WaiverStore {
  readonly #root: string;
  #text: string | undefined;
  #waivers: readonly Waiver[];

  private constructor(root: string, text: string | undefined) {
    this.#root = root;
    this.#text = text;
    this.#waivers = text === undefined ? [] : readWaivers(text);
  }

  /** @throws InputError when the file is damaged. */
  static async open(root: string, view: RepositoryView): Promise<WaiverStore> {
    const source = view.file(waiversFile) && (await view.read(waiversFile));
    return new WaiverStore(root, source?.text);
  }

  /** Whether somebody accepts a question of a service on a day. */
  accepts(question: string, service: string, today: string): boolean {
    return this.#waivers.some(
      (waiver) =>
        waiver.question === question &&
        (waiver.service === undefined || waiver.service === service) &&
        waiver.expires >= today,
    );
  }

  /** Whether there is a waiver for the same thing. */
  has(waiver: Waiver): boolean {
    return this.#waivers.some((present) => isSameWaiver(present, waiver));
  }

  async set(waiver: Waiver): Promise<void> {
    await this.#write(withWaiver(this.#text, waiver));
  }

  async remove(waiver: Pick<Waiver, 'finding' | 'question' | 'service'>): Promise<void> {
    const text = this.#text === undefined ? undefined : withoutWaiver(this.#text, waiver);
    if (text !== undefined) await this.#write(text);
  }

  async #write(text: string): Promise<void> {
    await writeAtomically(this.#root, waiversFile, text);
    this.#text = text;
    this.#waivers = readWaivers(text);
  }
}
