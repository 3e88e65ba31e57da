import type { GoPlace } from '../../../syntax/go/tree.js';
import type { Frame } from './machine.js';
import type { Cell, FilePlace, Scope } from './values.js';

/** The place of an expression with its file. */
export function placeIn(frame: Frame, { start, end }: GoPlace): FilePlace {
  return { file: frame.file, start, end };
}

/** The cell of a local variable. */
export function findCell(scope: Scope, name: string): Cell | undefined {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    const cell = at.cells.get(name);
    if (cell) return cell;
  }
  return undefined;
}

/** A frame for code outside any function. */
export function packageFrame(file: string): Frame {
  return { scope: { cells: new Map(), file }, file, results: [], returns: [] };
}

/** A scope inside another one. */
export function innerScope(parent: Scope): Scope {
  return { cells: new Map(), parent, file: parent.file };
}
