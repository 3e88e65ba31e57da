import { SourceText } from '../../model/source-text.js';
import { templatePieces } from '../go-template/actions.js';
import { TemplateError } from '../go-template/nodes.js';

/** What stands for a value that a template fills in. It is as long as the action, so all places stay the same. */
export const placeholder = 'TPL';

/** Fills up a literal without spaces, such as an address; readers take it away. */
const joiner = '\u2060';

/** A value of a neutral text as it would be read: braces of a literal are braces again, what filled it up is gone. */
export function readableValue(text: string): string {
  return text.replaceAll('⟦', '{').replaceAll('⟧', '}').replaceAll(joiner, '').replace(/TPL_+/g, placeholder);
}

/** Actions that write nothing: control flow, definitions, assignments, comments. */
const silent = /^(?:if|else|end|range|with|define|block|break|continue|\/\*|\$\w*\s*:?=|fail\b|template\b)/;
/** Actions alone on a line that write whole lines, which a value in one line cannot stand for. */
const writesLines = /^(?:include|toYaml|template|tpl)\b|\b(?:nindent|indent|toYaml)\b/;

/**
 * A template without its actions, so that it can be read as what it is a template of: raw literals keep their text (braces become `⟦⟧`),
 * values become a placeholder, everything else white space. Both arms of a condition are there. Every letter that stays stands where it
 * stood. Undefined when the text is no template.
 */
export function neutralText(source: SourceText): SourceText | undefined {
  const { text } = source;
  let pieces;
  try {
    pieces = templatePieces(text);
  } catch (error) {
    if (error instanceof TemplateError) return undefined;
    throw error;
  }
  let out = '';
  for (const piece of pieces) {
    if (piece.kind === 'text') continue;
    out += withoutComments(text.slice(out.length, piece.start));
    out += replaced(text, piece.text, piece.start, piece.end);
  }
  out += withoutComments(text.slice(out.length));
  return new SourceText(source.path, out);
}

/** Comments are no pieces: `{{/* … *\/}}`. */
function withoutComments(text: string): string {
  return text.replace(/\{\{-?\s*\/\*[\s\S]*?\*\/\s*-?\}\}/g, blank);
}

function replaced(text: string, action: string, start: number, end: number): string {
  const written = text.slice(start, end);
  const literal = /^`([^`]*)`$/.exec(action)?.[1] ?? /^"((?:[^"\\]|\\.)*)"$/.exec(action)?.[1];
  if (literal !== undefined) {
    const inner = literal.replaceAll('{', '⟦').replaceAll('}', '⟧');
    const lines = inner.split('\n').length;
    // A literal over several lines keeps its lines; what remains of the action's length becomes white space at its end.
    return lines === written.split('\n').length
      ? filled(inner, written.length, /[\s()]/.test(inner) ? ' ' : joiner)
      : blank(written);
  }
  if (silent.test(action)) return blank(written);
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const isAlone =
    text.slice(lineStart, start).trim() === '' && /^[^\S\n]*(?:\n|$)/.test(text.slice(end, end + 200));
  if (isAlone && writesLines.test(action)) return blank(written);
  if (written.includes('\n')) return placeholder + blank(written.slice(placeholder.length));
  return filled(placeholder, written.length, '_');
}

function filled(text: string, length: number, filler: string): string {
  if (text.length >= length) return text.slice(0, length);
  // A word grows at its end, so that an address stays one.
  return text + filler.repeat(length - text.length);
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}
