import type { SourceSpan } from '../../../model/source-span.js';
import type { LintedRecord } from './facts.js';

/** The text of one line (from 0) without the spaces around it. */
export function spanOfLine(record: LintedRecord, index: number): SourceSpan {
  const line = record.outline.lines[index];
  if (line === undefined) return record.source.span(0, 0);
  const before = line.text.length - line.text.trimStart().length;
  return record.source.span(line.start + before, line.start + line.text.trimEnd().length);
}

/** The title, or the first line where there is none. */
export function spanOfTitle(record: LintedRecord): SourceSpan {
  const title = record.outline.headings.find(({ depth }) => depth === 1) ?? record.outline.headings[0];
  return spanOfLine(record, title?.line ?? 0);
}

/** Where the status is written: the line that says it, or the title. */
export function spanOfStatus(record: LintedRecord): SourceSpan {
  const field = record.fields.written('status');
  if (field === undefined) return spanOfTitle(record);
  if (field.place !== 'section') return spanOfLine(record, field.line);
  const heading = record.outline.headings.find(({ line }) => line === field.line);
  const end = heading?.end ?? field.line + 1;
  for (let index = heading?.body ?? end; index < end; index += 1) {
    const line = record.outline.lines[index];
    if (line !== undefined && !line.silent && line.text.trim() !== '') return spanOfLine(record, index);
  }
  return spanOfLine(record, field.line);
}

/** How a record is called in messages: its id, quoted by nothing, with its title. */
export function nameOf({ record }: Pick<LintedRecord, 'record'>): string {
  return record.title === '' || record.title === record.id ? record.id : `${record.id} (${record.title})`;
}
