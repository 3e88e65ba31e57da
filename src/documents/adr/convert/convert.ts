import { createHash } from 'node:crypto';
import { SourceText } from '../../../model/source-text.js';
import { writeIn } from './dialects.js';
import type { Dialect } from './dialects.js';
import { piecesOf } from './pieces.js';
import type { Piece } from './pieces.js';

/** A record in another dialect, or why there is none. */
export type Converted =
  { readonly text: string; readonly from: string; readonly exact: boolean } | { readonly unchanged: string };

/**
 * How the text was put together before it was converted, kept in a comment on its last line: frames and values as they stood, and of
 * running text only where it is now. So what is edited in the meantime goes along on the way back, and without an edit the way back gives
 * the same bytes.
 */
interface Origin {
  /** Of the text before. */
  readonly dialect: string;
  readonly recipe: readonly Step[];
}

/** A frame; the body of a slot; a value with the digest of what it became. */
type Step = string | readonly [slot: string] | readonly [slot: string, became: string, text: string];

const originLine = /\r?\n<!-- lintel:origin ([a-z0-9-]+) ([A-Za-z0-9_-]+) -->\r?\n?$/;

/**
 * Converts a Markdown record. There and back gives the same text. What the other dialect has no place for stays in sections of its own;
 * what only the form of the first dialect can hold (keys of front matter, marks, blank lines) is kept in a comment.
 */
export function convertRecord(path: string, text: string, to: Dialect | 'original'): Converted {
  const bom = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const body = text.slice(bom.length);
  const back = wayBack(path, body, to);
  if (back !== undefined) return { ...back, text: bom + back.text };
  if (to === 'original') return { unchanged: 'it was not converted' };
  const taken = piecesOf(new SourceText(path, body));
  if (taken === undefined) return { unchanged: 'its name is not that of a record' };
  const from = dialectOf(taken.read.style);
  if (from === to) return { unchanged: `it is written as ${to} already` };
  const lineEnd = /^[^\n]*\r\n/.test(body) ? '\r\n' : '\n';
  // Texts of sections keep their own line ends.
  const target = lineEnd === '\n' ? writeIn(to, taken) : writeIn(to, taken).replaceAll(/(?<!\r)\n/g, '\r\n');
  const values = valuesOf(path, target);
  const recipe = taken.pieces.map((piece): Step => stepOf(piece, values));
  const converted = target + originOf(from, recipe, lineEnd);
  if (wayBack(path, converted, from)?.text === body) return { text: bom + converted, from, exact: true };
  // Something of the text is read otherwise in the other form: then all of it is kept.
  return { text: bom + target + originOf(from, wholeRecipe(target, body), lineEnd), from, exact: true };
}

function dialectOf(style: string): string {
  return style === 'log4brains' ? 'madr' : style;
}

function stepOf(piece: Piece, values: ReadonlyMap<string, string>): Step {
  if (piece.kind === 'frame') return piece.text;
  if (piece.kind === 'body') return [piece.slot];
  return [piece.slot, digest(values.get(piece.slot) ?? ''), piece.text];
}

const wholeSlot = '*';

const wholeRecipe = (target: string, text: string): readonly Step[] => [[wholeSlot, digest(target), text]];

function originOf(from: string, recipe: readonly Step[], lineEnd: string): string {
  const data = Buffer.from(JSON.stringify(recipe), 'utf8').toString('base64url');
  return `${lineEnd}<!-- lintel:origin ${from} ${data} -->${lineEnd}`;
}

/** The text as it was before it was converted from the dialect that it shall have now. */
function wayBack(
  path: string,
  text: string,
  to: string,
): { readonly text: string; readonly from: string; readonly exact: boolean } | undefined {
  const found = originLine.exec(text);
  const origin = found && parseOrigin(found[1] ?? '', found[2] ?? '');
  if (!found || !origin || (to !== 'original' && origin.dialect !== to)) return undefined;
  const present = text.slice(0, found.index);
  const [first] = origin.recipe;
  if (Array.isArray(first) && first[0] === wholeSlot)
    return digest(present) === first[1]
      ? { text: String(first[2]), from: 'converted', exact: true }
      : undefined;
  const taken = piecesOf(new SourceText(path, present));
  if (taken === undefined) return undefined;
  const bodies = new Map(
    taken.pieces.flatMap((piece) => (piece.kind === 'body' ? [[piece.slot, piece.text]] : [])),
  );
  const values = valuesOf(path, present);
  let exact = true;
  const parts = origin.recipe.map((step) => {
    if (typeof step === 'string') return step;
    const [slot, became, before] = step;
    if (became === undefined || before === undefined) {
      exact &&= bodies.has(slot);
      return bodies.get(slot) ?? '';
    }
    const now = values.get(slot) ?? '';
    return digest(now) === became ? before : now;
  });
  return { text: parts.join(''), from: taken.read.style, exact };
}

/** The values of a text, each as its dialect writes it. */
function valuesOf(path: string, text: string): ReadonlyMap<string, string> {
  const taken = piecesOf(new SourceText(path, text));
  return new Map(
    (taken?.pieces ?? []).flatMap((piece): readonly (readonly [string, string])[] =>
      piece.kind === 'value' ? [[piece.slot, piece.text]] : [],
    ),
  );
}

function parseOrigin(dialect: string, data: string): Origin | undefined {
  try {
    const recipe: unknown = JSON.parse(Buffer.from(data, 'base64url').toString('utf8'));
    return Array.isArray(recipe) && recipe.every(isStep) ? { dialect, recipe } : undefined;
  } catch {
    return undefined;
  }
}

function isStep(value: unknown): value is Step {
  if (typeof value === 'string') return true;
  return (
    Array.isArray(value) &&
    (value.length === 1 || value.length === 3) &&
    value.every((part: unknown) => typeof part === 'string')
  );
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);
