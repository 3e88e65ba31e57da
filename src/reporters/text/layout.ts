import type { Report } from '../../model/report.js';
import type { Question } from '../../model/checklist.js';
import type { Style } from './style.js';

/** What a text report is written for. */
export interface TextOptions {
  readonly style: Style;
  /** Columns of the terminal, 80 when there is none. */
  readonly width: number;
  /** Show everything instead of the most important few. */
  readonly all: boolean;
  /** The questions in the order in which they are shown. */
  readonly questions: readonly Question[];
}

/** A part of a text report: lines without line ends. */
export type TextSection = (report: Report, options: TextOptions) => readonly string[];
