/** Stands for the word `new` in a text whose grammar would not take it; of the same length, so that all places stay. */
export const wordForNew = 'nEw';

const simpleEscapes: ReadonlyMap<string, string> = new Map([
  ['a', '\u0007'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
]);

/** The value of a Go string literal, interpreted (`"…"`) or raw (`` `…` ``); byte escapes are taken as Latin-1. */
export function goStringValue(literal: string): string {
  if (literal.startsWith('`')) return literal.slice(1, -1).replaceAll('\r', '');
  return literal
    .slice(1, -1)
    .replaceAll(
      /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|(.))/g,
      (whole, hex?: string, short?: string, long?: string, octal?: string, plain?: string) => {
        const code = hex ?? short ?? long;
        if (code !== undefined) {
          const point = Number.parseInt(code, 16);
          return point <= 0x10_ff_ff ? String.fromCodePoint(point) : whole;
        }
        if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8));
        return simpleEscapes.get(plain ?? '') ?? plain ?? whole;
      },
    );
}

/** The value of a Go number literal (`1_000`, `0x1F`, `0o17`, `017`, `1.5`); NaN when it is none that JavaScript holds. */
export function goNumberValue(literal: string): number {
  const text = literal.replaceAll('_', '');
  return /^0[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number(text);
}
