import { settled } from '../../../syntax/code/arguments.js';
import type {
  CodeCall,
  CodeFile,
  CodeFunction,
  CodeRange,
  CodeValue,
} from '../../../syntax/code/code-file.js';

/** How many calls of functions of the file are followed. */
const deepest = 3;

/** Calls in a range, also those of the functions of this file that are called in it. */
export function callsBelow(code: CodeFile, range: CodeRange, depth = deepest): readonly CodeCall[] {
  const inside = code.calls.filter((call) => call.start >= range.start && call.end <= range.end);
  if (depth === 0) return inside;
  return [
    ...inside,
    ...inside.flatMap((call) => {
      const known = functionBehind(code, call);
      return known && !contains(known, range) ? callsBelow(code, known, depth - 1) : [];
    }),
  ];
}

/** The function of this file that a value is, or stands for by its name. */
export function functionOf(code: CodeFile, value: CodeValue | undefined): CodeFunction | undefined {
  if (!value) return undefined;
  const known = settled(value);
  if (known.kind === 'function') return known.function;
  return known.kind === 'path' ? byName(code, known.name) : undefined;
}

function functionBehind(code: CodeFile, call: CodeCall): CodeFunction | undefined {
  const { value } = call.callee;
  if (value?.kind === 'function') return value.function;
  return byName(code, call.name);
}

/** The only function of that name in the file. */
function byName(code: CodeFile, name: string): CodeFunction | undefined {
  const [first, second] = name === '' ? [] : code.functions.filter((item) => item.name === name);
  return second ? undefined : first;
}

function contains(outer: CodeRange, inner: CodeRange): boolean {
  return outer.start <= inner.start && outer.end >= inner.end;
}
