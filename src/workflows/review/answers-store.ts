import { posix } from 'node:path';
import { answerLines, readAnswers } from '../../checklist/answers-file.js';
import type { AnswersFile } from '../../checklist/answers-file.js';
import { answersSchema } from '../../checklist/answers-schema.js';
import { AnswersFileError, removeAnswer, setAnswer } from '../../checklist/edit-answers.js';
import type { AnswersHeader } from '../../checklist/edit-answers.js';
import { problemText } from '../../checklist/file-problem.js';
import { packReference } from '../../checklist/parse-pack.js';
import { slugOf } from '../../documents/adr/file-name.js';
import type { Answer } from '../../model/answer.js';
import type { Pack } from '../../model/checklist.js';
import { InputError } from '../../model/input-error.js';
import type { RepositoryView } from '../../model/repository-view.js';
import { writeAtomically } from '../../repository/write-file.js';

/** Where the schema of answers files is kept, which their first line names. */
const schemaFile = '.lintel/answers.schema.json';
const schemaText = `${JSON.stringify(answersSchema, undefined, 2)}\n`;

interface Reading {
  readonly text: string;
  readonly file: AnswersFile;
  readonly lines: ReadonlyMap<string, number>;
}

/** The kept answers of one service: its file in the repository. Every change is written at once, atomically. */
export class AnswersStore {
  readonly path: string;
  readonly #root: string;
  readonly #header: AnswersHeader;
  #hasSchema: boolean;
  #text: string | undefined;
  #reading: Reading | undefined;

  private constructor(
    root: string,
    path: string,
    header: AnswersHeader,
    text: string | undefined,
    hasSchema: boolean,
  ) {
    this.#hasSchema = hasSchema;
    this.#root = root;
    this.path = path;
    this.#header = header;
    this.#text = text;
  }

  /**
   * Opens the answers of a service; there need not be any yet.
   * @throws InputError when the file is damaged: a review on top of it could lose what was answered.
   */
  static async open(
    root: string,
    view: RepositoryView,
    folder: string,
    service: string,
    pack: Pack,
  ): Promise<AnswersStore> {
    const path = answersPath(folder, service);
    const source = view.file(path) && (await view.read(path));
    const schema = posix.relative(posix.dirname(path), schemaFile);
    const written = view.file(schemaFile) && (await view.read(schemaFile));
    const store = new AnswersStore(
      root,
      path,
      { service, pack: packReference(pack), schema },
      source?.text,
      written?.text === schemaText,
    );
    if (source !== undefined) {
      const errors = readAnswers(source.text, path).problems.filter(
        (problem) => problem.severity === 'error',
      );
      if (errors.length > 0)
        throw new InputError(
          errors.map(problemText).join('\n'),
          'Correct the file; nothing in it was changed.',
        );
    }
    return store;
  }

  /** Whether the review of the service was begun. */
  get exists(): boolean {
    return this.#text !== undefined;
  }

  get answers(): readonly Answer[] {
    return this.#read()?.file.answers ?? [];
  }

  /** The line (from 1) at which the answer to a sub-question begins; undefined when it has none. */
  lineOf(question: string): number | undefined {
    return this.#read()?.lines.get(question);
  }

  /** The text of the file; empty when there is none. */
  get text(): string {
    return this.#text ?? '';
  }

  /** A note that was typed for a sub-question and waits for the answer. */
  draftOf(question: string): string | undefined {
    const file = this.#read()?.file;
    return [...(file?.answers ?? []), ...(file?.unanswered ?? [])].find(
      (answer) => answer.question === question,
    )?.draft;
  }

  /** Keeps a note until its question is answered, and writes the file; an empty one is forgotten. */
  async setDraft(question: string, draft: string): Promise<void> {
    const present = this.answers.find((answer) => answer.question === question);
    if (present === undefined && draft === '') {
      if (this.draftOf(question) !== undefined) await this.remove(question);
      return;
    }
    const { draft: _before, ...answer } = present ?? {
      question,
      choice: '',
      at: '',
      wording: '',
      evidence: [],
    };
    await this.set({ ...answer, ...(draft !== '' && { draft }) });
  }

  /** Keeps an answer and writes the file. */
  async set(answer: Answer): Promise<void> {
    await this.setAll([answer]);
  }

  /** Keeps answers and writes the file once. */
  async setAll(answers: readonly Answer[]): Promise<void> {
    await this.#write(this.preview(answers));
  }

  /** The text of the file as it would be with these answers. */
  preview(answers: readonly Answer[]): string {
    return (
      answers.reduce<string | undefined>(
        (text, answer) => edit(() => setAnswer(text, this.#header, answer)),
        this.#text,
      ) ?? ''
    );
  }

  /** Forgets an answer and writes the file. */
  async remove(question: string): Promise<void> {
    const text = this.#text;
    if (text !== undefined) await this.#write(edit(() => removeAnswer(text, question)));
  }

  /** The file as it is read, once for each text. */
  #read(): Reading | undefined {
    const text = this.#text;
    if (text === undefined) return undefined;
    if (this.#reading?.text !== text) {
      const file = readAnswers(text, this.path);
      this.#reading = {
        text,
        file,
        lines: answerLines(
          text,
          file.answers.map(({ question }) => question),
        ),
      };
    }
    return this.#reading;
  }

  async #write(text: string): Promise<void> {
    if (text === this.#text) return;
    // The first line of the file names the schema, so that editors complete and check it: it has to be there.
    if (!this.#hasSchema && text.includes(schemaFile)) {
      await writeAtomically(this.#root, schemaFile, schemaText);
      this.#hasSchema = true;
    }
    await writeAtomically(this.#root, this.path, text);
    this.#text = text;
  }
}

/** Where a service's answers are kept, relative to the root. */
export function answersPath(folder: string, service: string): string {
  return posix.join(folder, `${slugOf(service)}.yaml`);
}

function edit(change: () => string): string {
  try {
    return change();
  } catch (error) {
    if (error instanceof AnswersFileError) throw new InputError(error.message);
    throw error;
  }
}
