import type { Evidence } from '../../model/evidence.js';
import { renderTemplate } from '../render-template.js';
import { fillForm, fillTokens } from './fill-form.js';
import { idOf, namingOf, pathOf } from './naming.js';
import type { ReadRecord } from './read-record.js';

/** An option that was considered. */
export interface ConsideredOption {
  readonly title: string;
  readonly pros: readonly string[];
  readonly cons: readonly string[];
}

/** What a new record is made of; all that templates can name. */
export interface NewRecord {
  readonly title: string;
  readonly status: string;
  /** ISO date, or what ADR_DATE says. */
  readonly date: string;
  readonly deciders: readonly string[];
  readonly consulted: readonly string[];
  readonly informed: readonly string[];
  /** What the person who writes it says of the situation; empty for a prompt. */
  readonly context: string;
  readonly drivers: readonly string[];
  readonly options: readonly ConsideredOption[];
  /** Title of the chosen option. */
  readonly chosen: string;
  readonly because: string;
  readonly consequences: readonly string[];
  /** Facts that the decision rests on; they are listed with file and line. */
  readonly evidence: readonly Evidence[];
  /** The checklist question that called for the record, with the answer that was given. */
  readonly question:
    | {
        readonly id: string;
        readonly text: string;
        readonly answer: string;
        readonly note: string;
      }
    | undefined;
  /** The finding that called for the record. */
  readonly finding:
    | {
        readonly rule: string;
        readonly file: string;
        readonly line: number;
        readonly message: string;
        readonly advice: string;
      }
    | undefined;
}

/** A record of which nothing is known but title, status and date. */
export function plainRecord(title: string, status: string, date: string): NewRecord {
  return {
    title,
    status,
    date,
    deciders: [],
    consulted: [],
    informed: [],
    context: '',
    drivers: [],
    options: [],
    chosen: '',
    because: '',
    consequences: [],
    evidence: [],
    question: undefined,
    finding: undefined,
  };
}

/** The form that a record is written on. */
export interface RecordTemplate {
  /** As error messages call it. */
  readonly name: string;
  readonly text: string;
  /**
   * handlebars: with the data of {@link NewRecord}; tokens: NUMBER, TITLE, DATE and STATUS as adr-tools has them; form: a Markdown
   * file whose heading, date and status are replaced.
   */
  readonly kind: 'handlebars' | 'tokens' | 'form';
  readonly partials?: Readonly<Record<string, string>>;
}

/** A file to be written. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** A new record with what it is called. */
export interface WrittenRecord extends NewFile {
  /** Null in a log that does not number its records. */
  readonly number: number | null;
  readonly id: string;
}

/** What stands for the number of a draft, as pyadr has it. */
export const draftNumber = 'XXXX';

/** Where a new record goes. */
export interface RecordPlace {
  /** Folder of the log, relative to the root. */
  readonly folder: string;
  /** The records that are there, oldest first. */
  readonly records: readonly ReadRecord[];
  /** The number that nobody took yet; `XXXX` for a draft, which gets one when it is accepted. */
  readonly number: number | typeof draftNumber;
}

/**
 * A new record: named like its neighbours (`0008-…`, `ADR-8-…`, `20240131-…`, a folder for each), with a heading like theirs.
 * @throws InputError when the template is wrong.
 */
export function newRecord(place: RecordPlace, template: RecordTemplate, record: NewRecord): WrittenRecord {
  const { folder, records, number } = place;
  const naming = namingOf(
    folder,
    records.map(({ record: { path } }) => path),
  );
  const id = idOf(naming, number, record.date.slice(0, 10));
  const path = pathOf(folder, naming, id, record.title);
  const numbered = naming.kind === 'numbered';
  return {
    path,
    id,
    number: numbered && number !== draftNumber ? number : null,
    text: filled(template, record, { place, id, numbered, path }),
  };
}

function filled(
  template: RecordTemplate,
  record: NewRecord,
  { place, id, numbered, path }: { place: RecordPlace; id: string; numbered: boolean; path: string },
): string {
  const { number } = place;
  if (template.kind === 'tokens') return fillTokens(template.text, { ...record, number });
  const nygard = /^(nygard|y-statement|alexandrian|tyree-akerman)$/.test(template.name);
  const before = headingStart(place.records, number, id) ?? (numbered && nygard ? `${number}. ` : '');
  const heading = before + markdownTitle(record.title);
  if (template.kind === 'form') return fillForm(template.text, path, { ...record, heading });
  return renderTemplate(
    template.text,
    { ...record, heading, number, id, question: record.question ?? null, finding: record.finding ?? null },
    template.name,
    template.partials,
  );
}

/** What stands before the title in the headings of a log (`7. `, `ADR-7: `), with the new number; undefined when the log does not tell. */
function headingStart(
  records: readonly ReadRecord[],
  number: number | string,
  id: string,
): string | undefined {
  for (const { record, outline } of records.toReversed().slice(0, 5)) {
    const heading = outline.headings.find(({ depth }) => depth === 1)?.text;
    if (heading === undefined || record.number === null) continue;
    const at = heading.lastIndexOf(record.title);
    if (at === -1) continue;
    const before = heading.slice(0, at);
    if (before.trim() === '') return '';
    if (before.includes(record.id)) return before.replace(record.id, id);
    const digits = /0*(\d+)(?!.*\d)/.exec(before);
    if (digits?.[1] === undefined || Number(digits[1]) !== record.number) continue;
    const padded = String(number).padStart(digits[0].length > digits[1].length ? digits[0].length : 1, '0');
    return before.slice(0, digits.index) + padded + before.slice(digits.index + digits[0].length);
  }
  return undefined;
}

/** A person's title stays Markdown as it was typed, except for what would be taken as HTML and vanish. */
function markdownTitle(title: string): string {
  return title
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .replaceAll(/(?<!\\)<(?=[A-Za-z/!?])/g, '\\<')
    .trim();
}
