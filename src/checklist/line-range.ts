/** Lines of a file, both counted from 1 and both included. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

/** Reads `12` or `12-19`; undefined for anything else, also when the end comes before the beginning. */
export function lineRange(written: string): LineRange | undefined {
  const match = /^([1-9][0-9]{0,8})(?:-([1-9][0-9]{0,8}))?$/.exec(written);
  if (!match) return undefined;
  const from = Number(match[1]);
  const to = match[2] === undefined ? from : Number(match[2]);
  return to < from ? undefined : { from, to };
}

/** Writes a range as answers files do: `12` or `12-19`. */
export function lineRangeText({ from, to }: LineRange): string {
  return from === to ? String(from) : `${from}-${to}`;
}
