import { SourceText } from '../../model/source-text.js';
import { RenderedText } from '../helm/rendered-text.js';

/**
 * The same text with every YAML document emptied that has not the word: lines and columns of the others stay what they are, offsets do not. Bundles of
 * thousands of lines of CRDs with a few workloads are common, and parsing is what takes the time. `---` at the start of a line ends a document
 * wherever it stands, so the cut needs no parser.
 */
export function relevantDocuments(source: SourceText, word: RegExp): SourceText {
  // What a template writes has places of its own, which a cut would lose.
  if (!/\.ya?ml$/i.test(source.path) || source instanceof RenderedText) return source;
  const pieces = source.text.split(/^(?=---(?:\s|$))/m);
  if (pieces.length === 1) return source;
  const kept = pieces.map((piece) => (word.test(piece) ? piece : piece.replace(/[^\n]+/g, '')));
  return new SourceText(source.path, kept.join(''));
}
