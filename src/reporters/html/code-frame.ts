import type { FindingsReport } from '../../model/report.js';
import type { SourceSpan } from '../../model/source-span.js';
import { html } from './markup.js';
import type { Markup } from './markup.js';

const context = 2;
const longestRange = 8;
/** A line is cut here: minified code would make the page endless. */
const longestLine = 300;

/** The lines of a place with their numbers, the flagged ones marked; nothing when the report holds none of them. */
export function codeFrame(report: Pick<FindingsReport, 'excerpts'>, span: SourceSpan): Markup | false {
  const lines = report.excerpts.get(span.file);
  if (lines === undefined) return false;
  const last = span.endColumn === 1 && span.endLine > span.line ? span.endLine - 1 : span.endLine;
  const shownTo = Math.min(last, span.line + longestRange - 1);
  const rows: Markup[] = [];
  for (let number = span.line - context; number <= shownTo + context; number += 1) {
    const text = lines.get(number);
    const flagged = number >= span.line && number <= last;
    // An empty line at the end of the frame, or behind the last line end of the file, shows nothing.
    const atEnd = number > last && (number === shownTo + context || !lines.has(number + 1));
    if (text === undefined || (text.trim() === '' && atEnd)) continue;
    const shown = text.length > longestLine ? `${text.slice(0, longestLine)}…` : text;
    // A line without text keeps its height.
    const row = html`<span class="n" data-n="${number}"></span>${shown === '' ? ' ' : shown}`;
    rows.push(flagged ? html`<mark>${row}</mark>` : html`<span>${row}</span>`);
  }
  if (rows.length === 0) return false;
  return html`<pre class="frame"><code>${rows}</code></pre>`;
}
