import type { CodeArgument, CodeCall, CodeFile, CodeValue } from '../../../syntax/code/code-file.js';

/** Values within each other that are looked at. */
const deepest = 12;

/** The values in a value, itself first; what stands in functions is not among them. */
export function* valuesWithin(value: CodeValue, depth = 0): Iterable<CodeValue> {
  if (depth > deepest) return;
  yield value;
  for (const inner of innerValues(value)) yield* valuesWithin(inner, depth + 1);
}

function innerValues(value: CodeValue): readonly CodeValue[] {
  switch (value.kind) {
    case 'map':
      return value.entries.map((entry) => entry.value);
    case 'list':
      return value.items;
    case 'other':
      return value.parts;
    case 'call':
      return value.arguments.map((argument) => argument.value);
    default:
      return [];
  }
}

/** Every value of a file that is assigned, given to a call or given back, each once, but for the arguments of some calls. */
export function* valuesIn(
  code: CodeFile,
  isLeftOut: (call: CodeCall) => boolean = () => false,
): Iterable<CodeValue> {
  const seen = new Set<CodeValue>();
  const roots = [
    ...code.assignments.map(({ value }) => value),
    ...code.calls.flatMap((call) => (isLeftOut(call) ? [] : call.arguments.map(({ value }) => value))),
    ...code.functions.flatMap(({ returns }) => returns),
  ];
  for (const root of roots)
    for (const value of valuesWithin(root)) {
      if (seen.has(value)) continue;
      seen.add(value);
      yield value;
    }
}

/** Every entry of a map anywhere in a file, each once, but for the arguments of some calls. */
export function* mapEntries(
  code: CodeFile,
  isLeftOut: (call: CodeCall) => boolean = () => false,
): Iterable<CodeArgument> {
  for (const value of valuesIn(code, isLeftOut)) if (value.kind === 'map') yield* value.entries;
}
