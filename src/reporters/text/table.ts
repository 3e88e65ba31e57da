import { printableLine } from '../printable.js';
import { displayWidth, pad } from './style.js';

/** A cell: its text and, optionally, how it is dressed once it is padded. */
export interface Cell {
  readonly text: string;
  readonly dress?: (text: string) => string;
  /** Whether it may lose its end so that the row fits the width; places and names may not. */
  readonly cut?: boolean;
}

/**
 * Rows as aligned columns, two spaces apart. Only cells that allow it are cut to fit `width`: a path that wraps is better than one that
 * cannot be read.
 */
export function table(
  rows: readonly (readonly (Cell | string)[])[],
  indent: number,
  width: number,
): readonly string[] {
  const cells = rows.map((row) =>
    row.map((cell) => {
      const { text, dress, cut }: Cell = typeof cell === 'string' ? { text: cell } : cell;
      return { text: printableLine(text), cut: cut === true, ...(dress && { dress }) };
    }),
  );
  const columns = Math.max(0, ...cells.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...cells.map((row) => (column < row.length - 1 ? displayWidth(row[column]?.text ?? '') : 0))),
  );
  return cells.map((row) => {
    let used = indent;
    const parts = row.map((cell, column) => {
      const last = column === row.length - 1;
      const room = width - used;
      const text = last
        ? cell.cut && room >= 12
          ? cutTo(cell.text, room)
          : cell.text
        : pad(cell.text, widths[column] ?? 0);
      used += (widths[column] ?? 0) + 2;
      return cell.dress ? cell.dress(text) : text;
    });
    return (' '.repeat(indent) + parts.join('  ')).trimEnd();
  });
}

function cutTo(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const character of text) {
    used += displayWidth(character);
    if (used > width - 1) break;
    kept += character;
  }
  return `${kept}…`;
}
