import type { Severity } from '../../model/finding.js';
import { toJsonText } from '../json-text.js';
import type { FindingsFormat } from './format.js';
import { answerFindings } from './answer-findings.js';
import { boundedText, wellFormed } from './text-limits.js';

/** GitLab's words; `critical` and `blocker` are left to tools that know of exploits. */
const severities: Readonly<Record<Severity, string>> = { note: 'info', warning: 'minor', error: 'major' };

/**
 * GitLab Code Quality: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format. Only new findings, each with a
 * fingerprint of its own, because GitLab shows one of several that are equal; `[]` when there are none.
 */
export const gitlab: FindingsFormat = {
  name: 'gitlab',
  meaning: 'GitLab Code Quality',
  inLog: false,
  write: (report) =>
    `${toJsonText(
      [...report.findings.filter(({ status }) => status === 'new'), ...answerFindings(report)].map(
        ({ rule, severity, message, advice, span, fingerprint }) => ({
          description: boundedText(`${message} ${advice}`, 4_000).replaceAll(/\s+/g, ' '),
          check_name: rule,
          fingerprint,
          severity: severities[severity],
          location: {
            path: wellFormed(span.file),
            lines: { begin: span.line, end: lastLine(span) },
          },
        }),
      ),
    )}\n`,
};

/** A span that ends before the first column of a line ends with the line before it. */
function lastLine({
  line,
  endLine,
  endColumn,
}: {
  readonly line: number;
  readonly endLine: number;
  readonly endColumn: number;
}): number {
  return endColumn === 1 && endLine > line ? endLine - 1 : endLine;
}
