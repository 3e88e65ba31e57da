import { posix } from 'node:path';
import type { Heading, List, Paragraph, Root, RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { parse as parseYamlText } from 'yaml';
import type { SourceText } from '../../model/source-text.js';
import { parseMarkdown } from '../markdown/parse.js';
import { readFileName } from './file-name.js';
import type { AdrLink, AdrRecord, AdrStyle } from './record.js';

/** What one file says, and in which dialect. */
export interface ReadRecord {
  readonly record: AdrRecord;
  readonly style: AdrStyle;
}

/** Fields as they are written, by their name in lower case. */
type Fields = ReadonlyMap<string, string>;

/**
 * Reads a record in Nygard's form (`# 7. Title`, `Date: …`, `## Status`) or MADR's (front matter, or bullets under the title).
 * What is not written is null; what is written and cannot be understood is a problem, never a guess.
 */
export function readRecord(source: SourceText): ReadRecord | undefined {
  const fileName = readFileName(posix.basename(source.path));
  if (fileName === undefined) return undefined;
  const tree = parseMarkdown(source.text);
  const problems: string[] = [];
  const frontMatter = readFrontMatter(tree, problems);
  const fields = new Map([...readFields(tree), ...frontMatter]);
  const heading = tree.children.find((node): node is Heading => node.type === 'heading' && node.depth === 1);
  const title = titleOf(heading === undefined ? fileName.words : toString(heading));
  const statusSection = sectionOf(tree, /^status$/i);
  const statusText =
    firstText(fields.get('status')) ??
    firstText(statusSection.map((node) => toString(node)).join('\n')) ??
    null;
  const dateText = fields.get('date') ?? fields.get('date of decision') ?? undefined;
  const date = dateText === undefined ? null : isoDate(dateText);
  if (dateText !== undefined && date === null && !isPlaceholder(dateText))
    problems.push(`the date "${dateText}" is not an ISO date`);
  if (heading === undefined) problems.push('there is no title');
  const status = statusText === null ? null : normaliseStatus(statusText);
  return {
    record: {
      path: source.path,
      id: fileName.id,
      number: fileName.number,
      title,
      status,
      statusText,
      date,
      dateSource: date === null ? null : 'text',
      deciders: listOf(fields.get('decision-makers') ?? fields.get('deciders') ?? ''),
      tags: listOf(fields.get('tags') ?? ''),
      links: linksOf(source.path, statusSection),
      problems,
    },
    style: statusSection.length > 0 && frontMatter.size === 0 ? 'nygard' : isMadr(tree) ? 'madr' : 'other',
  };
}

function isMadr(tree: Root): boolean {
  return sectionOf(tree, /^(considered options|decision outcome|context and problem statement)$/i).length > 0;
}

function readFrontMatter(tree: Root, problems: string[]): Fields {
  const [first] = tree.children;
  const fields = new Map<string, string>();
  if (first?.type !== 'yaml') return fields;
  try {
    const value: unknown = parseYamlText(first.value, { schema: 'failsafe', maxAliasCount: 10 });
    if (typeof value !== 'object' || value === null) return fields;
    for (const [key, field] of Object.entries(value)) {
      const text: unknown = Array.isArray(field) ? field.join(', ') : field;
      if (typeof text === 'string' && text.trim() !== '') fields.set(key.toLowerCase(), text.trim());
    }
  } catch {
    problems.push('the front matter is not YAML');
  }
  return fields;
}

/** `Date: 2024-01-31` lines and `* Status: accepted` bullets before the first section. */
function readFields(tree: Root): Fields {
  const fields = new Map<string, string>();
  for (const node of tree.children) {
    if (node.type === 'heading' && node.depth >= 2) break;
    for (const line of linesOf(node)) {
      const field = /^([A-Za-z][A-Za-z -]{1,30}?)\s*:\s*(.+)$/.exec(line);
      if (field?.[1] && field[2]) fields.set(field[1].toLowerCase(), field[2].trim());
    }
  }
  return fields;
}

function linesOf(node: RootContent): readonly string[] {
  if (node.type === 'paragraph') return paragraphLines(node);
  if (node.type === 'list') return listLines(node);
  return [];
}

const paragraphLines = (node: Paragraph): readonly string[] => toString(node).split('\n');
const listLines = (node: List): readonly string[] =>
  node.children.map((item) => toString(item).split('\n', 1)[0] ?? '');

/** The nodes of the section under the first heading whose text fits. */
function sectionOf(tree: Root, name: RegExp): readonly RootContent[] {
  const start = tree.children.findIndex(
    (node) => node.type === 'heading' && name.test(toString(node).trim()),
  );
  const heading = tree.children[start];
  if (heading?.type !== 'heading') return [];
  const rest = tree.children.slice(start + 1);
  const end = rest.findIndex((node) => node.type === 'heading' && node.depth <= heading.depth);
  return end === -1 ? rest : rest.slice(0, end);
}

/** `# 7. Use X` and `# ADR-7: Use X` are titles "Use X". */
function titleOf(heading: string): string {
  return heading
    .trim()
    .replace(/^(?:(?:ADR|RFC)[-_ ]?)?#?\d{1,5}\s*[.:–—-]\s+/i, '')
    .replace(/^(?:ADR|RFC)[-_ ]?\d{1,5}\s*[:.–—-]?\s+/i, '')
    .trim();
}

function firstText(text: string | undefined): string | undefined {
  const line = text
    ?.split('\n')
    .map((part) => part.trim())
    .find((part) => part !== '');
  return line === undefined || isPlaceholder(line) ? undefined : line;
}

const isPlaceholder = (text: string): boolean => /^[{[<].*[}\]>]$/s.test(text.trim());

/** Words of the known dialects for the same thing. */
const statusWords: readonly (readonly [RegExp, string])[] = [
  [/^\W*(partly|partially) supersed/i, 'partly superseded'],
  [/^\W*super[cs]eded\b/i, 'superseded'],
  [/^\W*(accepted|approved|agreed|decided|adopted)\b/i, 'accepted'],
  [/^\W*(proposed|proposal|in review|under review|pending)\b/i, 'proposed'],
  [/^\W*(rejected|declined)\b/i, 'rejected'],
  [/^\W*(deprecated|obsolete)\b/i, 'deprecated'],
  [/^\W*(draft|wip)\b/i, 'draft'],
];

function normaliseStatus(text: string): string {
  const known = statusWords.find(([pattern]) => pattern.test(text))?.[1];
  return known ?? text.toLowerCase().replaceAll(/^[^\p{Letter}]+|[.\s]+$/gu, '');
}

/** ISO dates, also with slashes or a time behind; other orders of day and month are not guessed. */
function isoDate(text: string): string | null {
  const found = /\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b/.exec(text);
  if (!found) return null;
  const [, year = '', month = '', day = ''] = found;
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > 31) return null;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function listOf(text: string): readonly string[] {
  if (isPlaceholder(text)) return [];
  return text
    .split(/[,;]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** Links to other records in the status section: `Superseded by [8. Other](0008-other.md)`. */
function linksOf(path: string, section: readonly RootContent[]): readonly AdrLink[] {
  const links: AdrLink[] = [];
  for (const node of section) {
    if (node.type !== 'paragraph' && node.type !== 'list') continue;
    const paragraphs = node.type === 'list' ? node.children.flatMap((item) => item.children) : [node];
    for (const paragraph of paragraphs) {
      if (paragraph.type !== 'paragraph') continue;
      let before = '';
      for (const inline of paragraph.children) {
        if (inline.type === 'link') {
          const target = /^[a-z]+:|^#/i.test(inline.url)
            ? inline.url
            : posix.normalize(posix.join(posix.dirname(path), inline.url));
          links.push({
            kind: before.trim().split('\n').at(-1)?.trim().toLowerCase() ?? '',
            target,
            text: toString(inline),
          });
          before = '';
        } else before += toString(inline);
      }
    }
  }
  return links;
}
