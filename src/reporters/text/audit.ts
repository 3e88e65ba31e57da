import type { Report } from '../../model/report.js';
import { printableLine } from '../printable.js';
import { gateLines } from './gates.js';
import { byImportance } from './importance.js';
import type { TextOptions } from './layout.js';
import { plural } from './plural.js';
import { findingBlock } from './questions.js';
import { toReviewText } from './review.js';
import { titleLines } from './scan.js';
import type { Style } from './style.js';

const shownFindings = 10;

/**
 * What `lintel audit` prints: the verdict and what it failed on first, then the findings that count, then the state of the questions.
 */
export function toAuditText(report: Report, options: TextOptions): string {
  const { style } = options;
  const verdict = report.verdict ?? { passed: true, failedOn: [], failOn: 'never' };
  const counted = report.findings.filter((finding) => finding.status === 'new');
  const known = report.findings.filter((finding) => finding.status === 'baselined').length;
  const waived = report.findings.filter((finding) => finding.status === 'waived');
  const sorted = byImportance(counted, report);
  const shown = options.all ? sorted : sorted.slice(0, shownFindings);
  const reviewed = (report.questions ?? []).some((question) => question.answer !== null);
  const title = titleLines(report, options);
  return [
    ...title,
    ...gateLines(report, verdict, style, options.width, title),
    ...shown.flatMap((finding) => [...findingBlock(report, finding, options), '']),
    ...(sorted.length > shown.length
      ? [style.dim(`   … and ${plural(sorted.length - shown.length, 'more finding')} (--all)`), '']
      : []),
    ...(known > 0
      ? [
          style.dim(`${plural(known, 'finding')} stood before and ${known === 1 ? 'is' : 'are'} not counted`),
          '',
        ]
      : []),
    ...waived.map(
      ({ rule, span, waiver }) =>
        `   ${style.note('~')} ${printableLine(rule)}  ${style.dim(printableLine(`${span.file}:${span.line}  waived by ${waiver?.owner ?? ''} until ${waiver?.expires ?? ''}: ${waiver?.reason ?? ''}`))}`,
    ),
    ...(waived.length > 0 ? [''] : []),
    ...confirmationLines(report, style),
    ...(reviewed
      ? [toReviewText(report.questions ?? [], style, options.width)]
      : [
          style.dim(
            'The checklist was not begun: its questions are not part of this verdict. Begin with: lintel review',
          ),
        ]),
  ]
    .join('\n')
    .trimEnd();
}

/** How many lines under "Confirmation" hold; the violated ones are findings. */
function confirmationLines({ confirmations = [] }: Report, style: Style): readonly string[] {
  if (confirmations.length === 0) return [];
  const count = (state: string): number => confirmations.filter((line) => line.state === state).length;
  const counts = (['confirmed', 'violated', 'unverified'] as const)
    .filter((state) => count(state) > 0)
    .map((state) => `${count(state)} ${state}`);
  return [style.dim(`decisions' own confirmations: ${counts.join(', ')}`), ''];
}
