import { styleText } from 'node:util';

type Format = Parameters<typeof styleText>[0];

/** How text is dressed for a terminal; every function is the identity when colour is off. */
export interface Style {
  readonly colour: boolean;
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly underline: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly note: (text: string) => string;
  readonly accent: (text: string) => string;
}

/** @param colour whether escape sequences may be written; the caller decides per stream (NO_COLOR, terminal …). */
export function createStyle(colour: boolean): Style {
  // validateStream exists from Node 22 on and must be off there: whether there is colour was decided by the caller.
  const dress =
    (format: Format) =>
    (text: string): string =>
      colour ? styleText(format, text, { validateStream: false }) : text;
  return {
    colour,
    bold: dress('bold'),
    dim: dress('dim'),
    underline: dress('underline'),
    good: dress('green'),
    bad: dress('red'),
    warn: dress('yellow'),
    note: dress('blue'),
    accent: dress('cyan'),
  };
}

/** Pads with spaces to a visible width; escape sequences must be added afterwards. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** Columns that a text takes in a terminal: East Asian wide characters and most emoji take two, combining marks none. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/\p{Mark}|\u200d|\ufe0f/u.test(character)) continue;
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u.test(
        character,
      )
        ? 2
        : 1;
  }
  return width;
}

/** Breaks a text into lines of at most `width` columns at spaces; a longer word stands alone. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line === '') line = word;
    else if (displayWidth(line) + 1 + displayWidth(word) <= width) line += ` ${word}`;
    else {
      lines.push(line);
      line = word;
    }
  }
  if (line !== '') lines.push(line);
  return lines;
}
