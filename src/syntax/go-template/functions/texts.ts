import { createHash } from 'node:crypto';
import { TemplateError } from '../nodes.js';
import { intOf, listOf, textOf, type GoFunction, type GoValue } from '../values.js';
import { boundedPattern } from './pattern.js';

/** Repetitions and indents beyond this are refused. */
const most = 10_000;

function count(value: GoValue): number {
  const number = intOf(value);
  if (number > most) throw new TemplateError('too many repetitions');
  return Math.max(number, 0);
}

function indent(spaces: GoValue, text: GoValue): string {
  const space = ' '.repeat(count(spaces));
  return textOf(text)
    .split('\n')
    .map((line) => space + line)
    .join('\n');
}

function trimmed(text: string, letters: string, where: 'both' | 'left' | 'right'): string {
  let from = 0;
  let to = text.length;
  if (where !== 'right') while (from < to && letters.includes(text.charAt(from))) from += 1;
  if (where !== 'left') while (to > from && letters.includes(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
}

function words(text: string): readonly string[] {
  return text
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .split(/[\s_-]+/)
    .filter((word) => word !== '');
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Functions on texts. Source: https://masterminds.github.io/sprig/strings.html */
export const texts: Readonly<Record<string, GoFunction>> = {
  quote: (given) =>
    given
      .flatMap((value) => (value === null || value === undefined ? [] : [JSON.stringify(textOf(value))]))
      .join(' '),
  squote: (given) =>
    given.flatMap((value) => (value === null || value === undefined ? [] : [`'${textOf(value)}'`])).join(' '),
  trunc: ([length, text]) =>
    intOf(length) < 0 ? textOf(text).slice(intOf(length)) : textOf(text).slice(0, intOf(length)),
  trim: ([text]) => textOf(text).trim(),
  trimAll: ([letters, text]) => trimmed(textOf(text), textOf(letters), 'both'),
  trimPrefix: ([prefix, text]) =>
    textOf(text).startsWith(textOf(prefix)) ? textOf(text).slice(textOf(prefix).length) : textOf(text),
  trimSuffix: ([suffix, text]) =>
    textOf(suffix) !== '' && textOf(text).endsWith(textOf(suffix))
      ? textOf(text).slice(0, -textOf(suffix).length)
      : textOf(text),
  upper: ([text]) => textOf(text).toUpperCase(),
  lower: ([text]) => textOf(text).toLowerCase(),
  title: ([text]) =>
    textOf(text).replace(/(^|\s)(\S)/g, (_, gap: string, letter: string) => gap + letter.toUpperCase()),
  untitle: ([text]) => textOf(text).charAt(0).toLowerCase() + textOf(text).slice(1),
  replace: ([from, to, text]) => textOf(text).replaceAll(textOf(from), textOf(to)),
  contains: ([part, text]) => textOf(text).includes(textOf(part)),
  hasPrefix: ([part, text]) => textOf(text).startsWith(textOf(part)),
  hasSuffix: ([part, text]) => textOf(text).endsWith(textOf(part)),
  indent: ([spaces, text]) => indent(spaces, text),
  nindent: ([spaces, text]) => `\n${indent(spaces, text)}`,
  repeat: ([times, text]) => textOf(text).repeat(count(times)),
  nospace: ([text]) => textOf(text).replaceAll(/\s/g, ''),
  substr: ([from, to, text]) =>
    textOf(text).slice(Math.max(intOf(from), 0), intOf(to) < 0 ? undefined : intOf(to)),
  join: ([between, list]) => (Array.isArray(list) ? listOf(list) : [list]).map(textOf).join(textOf(between)),
  splitList: ([between, text]) => textOf(text).split(textOf(between)),
  split: ([between, text]) =>
    new Map(
      textOf(text)
        .split(textOf(between))
        .map((part, index) => [`_${index}`, part]),
    ),
  cat: (given) =>
    given
      .filter((value) => value !== null && value !== undefined)
      .map(textOf)
      .join(' '),
  snakecase: ([text]) => words(textOf(text)).join('_').toLowerCase(),
  kebabcase: ([text]) => words(textOf(text)).join('-').toLowerCase(),
  camelcase: ([text]) => words(textOf(text)).map(capital).join(''),
  b64enc: ([text]) => Buffer.from(textOf(text)).toString('base64'),
  b64dec: ([text]) => Buffer.from(textOf(text), 'base64').toString(),
  sha256sum: ([text]) => createHash('sha256').update(textOf(text)).digest('hex'),
  sha1sum: ([text]) => createHash('sha1').update(textOf(text)).digest('hex'),
  urlquery: ([text]) => encodeURIComponent(textOf(text)),
  regexMatch: ([pattern, text]) => boundedPattern(textOf(pattern), textOf(text)).test(textOf(text)),
  regexFind: ([pattern, text]) => boundedPattern(textOf(pattern), textOf(text)).exec(textOf(text))?.[0] ?? '',
  regexReplaceAll: ([pattern, text, by]) =>
    textOf(text).replace(
      boundedPattern(textOf(pattern), textOf(text), 'g'),
      textOf(by).replaceAll(/\$\{(\w+)\}/g, '$$$1'),
    ),
  regexReplaceAllLiteral: ([pattern, text, by]) =>
    textOf(text).replace(boundedPattern(textOf(pattern), textOf(text), 'g'), () => textOf(by)),
  // What is random or of today is the same in each reading here.
  randAlphaNum: ([length]) => 'x'.repeat(count(length)),
  randAlpha: ([length]) => 'x'.repeat(count(length)),
  randNumeric: ([length]) => '0'.repeat(count(length)),
  uuidv4: () => '00000000-0000-4000-8000-000000000000',
  now: () => '1970-01-01T00:00:00Z',
  date: () => '1970-01-01',
};
