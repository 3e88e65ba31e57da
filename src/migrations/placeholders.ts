import { SourceText } from '../model/source-text.js';

/**
 * Puts a neutral identifier of the same length where a placeholder of a tool's own form stands (`$[schema].orders` → `schema___.orders`;
 * the common forms are known to the SQL reader), so that the SQL parses and every span stays true. The value is not looked up: it may
 * differ between environments. A placeholder that stands for more than a name, a number or a part of one leaves a statement that does
 * not parse, which is then skipped with its line.
 * @param pattern must be global; its first defined group is the placeholder's name.
 */
export function neutralised(source: SourceText, pattern: RegExp): SourceText {
  const text = source.text.replaceAll(pattern, (written: string, ...groups: unknown[]) => {
    const name = groups.find((group): group is string => typeof group === 'string' && group !== '');
    return identifierOf(name ?? '', written.length);
  });
  return text === source.text ? source : new SourceText(source.path, text);
}

/** An identifier of just this length that begins with the name. */
function identifierOf(name: string, length: number): string {
  const letters = name.replaceAll(/\W/g, '_').replace(/^(?=\d)/, '_');
  return letters.padEnd(length, '_').slice(0, length);
}
