import { failsAt } from '../../model/finding.js';
import type { IdentifiedFinding } from '../../model/finding.js';
import type { GateReport } from '../../model/gate.js';
import type { FindingsReport } from '../../model/report.js';
import { grouped } from '../../model/grouped.js';
import { byImportance } from '../text/importance.js';
import { plural } from '../text/plural.js';
import { html, sentence } from './markup.js';
import type { Markup } from './markup.js';
import { placeText, severityBadge } from './names.js';

const most = 5;

/** The shortest way to pass, or, when the gate passed, what is worth a look next: at most five steps, each with its place. */
export function firstSteps(report: FindingsReport): readonly Markup[] {
  const others = otherGates(report);
  return [...findingSteps(report, most - Math.min(others.length, 2)), ...others].slice(0, most);
}

/** One step for each rule that fails; when none does, for each that warns. */
function findingSteps(report: FindingsReport, count: number): readonly Markup[] {
  const failOn = report.verdict?.failOn ?? 'never';
  const fresh = byImportance(
    report.findings.filter(({ status }) => status === 'new'),
    { migrations: report.migrations ?? [] },
  );
  const failing = fresh.filter((finding) => failsAt(finding, failOn));
  const asked = failing.length > 0 ? failing : fresh.filter(({ severity }) => severity !== 'note');
  return [...grouped(asked, ({ rule }) => rule).values()].slice(0, count).map(ruleStep);
}

function ruleStep(own: readonly IdentifiedFinding[]): Markup {
  const [first] = own;
  if (first === undefined) return html``;
  const places = own.length === 1 ? 'at' : `in ${plural(own.length, 'place')}, first`;
  return html`<li>
    ${severityBadge(first.severity)} <a href="#rule-${first.rule}">${first.rule}</a> ${places}
    ${placeText(first.span.file, first.span.line)}<span class="advice">${sentence(first.advice)}</span>
  </li>`;
}

/** One step for each other gate that failed, and the beginning of the checklist when nobody has begun it. */
function otherGates({ verdict, questions = [] }: FindingsReport): readonly Markup[] {
  const failed = (verdict?.gates ?? []).filter(({ id, state }) => id !== 'findings' && state === 'failed');
  const begun = questions.some(({ answer }) => answer !== null);
  return [
    ...failed.map(gateStep),
    ...(questions.length > 0 && !begun && failed.every(({ id }) => id !== 'required-questions')
      ? [
          html`<li>
            Begin the checklist: <code>lintel review</code
            ><span class="advice">Its questions are not part of this verdict yet.</span>
          </li>`,
        ]
      : []),
  ];
}

function gateStep({ id, failures }: GateReport): Markup {
  const [first] = failures;
  if (first === undefined) return html``;
  const rest = failures.length - 1;
  const [pass = ''] = first.pass;
  return html`<li>
    <strong>${id}</strong>:
    ${first.id}${first.service === '' ? '' : ` (${first.service})`}${rest > 0 ? ` and ${rest} more` : ''}
    ${first.file !== undefined && placeText(first.file, first.line ?? 1)}<span class="advice"
      >${pass.startsWith('lintel ') ? html`<code>${pass}</code>` : sentence(pass)}</span
    >
  </li>`;
}
