import type { SourceSpan } from '../../../model/source-span.js';
import type { SourceText } from '../../../model/source-text.js';

/** A line of a configuration as its words. */
export interface HaproxyLine {
  readonly words: readonly string[];
  readonly span: SourceSpan;
}

/** A section with the lines of the `defaults` that it inherits from. */
export interface HaproxySection {
  readonly kind: string;
  readonly name: string;
  readonly lines: readonly HaproxyLine[];
  readonly inherited: readonly HaproxyLine[];
}

const heads =
  /^(global|defaults|frontend|backend|listen|peers|resolvers|userlist|mailers|program|ring|cache|http-errors|log-forward)$/;

/** The sections of a configuration, be it a template of one. */
export function haproxySections(source: SourceText): readonly HaproxySection[] {
  const sections: { kind: string; name: string; lines: HaproxyLine[]; inherited: HaproxyLine[] }[] = [];
  let defaults: HaproxyLine[] = [];
  const named = new Map<string, HaproxyLine[]>();
  for (const [index, start] of source.lineStarts.entries()) {
    const text = withoutControl(source.line(index + 1).slice(0, 4_096));
    // An expression of a template is one word.
    const words = wordsOf(text.replace(/\{\{[^{}]*\}\}/g, (action) => action.replace(/[\s"']+/g, '')));
    const [head = '', name = ''] = words;
    const indent = text.length - text.trimStart().length;
    const span = source.span(start + indent, start + text.trimEnd().length);
    if (heads.test(head)) {
      const lines: HaproxyLine[] = [];
      const from = words[words.indexOf('from') + 1] ?? '';
      const inherited = words.includes('from') ? (named.get(from) ?? []) : defaults;
      if (head === 'defaults') {
        defaults = lines;
        named.set(name, lines);
      }
      sections.push({ kind: head, name, lines, inherited });
    } else if (head !== '') sections.at(-1)?.lines.push({ words, span });
  }
  return sections;
}

/** What a template language only decides by (`{% if … %}`, `{{range …}}`, `{{$x := …}}`) is blanked out, so that columns stay. */
function withoutControl(text: string): string {
  return text.replace(
    /\{[%#][^{}]*[%#]\}|<%[^=%][^%]*%>|\{\{[-~]?\s*(?:(?:if|range|end|else|with|block|define)\b|\$\w+\s*:?=)[^{}]*\}\}/g,
    (control) => ' '.repeat(control.length),
  );
}

/** Words are set apart by spaces; quotes and backslashes keep them together, `#` begins a comment. */
function wordsOf(text: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (quote !== '') {
      if (letter === quote) quote = '';
      else word = (word ?? '') + letter;
    } else if (letter === '"' || letter === "'") {
      quote = letter;
      word ??= '';
    } else if (letter === '\\') {
      const next = text.charAt(at + 1);
      word = (word ?? '') + ({ n: '\n', r: '\r', t: '\t' }[next] ?? next);
      at += 1;
    } else if (letter === '#') break;
    else if (/\s/.test(letter)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + letter;
  }
  return word === undefined ? words : [...words, word];
}
