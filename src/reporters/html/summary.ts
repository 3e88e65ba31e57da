import type { FindingsReport } from '../../model/report.js';
import { plural } from '../text/plural.js';
import { html } from './markup.js';
import type { Markup } from './markup.js';
import { firstSteps } from './todo.js';

/** The first screen: the verdict, what it rests on, and what to do first. */
export function summary(report: FindingsReport): Markup {
  const { verdict } = report;
  const incomplete = (report.failures ?? []).length > 0;
  const kind = verdict === undefined ? 'plain' : verdict.passed ? 'passed' : 'failed';
  const title =
    verdict === undefined
      ? report.root
      : verdict.passed
        ? `${report.root} passes the gate`
        : `${report.root} does not pass the gate`;
  const steps = firstSteps(report);
  return html`<section class="hero ${kind}" aria-labelledby="verdict">
    <h1 id="verdict">
      ${verdict && html`<span class="stamp">${verdict.passed ? '✓ Passed' : '✗ Failed'}</span>`} ${title}
    </h1>
    <p class="lead">${tally(report).join(' · ')}</p>
    ${
      incomplete &&
      html`<p class="broken">
        <strong>Incomplete:</strong>
        ${(report.failures ?? []).map(
          ({ part, message }) => html`reading ${part} broke down (${message}). `,
        )}This
        is a defect of lintel; what it could not read is not judged.
      </p>`
    }
    <div class="two">
      ${gates(report)}
      <section aria-labelledby="first">
        <h2 id="first">${verdict?.passed === false ? 'What to do first' : 'What to look at next'}</h2>
        ${
          steps.length === 0
            ? html`<p class="dim">Nothing. ✓</p>`
            : html`<ol class="first">
                ${steps}
              </ol>`
        }
      </section>
    </div>
  </section>`;
}

function gates({ verdict }: FindingsReport): Markup | false {
  if (verdict === undefined) return false;
  return html`<section aria-labelledby="gates">
    <h2 id="gates">The gate</h2>
    ${
      verdict.passed
        ? html`<p class="dim">
            ${
              verdict.failOn === 'never'
                ? 'Findings are only listed, none fails it.'
                : `Nothing at or above “${verdict.failOn}”, and no answer that does not hold.`
            }
          </p>`
        : html`<ul class="gates">
            ${verdict.failedOn.map(
              (reason) => html`<li><span class="no" aria-hidden="true">✗</span> <span>${reason}</span></li>`,
            )}
          </ul>`
    }
  </section>`;
}

function tally(report: FindingsReport): readonly string[] {
  const counted = report.findings.filter(({ status }) => status === 'new');
  const findings = (['error', 'warning', 'note'] as const).flatMap((severity) => {
    const count = counted.filter((finding) => finding.severity === severity).length;
    return count > 0 ? [plural(count, severity)] : [];
  });
  const asked = (report.questions ?? []).filter(
    ({ details, state }) => details !== undefined && state !== 'not-applicable',
  );
  const answered = asked.filter(({ answer }) => answer !== null).length;
  const waived = report.findings.filter(({ status }) => status === 'waived').length;
  const known = report.findings.filter(({ status }) => status === 'baselined').length;
  return [
    ...(findings.length > 0 ? findings : ['no findings']),
    ...(waived > 0 ? [`${waived} waived`] : []),
    ...(known > 0 ? [`${known} known before`] : []),
    ...(asked.length > 0 ? [`${answered} of ${plural(asked.length, 'question')} answered`] : []),
  ];
}
