import { formatGo, intOf, isTruthy, type GoValue } from '../values.js';

/** Widths beyond this are cut: a template could ask for a million spaces. */
const widest = 1_000;

/**
 * Go's `printf` with the verbs that templates use (`%s %v %d %q %t %f %x %%`, flags and widths).
 * Source: https://pkg.go.dev/fmt
 */
export function printf(format: string, values: readonly GoValue[]): string {
  let next = 0;
  return format.replace(
    /%([-+# 0]*)(\d*)(?:\.(\d+))?([a-zA-Z%])/g,
    (written, flags: string, width: string, precision: string | undefined, verb: string) => {
      if (verb === '%') return '%';
      if (next >= values.length) return `%!${verb}(MISSING)`;
      const value = values[next] ?? null;
      next += 1;
      return padded(shown(value, verb, precision) ?? written, flags, Math.min(Number(width), widest));
    },
  );
}

function shown(value: GoValue, verb: string, precision: string | undefined): string | undefined {
  switch (verb) {
    case 's':
    case 'v': {
      const text = value === null || value === undefined ? '%!s(<nil>)' : formatGo(value);
      return precision === undefined || verb === 'v' ? text : text.slice(0, Number(precision));
    }
    case 'd':
      return typeof value === 'string' ? `%!d(string=${value})` : String(intOf(value));
    case 'q':
      return JSON.stringify(formatGo(value));
    case 't':
      return String(isTruthy(value));
    case 'f':
      return Number(value).toFixed(Math.min(Number(precision ?? 6), 20));
    case 'x':
      return typeof value === 'number' ? value.toString(16) : Buffer.from(formatGo(value)).toString('hex');
    default:
      return undefined;
  }
}

function padded(text: string, flags: string, width: number): string {
  if (flags.includes('-')) return text.padEnd(width);
  return text.padStart(width, flags.includes('0') && /^-?\d/.test(text) ? '0' : ' ');
}
