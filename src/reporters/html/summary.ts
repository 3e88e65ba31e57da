import type { ReportedChange } from '../../model/change.js';
import type { GateReport } from '../../model/gate.js';
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
    ${report.change && changeLine(report.change)}
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

const gateMarks: Readonly<Record<GateReport['state'], { readonly mark: string; readonly kind: string }>> = {
  failed: { mark: '✗', kind: 'no' },
  passed: { mark: '✓', kind: 'yes' },
  'report-only': { mark: '○', kind: 'dim' },
  'not-begun': { mark: '–', kind: 'dim' },
};

/** Every gate by its name, the failed ones first and with what they failed on. */
function gates({ verdict }: FindingsReport): Markup | false {
  if (verdict === undefined) return false;
  const all = verdict.gates ?? [];
  const said = [...verdict.failedOn];
  const failed = all.filter(({ state }) => state === 'failed');
  const others = all.filter(({ state }) => state !== 'failed');
  return html`<section aria-labelledby="gates">
    <h2 id="gates">The gate</h2>
    <ul class="gates">
      ${
        failed.length === 0
          ? said.map((reason) => gateLine('failed', html`${reason}`))
          : failed.map((gate) =>
              gateLine(
                'failed',
                html`<strong>${gate.id}</strong>
                  <span class="dim">${said.shift() ?? gate.wants}${asideOf(gate)}</span>`,
              ),
            )
      }
      ${others.map((gate) =>
        gateLine(
          gate.state,
          html`${gate.id} <span class="dim small">${stateWords(gate)}${asideOf(gate)}</span>`,
        ),
      )}
      ${
        all.length === 0 &&
        verdict.passed &&
        gateLine(
          'passed',
          html`${
            verdict.failOn === 'never'
              ? 'Findings are only listed, none fails it.'
              : `Nothing at or above “${verdict.failOn}”.`
          }`,
        )
      }
    </ul>
  </section>`;
}

function gateLine(state: GateReport['state'], text: Markup): Markup {
  const { mark, kind } = gateMarks[state];
  return html`<li class="g-${state}">
    <span class="${kind}"
      ><span aria-hidden="true">${mark}</span><span class="said">${state.replace('-', ' ')}:</span></span
    >
    <span>${text}</span>
  </li>`;
}

function stateWords({ id, state, failures, wants }: GateReport): string {
  if (state === 'report-only') return `${failures.length} only listed`;
  if (state === 'not-begun') return id === 'baseline' ? 'there is none' : 'not begun';
  return wants;
}

/** What a gate let pass, and why: waived is not a pass. */
function asideOf({ waived, before }: GateReport): string {
  const parts = [
    ...(waived > 0 ? [`${waived} waived`] : []),
    ...(before > 0 ? [`${before} stood before`] : []),
  ];
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
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

function changeLine(change: ReportedChange): Markup {
  const { base, newFindings, madeStale, touched } = change;
  return html`<p class="change">
    <span aria-hidden="true">Δ</span> Since <code>${base}</code>: ${plural(newFindings, 'new finding')},
    ${plural(madeStale.length, 'answer')} made
    stale${
      madeStale.length > 0 &&
      html` (${madeStale
        .slice(0, 5)
        .map(({ id }) => id)
        .join(', ')}${madeStale.length > 5 ? ', …' : ''})`
    },
    ${plural(touched.length, 'question')} touched.
  </p>`;
}
