import type { QuestionState } from '../../model/answer.js';
import type { Report, Trend, TrendPoint } from '../../model/report.js';
import type { JsonValue } from '../json.js';
import { printableLine } from '../printable.js';
import { plural } from './plural.js';
import type { Style } from './style.js';
import { table } from './table.js';

const held: readonly QuestionState[] = ['satisfied', 'at-risk', 'waived', 'not-applicable'];
const bars = '▁▂▃▄▅▆▇█';

/** A trend as text: a line of bars for each count, then the commits with the newest first. */
export function toTrendText(
  trend: Trend & Pick<Report, 'root'>,
  { style, width }: { readonly style: Style; readonly width: number },
): string {
  const { points, commits, shallow } = trend;
  const lines: readonly (readonly [string, (point: TrendPoint) => number, (text: string) => string])[] = [
    ['errors', ({ findings }) => findings.error, style.bad],
    ['warnings', ({ findings }) => findings.warning, style.warn],
    ['answers that hold', answersThatHold, style.good],
    ['stale or challenged', answersThatDoNot, style.warn],
    ['unanswered', ({ questions }) => questions.unknown, style.dim],
  ];
  const charts = lines.map(([name, value, dress]) => {
    const values = points.map(value);
    return [name, { text: sparkline(values), dress }, `${values[0] ?? 0} → ${values.at(-1) ?? 0}`];
  });
  const rows = points
    .toReversed()
    .map((point) => [
      { text: point.date, dress: style.dim },
      point.commit.slice(0, 10),
      point.passed ? { text: '✓ passed', dress: style.good } : { text: '✗ failed', dress: style.bad },
      plural(point.findings.error, 'error'),
      `${answersThatHold(point)} hold`,
      `${answersThatDoNot(point)} stale`,
      { text: point.subject, cut: true },
    ]);
  return [
    `${style.bold(style.accent('lintel'))} ${style.bold(printableLine(trend.root))}  ${style.dim(`${plural(points.length, 'commit')} of ${commits}, ${points[0]?.date ?? ''} to ${points.at(-1)?.date ?? ''}`)}`,
    ...(shallow
      ? [style.dim('The clone is shallow: older commits are not here (git fetch --unshallow).')]
      : []),
    '',
    ...table(charts, 2, width),
    '',
    ...table(rows, 2, width),
  ].join('\n');
}

/** Values as bars between 0 and the highest; a zero is the lowest bar. */
export function sparkline(values: readonly number[]): string {
  const top = Math.max(1, ...values);
  return values.map((value) => bars[Math.round((value / top) * (bars.length - 1))] ?? '').join('');
}

function answersThatHold({ questions }: TrendPoint): number {
  return held.reduce((sum, state) => sum + questions[state], 0);
}

function answersThatDoNot({ questions }: TrendPoint): number {
  return questions.stale + questions.challenged;
}

/** A trend as JSON. */
export function toJsonTrend(trend: Trend): JsonValue {
  return {
    commits: trend.commits,
    shallow: trend.shallow,
    points: trend.points.map((point) => ({
      commit: point.commit,
      date: point.date,
      subject: point.subject,
      passed: point.passed,
      failedOn: [...point.failedOn],
      findings: { ...point.findings },
      questions: { ...point.questions },
    })),
  };
}
