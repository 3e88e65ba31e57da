import type { Choice, Pack, Source } from '../../model/checklist.js';

/** A sub-question as another tool's format gives it; what it cannot say is absent. */
export interface DraftSubQuestion {
  readonly id: string;
  readonly text: string;
  readonly why?: string;
  readonly required?: boolean;
  readonly choices?: readonly Pick<Choice, 'id' | 'text' | 'risk'>[];
  readonly sources?: readonly Source[];
}

export interface DraftQuestion {
  readonly id: string;
  readonly text: string;
  readonly why?: string;
  readonly subQuestions: readonly DraftSubQuestion[];
}

/** A checklist as it comes from another format: the beginning of a pack. */
export interface PackDraft {
  readonly id?: string;
  readonly version?: number;
  readonly title: string;
  readonly description?: string;
  readonly questions: readonly DraftQuestion[];
}

/** A format in which checklists are exchanged with other tools. */
export interface ExchangeFormat {
  readonly name: string;
  /** Who reads it, for the help. */
  readonly meaning: string;
  /** The pack in this format; `lost` says in words what the format has no place for. */
  write(pack: Pack): { readonly text: string; readonly lost: readonly string[] };
  /**
   * The checklist that a text in this format holds.
   * @throws InputError when it is none.
   */
  read(text: string, file: string): { readonly draft: PackDraft; readonly lost: readonly string[] };
}

/** What no other format can hold, as far as the pack has it. */
export function alwaysLost(pack: Pack): readonly string[] {
  const subQuestions = pack.questions.flatMap((question) => question.subQuestions);
  return [
    'the risk rules of combinations',
    ...(pack.questions.some(({ incident }) => incident !== undefined) ? ['incidents'] : []),
    ...(subQuestions.some(({ signals }) => signals.length > 0) ? ['signals, and so the evidence'] : []),
    ...(subQuestions.some(({ applicability }) => applicability !== undefined)
      ? ['when a question applies']
      : []),
  ];
}

/** A text on one line. */
export function oneLine(text: string): string {
  return text.split(/\s+/).filter(Boolean).join(' ');
}

/** Words as an id: lower case with hyphens, beginning with a letter. */
export function idOf(words: string, otherwise: string): string {
  const slug = words
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '')
    .slice(0, 48)
    .replace(/-+$/, '');
  return slug === '' ? otherwise : slug;
}

/** An id that no other has: a number is put behind one that is taken. */
export function uniqueId(id: string, taken: Set<string>): string {
  let unique = id;
  for (let count = 2; taken.has(unique); count += 1) unique = `${id}-${count}`;
  taken.add(unique);
  return unique;
}
