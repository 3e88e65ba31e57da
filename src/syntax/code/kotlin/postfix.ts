import type { CodeArgument, CodePath, CodeValue } from '../code-file.js';
import { readArguments } from './arguments.js';
import { readLambda } from './lambdas.js';
import { readPrimary } from './primary.js';
import type { KotlinReading } from './reading.js';

/** A value with all that is taken of it: `a.b(c) { d }?.e!!`. */
export function readPostfix(reading: KotlinReading, limit: number): CodeValue | undefined {
  const from = reading.at;
  let value = readPrimary(reading, limit);
  while (value && reading.at < limit) {
    const next = readNext(value, from, reading, limit);
    if (!next) break;
    value = next;
  }
  return value;
}

function readNext(
  value: CodeValue,
  from: number,
  reading: KotlinReading,
  limit: number,
): CodeValue | undefined {
  const { code } = reading;
  const member = memberAhead(reading);
  if (member > 0) {
    reading.at += member;
    const name = reading.word() ?? '';
    reading.at += 1;
    return code.path(reading.range(from), name, value);
  }
  if (reading.startsLine) return undefined;
  if (reading.signs('!!') && !reading.signs('!!=')) {
    reading.at += 2;
    return value;
  }
  if (reading.signs('++') || reading.signs('--')) {
    reading.at += 2;
    return value;
  }
  if (reading.is('[')) {
    const end = reading.tokens.closing(reading.at);
    reading.at += 1;
    const index = reading.expression(end);
    reading.statements(end);
    reading.at = end + 1;
    const key = index.kind === 'text' && index.exact ? index.text : '[]';
    return code.path(reading.range(from), key, value);
  }
  const types = typeArgumentsAhead(reading);
  if (types > 0) reading.at += types;
  if (reading.is('(') || (reading.is('{') && isCallee(value)))
    return reading.at < limit ? readCall(value, from, reading) : undefined;
  return undefined;
}

/** How many tokens stand before the name of a member: `.`, `?.`, `::`; 0 when none follows. */
function memberAhead(reading: KotlinReading): number {
  const length = reading.is('.') ? 1 : reading.signs('?.') || reading.signs('::') ? 2 : 0;
  if (length === 0 || reading.word(length) === undefined) return 0;
  return reading.signs('..') ? 0 : length;
}

/** Whether a block behind it is its last argument: of names and calls, not of texts and numbers. */
function isCallee(value: CodeValue): boolean {
  return value.kind === 'path' || value.kind === 'call';
}

/** The length of `<A, B>` when a call follows it. */
function typeArgumentsAhead(reading: KotlinReading): number {
  if (!reading.is('<')) return 0;
  const end = reading.tokens.behindTypes(reading.at);
  if (!reading.tokens.is(end, '(') && !reading.tokens.is(end, '{')) return 0;
  for (let at = reading.at; at < end; at += 1) {
    const token = reading.tokens.all[at];
    if (token?.kind !== 'word' && !/^[<>,.?*()-]$/.test(token?.text ?? '')) return 0;
  }
  return end - reading.at;
}

function readCall(value: CodeValue, from: number, reading: KotlinReading): CodeValue {
  const { code } = reading;
  const text = value.kind === 'path' && value.object?.kind === 'text' ? value.object : undefined;
  if (text && reading.is('(') && /^trim(?:Indent|Margin)$/.test(value.kind === 'path' ? value.name : '')) {
    reading.at = reading.tokens.closing(reading.at) + 1;
    return text;
  }
  const callee: CodePath = value.kind === 'path' ? value : code.path(value, '', value);
  const given: CodeArgument[] = [];
  let spread = false;
  if (reading.is('(')) {
    const read = readArguments(reading);
    given.push(...read.arguments);
    spread = read.spread;
  }
  if (reading.is('{') && !reading.startsLine) given.push({ value: readLambda(reading) });
  const call = code.call(reading.range(from), callee, {
    arguments: given,
    spread,
    constructs: /^[A-Z]/.test(callee.name) && !/^[A-Z_\d]+$/.test(callee.name),
  });
  // `Client().apply { … }` is the client.
  const isSame = /^(?:apply|also)$/.test(callee.name) && callee.object !== undefined;
  return isSame && callee.object ? callee.object : call;
}
