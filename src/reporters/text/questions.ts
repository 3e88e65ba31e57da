import type { Question } from '../../model/checklist.js';
import type { Evidence } from '../../model/evidence.js';
import type { IdentifiedFinding } from '../../model/finding.js';
import type { Report } from '../../model/report.js';
import { compareSpans } from '../../model/source-span.js';
import { printableLine } from '../printable.js';
import { codeFrame } from './code-frame.js';
import { countEvidence } from '../strongest-evidence.js';
import { evidenceSection } from './evidence.js';
import { byImportance } from './importance.js';
import { place } from './inventory.js';
import type { TextOptions } from './layout.js';
import { plural } from './plural.js';
import { dressed } from './severity-mark.js';
import { wrap } from './style.js';

const fewFindings = 4;

/** The questions with what the repository shows on each: findings first, then evidence, grouped by service. */
export function questionsSection(report: Report, options: TextOptions): readonly string[] {
  return options.questions.flatMap((question, index) => [
    ...heading(report, question, index, options),
    ...findingLines(report, question, options),
    ...evidenceLines(report, question, options),
    '',
  ]);
}

function heading(report: Report, question: Question, index: number, options: TextOptions): readonly string[] {
  const { style } = options;
  const findings = report.findings.filter(
    (finding) => finding.question === question.id && finding.status === 'new',
  );
  const evidence = report.evidence.filter((item) => item.question === question.id);
  const { supports, contradicts } = countEvidence(evidence);
  const tally = [
    ...(['error', 'warning', 'note'] as const).flatMap((severity) => {
      const count = findings.filter((finding) => finding.severity === severity).length;
      return count > 0 ? [dressed(severity, plural(count, severity), style)] : [];
    }),
    ...(supports > 0 ? [style.good(`${supports} for`)] : []),
    ...(contradicts > 0 ? [style.warn(`${contradicts} against`)] : []),
  ];
  return [
    `${style.bold(`${index + 1}  ${question.text}`)}  ${tally.length > 0 ? tally.join(style.dim(' · ')) : style.dim('no evidence found')}`,
  ];
}

function findingLines(report: Report, question: Question, options: TextOptions): readonly string[] {
  const { style } = options;
  const findings = byImportance(
    report.findings.filter((finding) => finding.question === question.id && finding.status === 'new'),
    report,
  );
  const shown = options.all ? findings : spread(findings, fewFindings, (finding) => finding.rule);
  const rest = findings.length - shown.length;
  return [
    ...shown.flatMap((finding) => [...findingBlock(report, finding, options), '']),
    ...(rest > 0 ? [`   ${style.dim(`… and ${plural(rest, 'more finding')} (--all)`)}`] : []),
  ];
}

/** One finding: what, where, the lines, what to do. */
export function findingBlock(
  report: Pick<Report, 'excerpts'>,
  finding: IdentifiedFinding,
  options: Pick<TextOptions, 'style' | 'width'>,
): readonly string[] {
  const { style, width } = options;
  const mark = dressed(finding.severity, `✗ ${finding.severity}`, style);
  const service = finding.service === '' ? '' : ` ${style.dim(`(${printableLine(finding.service)})`)}`;
  return [
    `   ${mark} ${style.bold(finding.rule)}${service}  ${style.underline(printableLine(place(finding.span.file, finding.span.line)))}`,
    ...wrap(printableLine(finding.message), width - 5).map((line) => `     ${line}`),
    ...codeFrame(report, finding.span, style, width - 5).map((line) => `     ${line}`),
    ...(finding.related ?? []).map(
      (related) =>
        `     ${style.dim(`${printableLine(related.text)}: ${printableLine(place(related.span.file, related.span.line))}`)}`,
    ),
    ...wrap(printableLine(finding.advice), width - 7).map(
      (line, index) => `     ${index === 0 ? style.good('→') : ' '} ${line}`,
    ),
  ];
}

function evidenceLines(report: Report, question: Question, options: TextOptions): readonly string[] {
  const evidence = report.evidence.filter(
    (item) => item.question === question.id && !isFinding(item, report),
  );
  return evidenceSection(report, evidence, options);
}

/** Whether a piece of evidence is a finding, which is shown with its lines and advice already. */
function isFinding(item: Evidence, report: Report): boolean {
  return report.findings.some(
    (finding) =>
      finding.message.replace(/\.$/, '') === item.text && compareSpans(finding.span, item.span) === 0,
  );
}

/**
 * The first `most` items, but each kind once before any kind a second time: twenty equal findings must not hide the one that differs.
 * The order of the list is kept.
 */
function spread<Item>(items: readonly Item[], most: number, kind: (item: Item) => string): readonly Item[] {
  const seen = new Map<string, number>();
  const ranked = items.map((item, index) => {
    const rank = seen.get(kind(item)) ?? 0;
    seen.set(kind(item), rank + 1);
    return { item, index, rank };
  });
  return ranked
    .toSorted((a, b) => a.rank - b.rank || a.index - b.index)
    .slice(0, most)
    .toSorted((a, b) => a.index - b.index)
    .map(({ item }) => item);
}
