import type { CodeValue } from '../code-file.js';
import type { KotlinReader, KotlinReading } from './reading.js';
import { readBases } from './bases.js';
import { readFunctionBody } from './function-body.js';
import { readParameters } from './parameters.js';

/** Expressions that begin with a keyword. */
export const controlReaders: Readonly<Record<string, KotlinReader>> = {
  if: readIf,
  when: readWhen,
  try: readTry,
  for: readFor,
  while: readWhile,
  do: readDo,
  return: (reading, limit) => {
    reading.at += 1;
    const labelled = reading.is('@');
    if (labelled) reading.at += 2;
    const isEmpty = reading.at >= limit || reading.startsLine || reading.is('}') || reading.is(';');
    if (!isEmpty) reading.code.returns(reading.expression(limit));
    return undefined;
  },
  throw: (reading, limit) => {
    reading.at += 1;
    reading.expression(limit);
    return undefined;
  },
  break: readJump,
  continue: readJump,
  object: readObject,
  fun: readAnonymousFunction,
};

function readJump(reading: KotlinReading): undefined {
  reading.at += reading.is('@', 1) && !reading.tokens.startsLine(reading.at + 1) ? 3 : 1;
  return undefined;
}

/** What stands in the brackets behind a keyword. */
function inBrackets(reading: KotlinReading, read: (end: number) => void): void {
  reading.at += 1;
  if (!reading.is('(')) return;
  const end = reading.tokens.closing(reading.at);
  reading.at += 1;
  read(end);
  reading.at = end + 1;
}

function readIf(reading: KotlinReading, limit: number): CodeValue {
  const from = reading.at;
  inBrackets(reading, (end) => reading.statements(end));
  const parts: CodeValue[] = [];
  reading.code.conditional(() => {
    const branch = reading.block(limit);
    if (branch) parts.push(branch);
    if (reading.is(';') && reading.word(1) === 'else') reading.at += 1;
    if (reading.word() !== 'else' || reading.at >= limit) return;
    reading.at += 1;
    const other = reading.block(limit);
    if (other) parts.push(other);
  });
  return { kind: 'other', operator: '?:', parts, ...reading.range(from) };
}

function readWhen(reading: KotlinReading): CodeValue {
  const { code, tokens } = reading;
  const from = reading.at;
  inBrackets(reading, (end) => reading.statements(end));
  const parts: CodeValue[] = [];
  if (!reading.is('{')) {
    // `when {` without a subject.
    if (!tokens.is(from + 1, '{')) return reading.nothing(from);
    reading.at = from + 1;
  }
  const end = tokens.closing(reading.at);
  reading.at += 1;
  code.conditional(() => {
    while (reading.at < end) {
      const arrow = arrowBefore(reading, end);
      if (arrow === undefined) break;
      while (reading.at < arrow) readCondition(reading, arrow);
      reading.at = arrow + 2;
      const value = reading.block(end);
      if (value) parts.push(value);
      while (reading.is(';')) reading.at += 1;
    }
  });
  reading.at = end + 1;
  return { kind: 'other', operator: '?:', parts, ...reading.range(from) };
}

function readCondition(reading: KotlinReading, arrow: number): void {
  if (reading.is(',') || reading.is('!') || reading.word() === 'else' || reading.word() === 'in')
    reading.at += 1;
  else if (reading.word() === 'is') {
    reading.at += 1;
    reading.type(arrow);
  } else reading.expression(arrow);
}

/** Index of the next `->` that is in no brackets. */
function arrowBefore(reading: KotlinReading, end: number): number | undefined {
  for (let at = reading.at; at < end; at += 1) {
    if (reading.signs('->', at)) return at;
    const token = reading.tokens.all[at];
    if (token?.kind === 'sign' && /^[([{]$/.test(token.text)) at = reading.tokens.closing(at);
  }
  return undefined;
}

function readTry(reading: KotlinReading, limit: number): CodeValue | undefined {
  const { code, tokens } = reading;
  const from = reading.at;
  if (!tokens.is(from + 1, '{')) {
    reading.at += 1;
    return code.path(reading.range(from), 'try');
  }
  const rangeOf = (first: number, last: number): { readonly start: number; readonly end: number } => ({
    start: tokens.all[first]?.start ?? 0,
    end: tokens.all[last]?.end ?? 0,
  });
  const body = [from + 1, tokens.closing(from + 1)] as const;
  const handlers: (readonly [number, number])[] = [];
  let at = body[1] + 1;
  while (tokens.word(at) === 'catch' && tokens.is(at + 1, '(') && at < limit) {
    const open = tokens.closing(at + 1) + 1;
    handlers.push([open, tokens.closing(open)]);
    at = tokens.closing(open) + 1;
  }
  let value: CodeValue | undefined;
  code.try(
    {
      ...rangeOf(from, at - 1),
      body: rangeOf(...body),
      handlers: handlers.map(([open, close]) => ({ ...rangeOf(open, close), empty: close === open + 1 })),
    },
    () => {
      reading.at = from + 1;
      value = reading.block(limit);
    },
    () => {
      for (const [open] of handlers) {
        reading.at = open;
        reading.block(limit);
      }
    },
  );
  reading.at = at;
  if (reading.word() === 'finally' && reading.is('{', 1)) {
    reading.at += 1;
    reading.block(limit);
  }
  return value;
}

function readFor(reading: KotlinReading, limit: number): undefined {
  const { code, tokens } = reading;
  const from = reading.at;
  code.loop(loopRange(reading, limit), false, () => {
    inBrackets(reading, (end) => {
      const until = inAhead(reading, end);
      for (; reading.at < until; reading.at += 1) {
        const name = reading.word();
        if (name !== undefined && !tokens.is(reading.at - 1, ':')) code.declare(name);
      }
      reading.at = Math.min(until + 1, end);
      reading.statements(end);
    });
    reading.block(limit);
  });
  if (reading.at === from) reading.at += 1;
  return undefined;
}

function inAhead(reading: KotlinReading, end: number): number {
  for (let at = reading.at; at < end; at += 1) if (reading.tokens.word(at) === 'in') return at;
  return end;
}

function readWhile(reading: KotlinReading, limit: number): undefined {
  const isEndless = reading.is('(', 1) && reading.word(2) === 'true' && reading.is(')', 3);
  reading.code.loop(loopRange(reading, limit), isEndless, () => {
    inBrackets(reading, (end) => reading.statements(end));
    if (!reading.is(';')) reading.block(limit);
  });
  return undefined;
}

function readDo(reading: KotlinReading, limit: number): undefined {
  const { tokens } = reading;
  const close = tokens.is(reading.at + 1, '{') ? tokens.closing(reading.at + 1) : reading.at;
  const isEndless = tokens.word(close + 1) === 'while' && tokens.word(close + 3) === 'true';
  reading.code.loop(loopRange(reading, limit), isEndless && tokens.is(close + 4, ')'), () => {
    reading.at += 1;
    reading.block(limit);
    if (reading.word() === 'while') inBrackets(reading, (end) => reading.statements(end));
  });
  return undefined;
}

/** From the keyword of a loop to the end of its block. */
function loopRange(
  { tokens, at }: KotlinReading,
  limit: number,
): { readonly start: number; readonly end: number } {
  const open = tokens.is(at + 1, '(') ? tokens.closing(at + 1) + 1 : at + 1;
  const last = tokens.is(open, '{')
    ? tokens.closing(open)
    : Math.min(tokens.endOfExpression(open, limit), limit) - 1;
  return { start: tokens.all[at]?.start ?? 0, end: tokens.all[Math.max(last, at)]?.end ?? 0 };
}

/** `object : Base() { … }` as a value. */
function readObject(reading: KotlinReading, limit: number): undefined {
  const from = reading.at;
  reading.at += 1;
  const bases = readBases(reading, limit);
  const end = reading.is('{') ? reading.tokens.closing(reading.at) : reading.at - 1;
  const range = { start: reading.tokens.all[from]?.start ?? 0, end: reading.tokens.all[end]?.end ?? 0 };
  reading.code.class(range, '', bases.paths, () => {
    if (reading.is('{')) {
      reading.at += 1;
      reading.statements(end);
    }
  });
  reading.at = end + 1;
  return undefined;
}

/** `fun(x: X): Y { … }` as a value. */
function readAnonymousFunction(reading: KotlinReading, limit: number): CodeValue | undefined {
  const from = reading.at;
  reading.at += 1;
  if (!reading.is('(')) return undefined;
  const parameters = readParameters(reading);
  if (reading.is(':')) {
    reading.at += 1;
    reading.type(limit);
  }
  return readFunctionBody(reading, from, { name: '', parameters }, limit);
}
