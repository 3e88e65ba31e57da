import { failsAt } from '../../model/finding.js';
import type { IdentifiedFinding } from '../../model/finding.js';
import type { FindingsReport, QuestionReport } from '../../model/report.js';
import { escapeMarkdown, inlineCode } from '../markdown/escape.js';
import { byImportance } from '../text/importance.js';
import { plural } from '../text/plural.js';
import type { Acceptance } from '../../model/waiver.js';
import type { FindingsFormat } from './format.js';
import { boundedText } from './text-limits.js';

/** A step summary may hold 1 MiB; beyond it GitHub takes none of it. */
const summaryLimit = 1_000_000;

/** Findings as GitHub Flavored Markdown, whole. */
export const markdown: FindingsFormat = {
  name: 'markdown',
  meaning: 'a page of GitHub Flavored Markdown',
  inLog: false,
  write: (report) => pageOf(report, Number.POSITIVE_INFINITY),
};

/**
 * The same for `$GITHUB_STEP_SUMMARY`, cut between two rows where it would be too long; what was cut is said.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#adding-a-job-summary
 */
export const githubSummary: FindingsFormat = {
  name: 'github-summary',
  meaning: 'the summary of a step of GitHub Actions: --report github-summary="$GITHUB_STEP_SUMMARY"',
  inLog: false,
  write: (report) => pageOf(report, summaryLimit),
};

function pageOf(report: FindingsReport, limit: number): string {
  const { verdict } = report;
  const failOn = verdict?.failOn ?? 'never';
  const fresh = report.findings.filter(({ status }) => status === 'new');
  const known = report.findings.filter(({ status }) => status === 'baselined').length;
  const waived = report.findings.filter(({ status }) => status === 'waived');
  const head = [
    `# ${escapeMarkdown(report.tool.name)}: ${verdict === undefined ? escapeMarkdown(report.root) : verdict.passed ? 'passed ✅' : 'failed ❌'}`,
    '',
    ...gateLines(verdict),
    ...(report.failures ?? []).map(
      ({ part, message }) =>
        `- incomplete: reading ${escapeMarkdown(part)} broke down (${escapeMarkdown(message)})`,
    ),
    ...((verdict?.gates ?? []).length > 0 ||
    (verdict?.failedOn ?? []).length > 0 ||
    (report.failures ?? []).length > 0
      ? ['']
      : []),
    (['error', 'warning', 'note'] as const)
      .map((severity) => plural(fresh.filter((finding) => finding.severity === severity).length, severity))
      .join(', '),
    ...(known > 0
      ? ['', `${plural(known, 'finding')} stood before and ${known === 1 ? 'is' : 'are'} not counted.`]
      : []),
    ...(report.change
      ? [
          '',
          `Since ${inlineCode(report.change.base)}: ${plural(report.change.newFindings, 'new finding')}, ${plural(report.change.madeStale.length, 'answer')} made stale, ${plural(report.change.touched.length, 'question')} touched.`,
        ]
      : []),
    ...(report.skipped.length > 0
      ? ['', `${plural(report.skipped.length, 'place')} could not be read.`]
      : []),
    '',
  ];
  const failing = byImportance(fresh, { migrations: [] });
  const rows = failing.map((finding) => rowOf(finding, failsAt(finding, failOn)));
  const reviewed = new Set(
    (report.questions ?? []).filter(({ answer }) => answer !== null).map(({ service }) => service),
  );
  const questions = (report.questions ?? [])
    .filter((question) => reviewed.has(question.service) && isOpen(question))
    .map(questionRow);
  return `${[
    ...head,
    ...fitting(['| | Rule | Where | What |', '| --- | --- | --- | --- |'], rows, limit * 0.8),
    ...fitting(
      ['| Waived | Where | Until | By | Why |', '| --- | --- | --- | --- | --- |'],
      [...waived.map(waivedRow), ...(report.questions ?? []).flatMap(waivedQuestionRow)],
      limit * 0.05,
    ),
    ...fitting(['| Question | Service | State | Why |', '| --- | --- | --- | --- |'], questions, limit * 0.1),
  ]
    .join('\n')
    .trimEnd()}\n`;
}

/** The gates that failed with their reasons, then the others in one line: waived and known before are said, never hidden. */
function gateLines(verdict: FindingsReport['verdict']): readonly string[] {
  const said = (verdict?.failedOn ?? []).map((reason) => `- ❌ ${escapeMarkdown(reason)}`);
  const others = (verdict?.gates ?? []).filter(({ state }) => state !== 'failed');
  const marks = { passed: '✅', failed: '❌', 'report-only': 'ℹ️', 'not-begun': '–' } as const;
  return [
    ...said,
    ...(others.length > 0
      ? [
          `- ${others
            .map(
              ({ id, state, waived, before }) =>
                `${marks[state]} ${escapeMarkdown(id)}${waived > 0 ? ` (${waived} waived)` : ''}${before > 0 ? ` (${before} before)` : ''}`,
            )
            .join(' · ')}`,
        ]
      : []),
  ];
}

function waivedRow({ rule, span, waiver }: IdentifiedFinding): string {
  return rowOfWaiver(inlineCode(rule), inlineCode(boundedText(`${span.file}:${span.line}`, 1_000)), waiver);
}

function waivedQuestionRow({ id, service, state, waiver, details }: QuestionReport): readonly string[] {
  return state === 'waived' && details !== undefined
    ? [rowOfWaiver(inlineCode(id), escapeMarkdown(service), waiver)]
    : [];
}

function rowOfWaiver(what: string, where: string, waiver: Acceptance | undefined): string {
  const text = (value: string | undefined): string => escapeMarkdown(boundedText(value ?? '', 500));
  return `| ${[what, where, text(waiver?.expires), text(waiver?.owner), text(waiver?.reason)].join(' | ')} |`;
}

function rowOf(finding: IdentifiedFinding, fails: boolean): string {
  const place = `${finding.span.file}:${finding.span.line}`;
  const cells = [
    fails ? `**${finding.severity}**` : finding.severity,
    inlineCode(finding.rule),
    inlineCode(boundedText(place, 1_000)),
    `${escapeMarkdown(boundedText(finding.message, 2_000))} *${escapeMarkdown(boundedText(finding.advice, 1_000))}*`,
  ];
  return `| ${cells.join(' | ')} |`;
}

function isOpen({ answer, state, required }: QuestionReport): boolean {
  if (state === 'unknown') return required;
  return answer !== null && (state === 'stale' || state === 'challenged' || state === 'at-risk');
}

function questionRow(question: QuestionReport): string {
  const cells = [
    inlineCode(question.id),
    escapeMarkdown(question.service),
    question.state,
    escapeMarkdown(boundedText(question.reasons.join('; '), 1_000)),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** The table with as many rows as fit into so many bytes, and a line on those that do not. */
function fitting(heading: readonly string[], rows: readonly string[], limit: number): readonly string[] {
  if (rows.length === 0) return [];
  const kept: string[] = [];
  let size = 0;
  for (const row of rows) {
    size += Buffer.byteLength(row) + 1;
    if (size > limit) break;
    kept.push(row);
  }
  const rest = rows.length - kept.length;
  return [
    ...heading,
    ...kept,
    '',
    ...(rest > 0 ? [`… and ${plural(rest, 'more row')}, cut because the page would be too long.`, ''] : []),
  ];
}
