import { SourceText } from '../../model/source-text.js';
import { templatePieces, type TemplatePiece } from '../go-template/actions.js';
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

/** Letters for private use, which stand for variables that are one text: the first for the first variable, and so on. */
const firstMark = 0xe000;
/** More variables than these are placeholders. */
const mostVariables = 1_000;

/** A text without actions, and the texts of the variables that are marked in it. */
export class NeutralText extends SourceText {
  readonly #variables: readonly string[];

  constructor(path: string, text: string, variables: readonly string[]) {
    super(path, text);
    this.#variables = variables;
  }

  /** A value of this text with its variables put in. */
  withVariables(value: string): string {
    return value.replace(
      /([\ue000-\uf8ff])\1*/g,
      (_, mark: string) => this.#variables[mark.charCodeAt(0) - firstMark] ?? placeholder,
    );
  }
}

/** The variables that are given one text and no other: `{{ $alert := "Down" }}`. */
function variablesIn(pieces: readonly TemplatePiece[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const unsure = new Set<string>();
  for (const piece of pieces) {
    const name = piece.kind === 'action' ? /\$(\w+)\s*(?:,\s*\$\w+\s*)?:?=/.exec(piece.text)?.[1] : undefined;
    if (name === undefined) continue;
    const text = /^\$\w+\s*:=\s*"([^"\\\n]*)"$/.exec(piece.text)?.[1];
    if (text === undefined || (found.has(name) && found.get(name) !== text) || found.size >= mostVariables)
      unsure.add(name);
    else found.set(name, text);
  }
  return new Map([...found].filter(([name]) => !unsure.has(name)));
}

/**
 * A template without its actions, so that it can be read as what it is a template of: raw literals keep their text (braces become `⟦⟧`),
 * values become a placeholder, everything else white space. Both arms of a condition are there. Every letter that stays stands where it
 * stood. Undefined when the text is no template.
 */
export function neutralText(source: SourceText): NeutralText | undefined {
  const { text } = source;
  let pieces;
  try {
    pieces = templatePieces(text);
  } catch (error) {
    if (error instanceof TemplateError) return undefined;
    throw error;
  }
  const variables = variablesIn(pieces);
  let out = '';
  for (const piece of pieces) {
    if (piece.kind === 'text') continue;
    out += withoutComments(text.slice(out.length, piece.start));
    out += replaced(text, piece, variables);
  }
  out += withoutComments(text.slice(out.length));
  return new NeutralText(source.path, out, [...variables.values()]);
}

/** Comments are no pieces: `{{/* … *\/}}`. */
function withoutComments(text: string): string {
  return text.replace(/\{\{-?\s*\/\*[\s\S]*?\*\/\s*-?\}\}/g, blank);
}

function replaced(
  text: string,
  { end, start, text: action }: Extract<TemplatePiece, { kind: 'action' }>,
  variables: ReadonlyMap<string, string>,
): string {
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
  const variable = /^\$(\w+)$/.exec(action)?.[1];
  const index = variable === undefined ? -1 : [...variables.keys()].indexOf(variable);
  if (index !== -1) {
    const mark = String.fromCharCode(firstMark + index);
    return filled(mark, written.length, mark);
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
