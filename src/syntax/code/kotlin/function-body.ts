import type { FunctionStart } from '../code-builder.js';
import type { CodeValue } from '../code-file.js';
import { readAnnotations } from './annotations.js';
import type { ReadParameter } from './parameters.js';
import type { KotlinReading } from './reading.js';

/** A function whose body, `{ … }` or `= …`, begins here; it may have none. `from` is its first token. */
export function readFunctionBody(
  reading: KotlinReading,
  from: number,
  start: Omit<FunctionStart, 'parameters'> & { readonly parameters: readonly ReadParameter[] },
  limit: number,
): CodeValue {
  const { code, tokens } = reading;
  const begin = reading.at;
  const isBlock = reading.is('{');
  const isExpression = reading.is('=');
  const end = isBlock
    ? tokens.closing(begin)
    : isExpression
      ? Math.max(tokens.endOfExpression(begin + 1, limit), begin + 2)
      : begin;
  const last = tokens.all[isBlock ? end : Math.max(end - 1, from)];
  const range = { start: tokens.all[from]?.start ?? 0, end: last?.end ?? 0 };
  const value = code.function(range, start, () => {
    for (const { annotations, fallback } of start.parameters) {
      const [first, behind] = annotations;
      reading.at = first;
      while (reading.at < behind) {
        if (reading.is('@')) readAnnotations(reading, behind, 'parameter');
        else reading.at += 1;
      }
      if (!fallback) continue;
      reading.at = fallback[0];
      reading.statements(fallback[1]);
    }
    reading.at = begin;
    if (isBlock) {
      reading.at += 1;
      reading.statements(end);
    } else if (isExpression) {
      reading.at += 1;
      return reading.expression(limit);
    }
    return undefined;
  });
  if (isBlock) reading.at = end + 1;
  else reading.at = Math.max(reading.at, begin);
  return value;
}
