import { printableLine } from '../printable.js';

/** Text of a repository inside a Markdown table cell or sentence: no markup, no HTML, no cell borders, no line breaks. */
export function escapeMarkdown(text: string): string {
  return printableLine(text).replaceAll(/[\\`*_{}[\]<>|#~!]/g, (character) => `\\${character}`);
}

/** As inline code; back-ticks inside get a longer fence. */
export function inlineCode(text: string): string {
  const line = printableLine(text).replaceAll('|', '\\|');
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}
