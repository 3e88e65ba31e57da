import { modifiers } from '../../kotlin/modifiers.js';
import type { CodePath, CodeValue } from '../code-file.js';
import { readAnnotations } from './annotations.js';
import { readBases } from './bases.js';
import { readFunctionBody } from './function-body.js';
import { readParameters } from './parameters.js';
import type { KotlinReader, KotlinReading } from './reading.js';

const keywords: Readonly<Record<string, KotlinReader>> = {
  class: readClass,
  interface: readClass,
  object: readClass,
  fun: readFunction,
  val: readProperty,
  var: readProperty,
  constructor: readConstructor,
  init: (reading, limit) => {
    reading.at += 1;
    reading.block(limit);
    return undefined;
  },
  typealias: (reading, limit) => {
    reading.at = Math.max(reading.tokens.endOfExpression(reading.at, limit), reading.at + 1);
    return undefined;
  },
};

/** A declaration with its annotations and modifiers; false when none stands here. */
export function readDeclaration(reading: KotlinReading, limit: number): boolean {
  const keyword = keywordAhead(reading, limit);
  if (keyword === undefined) return false;
  while (reading.at < keyword) {
    if (reading.is('@')) readAnnotations(reading, keyword);
    else reading.at += 1;
  }
  const read = keywords[reading.word() ?? ''];
  const isCompanion = reading.word() === 'object' && reading.tokens.word(reading.at - 1) === 'companion';
  if (isCompanion) readCompanion(reading, limit);
  else read?.(reading, limit);
  return true;
}

/** Index of the keyword of a declaration behind annotations and modifiers. */
function keywordAhead({ tokens, at: from }: KotlinReading, limit: number): number | undefined {
  for (let at = from; at < limit;) {
    const word = tokens.word(at);
    if (tokens.is(at, '@')) {
      at += 1;
      if (tokens.word(at) !== undefined && tokens.is(at + 1, ':')) at += 2;
      if (tokens.is(at, '[')) {
        at = tokens.closing(at) + 1;
        continue;
      }
      at += 1;
      while (tokens.is(at, '.')) at += 2;
      at = tokens.behindTypes(at);
      if (tokens.is(at, '(') && !tokens.startsLine(at)) at = tokens.closing(at) + 1;
      continue;
    }
    if (word === undefined) return undefined;
    if (Object.hasOwn(keywords, word)) return isDeclared(tokens, word, at) ? at : undefined;
    if (!modifiers.has(word) || tokens.is(at + 1, '.') || tokens.is(at + 1, '=')) return undefined;
    at += 1;
  }
  return undefined;
}

/** Whether a keyword declares something: `object : X {` and `fun(x)` are values, `init` and `constructor` may be names. */
function isDeclared(tokens: KotlinReading['tokens'], word: string, at: number): boolean {
  switch (word) {
    case 'object':
      return tokens.word(at + 1) !== undefined || tokens.word(at - 1) === 'companion';
    case 'fun':
      return !tokens.is(at + 1, '(');
    case 'init':
      return tokens.is(at + 1, '{');
    case 'constructor':
      return tokens.is(at + 1, '(');
    default:
      return true;
  }
}

function readClass(reading: KotlinReading, limit: number): undefined {
  const { code, tokens } = reading;
  const from = reading.at;
  const isEnum = tokens.word(from - 1) === 'enum';
  reading.at += 1;
  const name = reading.word() ?? '';
  reading.at = tokens.behindTypes(reading.at + 1);
  const open = constructorAhead(reading, limit);
  if (open !== undefined) reading.at = open;
  const parameters = open === undefined ? [] : readParameters(reading);
  // Bases are named outside of the class, and what is given to them is read there.
  const bases = readBases(reading, limit);
  const hasBody = reading.is('{') && reading.at < limit;
  const body = reading.at;
  const end = hasBody ? tokens.closing(body) : body - 1;
  const range = { start: tokens.all[from]?.start ?? 0, end: tokens.all[Math.max(end, from)]?.end ?? 0 };
  code.class(range, name, bases.paths, () => {
    for (const { name: property, type, annotations, fallback } of parameters) {
      const [first, behind] = annotations;
      reading.at = first;
      while (reading.at < behind) {
        if (reading.is('@')) readAnnotations(reading, behind);
        else reading.at += 1;
      }
      code.dropMarks();
      if (fallback) {
        reading.at = fallback[0];
        reading.statements(fallback[1]);
      }
      code.declare(property, { in: 'class', ...(type && { type }) });
    }
    reading.at = body + 1;
    if (hasBody && isEnum) skipEntries(reading, end);
    if (hasBody) reading.statements(end);
  });
  reading.at = Math.max(end + 1, from + 1);
  return undefined;
}

/** Index of the bracket of the primary constructor. */
function constructorAhead({ tokens, at: from }: KotlinReading, limit: number): number | undefined {
  for (let at = from; at < limit;) {
    if (tokens.is(at, '(')) return at;
    if (tokens.is(at, '@')) {
      at += 2;
      while (tokens.is(at, '.')) at += 2;
      if (tokens.is(at, '(') && tokens.word(at + 1) === undefined) at = tokens.closing(at) + 1;
    } else if (/^(?:private|protected|internal|public|constructor)$/.test(tokens.word(at) ?? '')) at += 1;
    else return undefined;
  }
  return undefined;
}

/** The entries of an enum are no calls. */
function skipEntries(reading: KotlinReading, end: number): void {
  while (reading.at < end && !reading.is(';')) reading.skip();
}

/** Members of a companion are those of its class. */
function readCompanion(reading: KotlinReading, limit: number): void {
  reading.at += 1;
  if (reading.word() !== undefined && !reading.startsLine) reading.at += 1;
  readBases(reading, limit);
  reading.code.dropMarks();
  if (reading.is('{')) reading.block(limit);
}

function readFunction(reading: KotlinReading, limit: number): undefined {
  const { tokens } = reading;
  const from = reading.at;
  reading.at += 1;
  // `fun interface X`
  if (reading.word() === 'interface') return readClass(reading, limit);
  reading.at = tokens.behindTypes(reading.at);
  let name = '';
  while (reading.at < limit && !reading.is('(')) {
    name = reading.word() ?? name;
    const next = reading.is('<') ? tokens.behindTypes(reading.at) : reading.at + 1;
    if (next - from > 100) return undefined;
    reading.at = next;
  }
  if (!reading.is('(')) return undefined;
  const parameters = readParameters(reading);
  if (reading.is(':')) {
    reading.at += 1;
    reading.type(limit);
  }
  skipWhere(reading, limit);
  readFunctionBody(reading, from, { name, parameters }, limit);
  return undefined;
}

function skipWhere(reading: KotlinReading, limit: number): void {
  if (reading.word() !== 'where') return;
  while (reading.at < limit && !reading.is('{') && !reading.is('=')) reading.at += 1;
}

function readConstructor(reading: KotlinReading, limit: number): undefined {
  const from = reading.at;
  reading.at += 1;
  const parameters = readParameters(reading);
  if (reading.is(':')) {
    reading.at += 1;
    reading.expression(limit);
  }
  readFunctionBody(reading, from, { name: 'constructor', parameters }, limit);
  return undefined;
}

function readProperty(reading: KotlinReading, limit: number): undefined {
  const { code, tokens } = reading;
  const from = reading.at;
  code.dropMarks();
  reading.at = tokens.behindTypes(from + 1);
  if (reading.is('(')) {
    // `val (a, b) = pair`
    const end = tokens.closing(reading.at);
    for (; reading.at < end; reading.at += 1) {
      const name = reading.word();
      if (name !== undefined && !tokens.is(reading.at - 1, ':')) code.declare(name);
    }
    reading.at = end + 1;
    if (reading.is('=')) {
      reading.at += 1;
      reading.expression(limit);
    }
    return undefined;
  }
  let name = reading.word();
  if (name === undefined) return undefined;
  reading.at = tokens.behindTypes(reading.at + 1);
  // `val Route.path: String`
  while (reading.is('.') && reading.word(1) !== undefined) {
    name = reading.word(1) ?? name;
    reading.at += 2;
  }
  let type: CodePath | undefined;
  if (reading.is(':')) {
    reading.at += 1;
    type = reading.type(limit);
  }
  const value = valueOfProperty(reading, limit);
  if (reading.at > limit) reading.at = limit;
  code.declare(name, { range: reading.range(from), ...(type && { type }), ...(value && { value }) });
  readAccessors(reading, limit);
  return undefined;
}

function valueOfProperty(reading: KotlinReading, limit: number): CodeValue | undefined {
  if (reading.is('=') && reading.at < limit) {
    reading.at += 1;
    return reading.expression(limit);
  }
  if (reading.word() !== 'by' || reading.at >= limit) return undefined;
  reading.at += 1;
  const value = reading.expression(limit);
  // `by lazy { … }`: the value is what the block gives.
  const block = value.kind === 'call' && value.name === 'lazy' ? value.arguments.at(-1)?.value : undefined;
  return block?.kind === 'function' ? block.function.returns.at(-1) : undefined;
}

/** `get() = …` and `set(value) { … }` behind a property. */
function readAccessors(reading: KotlinReading, limit: number): void {
  for (;;) {
    const word = reading.word();
    if ((word !== 'get' && word !== 'set') || !reading.is('(', 1) || reading.at >= limit) return;
    const from = reading.at;
    const close = reading.tokens.closing(from + 1);
    const isAccessor = word === 'get' ? close === from + 2 : reading.tokens.word(from + 2) !== undefined;
    const behind = reading.tokens.all[close + 1]?.text;
    if (!isAccessor || (behind !== '=' && behind !== '{' && behind !== ':')) return;
    reading.at += 1;
    const parameters = readParameters(reading);
    if (reading.is(':')) {
      reading.at += 1;
      reading.type(limit);
    }
    readFunctionBody(reading, from, { name: '', parameters }, limit);
  }
}
