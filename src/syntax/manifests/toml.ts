import type { SourceSpan } from '../../model/source-span.js';
import type { SourceText } from '../../model/source-text.js';

/** One `key = value`. */
export interface TomlEntry {
  /** A string's content; for anything else the text as written. */
  readonly text: string;
  /** The strings of an array of strings; empty for anything else. */
  readonly items: readonly string[];
  readonly span: SourceSpan;
}

/** One table: what stands under a `[header]`, or above the first one (with an empty name). */
export interface TomlTable {
  /** Dotted name without quotes, e.g. `tool.poetry.scripts`. */
  readonly name: string;
  /** True for `[[header]]`. */
  readonly isArray: boolean;
  readonly entries: ReadonlyMap<string, TomlEntry>;
  /** The header's line. */
  readonly span: SourceSpan;
}

/**
 * The tables of a TOML file as far as manifests need them: strings, arrays of strings, and everything else as text. Lines that are not
 * understood are passed over, so a broken file gives what is readable of it.
 * Source: https://toml.io/en/v1.0.0
 */
export function readTomlTables(source: SourceText): readonly TomlTable[] {
  const tables: { name: string; isArray: boolean; entries: Map<string, TomlEntry>; span: SourceSpan }[] = [
    { name: '', isArray: false, entries: new Map(), span: source.span(0, 0) },
  ];
  const { text, lineStarts } = source;
  for (let line = 0; line < lineStarts.length; line += 1) {
    const start = lineStarts[line] ?? 0;
    const written = source.line(line + 1);
    const header = /^[ \t]*(\[\[?)\s*([^[\]]+?)\s*\]/.exec(written);
    if (header) {
      const name = (header[2] ?? '').replace(/["']/g, '').replace(/\s*\.\s*/g, '.');
      const span = source.span(start, start + written.length);
      tables.push({ name, isArray: header[1] === '[[', entries: new Map(), span });
      continue;
    }
    const pair = /^[ \t]*("[^"]*"|'[^']*'|[\w.-]+)\s*=\s*/.exec(written);
    if (!pair) continue;
    const valueStart = start + pair[0].length;
    const end = valueEnd(text, valueStart);
    const value = text.slice(valueStart, end).trim();
    tables.at(-1)?.entries.set((pair[1] ?? '').replace(/["']/g, ''), {
      text: stringsOf(value)[0] !== undefined && /^["']/.test(value) ? (stringsOf(value)[0] ?? '') : value,
      items: value.startsWith('[') ? stringsOf(value) : [],
      span: source.span(start + (written.length - written.trimStart().length), valueStart + value.length),
    });
    while (line + 1 < lineStarts.length && (lineStarts[line + 1] ?? 0) < end) line += 1;
  }
  return tables;
}

/** Where a value ends: the end of its line, of its closing bracket, or of its multi-line string. */
function valueEnd(text: string, start: number): number {
  const fence = text.slice(start, start + 3);
  if (fence === '"""' || fence === "'''") {
    const close = text.indexOf(fence, start + 3);
    return close === -1 ? text.length : close + 3;
  }
  let depth = 0;
  let quote = '';
  for (let at = start; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (quote !== '') {
      if (letter === '\\' && quote === '"') at += 1;
      else if (letter === quote || letter === '\n') quote = '';
    } else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '[' || letter === '{') depth += 1;
    else if (letter === ']' || letter === '}') depth -= 1;
    else if (letter === '#') {
      const lineEnd = text.indexOf('\n', at);
      if (depth <= 0 || lineEnd === -1) return at;
      at = lineEnd;
    } else if (letter === '\n' && depth <= 0) return at;
  }
  return text.length;
}

function stringsOf(value: string): string[] {
  const withoutComments = value.startsWith('[') ? value.replace(/^[ \t]*#.*$/gm, '') : value;
  return [...withoutComments.matchAll(/"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'/g)].map(
    (match) => match[1] ?? match[2] ?? '',
  );
}
