import { SourceText } from '../../model/source-text.js';
import { setStatus } from './edit/set-status.js';
import { spliced } from './edit/splice.js';
import type { Splice } from './edit/splice.js';
import { readRecord } from './read-record.js';

/**
 * Fills a template of adr-tools: the words NUMBER, TITLE, DATE and STATUS, each wherever it stands. The values are not looked at again, so
 * a title may hold these words.
 */
export function fillTokens(
  template: string,
  values: {
    readonly number: number | string;
    readonly title: string;
    readonly date: string;
    readonly status: string;
  },
): string {
  return template.replaceAll(/(?<![A-Za-z_])(NUMBER|TITLE|DATE|STATUS)(?![A-Za-z_])/g, (token) =>
    token === 'NUMBER'
      ? String(values.number)
      : token === 'TITLE'
        ? values.title
        : token === 'DATE'
          ? values.date
          : values.status,
  );
}

/** Whether a text is a template of adr-tools. */
export function hasTokens(template: string): boolean {
  return /(?<![A-Za-z_])TITLE(?![A-Za-z_])/.test(template);
}

/** Fills a log's own Markdown form (log4brains' `template.md`, MADR's `adr-template.md`): heading, date and status; the rest stays for the writer. */
export function fillForm(
  form: string,
  path: string,
  values: { readonly heading: string; readonly date: string; readonly status: string },
): string {
  const titled = withHeading(form, values.heading, path);
  const dated = titled.replace(
    /\b(?:YYYY-MM-DD|\d{4}-mm-dd)\b|\{\s*(?:YYYY-MM-DD)[^}]*\}|\[\s*YYYY-MM-DD[^\]]*\]/i,
    values.date,
  );
  const read = readRecord(new SourceText(path, dated));
  if (read === undefined || read.fields.written('status') === undefined) return dated;
  return spliced(dated, setStatus(read, dated, values.status));
}

function withHeading(form: string, heading: string, path: string): string {
  const outline = readRecord(new SourceText(path, form))?.outline;
  const first = outline?.headings.find(({ depth }) => depth === 1);
  const line = first && outline?.lines[first.line];
  const splices: readonly Splice[] =
    line === undefined ? [] : [{ start: line.start, end: line.end, text: `# ${heading}` }];
  return spliced(form, splices);
}
