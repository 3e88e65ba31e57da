import { parseNumber } from '../arithmetic.js';
import type { CodeValue } from '../code-file.js';
import { readAnnotations } from './annotations.js';
import { controlReaders } from './control.js';
import { readLambda } from './lambdas.js';
import type { KotlinReading } from './reading.js';

/** Durations of kotlin.time, in seconds: `5.seconds`. */
const seconds: Readonly<Record<string, number>> = {
  milliseconds: 0.001,
  seconds: 1,
  minutes: 60,
  hours: 3600,
  days: 86_400,
};

/** What an expression begins with: a name, a literal, brackets, `if`, `when`, `try` … */
export function readPrimary(reading: KotlinReading, limit: number): CodeValue | undefined {
  const from = reading.at;
  const token = reading.tokens.all[from];
  if (!token || from >= limit) return undefined;
  if (token.kind === 'text') {
    reading.at += 1;
    return {
      kind: 'text',
      text: token.text.replaceAll(/\$\{[^{}]*\}/g, '{}'),
      exact: token.open !== true,
      ...reading.range(from),
    };
  }
  if (token.kind === 'number') return readNumber(reading, token.text);
  return token.kind === 'word' ? readWord(reading, token.text, limit) : readSign(reading, token.text, limit);
}

function readNumber(reading: KotlinReading, written: string): CodeValue {
  const from = reading.at;
  reading.at += 1;
  const [, digits = written, unit] = /^([\d_.]+)\.([a-z]\w*)$/i.exec(written) ?? [];
  const factor = unit === undefined ? 1 : seconds[unit];
  const value = parseNumber(digits);
  return value === undefined || factor === undefined
    ? reading.nothing(from)
    : { kind: 'number', value: value * factor, ...reading.range(from) };
}

function readWord(reading: KotlinReading, word: string, limit: number): CodeValue | undefined {
  const { code } = reading;
  const from = reading.at;
  const control = Object.hasOwn(controlReaders, word) ? controlReaders[word] : undefined;
  if (control) return control(reading, limit) ?? reading.nothing(from);
  reading.at += 1;
  switch (word) {
    case 'null':
      return { kind: 'null', ...reading.range(from) };
    case 'true':
    case 'false':
      return { kind: 'boolean', value: word === 'true', ...reading.range(from) };
    default:
  }
  if (!reading.is('@') || reading.tokens.all[reading.at]?.start !== reading.tokens.all[from]?.end)
    return code.path(reading.range(from), word);
  // `this@Outer`, or a label before a loop: `outer@ for (…)`.
  reading.at += 1;
  if (word !== 'this' && word !== 'super') return readPrimary(reading, limit);
  reading.at += 1;
  return code.path(reading.range(from), `${word}@`);
}

function readSign(reading: KotlinReading, sign: string, limit: number): CodeValue | undefined {
  const from = reading.at;
  switch (sign) {
    case '(': {
      const end = reading.tokens.closing(from);
      reading.at += 1;
      const value = reading.expression(end);
      reading.statements(end);
      reading.at = end + 1;
      return value;
    }
    case '[': {
      const items = reading.tokens.parts(from).map(([start, end]) => {
        reading.at = start;
        return reading.expression(end);
      });
      reading.at = reading.tokens.closing(from) + 1;
      return { kind: 'list', items, ...reading.range(from) };
    }
    case '{':
      return readLambda(reading);
    case '@':
      readAnnotations(reading, limit);
      reading.code.dropMarks();
      return reading.expression(limit);
    case '-':
    case '!':
    case '+': {
      reading.at += 1;
      const inner = reading.operand(limit);
      if (sign === '-' && inner.kind === 'number')
        return { ...inner, value: -inner.value, ...reading.range(from) };
      return { kind: 'other', parts: [inner], ...reading.range(from) };
    }
    case ':':
      // `::handler`
      if (!reading.signs('::') || reading.word(2) === undefined) return undefined;
      reading.at += 3;
      return reading.code.path(reading.range(from), reading.word(-1) ?? '');
    default:
      return undefined;
  }
}
