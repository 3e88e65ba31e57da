import type { SourceSpan } from '../../model/source-span.js';
import type { SourceText } from '../../model/source-text.js';

/** One line of a settings file. */
export interface WrittenSetting {
  readonly key: string;
  readonly value: string;
  readonly span: SourceSpan;
}

/** Java's `.properties`: its documents (`#---` parts them), each with its settings in order. A value may go on over lines. */
export function readProperties(source: SourceText): readonly (readonly WrittenSetting[])[] {
  const documents: WrittenSetting[][] = [[]];
  for (let number = 1; number <= source.lineStarts.length; number += 1) {
    const start = source.lineStarts[number - 1] ?? 0;
    let line = source.line(number);
    if (/^[#!]---\s*$/.test(line)) documents.push([]);
    const indent = line.length - line.trimStart().length;
    while (/(?:^|[^\\])\\$/.test(line) && number < source.lineStarts.length) {
      number += 1;
      line = `${line.slice(0, -1)}${source.line(number).trimStart()}`;
    }
    const [, key, value = ''] = /^((?:[^\s=:#!\\]|\\.)+)\s*[=:]?\s*(.*)$/.exec(line.trim()) ?? [];
    if (key === undefined) continue;
    const end = (source.lineStarts[number - 1] ?? 0) + source.line(number).trimEnd().length;
    documents.at(-1)?.push({
      key: key.replaceAll('\\', ''),
      value: value.trim(),
      span: source.span(start + indent, end),
    });
  }
  return documents;
}

/** `.env` files: `NAME=value`, `export NAME="value"`. */
export function readVariables(source: SourceText): readonly WrittenSetting[] {
  return source.lineStarts.flatMap((start, index) => {
    const line = source.line(index + 1);
    const found = /^(\s*)(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/.exec(line);
    if (!found) return [];
    const [, indent = '', key = '', written = ''] = found;
    const value = /^(["'])(.*)\1/.exec(written)?.[2] ?? written.replace(/\s+#.*$/, '');
    return [{ key, value, span: source.span(start + indent.length, start + line.trimEnd().length) }];
  });
}
