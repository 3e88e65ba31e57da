import type { CodeFile, CodeRange } from '../syntax/code/code-file.js';

/** Longer pieces of code are cut in sentences. */
const longest = 48;

/** A piece of code as it is named in a sentence: on one line, cut when it is long. */
export function codeWords(code: CodeFile, { start, end }: CodeRange): string {
  const text = code.source.text.slice(start, end).replace(/\s+/g, ' ').replaceAll('`', "'").trim();
  return text.length > longest ? `${text.slice(0, longest - 1).trimEnd()}…` : text;
}
