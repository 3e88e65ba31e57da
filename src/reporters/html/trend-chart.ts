import type { QuestionState } from '../../model/answer.js';
import type { Trend, TrendPoint } from '../../model/report.js';
import { plural } from '../text/plural.js';
import { html } from './markup.js';
import type { Markup } from './markup.js';

const width = 640;
const height = 150;
const margin = { left: 34, right: 12, top: 10, bottom: 24 };

const answered: readonly QuestionState[] = ['satisfied', 'at-risk', 'waived', 'not-applicable'];

/** How findings and answers went over the history: two charts that share their commits, and the numbers as a table. */
export function trendSection(trend: Trend): Markup {
  const { points, commits } = trend;
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return html``;
  const hold = (point: TrendPoint): number =>
    answered.reduce((sum, state) => sum + point.questions[state], 0);
  const broken = (point: TrendPoint): number => point.questions.stale + point.questions.challenged;
  return html`<section id="trend" aria-labelledby="trend-title">
    <h2 id="trend-title">Trend</h2>
    <p class="dim">
      ${plural(points.length, 'commit')} of ${commits} from ${first.date} to ${last.date}, each judged as
      today. ${trend.shallow && 'The clone is shallow: older commits are not in it.'}
    </p>
    ${
      points.length > 1 &&
      html`<div class="charts">
        ${chart('Findings that count', points, [
          { name: 'errors', kind: 'v-error', value: ({ findings }) => findings.error },
          { name: 'warnings', kind: 'v-warning', value: ({ findings }) => findings.warning },
        ])}
        ${chart('Answers', points, [
          { name: 'that hold', kind: 's-satisfied', value: hold },
          { name: 'stale or challenged', kind: 's-stale', value: broken },
        ])}
      </div>`
    }
    <details class="quiet">
      <summary><span class="text">The numbers</span></summary>
      <div class="scroll" tabindex="0" role="region" aria-label="Trend in numbers">
        <table class="numbers">
          <thead>
            <tr>
              <th scope="col">Commit</th>
              <th scope="col">Day</th>
              <th scope="col">Gate</th>
              <th scope="col">Errors</th>
              <th scope="col">Warnings</th>
              <th scope="col">Notes</th>
              <th scope="col">Hold</th>
              <th scope="col">Stale</th>
              <th scope="col">Challenged</th>
            </tr>
          </thead>
          <tbody>
            ${points.toReversed().map(
              (point) =>
                html`<tr>
                  <th scope="row"><code>${point.commit.slice(0, 10)}</code> ${point.subject}</th>
                  <td>${point.date}</td>
                  <td>${point.passed ? '✓ passed' : '✗ failed'}</td>
                  <td>${point.findings.error}</td>
                  <td>${point.findings.warning}</td>
                  <td>${point.findings.note}</td>
                  <td>${hold(point)}</td>
                  <td>${point.questions.stale}</td>
                  <td>${point.questions.challenged}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </details>
  </section>`;
}

interface Line {
  readonly name: string;
  readonly kind: string;
  value(point: TrendPoint): number;
}

function chart(title: string, points: readonly TrendPoint[], lines: readonly Line[]): Markup {
  const top = Math.max(1, ...points.flatMap((point) => lines.map((line) => line.value(point))));
  const x = (index: number): string =>
    (margin.left + (index * (width - margin.left - margin.right)) / Math.max(1, points.length - 1)).toFixed(
      1,
    );
  const y = (value: number): string =>
    (height - margin.bottom - (value * (height - margin.top - margin.bottom)) / top).toFixed(1);
  const ends = [points[0], points.at(-1)].flatMap((point) => (point === undefined ? [] : [point]));
  const said = lines
    .map((line) => `${line.name} from ${ends.map((point) => line.value(point)).join(' to ')}`)
    .join(', ');
  return html`<figure>
    <figcaption>
      ${title}:
      ${lines.map(({ name, kind }) => html`<span class="key ${kind}"><i aria-hidden="true"></i>${name}</span> `)}
    </figcaption>
    <svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}: ${said}">
      <line class="axis" x1="${margin.left}" y1="${y(0)}" x2="${width - margin.right}" y2="${y(0)}" />
      <line class="grid" x1="${margin.left}" y1="${y(top)}" x2="${width - margin.right}" y2="${y(top)}" />
      <text x="${margin.left - 6}" y="${y(top)}" dy="4" text-anchor="end">${top}</text>
      <text x="${margin.left - 6}" y="${y(0)}" dy="4" text-anchor="end">0</text>
      <text x="${margin.left}" y="${height - 6}">${points[0]?.date ?? ''}</text>
      <text x="${width - margin.right}" y="${height - 6}" text-anchor="end">
        ${points.at(-1)?.date ?? ''}
      </text>
      ${lines.map(
        (line) =>
          html`<polyline
              class="line ${line.kind}"
              points="${points.map((point, index) => `${x(index)},${y(line.value(point))}`).join(' ')}"
            />${points.map(
              (point, index) =>
                html`<circle class="dot ${line.kind}" cx="${x(index)}" cy="${y(line.value(point))}" r="3.5"
                  ><title>
                    ${point.date} ${point.commit.slice(0, 10)}: ${line.value(point)} ${line.name}
                  </title></circle
                >`,
            )}`,
      )}
    </svg>
  </figure>`;
}
