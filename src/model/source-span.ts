/** A place in a file. Lines and columns start at 1; columns count UTF-16 code units; the end is exclusive. */
export interface SourceSpan {
  /** Path relative to the scanned root, with `/`. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A place in a text, both numbers starting at 1. */
export interface SourcePosition {
  readonly line: number;
  readonly column: number;
}

/** Orders spans by file, then by place: the order in which every list of lintel's output is sorted. */
export function compareSpans(a: SourceSpan, b: SourceSpan): number {
  return compareText(a.file, b.file) || a.line - b.line || a.column - b.column;
}

/** Orders strings by UTF-16 code unit, the same on every machine and in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
