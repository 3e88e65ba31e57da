import type { OutlineLine } from '../outline.js';
import type { ReadRecord } from '../read-record.js';
import { lineEndOf } from './splice.js';
import type { Splice } from './splice.js';

/**
 * The edit that adds a field to a record which does not have it, in the record's dialect: a key of its front matter, a bullet beside its
 * other bullets, or a section before its first one.
 * @param name as a heading writes it, e.g. `Status`.
 */
export function fieldSplice(read: ReadRecord, text: string, name: string, value: string): Splice {
  const { outline, fields } = read;
  const lineEnd = lineEndOf(text);
  const { frontMatter, lines } = outline;
  if (frontMatter !== undefined) {
    const at = lines[frontMatter.first]?.start ?? 0;
    return { start: at, end: at, text: `${name.toLowerCase()}: ${value.toLowerCase()}${lineEnd}` };
  }
  const beside = fields.all.find((field) => field.place === 'line');
  const line = beside && lines[beside.line];
  const form = line && /^(\s*(?:>\s*)?(?:[-*+]\s+)?)(\*\*|__)?[^:*_]+(?:\2)?(:)(?:\2)?/.exec(line.text);
  if (line && form && /[-*+]\s|\*\*|__/.test(form[0])) {
    const [, mark = '', bold = ''] = form;
    const colonInside = bold !== '' && line.text.includes(`:${bold}`);
    const label =
      bold === '' ? `${name}:` : colonInside ? `${bold}${name}:${bold}` : `${bold}${name}${bold}:`;
    const hardBreak = /(?: {2}|\\)$/.exec(line.text)?.[0] ?? '';
    return { start: line.start, end: line.start, text: `${mark}${label} ${value}${hardBreak}${lineEnd}` };
  }
  return sectionSplice(read, text, name, value);
}

/** A section `## Name` before the first section of the record, or at the end of a record that has none. */
function sectionSplice({ outline }: ReadRecord, text: string, name: string, value: string): Splice {
  const lineEnd = lineEndOf(text);
  const mark = { markdown: '##', asciidoc: '==', restructuredtext: '' }[outline.format];
  const heading = mark === '' ? `${name}${lineEnd}${'-'.repeat(name.length)}` : `${mark} ${name}`;
  const title = outline.headings.find((candidate) => candidate.depth === 1);
  const first = outline.headings.find(
    (candidate) => candidate.depth === 2 && (title === undefined || candidate.line > title.line),
  );
  const line: OutlineLine | undefined = first && outline.lines[first.line];
  if (line)
    return {
      start: line.start,
      end: line.start,
      text: `${heading}${lineEnd}${lineEnd}${value}${lineEnd}${lineEnd}`,
    };
  const body = outline.lines.findLast((other) => other.text.trim() !== '')?.end ?? 0;
  return {
    start: body,
    end: text.length,
    text: `${lineEnd}${lineEnd}${heading}${lineEnd}${lineEnd}${value}${lineEnd}`,
  };
}
