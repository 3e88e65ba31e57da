import { isWithin } from './edit-distance.js';
import type { OutlineHeading } from './outline.js';
import { plainText } from './plain-text.js';
import type { ReadRecord } from './read-record.js';

/** Sections that may change after acceptance: state, dates, people, links, and what is added later and says so. */
const openSections =
  /^(status|state|statut|estado|stato|date|deciders?|decision[- ]makers?|people|participants|approvers?|authors?|reviewers?|owners?|tags?|metadata|links?|related.*|relations?|relates to|references?|see also|more information|further reading|resources|supersed.*|superced.*|amend.*|amended by|changelog|change ?log|changes|history|revision history|revisions?|updates?|addend(um|a)|errata|post-?mortem|retrospective|outcome review|review.*|notes?|implementation( status| notes| log)?|confirmation|validation|compliance|discussion|votes?|glossary)\b.{0,30}$/i;

/**
 * The parts of a record that its acceptance seals, a paragraph each, as they are compared: plain words. Left out are front matter, fields,
 * comments and the sections that stay open; targets of links, addresses and paths in code marks may be repaired.
 */
export function sealedParagraphs({ outline, fields, record }: ReadRecord): readonly SealedParagraph[] {
  const open = new Set<number>();
  for (const { line, place } of fields.all) if (place === 'line' || place === 'table') open.add(line);
  for (const heading of outline.headings) {
    if (heading.depth === 1) open.add(heading.line);
    if (heading.depth > 1 && openSections.test(headingWords(heading))) close(open, heading);
  }
  // Lines of the head that look like fields, whatever they are called: `* Last Modified: …`.
  const firstSection = outline.headings.find(({ depth }) => depth >= 2 && depth < 7)?.line ?? 0;
  for (let index = 0; index < firstSection; index += 1)
    if (
      /^\s*(?:[-*+]\s+)?(?:\*\*|__)?[\p{Letter}][\p{Letter} /()-]{1,35}(?:\*\*|__)?\s*:/u.test(
        outline.lines[index]?.text ?? '',
      )
    )
      open.add(index);
  const paragraphs: SealedParagraph[] = [];
  let words: string[] = [];
  let first = 0;
  const flush = (): void => {
    if (words.length > 0) paragraphs.push({ words, line: first });
    words = [];
  };
  const headings = new Set(outline.headings.map(({ line }) => line));
  for (const [index, line] of outline.lines.entries()) {
    const isComment = line.silent && !/\S/.test(line.text.replaceAll(/<!--.*?-->/g, ''));
    if (
      open.has(index) ||
      isComment ||
      isFrontMatter(outline.frontMatter, index) ||
      line.text.trim() === ''
    ) {
      flush();
      continue;
    }
    if (headings.has(index) || /^\s*(?:[-*+]|\d+[.)]|\|)\s*/.test(line.text)) flush();
    if (words.length === 0) first = index;
    // Another date or a new signature in the text of the title is no change of the decision.
    words.push(...wordsOf(line.text));
  }
  flush();
  return paragraphs.filter(
    ({ words: own, line }) =>
      !isLater(outline.lines[line]?.text ?? '') && own.join(' ') !== wordsOf(record.title).join(' '),
  );
}

/** `**Update 2026-04-29:** …`: a paragraph that says that it came later. */
function isLater(text: string): boolean {
  return /^[\s>*_#|-]*(?:(?:\d{4}-\d\d-\d\d|\()\W*)?(update|updated|amend(?:ed|ment)|edit|addendum|erratum|errata|superseded|superceded|deprecated|correction)\b/i.test(
    text,
  );
}

/** A paragraph of sealed text and the line (from 0) where it begins. */
export interface SealedParagraph {
  readonly words: readonly string[];
  readonly line: number;
}

/** How a text differs from the sealed one. */
export interface SealedDifference {
  /** Line (from 0) of the first paragraph that was not there; undefined when words are only gone. */
  readonly line: number | undefined;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** Words that turn a sentence round: not one of them may come or go. */
const weighty =
  /^(not|no|never|none|without|must|mustn't|shall|should|only|except|unless|\w*n't|\d.*|nicht|kein\w*|pas|ne|sin|não)$/;

/** Changed words that are let be: a slip that was mended, a word that was missing. */
const tolerated = 3;

/**
 * What of a sealed text was changed; undefined when it is the same but for order, white space, marks, slips of the pen (words that differ by
 * two letters at most) and up to three small words.
 */
export function sealedDifference(
  sealed: readonly SealedParagraph[],
  now: readonly SealedParagraph[],
): SealedDifference | undefined {
  const before = countOf(sealed);
  const after = countOf(now);
  const removed = surplus(before, after);
  const added = surplus(after, before);
  // Words that changed by a letter or two are a mended slip, unless they are numbers.
  for (const word of removed.slice(0, 400)) {
    if (word.length < 4 || weighty.test(word)) continue;
    const at = added.findIndex(
      (other) => !weighty.test(other) && isWithin(word, other, word.length < 6 ? 1 : 2),
    );
    if (at === -1) continue;
    added.splice(at, 1);
    removed.splice(removed.indexOf(word), 1);
  }
  const changed = [...added, ...removed];
  if (changed.length === 0) return undefined;
  if (changed.length <= tolerated && !changed.some((word) => weighty.test(word) || word.length > 8))
    return undefined;
  const old = new Set(sealed.map(({ words }) => words.join(' ')));
  const fresh = new Set(added);
  const unlike = now.filter(({ words }) => !old.has(words.join(' ')));
  return {
    line: (unlike.find(({ words }) => words.some((word) => fresh.has(word))) ?? unlike[0])?.line,
    added,
    removed,
  };
}

function countOf(paragraphs: readonly SealedParagraph[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { words } of paragraphs) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function surplus(of: ReadonlyMap<string, number>, over: ReadonlyMap<string, number>): string[] {
  return [...of].flatMap(([word, count]) =>
    Array.from({ length: Math.max(0, count - (over.get(word) ?? 0)) }, () => word),
  );
}

function wordsOf(line: string): readonly string[] {
  const text = line
    .replaceAll(/<!--.*?-->/g, ' ')
    .replace(/^ {0,3}\[[^\]]+\]:\s*\S+.*$/, ' ')
    .replaceAll(/!\[[^\]]*\]\([^)]*\)/g, ' ')
    // reStructuredText: targets, and links of which the words count.
    .replace(/^\.\. _[^:]+:.*$/, ' ')
    .replaceAll(/:[a-z:]+:`[^`]*`/g, ' ')
    .replaceAll(/`([^`<]*)<[^>]*>`_{1,2}/g, '$1')
    .replaceAll(/`([^`]+)`_{1,2}/g, '$1')
    .replaceAll(/`[^`]*[/.][^`]*`/g, ' ')
    .replaceAll(/\b(?:https?|ftp):\/\/[^\s)>\]]+/g, ' ')
    .replaceAll(/(?:ADR|RFC)[-_ #]?\d{1,5}/gi, ' ');
  return (
    plainText(text)
      .toLowerCase()
      .replaceAll(/[’‘]/g, "'")
      .split(/[^\p{Letter}\p{Mark}\p{Number}'%$€£]+/u)
      .map((word) => word.replaceAll(/^'+|'+$/g, ''))
      // `0024` is how records are numbered: they may be renumbered.
      .filter((word) => word !== '' && !/^0\d{2,4}$/.test(word))
  );
}

function headingWords({ text }: OutlineHeading): string {
  return plainText(text)
    .replace(/^\d+(\.\d+)*[.)]?\s*/, '')
    .replace(/[:.]$/, '');
}

function close(open: Set<number>, heading: OutlineHeading): void {
  for (let index = heading.line; index < heading.end; index += 1) open.add(index);
}

function isFrontMatter(frontMatter: ReadRecord['outline']['frontMatter'], index: number): boolean {
  return frontMatter !== undefined && index <= frontMatter.end;
}
