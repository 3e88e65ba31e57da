import type { SourceText } from '../../../model/source-text.js';
import { linesOf } from '../../sections.js';
import type { TextLine } from '../../sections.js';

/** A change set of a formatted SQL changelog. */
export interface SqlChangeSet {
  /** `id`, `author` and what stands behind them: `dbms`, `runInTransaction`, `endDelimiter` … */
  readonly attributes: ReadonlyMap<string, string>;
  /** Stretches of statements; offsets into the text. */
  readonly up: readonly SqlStretch[];
  /** Whether preconditions leave it out where it is not needed (`--preconditions onFail:MARK_RAN` and one that asks for the schema). */
  readonly guarded: boolean;
  /** The texts behind `--rollback`, joined; undefined when there is none. */
  readonly rollback: string | undefined;
  readonly start: number;
  readonly end: number;
}

interface SqlStretch {
  readonly start: number;
  readonly end: number;
}

/** What a formatted SQL changelog begins with (https://docs.liquibase.com/concepts/changelogs/sql-format.html). */
export function isFormattedSql(text: string): boolean {
  return /^\s*--\s*liquibase\s+formatted\s+sql\b/im.test(text.slice(0, 4_000));
}

/** The change sets of a formatted SQL changelog; a text without any is one of its own, as Liquibase's `includeAll` takes it. */
export function sqlChangeSets(source: SourceText): readonly SqlChangeSet[] {
  const found: SqlChangeSet[] = [];
  let open: OpenChangeSet | undefined;
  let inBlock = false;
  const close = (end: number): void => {
    if (open) found.push(closed(open, end));
  };
  for (const line of linesOf(source)) {
    const header = headerOf(line.text);
    if (header) {
      close(line.start);
      open = { attributes: header, start: line.start, up: [], rollback: [], goesOn: false, asks: false };
      inBlock = false;
    } else if (open) {
      inBlock = readLine(line, open, inBlock);
    }
  }
  close(source.text.length);
  return found;
}

/** A file without a header, included as it is. */
export function rawSqlChangeSet(source: SourceText): SqlChangeSet {
  return {
    attributes: new Map([
      ['id', 'raw'],
      ['author', 'includeAll'],
    ]),
    up: [{ start: 0, end: source.text.length }],
    guarded: false,
    rollback: undefined,
    start: 0,
    end: source.text.length,
  };
}

interface OpenChangeSet {
  readonly attributes: ReadonlyMap<string, string>;
  readonly start: number;
  readonly up: SqlStretch[];
  readonly rollback: string[];
  goesOn: boolean;
  asks: boolean;
}

function closed({ rollback, goesOn, asks, ...open }: OpenChangeSet, end: number): SqlChangeSet {
  return {
    ...open,
    guarded: goesOn && asks,
    rollback: rollback.length === 0 ? undefined : rollback.join('\n'),
    end,
  };
}

/** @returns whether the next line stands in a block `/* liquibase rollback … * /`. */
function readLine(line: TextLine, open: OpenChangeSet, inBlock: boolean): boolean {
  if (inBlock) {
    const end = line.text.indexOf('*/');
    open.rollback.push(end === -1 ? line.text : line.text.slice(0, end));
    return end === -1;
  }
  if (/^\s*\/\*\s*liquibase\s+rollback\s*$/i.test(line.text)) return true;
  const back = /^\s*--\s*rollback\b[ \t]*(.*)$/i.exec(line.text);
  if (back) {
    open.rollback.push(back[1] ?? '');
    return false;
  }
  if (/^\s*--\s*precondition-(?:sql-check|table-exists|view-exists)\b/i.test(line.text)) open.asks = true;
  if (/^\s*--\s*preconditions\b[^\n]*\bonFail:(?:MARK_RAN|CONTINUE|WARN)\b/i.test(line.text))
    open.goesOn = true;
  const last = open.up.at(-1);
  if (last?.end === line.start) open.up.splice(-1, 1, { start: last.start, end: line.end });
  else open.up.push({ start: line.start, end: line.end });
  return false;
}

/** `--changeset author:id key:value key:"a value"`. */
function headerOf(line: string): ReadonlyMap<string, string> | undefined {
  if (line.length > 2_000) return undefined;
  const match = /^\s*--\s*changeset\s+(?:"([^"]+)"|([^:"]+)):(?:"([^"]+)"|(\S+))(.*)$/i.exec(line);
  if (!match) return undefined;
  const [, quotedAuthor, author, quotedId, id, rest] = match;
  const attributes = new Map([
    ['author', (quotedAuthor ?? author ?? '').trim()],
    ['id', quotedId ?? id ?? ''],
  ]);
  for (const [, key, quoted, plain] of (rest ?? '').matchAll(/(\w+):(?:"([^"]*)"|(\S+))/g))
    attributes.set(key ?? '', quoted ?? plain ?? '');
  return attributes;
}
