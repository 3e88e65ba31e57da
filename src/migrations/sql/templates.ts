import type { Dialect } from '../../model/migration.js';

/**
 * Placeholders of template languages and clients in SQL text: `${name}`, `{{ .Name }}`, `{% … %}`, `<% … %>`, `#{…}`, `$(name)`,
 * `%(name)s`, `@name@`, `:name`, `:'name'`, `:"name"`. All are bounded, so that matching is linear.
 */
const placeholder =
  /\$\{[^{}\n]{1,200}\}|\{\{[^{}\n]{0,200}\}\}|\{%[^%\n]{0,200}%\}|<%[^%\n]{0,200}%>|#\{[^{}\n]{1,200}\}|\$\([A-Za-z_]\w{0,60}\)|%\([A-Za-z_]\w{0,60}\)s|@[A-Za-z_][\w.]{0,60}@|(?<![:\w]):(?:'[A-Za-z_]\w{0,60}'|"[A-Za-z_]\w{0,60}"|[A-Za-z_]\w{0,60}!?)/g;

/** Directives that stand for no text of their own. */
const directive =
  /^(?:\{\{-?\s*(?:if|else|end|range|with|define|block|template|\/\*)|\{\{[#/!]|\{\{-?\s*\/\*|\{%|<%(?!=))/;

/** A text with its placeholders replaced by names of the same length, so that offsets stay and it can be parsed. */
export interface MaskedText {
  readonly text: string;
  /** Puts the placeholders back into a part of the masked text. */
  restore(part: string): string;
  /** Whether a part of the text holds a placeholder. */
  touches(start: number, end: number): boolean;
}

/**
 * Masks the placeholders of a text between two offsets; undefined when there are none. `:name` is one of psql and of PostgreSQL's
 * drivers only: elsewhere a colon has other uses.
 */
export function maskTemplates(
  text: string,
  start: number,
  end: number,
  dialect: Dialect,
): MaskedText | undefined {
  const masks = new Map<string, string>();
  const places: number[] = [];
  const part = text.slice(start, end).replace(placeholder, (written: string, offset: number) => {
    if (written.startsWith(':') && dialect !== 'postgresql') return written;
    places.push(start + offset);
    if (directive.test(written)) return ' '.repeat(written.length);
    const mask = masks.get(written) ?? maskFor(written.length, masks.size);
    masks.set(written, mask);
    return mask;
  });
  if (places.length === 0) return undefined;
  const originals = [...masks];
  return {
    text: text.slice(0, start) + part + text.slice(end),
    restore: (masked) => restored(masked, originals),
    touches: (from, to) => touches(places, from, to),
  };
}

/** A name that no text has by chance: `zq`, its number, `q`, filled up with `z`. Too short ones cannot be told from names. */
function maskFor(length: number, number: number): string {
  const core = `zq${number}q`;
  return core.length <= length ? core.padEnd(length, 'z') : 'z'.repeat(length);
}

function restored(masked: string, originals: readonly (readonly [string, string])[]): string {
  return masked.replaceAll(/zq(\d+)qz*/g, (found: string, number: string) => {
    const [written, mask] = originals[Number(number)] ?? [];
    return written !== undefined && mask !== undefined && found.startsWith(mask)
      ? written + found.slice(mask.length)
      : found;
  });
}

/** Places grow, so the first one at or behind `from` decides. */
function touches(places: readonly number[], from: number, to: number): boolean {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  const place = places[low];
  return place !== undefined && place < to;
}
