import type { SourceText } from '../model/source-text.js';

/** A line of a text with its place. */
export interface TextLine {
  /** Without the line end. */
  readonly text: string;
  readonly start: number;
  /** Where the next line begins. */
  readonly end: number;
}

/** The lines of a text with their offsets. */
export function linesOf(source: SourceText): readonly TextLine[] {
  const starts = source.lineStarts;
  return starts.map((start, index) => ({
    text: source.line(index + 1),
    start,
    end: starts[index + 1] ?? source.text.length,
  }));
}

/** A stretch of a file behind a marker line, up to the next marker. */
export interface Section {
  readonly direction: 'up' | 'down' | 'neither';
  readonly start: number;
  readonly end: number;
  /** The marker line; empty for what stands before the first marker. */
  readonly marker: string;
}

/**
 * Splits a text at marker lines. `markerOf` says for a line which way the section behind it goes, or undefined when it is no marker.
 * What stands before the first marker is a section of its own with an empty marker.
 */
export function sectionsOf(
  source: SourceText,
  markerOf: (line: string) => Section['direction'] | undefined,
  before: Section['direction'],
): readonly Section[] {
  const sections: Section[] = [];
  let open: Omit<Section, 'end'> = { direction: before, start: 0, marker: '' };
  for (const line of linesOf(source)) {
    const direction = markerOf(line.text);
    if (direction === undefined) continue;
    sections.push({ ...open, end: line.start });
    open = { direction, start: line.end, marker: line.text };
  }
  sections.push({ ...open, end: source.text.length });
  return sections;
}

/** True when a part of a text holds a line that is neither empty nor a `--` comment. */
export function holdsStatements(text: string): boolean {
  return text.split('\n').some((line) => line.trim() !== '' && !line.trim().startsWith('--'));
}
