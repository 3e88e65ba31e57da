import { createHash } from 'node:crypto';
import { TemplateError } from '../nodes.js';
import { intOf, listOf, formatGo, type GoFunction, type GoValue } from '../values.js';
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
  return formatGo(text)
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
      .flatMap((value) => (value === null || value === undefined ? [] : [JSON.stringify(formatGo(value))]))
      .join(' '),
  squote: (given) =>
    given
      .flatMap((value) => (value === null || value === undefined ? [] : [`'${formatGo(value)}'`]))
      .join(' '),
  trunc: ([length, text]) =>
    intOf(length) < 0 ? formatGo(text).slice(intOf(length)) : formatGo(text).slice(0, intOf(length)),
  trim: ([text]) => formatGo(text).trim(),
  trimAll: ([letters, text]) => trimmed(formatGo(text), formatGo(letters), 'both'),
  trimPrefix: ([prefix, text]) =>
    formatGo(text).startsWith(formatGo(prefix))
      ? formatGo(text).slice(formatGo(prefix).length)
      : formatGo(text),
  trimSuffix: ([suffix, text]) =>
    formatGo(suffix) !== '' && formatGo(text).endsWith(formatGo(suffix))
      ? formatGo(text).slice(0, -formatGo(suffix).length)
      : formatGo(text),
  upper: ([text]) => formatGo(text).toUpperCase(),
  lower: ([text]) => formatGo(text).toLowerCase(),
  title: ([text]) =>
    formatGo(text).replace(/(^|\s)(\S)/g, (_, gap: string, letter: string) => gap + letter.toUpperCase()),
  untitle: ([text]) => formatGo(text).charAt(0).toLowerCase() + formatGo(text).slice(1),
  replace: ([from, to, text]) => formatGo(text).replaceAll(formatGo(from), formatGo(to)),
  contains: ([part, text]) => formatGo(text).includes(formatGo(part)),
  hasPrefix: ([part, text]) => formatGo(text).startsWith(formatGo(part)),
  hasSuffix: ([part, text]) => formatGo(text).endsWith(formatGo(part)),
  indent: ([spaces, text]) => indent(spaces, text),
  nindent: ([spaces, text]) => `\n${indent(spaces, text)}`,
  repeat: ([times, text]) => formatGo(text).repeat(count(times)),
  nospace: ([text]) => formatGo(text).replaceAll(/\s/g, ''),
  substr: ([from, to, text]) =>
    formatGo(text).slice(Math.max(intOf(from), 0), intOf(to) < 0 ? undefined : intOf(to)),
  join: ([between, list]) =>
    (Array.isArray(list) ? listOf(list) : [list]).map(formatGo).join(formatGo(between)),
  splitList: ([between, text]) => formatGo(text).split(formatGo(between)),
  split: ([between, text]) =>
    new Map(
      formatGo(text)
        .split(formatGo(between))
        .map((part, index) => [`_${index}`, part]),
    ),
  cat: (given) =>
    given
      .filter((value) => value !== null && value !== undefined)
      .map(formatGo)
      .join(' '),
  snakecase: ([text]) => words(formatGo(text)).join('_').toLowerCase(),
  kebabcase: ([text]) => words(formatGo(text)).join('-').toLowerCase(),
  camelcase: ([text]) => words(formatGo(text)).map(capital).join(''),
  b64enc: ([text]) => Buffer.from(formatGo(text)).toString('base64'),
  b64dec: ([text]) => Buffer.from(formatGo(text), 'base64').toString(),
  sha256sum: ([text]) => createHash('sha256').update(formatGo(text)).digest('hex'),
  sha1sum: ([text]) => createHash('sha1').update(formatGo(text)).digest('hex'),
  urlquery: ([text]) => encodeURIComponent(formatGo(text)),
  regexMatch: ([pattern, text]) => boundedPattern(formatGo(pattern), formatGo(text)).test(formatGo(text)),
  regexFind: ([pattern, text]) =>
    boundedPattern(formatGo(pattern), formatGo(text)).exec(formatGo(text))?.[0] ?? '',
  regexReplaceAll: ([pattern, text, by]) =>
    formatGo(text).replace(
      boundedPattern(formatGo(pattern), formatGo(text), 'g'),
      formatGo(by).replaceAll(/\$\{(\w+)\}/g, '$$$1'),
    ),
  regexReplaceAllLiteral: ([pattern, text, by]) =>
    formatGo(text).replace(boundedPattern(formatGo(pattern), formatGo(text), 'g'), () => formatGo(by)),
  // What is random or of today is the same in each reading here.
  randAlphaNum: ([length]) => 'x'.repeat(count(length)),
  randAlpha: ([length]) => 'x'.repeat(count(length)),
  randNumeric: ([length]) => '0'.repeat(count(length)),
  uuidv4: () => '00000000-0000-4000-8000-000000000000',
  now: () => '1970-01-01T00:00:00Z',
  date: () => '1970-01-01',
};
