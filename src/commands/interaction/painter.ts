import { Writable } from 'node:stream';
import { displayWidth } from '../../reporters/text/style.js';

/** What is drawn: lines, and where the cursor stands while something is typed. */
export interface Frame {
  readonly lines: readonly string[];
  /** Row and column from 0; without it the cursor is hidden. */
  readonly cursor?: { readonly row: number; readonly column: number };
}

/** The part of a terminal that is drawn on. */
export interface Canvas {
  readonly columns?: number;
  readonly rows?: number;
  write(text: string): unknown;
}

const escape = '\u001B[';

/** Sequences of terminals, as xterm documents them (https://invisible-island.net/xterm/ctlseqs/ctlseqs.html). */
const sequences = {
  enter: `${escape}?1049h${escape}2J${escape}H`,
  leave: `${escape}?25h${escape}?1049l`,
  home: `${escape}H`,
  restOfLine: `${escape}K`,
  restOfScreen: `${escape}J`,
  hideCursor: `${escape}?25l`,
  showCursor: `${escape}?25h`,
  // Synchronised output: the terminal shows the frame when it is whole. Others ignore it.
  begin: `${escape}?2026h`,
  end: `${escape}?2026l`,
} as const;

/**
 * Draws whole frames on a terminal's second screen, so that what stood there before comes back afterwards. A frame is written over the one
 * before, line by line and in one piece: nothing is wiped first, so that nothing flickers, and what is shorter leaves nothing behind.
 */
export class Painter {
  readonly #canvas: Canvas;
  #last = '';
  #entered = false;
  readonly #leaveAtExit = (): void => this.leave();

  constructor(canvas: Canvas) {
    this.#canvas = canvas;
  }

  get columns(): number {
    return Math.max(this.#canvas.columns ?? 80, 20);
  }

  get rows(): number {
    return Math.max(this.#canvas.rows ?? 24, 8);
  }

  enter(): void {
    if (this.#entered) return;
    this.#entered = true;
    this.#last = '';
    this.#canvas.write(sequences.enter);
    process.once('exit', this.#leaveAtExit);
  }

  /** Gives the first screen back. */
  leave(): void {
    if (!this.#entered) return;
    this.#entered = false;
    process.off('exit', this.#leaveAtExit);
    this.#canvas.write(sequences.leave);
  }

  paint(frame: Frame): void {
    const lines = frame.lines.slice(0, this.rows).map((line) => cutToWidth(line, this.columns));
    const { cursor } = frame;
    const text = [
      sequences.hideCursor,
      sequences.home,
      lines.map((line) => `${line}${sequences.restOfLine}`).join('\r\n'),
      lines.length < this.rows ? `\r\n${sequences.restOfScreen}` : '',
      cursor === undefined
        ? ''
        : `${escape}${Math.min(cursor.row, this.rows - 1) + 1};${Math.min(cursor.column, this.columns - 1) + 1}H${sequences.showCursor}`,
    ].join('');
    if (text === this.#last) return;
    this.#last = text;
    this.#canvas.write(`${sequences.begin}${text}${sequences.end}`);
  }

  /** After something else was drawn, or the size changed: the next frame is written whatever stood before. */
  forget(): void {
    this.#last = '';
  }
}

// eslint-disable-next-line no-control-regex -- escape sequences begin with a control character
const dress = /\u001b\[[0-9;]*m/g;

/** The line cut to a number of columns; dressing takes none and is always closed. */
export function cutToWidth(line: string, columns: number): string {
  if (displayWidth(line.replaceAll(dress, '')) <= columns) return line;
  let used = 0;
  let cut = '';
  let dressed = false;
  const sequencesIn = [...line.matchAll(dress)].map(([sequence]) => sequence);
  for (const [index, part] of line.split(dress).entries()) {
    if (index > 0) {
      cut += sequencesIn[index - 1] ?? '';
      dressed = true;
    }
    for (const character of part) {
      const width = displayWidth(character);
      if (used + width > columns - 1) return `${cut}…${dressed ? `${escape}0m` : ''}`;
      used += width;
      cut += character;
    }
  }
  return cut;
}

/** Where the prompt library draws: nowhere, because the painter does. */
export function nowhere(): Writable {
  return new Writable({
    write(_chunk, _encoding, callback) {
      callback();
    },
  });
}
