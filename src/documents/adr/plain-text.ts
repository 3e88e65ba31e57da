/** Elements that stand in running text; `Result<T>` and `<Object>` are words. */
const htmlTag =
  /<\/?(?:a|abbr|b|big|br|center|cite|code|del|details|div|em|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|pre|q|s|samp|small|span|strike|strong|sub|summary|sup|table|tbody|td|th|thead|tr|tt|u|ul|var|wbr)(?:\s[^<>]*)?\/?>/gi;

/** The text of one line without its markup (Markdown, AsciiDoc, reStructuredText): for titles, states and names. */
export function plainText(line: string): string {
  return line
    .replaceAll(/<!--.*?-->/g, '')
    .replaceAll(/~~[^~]*~~/g, '')
    .replaceAll(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/\[([^\]]*)\]\((?:[^()]|\([^()]*\))*\)/g, '$1')
    .replaceAll(/\[([^\]]+)\]\[[^\]]*\]/g, '$1')
    .replaceAll(/\[\[(?:[^\]|]*\|)?([^\]|]+)\]\]/g, '$1')
    .replaceAll(/(?:link|xref):[^[\s]+\[([^\]]*)\]/g, '$1')
    .replaceAll(/<<[^,>]+,([^>]*)>>/g, '$1')
    .replaceAll(/:[a-z]+:`([^`<]*?)\s*(?:<[^>]*>)?`/g, '$1')
    .replaceAll(/`([^`<]+?)\s*<[^>]+>`_{1,2}/g, '$1')
    .replaceAll(/<((?:https?|mailto):[^>\s]+)>/g, '$1')
    .replaceAll(htmlTag, '')
    .replaceAll(/``?([^`]*)``?/g, '$1')
    .replaceAll(/(\*\*|__)(?=\S)(.*?\S)\1/g, '$2')
    .replaceAll(
      /(?<![\p{Letter}\p{Number}\\])([*_])(?=\S)((?:(?!\1).)*?\S)\1(?![\p{Letter}\p{Number}])/gu,
      '$2',
    )
    .replaceAll(/\\([!-/:-@[-`{-~])/g, '$1')
    .replaceAll(/&(?:#(\d{1,7})|#[xX]([\dA-Fa-f]{1,6})|([a-z]{2,6}));/g, characterOf)
    .replaceAll(/\s+/g, ' ')
    .trim();
}

const namedCharacters: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
};

/** The character that a reference like `&amp;` or `&#x20;` stands for; what stands for none stays. */
function characterOf(written: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name !== undefined) return namedCharacters[name] ?? written;
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
  return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : written;
}

/** Whether a text is a template's place that nobody filled: `{…}`, `[…]`, `<…>`, `YYYY-MM-DD`. */
export function isPlaceholder(text: string): boolean {
  const trimmed = text.trim().replaceAll(/^["']|["']$/g, '');
  return /^(\{.*\}|\[[^\]]*\]|<[^>]*>)$/s.test(trimmed) || /^Y{2,4}[-/]M{1,2}[-/]D{1,2}/i.test(trimmed);
}
