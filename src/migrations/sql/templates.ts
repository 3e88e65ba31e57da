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
  const originals = new Map<string, string>();
  const masks = new Map<string, string>();
  const places: number[] = [];
  const part = text.slice(start, end).replace(placeholder, (written: string, offset: number) => {
    if (written.startsWith(':') && dialect !== 'postgresql') return written;
    places.push(start + offset);
    if (directive.test(written)) return ' '.repeat(written.length);
    const known = masks.get(written);
    if (known !== undefined) return known;
    const mask = maskFor(written.length, originals.size);
    masks.set(written, mask);
    originals.set(mask, written);
    return mask;
  });
  if (places.length === 0) return undefined;
  return {
    text: text.slice(0, start) + part + text.slice(end),
    restore: (masked) => restored(masked, originals),
    touches: (from, to) => places.some((place) => place >= from && place < to),
  };
}

/** A name that no text has by chance: `zq`, the number in base 36, `qz`, filled up. Short ones are as good as can be. */
function maskFor(length: number, number: number): string {
  const core = `zq${number.toString(36)}q`;
  return core.length <= length
    ? core.padEnd(length, 'z')
    : `z${number.toString(36)}`.padEnd(length, 'q').slice(0, length);
}

/** Masks too short to be told from names are left as they are. */
function restored(masked: string, originals: ReadonlyMap<string, string>): string {
  if (!masked.includes('zq')) return masked;
  let text = masked;
  for (const [mask, written] of originals) if (mask.startsWith('zq')) text = text.replaceAll(mask, written);
  return text;
}
