import { dirname, posix } from 'node:path';
import { spliced } from '../../documents/adr/edit/splice.js';
import { namingOf } from '../../documents/adr/naming.js';
import type { ReadRecord } from '../../documents/adr/read-record.js';
import { nameOf, recordMeant } from '../../documents/adr/reference.js';
import { citationsIn, mayCite } from '../../documents/adr/renumber/citations.js';
import type { Citation, Renumbering } from '../../documents/adr/renumber/citations.js';
import { ownNumber } from '../../documents/adr/renumber/own-number.js';
import { InputError } from '../../model/input-error.js';
import type { SourceText } from '../../model/source-text.js';
import { nearestFolder } from '../../repository/ancestors.js';
import { writeEdits } from '../../repository/edit-files.js';
import { namesWhenWritten } from '../../repository/history-of-lines.js';
import { movePath } from '../../repository/move-path.js';
import { openScanned } from '../open-scanned.js';
import type { Scanned } from '../open-scanned.js';
import { recordText } from './log-texts.js';
import { nextNumber } from './new.js';
import { openOneLog } from './open-log.js';
import type { LogPlace } from './open-log.js';

export interface RenumberOptions extends LogPlace {
  /** As people name a record. */
  readonly reference: string;
  /** The new number; the next free one when absent. */
  readonly number?: number;
  /** Only say what would change. */
  readonly dryRun?: boolean;
}

/** A place in a file. */
export interface CitedAt {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** What was renamed and rewritten. Paths are relative to `root`. */
export interface Renumbered {
  /** Absolute: the top of the work tree. */
  readonly root: string;
  readonly from: string;
  readonly to: string;
  readonly number: number;
  /** Files whose citations were rewritten, with how many. */
  readonly rewritten: readonly { readonly file: string; readonly citations: number }[];
  /** Citations by a number that several records claim, of which history does not tell whose they are: left as they are. */
  readonly ambiguous: readonly CitedAt[];
}

/**
 * Gives a record another number: its file, its heading and front matter, and every citation in the files of the repository. A bare
 * `ADR-0027` that several records may claim is taken by what the commit that wrote the line had: the one record of that number in it.
 * @throws InputError when the record has no number, its number is frozen, the new one is taken, or a file cannot be edited.
 */
export async function renumberAdr(options: RenumberOptions): Promise<Renumbered> {
  const opened = await openOneLog(options);
  await opened.scanned.close();
  const top = await nearestFolder(
    opened.scanned.root,
    (glance) => glance.isFolder('.git') || glance.isFile('.git'),
  );
  const scanned = top === undefined || top === opened.scanned.root ? opened.scanned : await openScanned(top);
  try {
    const prefix = scanned === opened.scanned ? '' : below(scanned.root, opened.scanned.root);
    const { path } = recordMeant(
      options.reference,
      opened.chosen.records.map(({ record }) => record),
    );
    const read = opened.chosen.records.find(({ record }) => record.path === path);
    if (read === undefined) throw new InputError(`there is no record "${options.reference}"`);
    const { frozen = [] } = opened.scanned.configuration.adr;
    if (read.record.number !== null && frozen.includes(read.record.number))
      throw new InputError(
        `the number ${read.record.number} is frozen`,
        'Take it out of adr.frozen in .lintel.yaml when it shall change after all.',
      );
    const number = options.number ?? (await nextNumber(opened.scanned, opened.chosen));
    const plan = planOf(read, opened.chosen, number);
    const from = posix.join(prefix, read.record.path);
    const edits = await editsOf(scanned, plan, {
      path: from,
      folder: posix.join(prefix, opened.chosen.folder),
      claimants: opened.chosen.records.filter(
        ({ record }) => record.number === plan.oldNumber && record.path !== read.record.path,
      ).length,
    });
    const to = renamed(from, plan);
    const result: Renumbered = {
      root: scanned.root,
      from,
      to,
      number,
      rewritten: edits.files
        .filter(({ citations }) => citations > 0)
        .map(({ path, citations }) => ({ file: path === from ? to : path, citations })),
      ambiguous: edits.ambiguous,
    };
    if (options.dryRun !== true) await apply(scanned, { from, to, plan, read }, edits.files);
    return result;
  } finally {
    await scanned.close();
  }
}

function below(top: string, folder: string): string {
  let path = '';
  for (let at = folder; at !== top && dirname(at) !== at; at = dirname(at))
    path = posix.join(at.split(/[/\\]/).at(-1) ?? '', path);
  return path;
}

function planOf(
  { record, name }: ReadRecord,
  { folder, records }: { readonly folder: string; readonly records: readonly ReadRecord[] },
  number: number,
): Renumbering {
  const oldName = nameOf(record.path);
  const draft = /^((?:ADR|DR)[-_]?)?X{3,}(?=[-_])/i.exec(oldName);
  if (record.number === null && !draft)
    throw new InputError(
      `${record.path} has no number`,
      'Only numbered records and drafts (XXXX-…) can be renumbered.',
    );
  if (records.some(({ record: other }) => other.number === number && other.path !== record.path))
    throw new InputError(`the number ${number} is taken`, 'Leave the number out to take the next free one.');
  const naming = namingOf(
    folder,
    records.filter(({ record: other }) => other.number !== null).map(({ record: other }) => other.path),
  );
  const pattern = draft ? { prefix: naming.prefix, digits: naming.digits } : name.pattern;
  const id = pattern.prefix + String(number).padStart(pattern.digits, '0');
  return {
    oldName,
    newName: id + oldName.slice(draft ? draft[0].length : record.id.length),
    oldNumber: record.number,
    newNumber: number,
    prefix: pattern.prefix.replace(/[-_ ]+$/, ''),
    folder: posix.basename(folder),
  };
}

/** The path with the new name, of the file or of the record's own folder. */
function renamed(path: string, { oldName, newName }: Renumbering): string {
  const folder = posix.dirname(path);
  if (posix.basename(folder) === oldName) {
    const base = posix.basename(path);
    return posix.join(
      posix.dirname(folder),
      newName,
      base.startsWith(oldName) ? newName + base.slice(oldName.length) : base,
    );
  }
  return posix.join(folder, newName + posix.basename(path).slice(oldName.length));
}

interface Edited {
  readonly path: string;
  readonly text: string;
  readonly citations: number;
}

async function editsOf(
  scanned: Scanned,
  plan: Renumbering,
  record: { readonly path: string; readonly folder: string; readonly claimants: number },
): Promise<{ readonly files: readonly Edited[]; readonly ambiguous: readonly CitedAt[] }> {
  const files: Edited[] = [];
  const ambiguous: CitedAt[] = [];
  for (const { path, marks } of scanned.view.files) {
    if (marks.includes('vendored')) continue;
    const source = await scanned.view.read(path);
    if (source === undefined || (path !== record.path && !mayCite(source.text, plan))) continue;
    const citations = citationsIn(source.text, plan);
    const shared = record.claimants > 0 ? citations.filter(({ by }) => by === 'number') : [];
    const others = await othersOf(scanned, source, shared, plan, record);
    for (const citation of others.unsure) ambiguous.push(citedAt(source, citation));
    const mine = citations.filter(
      (citation) => !others.unsure.includes(citation) && !others.theirs.includes(citation),
    );
    if (mine.length > 0 || path === record.path)
      files.push({ path, text: spliced(source.text, mine), citations: mine.length });
  }
  return { files, ambiguous };
}

/** Of the citations by number: those that are another record's, and those of which it is not known. */
async function othersOf(
  { root }: Scanned,
  source: SourceText,
  shared: readonly Citation[],
  plan: Renumbering,
  record: { readonly path: string; readonly folder: string },
): Promise<{ readonly theirs: readonly Citation[]; readonly unsure: readonly Citation[] }> {
  if (shared.length === 0 || source.path === record.path) return { theirs: [], unsure: [] };
  const lineOf = ({ start }: Citation): number => source.position(start).line;
  const written = await namesWhenWritten(root, source.path, shared.map(lineOf), record.folder);
  const theirs: Citation[] = [];
  const unsure: Citation[] = [];
  for (const citation of shared) {
    const claimants = [...(written.get(lineOf(citation)) ?? [])].filter(
      (name) => numberOf(name) === plan.oldNumber,
    );
    const isMine = claimants.map((name) => name.replace(/\.\w+$/, '')).includes(plan.oldName);
    if (claimants.length !== 1) unsure.push(citation);
    else if (!isMine) theirs.push(citation);
  }
  return { theirs, unsure };
}

function numberOf(name: string): number | undefined {
  const digits = /^\D*?0*(\d+)/.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function citedAt(source: SourceText, { start }: Citation): CitedAt {
  const { line } = source.position(start);
  return { file: source.path, line, text: source.line(line).trim() };
}

async function apply(
  { root }: Scanned,
  record: {
    readonly from: string;
    readonly to: string;
    readonly plan: Renumbering;
    readonly read: ReadRecord;
  },
  files: readonly Edited[],
): Promise<void> {
  const { from, to, plan } = record;
  const inFolder = posix.dirname(from) !== posix.dirname(to);
  const [source, target] = inFolder ? [posix.dirname(from), posix.dirname(to)] : [from, to];
  const moved = inFolder ? posix.join(target, posix.basename(from)) : to;
  await movePath(root, source, target);
  try {
    if (inFolder && posix.basename(from) !== posix.basename(to)) await movePath(root, moved, to);
    await writeEdits(
      root,
      files.map(({ path, text }) => ({
        path: path === from ? to : path,
        text: path === from ? withOwnNumber(to, text, plan) : text,
        create: false,
      })),
    );
  } catch (error) {
    await movePath(root, target, source);
    throw error;
  }
}

/** The record's text with its own number; citations of itself were rewritten before. */
function withOwnNumber(path: string, text: string, { oldNumber, newNumber }: Renumbering): string {
  const { read } = recordText(path, text);
  return spliced(text, ownNumber(read, oldNumber, newNumber));
}
