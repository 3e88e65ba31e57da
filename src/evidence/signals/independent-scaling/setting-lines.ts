import type { SourceText } from '../../../model/source-text.js';
import type { Seen } from '../../recogniser.js';

/** Lines of a file of settings that are not comments, each with what it says. */
export function* settingLines(
  source: SourceText,
  setting: RegExp,
  say: (match: RegExpExecArray) => Omit<Seen, 'span'> | undefined,
): Iterable<Seen> {
  for (const [index, start] of source.lineStarts.entries()) {
    const line = source.line(index + 1);
    if (/^\s*(?:#|\/\/|\*|\/\*|;|--)/.test(line)) continue;
    const found = setting.exec(line);
    const said = found ? say(found) : undefined;
    if (said) yield { ...said, span: source.span(start + line.search(/\S/), start + line.trimEnd().length) };
  }
}
