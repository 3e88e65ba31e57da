import type { SourcePosition, SourceSpan } from '../../model/source-span.js';
import { SourceText } from '../../model/source-text.js';
import type { YamlValue } from '../yaml.js';

/** A text that a YAML file holds as a scalar: its places are those in the file. */
class HeldText extends SourceText {
  readonly #place: SourceSpan;
  /** The first line of a block scalar's text and what its lines are indented by; undefined for quoted ones, which stand at their key. */
  readonly #block: { readonly line: number; readonly indent: number } | undefined;

  constructor(
    text: string,
    place: SourceSpan,
    block: { readonly line: number; readonly indent: number } | undefined,
  ) {
    super(place.file, text);
    this.#place = place;
    this.#block = block;
  }

  override position(offset: number): SourcePosition {
    const inner = super.position(offset);
    return this.#block
      ? { line: inner.line + this.#block.line - 1, column: inner.column + this.#block.indent }
      : { line: this.#place.line, column: this.#place.column };
  }
}

/** The text of a scalar of a file, as a text of its own whose places are those in the file. */
export function heldText(value: YamlValue, file: SourceText): SourceText {
  const { span, text = '' } = value;
  const head = file.line(span.line);
  const isBlock = /(^|[\s:])\|[-+\d]*\s*(#.*)?$/.test(head);
  const first = text.split('\n', 1)[0] ?? '';
  const indent = file.line(span.line + 1).indexOf(first);
  return new HeldText(text, span, isBlock && indent > 0 ? { line: span.line + 1, indent } : undefined);
}
