import { modifiers } from '../../kotlin/modifiers.js';
import type { CodePath } from '../code-file.js';
import type { KotlinReading } from './reading.js';

export interface ReadParameter {
  readonly name: string;
  readonly type?: CodePath;
  /** Whether it is a property of the class too. */
  readonly isProperty: boolean;
  /** Tokens of its annotations, and of its default value. */
  readonly annotations: readonly [number, number];
  readonly fallback?: readonly [number, number];
}

/** The parameters in the brackets that open here; their annotations and default values are to be read by {@link readAround}. */
export function readParameters(reading: KotlinReading): readonly ReadParameter[] {
  const open = reading.at;
  const parameters = reading.tokens.parts(open).flatMap(([from, to]): readonly ReadParameter[] => {
    const { tokens } = reading;
    let at = from;
    let isProperty = false;
    while (at < to) {
      const word = tokens.word(at);
      if (tokens.is(at, '@')) at = behindAnnotation(reading, at);
      else if (word === 'val' || word === 'var') {
        isProperty = true;
        at += 1;
      } else if (word !== undefined && modifiers.has(word) && tokens.word(at + 1) !== undefined) at += 1;
      else break;
    }
    const name = tokens.word(at);
    if (name === undefined) return [];
    reading.at = at + 1;
    let type: CodePath | undefined;
    if (reading.is(':')) {
      reading.at += 1;
      type = reading.type(to);
    }
    const hasFallback = reading.is('=') && reading.at + 1 < to;
    return [
      {
        name,
        isProperty,
        annotations: [from, at],
        ...(type && { type }),
        ...(hasFallback && { fallback: [reading.at + 1, to] as const }),
      },
    ];
  });
  reading.at = reading.tokens.closing(open) + 1;
  return parameters;
}

function behindAnnotation({ tokens }: KotlinReading, at: number): number {
  let next = at + 1;
  if (tokens.word(next) !== undefined && tokens.is(next + 1, ':')) next += 2;
  next += 1;
  while (tokens.is(next, '.')) next += 2;
  next = tokens.behindTypes(next);
  return tokens.is(next, '(') ? tokens.closing(next) + 1 : next;
}
