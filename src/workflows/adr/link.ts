import { addLink, linkStyleOf, linkTarget, markSuperseded } from '../../documents/adr/edit/add-link.js';
import { capitalised, relationWords, reverseOf } from '../../documents/adr/edit/relations.js';
import { spliced } from '../../documents/adr/edit/splice.js';
import { recordMeant } from '../../documents/adr/reference.js';
import { InputError } from '../../model/input-error.js';
import { writeEdits } from '../../repository/edit-files.js';
import { recordText, textsOf } from './log-texts.js';
import type { RecordText } from './log-texts.js';
import { openOneLog } from './open-log.js';
import type { LogPlace } from './open-log.js';

/** The files that an edit of the log changed; those that said it already are not among them. */
export interface EditedRecords {
  readonly root: string;
  readonly edited: readonly string[];
}

/**
 * Writes a link into two records, each in its own dialect.
 * @param back words in the target; the usual counterpart when absent.
 * @throws InputError when a record does not exist, both are one, or no counterpart of the words is known.
 */
export async function linkRecords(
  place: LogPlace,
  [source, target]: readonly [string, string],
  forward: string,
  back?: string,
): Promise<EditedRecords> {
  return editRecords(place, (meant) => {
    const from = meant(source);
    const to = meant(target);
    distinct(from, to);
    const reverse = back ?? reverseOf(forward);
    if (reverse === undefined)
      throw new InputError(
        `"${forward}" has no known counterpart`,
        'Give the words for the other record too.',
      );
    const capital = /^\p{Uppercase}/u.test(forward);
    const returned = back ?? (capital ? capitalised(reverse) : reverse);
    return [
      [from, linkedText(from, forward, [to])],
      [to, linkedText(to, returned, [from])],
    ];
  });
}

/**
 * Writes that a record took the place of others: their state becomes that, and the new one says so.
 * @throws InputError when a record does not exist or would take its own place.
 */
export async function supersedeRecords(
  place: LogPlace,
  old: readonly string[],
  successor: string,
): Promise<EditedRecords> {
  return editRecords(place, (meant, all) => {
    const style = linkStyleOf(all);
    const words = relationWords('supersedes', style.spelling, true);
    const by = meant(successor);
    const replaced = old.map((reference) => meant(reference));
    for (const one of replaced) distinct(one, by);
    const target = linkTarget(by.read);
    return [
      ...replaced.map(
        (one) => [one, spliced(one.text, markSuperseded(one.read, one.text, target, style))] as const,
      ),
      [by, linkedText(by, words, replaced)],
    ];
  });
}

/** The text with a link to each target. Each is written into what the one before it made. */
function linkedText({ read, text }: RecordText, words: string, targets: readonly RecordText[]): string {
  let current: RecordText = { read, text };
  for (const target of targets) {
    const splices = addLink(current.read, current.text, words, linkTarget(target.read));
    current = recordText(read.record.path, spliced(current.text, splices));
  }
  return current.text;
}

type Meant = (reference: string) => RecordText;

/**
 * Edits records of one log; all of them are written, or none.
 * @param edits gets a function that finds a record by what people call it, and all records; gives records with their new texts.
 */
export async function editRecords(
  place: LogPlace,
  edits: (meant: Meant, all: readonly RecordText[]) => readonly (readonly [RecordText, string])[],
): Promise<EditedRecords> {
  const { scanned, chosen } = await openOneLog(place);
  try {
    const texts = await textsOf(scanned, chosen.records);
    const records = texts.map(({ read: { record } }) => record);
    const meant = (reference: string): RecordText => {
      const { path } = recordMeant(reference, records);
      const found = texts.find(({ read }) => read.record.path === path);
      if (found === undefined) throw new InputError(`${path} cannot be read`);
      return found;
    };
    const written = edits(meant, texts)
      .filter(([{ text: before }, text]) => text !== before)
      .map(([{ read }, text]) => ({ path: read.record.path, text, create: false }));
    await writeEdits(scanned.root, written);
    return { root: scanned.root, edited: written.map(({ path }) => path) };
  } finally {
    await scanned.close();
  }
}

function distinct(one: RecordText, other: RecordText): void {
  if (one.read.record.path === other.read.record.path)
    throw new InputError(`${one.read.record.path} cannot be linked to itself`, 'Name two records.');
}
