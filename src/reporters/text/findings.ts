import type { FindingsReport } from '../../model/report.js';
import { printableLine } from '../printable.js';
import { codeFrame } from './code-frame.js';
import { byImportance } from './importance.js';
import { place } from './inventory.js';
import type { TextOptions } from './layout.js';
import { plural } from './plural.js';
import { dressed } from './severity-mark.js';
import { wrap } from './style.js';

const shownFindings = 20;

/**
 * The findings of a lint file by file, the file with the most important one first; then what was not read, and how many there are.
 * @param read what was read, in words: "12 records".
 */
export function toFindingsText(
  report: FindingsReport,
  read: string,
  { style, width, all }: Pick<TextOptions, 'style' | 'width' | 'all'>,
): string {
  const counted = byImportance(
    report.findings.filter(({ status }) => status === 'new'),
    { migrations: [] },
  );
  const shown = all ? counted : counted.slice(0, shownFindings);
  const files = [...new Set(shown.map(({ span }) => span.file))];
  const before = report.findings.length - counted.length;
  const unread = all ? report.skipped : report.skipped.slice(0, 5);
  const severities = (['error', 'warning', 'note'] as const).flatMap((severity) => {
    const count = counted.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [dressed(severity, plural(count, severity), style)];
  });
  return [
    ...files.flatMap((file) => [
      style.bold(style.underline(printableLine(file))),
      ...shown
        .filter(({ span }) => span.file === file)
        .flatMap((finding) => [
          `  ${dressed(finding.severity, `✗ ${finding.severity}`, style)} ${style.bold(finding.rule)}  ${style.dim(printableLine(place(file, finding.span.line)))}`,
          ...wrap(printableLine(finding.message), width - 4).map((line) => `    ${line}`),
          ...codeFrame(report, finding.span, style, width - 4).map((line) => `    ${line}`),
          ...(finding.related ?? []).map(
            ({ text, span }) =>
              `    ${style.dim(`${printableLine(text)}: ${printableLine(place(span.file, span.line))}`)}`,
          ),
          ...wrap(printableLine(finding.advice), width - 6).map(
            (line, index) => `    ${index === 0 ? style.good('→') : ' '} ${line}`,
          ),
          '',
        ]),
    ]),
    ...(counted.length > shown.length
      ? [style.dim(`… and ${plural(counted.length - shown.length, 'more finding')} (--all)`), '']
      : []),
    ...(unread.length > 0 ? [style.bold(style.underline('Not read'))] : []),
    ...unread.map(
      (skip) =>
        `  ${style.warn('!')} ${printableLine(skip.line === undefined ? skip.file : place(skip.file, skip.line))}  ${style.dim(printableLine(`${skip.reason}${skip.detail === undefined ? '' : `: ${skip.detail}`}`))}`,
    ),
    ...(unread.length > 0 ? [''] : []),
    counted.length === 0
      ? style.good(`✓ ${read}, nothing to say`)
      : `${severities.join(style.dim(' · '))} ${style.dim(`in ${plural(new Set(counted.map(({ span }) => span.file)).size, 'file')}; ${read} read`)}`,
    ...(before > 0
      ? [
          style.dim(
            `${plural(before, 'finding')} stood before and ${before === 1 ? 'is' : 'are'} not counted`,
          ),
        ]
      : []),
    ...(counted.length > 0
      ? [style.dim(`Why, and what to do instead: lintel rules explain ${counted[0]?.rule ?? ''}`)]
      : []),
  ]
    .join('\n')
    .trimEnd();
}
