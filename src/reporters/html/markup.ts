import { visibleControls } from '../printable.js';

/** HTML that may stand in a page as it is. Only `html` and `trusted` make it. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a hole of `html`: markup as it is, everything else escaped; lists one after the other; nothing for `false`. */
export type Part = Markup | string | number | false | undefined | readonly Part[];

/**
 * HTML with holes. Whatever comes from the repository goes through a hole and is escaped there, for text and for a quoted attribute alike:
 * no name or line of it can become an element, an attribute or a script. Attributes in templates are always quoted.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(
    // The indentation of the templates is for whoever reads them.
    strings
      .map((piece) => piece.replaceAll(/\n\s+/g, '\n'))
      .map((piece, index) => piece + (index < parts.length ? textOf(parts[index]) : ''))
      .join(''),
  );
}

/** A sentence in which `…` stands for code, as rules and signals write it. */
export function sentence(text: string): Markup {
  return html`${text
    .split(/(`[^`\n]+`)/)
    .map((part) =>
      part.length > 2 && part.startsWith('`') && part.endsWith('`')
        ? html`<code>${part.slice(1, -1)}</code>`
        : part,
    )}`;
}

/** A text of lintel's own (its style, its script) that is not escaped. */
export function trusted(text: string): Markup {
  return new Markup(text);
}

function textOf(part: Part): string {
  if (part === undefined || part === false) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') return escapeHtml(part);
  return part.map(textOf).join('');
}

/** Text for HTML; control characters and bidirectional overrides are shown, half a character is replaced. */
function escapeHtml(text: string): string {
  return visibleControls(text.replaceAll(/[\p{Surrogate}\u{fffe}\u{ffff}]/gu, '\u{fffd}'))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
