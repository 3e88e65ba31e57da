import type { CodeArgument } from '../code-file.js';
import type { KotlinReading } from './reading.js';

/** The arguments in the brackets that open here. */
export function readArguments(reading: KotlinReading): {
  readonly arguments: readonly CodeArgument[];
  readonly spread: boolean;
} {
  const values: CodeArgument[] = [];
  let spread = false;
  const open = reading.at;
  for (const [from, to] of reading.tokens.parts(open)) {
    reading.at = from;
    const isNamed = reading.word() !== undefined && reading.is('=', 1) && !reading.signs('==', from + 1);
    const name = isNamed ? reading.word() : undefined;
    if (isNamed) reading.at += 2;
    if (reading.is('*')) {
      spread = true;
      reading.at += 1;
    }
    if (reading.at >= to) continue;
    const value = reading.expression(to);
    // What goes on behind it was not understood: it is read for its calls, and the argument is nothing that is known.
    const isWhole = reading.at >= to;
    reading.statements(to);
    values.push({
      value: isWhole ? value : { kind: 'other', parts: [value], ...reading.range(from) },
      ...(name !== undefined && { name }),
    });
  }
  reading.at = reading.tokens.closing(open) + 1;
  return { arguments: values, spread };
}
