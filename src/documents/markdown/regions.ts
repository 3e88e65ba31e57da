import { createHash } from 'node:crypto';
import type { Nodes } from 'mdast';
import { parseMarkdown } from './parse.js';

/** A part of a hand-written Markdown file that lintel writes. Offsets count from the beginning of the text, a BOM included. */
export interface Region {
  /** What generates it, and behind a dot which of several: `adr-index`, `adr-index.frontend`. */
  readonly id: string;
  /** What else the marker says: `log=docs/adr`. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Digest of what the content was made of; undefined where a person wrote the marker. */
  readonly src: string | undefined;
  /** Digest of the content as it was written. */
  readonly out: string | undefined;
  /** The text between the markers' lines. */
  readonly content: string;
  /** Of the whole region with its markers. */
  readonly start: number;
  readonly end: number;
  /** Line of the first marker, from 1. */
  readonly line: number;
}

/** Markers that do not make a region. */
export interface RegionProblem {
  readonly line: number;
  readonly message: string;
}

export interface Regions {
  readonly regions: readonly Region[];
  readonly problems: readonly RegionProblem[];
}

/** What a region shall hold. */
export interface RegionContent {
  readonly id: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Everything that the content is made of, as text: a change makes the region stale. */
  readonly source: string;
  /** Markdown with `\n`, without a line end at either end. */
  readonly content: string;
}

/** How a region stands: edited = somebody changed it by hand; stale = what it is made of changed. */
export type RegionState = 'current' | 'stale' | 'edited';

const idPattern = String.raw`[a-z][a-z0-9-]*(?:\.[A-Za-z0-9_-]+)?`;
const begin = new RegExp(String.raw`^<!--\s*lintel:begin\s+(${idPattern})((?:\s+[a-z][a-z-]*=\S*)*)\s*-->$`);
const end = new RegExp(String.raw`^<!--\s*lintel:end\s+(${idPattern})\s*-->$`);

/**
 * The managed regions of a Markdown text. Only HTML nodes of its tree count: a marker in a code fence is text. A marker stands alone on
 * its line, outside of lists and quotes.
 */
export function findRegions(text: string): Regions {
  const regions: Region[] = [];
  const problems: RegionProblem[] = [];
  if (!text.includes('lintel:')) return { regions, problems };
  const shift = text.startsWith('\uFEFF') ? 1 : 0;
  const root = parseMarkdown(text.slice(shift));
  let open: Marker | undefined;
  for (const marker of markersIn(root, shift, problems)) {
    if (marker.kind === 'begin') {
      if (open)
        problems.push({
          line: open.line,
          message: `the region "${open.id}" has no end before line ${marker.line}`,
        });
      open = marker;
    } else if (open?.id === marker.id) {
      if (regions.some(({ id }) => id === marker.id))
        problems.push({ line: open.line, message: `there is a second region "${marker.id}"` });
      regions.push(regionBetween(text, open, marker));
      open = undefined;
    } else {
      problems.push({ line: marker.line, message: `the end of "${marker.id}" has no beginning` });
    }
  }
  if (open) problems.push({ line: open.line, message: `the region "${open.id}" has no end` });
  return { regions, problems };
}

interface Marker {
  readonly kind: 'begin' | 'end';
  readonly id: string;
  readonly attributes: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
}

function markersIn(root: Nodes, shift: number, problems: RegionProblem[]): readonly Marker[] {
  const markers: Marker[] = [];
  const visit = (node: Nodes, top: boolean): void => {
    if (node.type === 'html' && /<!--\s*lintel:(?:begin|end)\b/.test(node.value)) {
      const line = node.position?.start.line ?? 1;
      const [start, stop] = [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0];
      const value = node.value.trim();
      const [first, last] = [begin.exec(value), end.exec(value)];
      const found = first ?? last;
      if (found && top)
        markers.push({
          kind: first ? 'begin' : 'end',
          id: found[1] ?? '',
          attributes: first?.[2] ?? '',
          start: start + shift,
          end: stop + shift,
          line,
        });
      else
        problems.push({
          line,
          message: found
            ? 'a marker counts only outside of lists, quotes and paragraphs'
            : 'the marker is not written as <!-- lintel:begin ID --> or <!-- lintel:end ID -->, alone on its line',
        });
    }
    if ('children' in node) for (const child of node.children) visit(child, node.type === 'root');
  };
  visit(root, false);
  return markers;
}

function regionBetween(text: string, first: Marker, last: Marker): Region {
  const attributes = Object.fromEntries(
    [...first.attributes.matchAll(/([a-z][a-z-]*)=(\S*)/g)].map(([, key = '', value = '']) => [
      key,
      decode(value),
    ]),
  );
  const { src, out, ...others } = attributes;
  return {
    id: first.id,
    attributes: others,
    src,
    out,
    content: text.slice(first.end, last.start),
    start: first.start,
    end: last.end,
    line: first.line,
  };
}

/** How a region stands to what it shall hold. */
export function stateOf(region: Region, wanted: RegionContent): RegionState {
  const present = normalised(region.content);
  // What is there already needs no permission to be written.
  if (present === normalised(wanted.content))
    return region.src === sourceDigest(wanted) ? 'current' : 'stale';
  if (present !== '' && digest(present) !== region.out) return 'edited';
  return region.src === sourceDigest(wanted) && present !== '' ? 'current' : 'stale';
}

/** The text with the region's content replaced; every byte outside of the region stays. */
export function replaceRegion(text: string, region: Region, wanted: RegionContent): string {
  return text.slice(0, region.start) + regionText(wanted, lineEndOf(text)) + text.slice(region.end);
}

/** The text with the region's content as somebody edited it, taken for what belongs there until its source changes. */
export function adoptRegion(text: string, region: Region, wanted: RegionContent): string {
  const marker = beginMarker(wanted, normalised(region.content));
  const last = text.slice(region.start + text.slice(region.start, region.end).indexOf('-->') + 3, region.end);
  return text.slice(0, region.start) + marker + last + text.slice(region.end);
}

/** The text with a new region behind it. It ends with a line end when the text did. */
export function appendRegion(text: string, wanted: RegionContent): string {
  const lineEnd = lineEndOf(text);
  const body = text.replace(/^\uFEFF/, '');
  const gap =
    body === '' ? '' : /\r?\n\r?\n$/.test(body) ? '' : body.endsWith('\n') ? lineEnd : lineEnd + lineEnd;
  return text + gap + regionText(wanted, lineEnd) + (body === '' || body.endsWith('\n') ? lineEnd : '');
}

function regionText(wanted: RegionContent, lineEnd: string): string {
  const lines = [
    beginMarker(wanted, normalised(wanted.content)),
    '',
    ...(wanted.content === '' ? [] : [...wanted.content.split('\n'), '']),
    `<!-- lintel:end ${wanted.id} -->`,
  ];
  return lines.join(lineEnd);
}

function beginMarker(wanted: RegionContent, content: string): string {
  const attributes = Object.entries(wanted.attributes).map(([key, value]) => ` ${key}=${encode(value)}`);
  return `<!-- lintel:begin ${wanted.id}${attributes.join('')} src=${sourceDigest(wanted)} out=${digest(content)} -->`;
}

const sourceDigest = ({ source, attributes }: RegionContent): string =>
  digest(JSON.stringify([source, Object.entries(attributes)]));

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

/** What a formatter may change without changing what is said: line ends, blanks, the dashes of a table's second line. */
function normalised(content: string): string {
  return content
    .replaceAll('\r\n', '\n')
    .replaceAll(/[ \t]+/g, ' ')
    .replaceAll(/ *\| */g, '|')
    .replaceAll(/-{3,}/g, '---')
    .replaceAll(/ +$/gm, '')
    .trim();
}

/** The line end that the text begins to use. */
function lineEndOf(text: string): string {
  const feed = text.indexOf('\n');
  return feed > 0 && text[feed - 1] === '\r' ? '\r\n' : '\n';
}

/** Without blanks, and without what would end the comment. */
function encode(value: string): string {
  return value.replaceAll(/[^\w./:,@+~-]|--+|-$/gu, (part) =>
    [...Buffer.from(part)].map((byte) => `%${byte.toString(16).padStart(2, '0').toUpperCase()}`).join(''),
  );
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
