import { markdownStructure } from './markdown-outline.js';

/** The text formats of records. */
export type TextFormat = 'markdown' | 'asciidoc' | 'restructuredtext';

/** One line; offsets into the text, `end` without the line end. */
export interface OutlineLine {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Code, a comment or front matter: shown, but it says nothing about the record. */
  readonly silent: boolean;
}

/** A heading with the lines that belong to it. */
export interface OutlineHeading {
  readonly text: string;
  /** 1 = the title. A line in bold that stands alone has depth 7. */
  readonly depth: number;
  /** Index of the heading's own (first) line. */
  readonly line: number;
  /** Index of the first line below the heading. */
  readonly body: number;
  /** Index behind the last line of the section, sub-sections included. */
  readonly end: number;
}

/**
 * The lines and headings of a record, with offsets into the text as it was written. Markdown's headings, code and comments are what
 * its parser says they are; AsciiDoc and reStructuredText are scanned by line.
 */
export interface Outline {
  readonly format: TextFormat;
  readonly lines: readonly OutlineLine[];
  readonly headings: readonly OutlineHeading[];
  /** Indexes of the lines between the fences of YAML front matter. */
  readonly frontMatter: { readonly first: number; readonly end: number } | undefined;
}

interface FoundHeading {
  readonly text: string;
  readonly depth: number;
  readonly line: number;
  readonly body: number;
}

export function formatOf(path: string): TextFormat {
  if (/\.(adoc|asciidoc)$/i.test(path)) return 'asciidoc';
  return /\.rst$/i.test(path) ? 'restructuredtext' : 'markdown';
}

/** Scans a text that has no BOM. */
export function outlineOf(text: string, format: TextFormat): Outline {
  const raw = splitLines(text);
  if (format === 'markdown') return markdownOutline(text, raw);
  if (format === 'asciidoc') return asciidocOutline(raw);
  return restructuredOutline(raw);
}

type RawLine = Omit<OutlineLine, 'silent'>;

function splitLines(text: string): readonly RawLine[] {
  const lines: RawLine[] = [];
  let start = 0;
  while (start <= text.length) {
    const feed = text.indexOf('\n', start);
    const stop = feed === -1 ? text.length : feed;
    const end = stop > start && text.charCodeAt(stop - 1) === 13 ? stop - 1 : stop;
    lines.push({ text: text.slice(start, end), start, end });
    if (feed === -1) break;
    start = feed + 1;
  }
  return lines;
}

function markdownOutline(text: string, raw: readonly RawLine[]): Outline {
  const frontMatter = frontMatterOf(raw);
  const top = frontMatter === undefined ? 0 : (raw[frontMatter.end]?.end ?? 0);
  // Blanked out, not cut off, so that offsets stay; blank lines before front matter would make a heading of it.
  const structure = markdownStructure(text.slice(0, top).replaceAll(/[^\r\n]/g, ' ') + text.slice(top));
  const silent = new Set<number>();
  for (const { start, end } of structure.silent)
    for (let index = lineAt(raw, start); index <= lineAt(raw, end); index += 1)
      if (isWithin(raw[index], start, end, text)) silent.add(index);
  const lines = raw.map((line, index) => ({
    ...line,
    silent: silent.has(index) || (frontMatter !== undefined && index <= frontMatter.end),
  }));
  const found: FoundHeading[] = structure.headings.map(({ start, end, text: title, depth }) => ({
    text: title,
    depth,
    line: lineAt(raw, start),
    body: lineAt(raw, end) + 1,
  }));
  const taken = new Set(found.map(({ line }) => line));
  for (const [index, line] of lines.entries()) {
    if (line.silent || taken.has(index)) continue;
    const bold = /^ {0,3}(?:\*\*|__)([^*_]{2,40}?):?(?:\*\*|__):?[ \t]*$/.exec(line.text);
    if (bold?.[1] !== undefined) found.push({ text: bold[1].trim(), depth: 7, line: index, body: index + 1 });
  }
  return finish(
    'markdown',
    lines,
    found.toSorted((one, other) => one.line - other.line),
    frontMatter,
  );
}

/** Whether a line says nothing but what stands between two offsets: `Status: accepted <!-- optional -->` says more than the comment. */
function isWithin(line: RawLine | undefined, start: number, end: number, text: string): boolean {
  if (line === undefined) return false;
  const before = line.start < start ? text.slice(line.start, start) : '';
  const after = line.end > end ? text.slice(end, line.end) : '';
  // A fence or a comment may stand in a quote or a list.
  return /^[\s>*+-]*(?:\d+[.)]\s*)?$/.test(before) && after.trim() === '';
}

/** The index of the line that holds an offset. */
function lineAt(lines: readonly RawLine[], offset: number): number {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Front matter stands at the very top; blank lines before it are forgiven, a code fence is not. */
function frontMatterOf(raw: readonly RawLine[]): Outline['frontMatter'] {
  const first = raw.findIndex((line) => line.text.trim() !== '');
  if (first === -1 || !/^---[ \t]*$/.test(raw[first]?.text ?? '')) return undefined;
  const end = raw.findIndex((line, index) => index > first && /^(---|\.\.\.)[ \t]*$/.test(line.text));
  return end === -1 ? undefined : { first: first + 1, end };
}

function asciidocOutline(raw: readonly RawLine[]): Outline {
  const lines: OutlineLine[] = [];
  const found: FoundHeading[] = [];
  let block: string | undefined;
  const frontMatter = frontMatterOf(raw);
  for (const [index, line] of raw.entries()) {
    const fence = /^(-{4,}|\.{4,}|\+{4,}|\/{4,}|`{3,})[^`]*$/.exec(line.text.trimEnd())?.[1];
    let silent = block !== undefined || (frontMatter !== undefined && index <= frontMatter.end);
    if (fence !== undefined && (block === undefined || fence === block)) {
      silent = true;
      block = block === undefined ? fence : undefined;
    } else if (/^\/\/(?!\/)/.test(line.text)) silent = true;
    lines.push({ ...line, silent });
    const heading = silent ? null : /^(={1,6}|#{1,6})[ \t]+(\S.*)$/.exec(line.text);
    if (heading)
      found.push({
        text: heading[2]?.trim() ?? '',
        depth: heading[1]?.length ?? 1,
        line: index,
        body: index + 1,
      });
  }
  return finish('asciidoc', lines, found, frontMatter);
}

/** Adornments of titles; https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#sections. */
const adornment = /^([!-/:-@[-`{-~])\1{1,}[ \t]*$/;

function restructuredOutline(raw: readonly RawLine[]): Outline {
  const found: FoundHeading[] = [];
  const kinds: string[] = [];
  for (let index = 0; index < raw.length; index += 1) {
    const line = raw[index]?.text.trimEnd() ?? '';
    if (line.trim() === '' || adornment.test(line)) continue;
    const under = raw[index + 1]?.text.trimEnd() ?? '';
    const over = raw[index - 1]?.text.trimEnd() ?? '';
    if (!adornment.test(under) || under.length < Math.min(3, line.trim().length)) continue;
    const overlined = adornment.test(over) && over[0] === under[0];
    if (!overlined && (over.trim() !== '' || /^\s/.test(line)) && !over.startsWith('.. _')) continue;
    const kind = `${overlined ? 'over ' : ''}${under[0] ?? ''}`;
    if (!kinds.includes(kind)) kinds.push(kind);
    found.push({
      text: line.trim(),
      depth: kinds.indexOf(kind) + 1,
      line: overlined ? index - 1 : index,
      body: index + 2,
    });
  }
  let comment = false;
  const lines = raw.map((line) => {
    if (/^\.\.(\s(?!_)|$)/.test(line.text) && !/^\.\.\s+[\w-]+::/.test(line.text)) comment = true;
    else if (line.text.trim() !== '' && !/^\s/.test(line.text)) comment = false;
    return { ...line, silent: comment };
  });
  return finish('restructuredtext', lines, found, undefined);
}

function finish(
  format: TextFormat,
  lines: readonly OutlineLine[],
  found: readonly FoundHeading[],
  frontMatter: Outline['frontMatter'],
): Outline {
  const headings = found.map((heading, index) => {
    const next = found.slice(index + 1).find((other) => other.depth <= heading.depth);
    return { ...heading, end: next?.line ?? lines.length };
  });
  return { format, lines, headings, frontMatter };
}
