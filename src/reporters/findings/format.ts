import type { FindingsReport } from '../../model/report.js';
import type { RuleCard } from '../../model/rule.js';

/** What a page is dressed with: shipped files that a reporter, which reads none, is handed. */
export interface PageAssets {
  readonly css: string;
  readonly script: string;
}

/** A format in which findings are handed to another program. */
export interface FindingsFormat {
  /** As it is written behind `--report`. */
  readonly name: string;
  /** Who reads it, for the help. */
  readonly meaning: string;
  /** Whether it is made of lines that may stand in a log beside the ordinary text, so that both go to standard output. */
  readonly inLog: boolean;
  /**
   * @param rules the rules that were asked, sorted by id: what was silent is part of some formats.
   * @returns the whole document with a line end behind it.
   */
  write(report: FindingsReport, rules: readonly RuleCard[]): string;
}
