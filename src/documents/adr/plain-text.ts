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
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** Whether a text is a template's place that nobody filled: `{…}`, `[…]`, `<…>`, `YYYY-MM-DD`. */
export function isPlaceholder(text: string): boolean {
  const trimmed = text.trim().replaceAll(/^["']|["']$/g, '');
  return /^(\{.*\}|\[[^\]]*\]|<[^>]*>)$/s.test(trimmed) || /^Y{2,4}[-/]M{1,2}[-/]D{1,2}/i.test(trimmed);
}
