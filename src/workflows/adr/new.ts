import { posix } from 'node:path';
import { addLink, linkStyleOf, linkTarget, markSuperseded } from '../../documents/adr/edit/add-link.js';
import { capitalised, relationWords, reverseOf } from '../../documents/adr/edit/relations.js';
import { spliced } from '../../documents/adr/edit/splice.js';
import type { Splice } from '../../documents/adr/edit/splice.js';
import { readFileName } from '../../documents/adr/file-name.js';
import { draftNumber, newRecord, plainRecord } from '../../documents/adr/new-record.js';
import type { NewRecord, RecordTemplate, WrittenRecord } from '../../documents/adr/new-record.js';
import type { ReadRecord } from '../../documents/adr/read-record.js';
import { recordMeant } from '../../documents/adr/reference.js';
import { InputError } from '../../model/input-error.js';
import { writeEdits } from '../../repository/edit-files.js';
import { namesInRefs } from '../../repository/names-in-refs.js';
import type { Scanned } from '../open-scanned.js';
import { recordText, textsOf } from './log-texts.js';
import type { RecordText } from './log-texts.js';
import { openOneLog } from './open-log.js';
import type { LogPlace, OpenedLog } from './open-log.js';
import { templateOf } from './template-of.js';

/** A link from the new record to one that is there. */
export interface NewLink {
  /** As people name a record: number, id, file name or a part of it. */
  readonly reference: string;
  /** Words in the new record: `Amends`. */
  readonly forward: string;
  /** Words in the other one: `Amended by`. */
  readonly back: string;
}

/** What a person says of a new record; the rest comes from the log. */
export type Said = Partial<
  Pick<
    NewRecord,
    | 'deciders'
    | 'consulted'
    | 'informed'
    | 'context'
    | 'drivers'
    | 'options'
    | 'chosen'
    | 'because'
    | 'consequences'
  >
>;

export interface NewAdrOptions extends LogPlace {
  readonly title: string;
  /** Name of a template; that of the log's own style when absent. */
  readonly template?: string;
  /** A template of adr-tools, as ADR_TEMPLATE names it. */
  readonly templateFile?: string;
  readonly status?: string;
  readonly said?: Said;
  /** Name it `XXXX-…`: it gets its number when it is accepted. */
  readonly draft?: boolean;
  /** ISO date of the record, or what ADR_DATE says. */
  readonly date: string;
  /** Records that the new one takes the place of. */
  readonly supersedes?: readonly string[];
  readonly links?: readonly NewLink[];
  /** Id of a (sub-)question whose answer and evidence fill the context. */
  readonly question?: string;
  /** Rule, fingerprint or `file:line` of a finding that fills the context. */
  readonly finding?: string;
  readonly service?: string;
}

/** A record that was written, and where. */
export interface NewAdr {
  /** Absolute path of the root. */
  readonly root: string;
  readonly path: string;
  readonly number: number | null;
  /** The records that were edited because the new one links to them. */
  readonly edited: readonly string[];
}

/**
 * Writes a new record, and the other side of its links. Everything is checked before anything is written.
 * @throws InputError when there are several logs and none was named, or the template, question, finding or a linked record does not exist.
 */
export async function newAdr(options: NewAdrOptions): Promise<NewAdr> {
  if (options.title.trim() === '')
    throw new InputError(
      'no title given',
      'Say what was decided: `lintel adr new "Use PostgreSQL for orders"`.',
    );
  const { scanned, chosen, logs } = await openOneLog(options);
  try {
    const style = logs.find(({ path }) => path === chosen.folder)?.style;
    const template = await templateOf(scanned, chosen.folder, chosen.records.length > 0 ? style : undefined, {
      ...(options.template !== undefined && { name: options.template }),
      ...(options.templateFile !== undefined && { file: options.templateFile }),
    });
    const open = options.question !== undefined || options.finding !== undefined;
    const called = open ? await evidenceCalled(scanned, options) : {};
    const record = newRecord(
      {
        folder: chosen.folder,
        records: chosen.records,
        number: options.draft === true ? draftNumber : await nextNumber(scanned, chosen),
      },
      template,
      {
        ...plainRecord(
          options.title.trim(),
          options.status ?? firstStatus(template, open || options.draft === true),
          options.date,
        ),
        ...options.said,
        ...called,
      },
    );
    const texts = await textsOf(scanned, chosen.records);
    const edits = linked(record, texts, options);
    await writeEdits(scanned.root, edits);
    return {
      root: scanned.root,
      path: record.path,
      number: record.number,
      edited: edits.filter(({ create }) => !create).map(({ path }) => path),
    };
  } finally {
    await scanned.close();
  }
}

/** Nygard's records are written when the decision was made; MADR's, and those that a question or finding called for, to be discussed. */
function firstStatus(template: RecordTemplate, open: boolean): string {
  if (template.name.startsWith('madr')) return 'proposed';
  return open || template.kind === 'form' ? 'Proposed' : 'Accepted';
}

/**
 * The number after the highest that anybody took: in the folder, on any local or remote branch, in any tag. Only names of records count
 * (adr-tools counts pictures too).
 */
export async function nextNumber({ root, view }: Scanned, { folder, records }: OpenedLog): Promise<number> {
  const here = view.files
    .filter(({ path }) => posix.dirname(path) === folder)
    .map(({ path }) => posix.basename(path));
  const names = [...here, ...(await namesInRefs(root, folder))];
  const taken = names.map((name) => readFileName(name)?.number ?? 0);
  return Math.max(0, ...taken, ...records.map(({ record }) => record.number ?? 0)) + 1;
}

interface Edit {
  readonly path: string;
  readonly text: string;
  readonly create: boolean;
}

/** The new record with its links, and every record that it links to with the other side. */
function linked(
  written: WrittenRecord,
  texts: readonly RecordText[],
  { supersedes = [], links = [] }: NewAdrOptions,
): readonly Edit[] {
  if (supersedes.length + links.length === 0)
    return [{ path: written.path, text: written.text, create: true }];
  let fresh = recordText(written.path, written.text);
  const edited = new Map<string, RecordText>();
  const meant = (reference: string): RecordText => {
    const { path } = recordMeant(
      reference,
      texts.map(({ read: { record } }) => record),
    );
    const found = edited.get(path) ?? texts.find(({ read }) => read.record.path === path);
    if (found === undefined) throw new InputError(`${path} cannot be read`);
    return found;
  };
  const style = linkStyleOf([...texts, fresh]);
  const edit = (
    target: RecordText,
    change: (read: ReadRecord, text: string) => readonly Splice[],
  ): RecordText =>
    recordText(target.read.record.path, spliced(target.text, change(target.read, target.text)));
  for (const reference of supersedes) {
    const old = meant(reference);
    const changed = edit(old, (read, text) => markSuperseded(read, text, linkTarget(fresh.read), style));
    edited.set(old.read.record.path, changed);
    const words = relationWords('supersedes', style.spelling, true);
    fresh = edit(fresh, (read, text) => addLink(read, text, words, linkTarget(old.read)));
  }
  for (const { reference, forward, back } of links) {
    const other = meant(reference);
    fresh = edit(fresh, (read, text) => addLink(read, text, forward, linkTarget(other.read)));
    const from = linkTarget(fresh.read);
    edited.set(
      other.read.record.path,
      edit(other, (read, text) => addLink(read, text, back, from)),
    );
  }
  return [
    { path: written.path, text: fresh.text, create: true },
    ...[...edited].map(([path, { text }]) => ({ path, text, create: false })),
  ];
}

/**
 * A link as adr-tools' `-l TARGET:LINK:REVERSE-LINK` writes it; the last part may be left out where English knows the other side.
 * @throws InputError when it has no two parts.
 */
export function parseLink(written: string): NewLink {
  const [reference = '', forward = '', ...rest] = written.split(':');
  const back = rest.join(':').trim() || capitalised(reverseOf(forward) ?? '');
  if (reference.trim() === '' || forward.trim() === '' || back === '')
    throw new InputError(
      `"${written}" is not TARGET:LINK:REVERSE-LINK`,
      'Write it as in: -l "5:Amends:Amended by".',
    );
  return { reference: reference.trim(), forward: forward.trim(), back };
}

/** What is known on the question and the finding that a record is about. The scanner is loaded only then: most records need none. */
async function evidenceCalled(
  scanned: Scanned,
  { question, service, finding }: NewAdrOptions,
): Promise<Partial<Pick<NewRecord, 'evidence' | 'question' | 'finding'>>> {
  const [{ evidenceForQuestion }, { evidenceForFinding }] = await Promise.all([
    import('../evidence-for-question.js'),
    import('../evidence-for-finding.js'),
  ]);
  return {
    ...(question !== undefined && (await evidenceForQuestion(scanned, question, service))),
    ...(finding !== undefined && (await evidenceForFinding(scanned, finding))),
  };
}
