import { joinPath } from '../../resolve/paths.js';
import { rootMark } from '../../resolve/module-resolver.js';
import { certainText, joinTexts, toText } from '../text.js';
import { unknown, type TextValue, type Value } from '../value.js';

/** `path.join` and `path.resolve` of what is known; pieces that are not known stay as holes. */
export function joinPaths(given: readonly Value[]): Value {
  const texts: TextValue[] = [];
  for (const value of given) {
    const text = toText(value, '');
    if (text === undefined) return unknown;
    texts.push(text);
  }
  const known = texts.map(certainText);
  const origins = texts.flatMap((text) => text.origins);
  if (known.every((text) => text !== undefined)) {
    const joined = joinKnown(known.filter((text) => text !== ''));
    return joined === undefined ? unknown : { kind: 'text', parts: [joined], origins };
  }
  const slash: TextValue = { kind: 'text', parts: ['/'], origins: [] };
  const joined = joinTexts(texts.flatMap((text, index) => (index === 0 ? [text] : [slash, text])));
  return {
    ...joined,
    parts: joined.parts.map((part) => (typeof part === 'string' ? part.replaceAll(/\/{2,}/g, '/') : part)),
  };
}

function joinKnown(texts: readonly string[]): string | undefined {
  const rooted = texts.findLastIndex((text) => text.startsWith(rootMark));
  if (rooted !== -1) {
    const joined = joinPath(
      '.',
      [texts[rooted]?.slice(rootMark.length), ...texts.slice(rooted + 1)].join('/'),
    );
    return joined === undefined ? undefined : rootMark + joined;
  }
  const whole = texts.join('/');
  const joined = joinPath('.', whole);
  if (joined === undefined) return undefined;
  const relative = joined === '.' ? '' : joined;
  return whole.startsWith('/') ? `/${relative}` : relative;
}
