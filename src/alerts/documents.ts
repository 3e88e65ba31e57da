import type { Skipped } from '../model/skipped.js';
import { SourceText } from '../model/source-text.js';
import type { SourcePosition, SourceSpan } from '../model/source-span.js';
import { parseYaml } from '../syntax/yaml.js';
import type { YamlValue } from '../syntax/yaml.js';
import type { AlertDocument } from './alert-format.js';

/** Texts in texts are read this deep: rules in a ConfigMap in a list. */
const deepestText = 2;
/** Trees are looked through this deep for texts. */
const deepestTree = 20;
/** Nodes of one document that are looked at for texts. */
const mostNodes = 100_000;

/** The documents of a text and of the texts in it, and what of it could not be parsed. */
export interface ReadDocuments {
  readonly documents: readonly AlertDocument[];
  readonly skipped: readonly Skipped[];
}

/**
 * The documents of a YAML or JSON text. Of a text that does not parse as a whole, the alert rules are read one by one.
 * @param mentions whether a text in the text is worth being read.
 */
export function documentsOf(
  source: SourceText,
  isTemplate: boolean,
  mentions: (text: string) => boolean,
): ReadDocuments {
  const documents: AlertDocument[] = [];
  const skipped: Skipped[] = [];
  const read = (text: SourceText, depth: number): void => {
    const stream = parseYaml(text);
    const broken = stream.skipped.length > 0;
    for (const { root } of broken ? [] : stream.documents) {
      documents.push({ root, source: text, isEmbedded: depth > 0, isTemplate });
      if (depth < deepestText) for (const embedded of textsIn(root, mentions)) read(embedded, depth + 1);
    }
    if (!broken) return;
    // A sentence that only looks like a document is none.
    if (
      depth > 0 &&
      stream.documents.length === 0 &&
      !/^\s*-?\s*(?:alert|groups|apiVersion)\b/m.test(text.text)
    )
      return;
    const pieces = /\.json$/i.test(source.path) ? [] : rulesOneByOne(text);
    const whole = stream.documents.filter(({ root }) => root.isMap);
    for (const { root } of whole) documents.push({ root, source: text, isEmbedded: depth > 0, isTemplate });
    const firstBroken = stream.skipped[0];
    const kept = pieces.filter(
      ({ line }) => !whole.some(({ root }) => root.span.line <= line && line <= root.span.endLine),
    );
    for (const piece of kept) {
      const part = parseYaml(piece.text);
      skipped.push(...part.skipped);
      for (const { root } of part.documents)
        documents.push({ root, source: text, isEmbedded: depth > 0, isTemplate });
    }
    if (kept.length === 0 && firstBroken) skipped.push(...stream.skipped);
  };
  // YAML would take a comment for a part of a key.
  const clean = /\.json$/i.test(source.path) ? withoutComments(source.text) : source.text;
  read(clean === source.text ? source : new Piece(source, 0, clean), 0);
  return { documents, skipped };
}

/**
 * A text of JSON with its comments blanked, so that all else keeps its place. ARM templates may have some:
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax#comments-and-metadata
 */
function withoutComments(text: string): string {
  return text.replace(/"(?:[^"\\]|\\[^])*"|\/\/[^\n]*|\/\*[^]*?\*\//g, (found) =>
    found.startsWith('"') ? found : found.replace(/[^\n]/g, ' '),
  );
}

function textsIn(root: YamlValue, mentions: (text: string) => boolean): readonly SourceText[] {
  const found: SourceText[] = [];
  let nodes = 0;
  const visit = (value: YamlValue, depth: number): void => {
    nodes += 1;
    if (depth > deepestTree || nodes > mostNodes) return;
    if (value.isMap) {
      for (const [key, part] of value.entries) {
        // What tools write into annotations (`last-applied-configuration`, samples of an operator) is no text of its own.
        const isNote = key === 'annotations' && depth === 1 && root.get('kind').exists;
        if (!isNote) visit(part, depth + 1);
      }
    } else if (value.isSequence) {
      for (const item of value.items) visit(item, depth + 1);
    } else {
      const text = value.text;
      if (text === undefined || text.length < 20 || !mentions(text)) return;
      const embedded = value.embedded;
      if (embedded) found.push(embedded);
    }
  };
  visit(root, 0);
  return found;
}

/** A piece of a text with the places of the whole. */
class Piece extends SourceText {
  readonly #whole: SourceText;
  readonly #start: number;

  /** @param text as long as the part of the whole that it stands for. */
  constructor(whole: SourceText, start: number, text: string) {
    super(whole.path, text);
    this.#whole = whole;
    this.#start = start;
  }

  override position(offset: number): SourcePosition {
    return this.#whole.position(this.#start + offset);
  }

  override span(start: number, end: number): SourceSpan {
    return this.#whole.span(this.#start + start, this.#start + end);
  }
}

/** Does a text in quotes go on behind this line? */
function staysOpen(line: string, isOpen: boolean): boolean {
  const from = isOpen ? line : /:\s*(".*)$/.exec(line)?.[1];
  if (from === undefined) return false;
  const quotes = from.replace(/\\./g, '').split('"').length - 1;
  return (quotes % 2 === 1) !== isOpen;
}

/**
 * The rules of a text that is no YAML as a whole, e.g. because a quoted text goes on at the wrong indentation, which other parsers let pass:
 * each from `- alert:` to the next line that stands no deeper.
 */
function rulesOneByOne(source: SourceText): readonly { readonly text: SourceText; readonly line: number }[] {
  const found: { text: SourceText; line: number }[] = [];
  const { lineStarts, text } = source;
  for (let line = 1; line <= lineStarts.length; line += 1) {
    const indent = /^(\s*)- (?:alert|record)\s*:/.exec(source.line(line))?.[1]?.length;
    if (indent === undefined) continue;
    const start = lineStarts[line - 1] ?? 0;
    let piece = '';
    let isOpen = false;
    let last = line;
    for (; last <= lineStarts.length; last += 1) {
      const next = source.line(last);
      const isDeeper = next.trim() === '' || next.length - next.trimStart().length > indent || last === line;
      const isStructure = !isOpen && /^\s*(?:- |[\w"'.-]+\s*:(?:\s|$)|#|---)/.test(next);
      if (!isDeeper && isStructure) break;
      const whole = text.slice(lineStarts[last - 1] ?? 0, lineStarts[last] ?? text.length);
      // What goes on at the wrong place belongs to the line before; a space is as long as the line end.
      piece = isDeeper && !isOpen ? piece + whole : piece.replace(/\n$/, ' ') + whole;
      isOpen = staysOpen(next, isOpen);
    }
    found.push({ text: new Piece(source, start, piece), line });
    line = last - 1;
  }
  return found;
}
