import { failsAt } from '../../model/finding.js';
import type { FindingsReport, QuestionReport } from '../../model/report.js';
import { byImportance } from '../text/importance.js';
import { plural } from '../text/plural.js';
import { html, sentence } from './markup.js';
import type { Markup } from './markup.js';
import { placeText, severityBadge } from './names.js';

const most = 5;

/** The shortest way to pass, or, when the gate passed, what is worth a look next: at most five steps, each with its place. */
export function firstSteps(report: FindingsReport): readonly Markup[] {
  return [...findingSteps(report), ...answerSteps(report)].slice(0, most);
}

/** One step for each rule that fails (or, when none does, that warns). */
function findingSteps(report: FindingsReport): readonly Markup[] {
  const failOn = report.verdict?.failOn ?? 'never';
  const fresh = byImportance(
    report.findings.filter(({ status }) => status === 'new'),
    { migrations: report.migrations ?? [] },
  );
  const failing = fresh.filter((finding) => failsAt(finding, failOn));
  const asked = failing.length > 0 ? failing : fresh.filter(({ severity }) => severity !== 'note');
  const rules = [...new Set(asked.map(({ rule }) => rule))];
  return rules.slice(0, most - 1).map((rule) => {
    const own = asked.filter((finding) => finding.rule === rule);
    const [first] = own;
    if (first === undefined) return html``;
    const places = own.length === 1 ? html`at` : html`in ${plural(own.length, 'place')}, first`;
    return html`<li>
      ${severityBadge(first.severity)} <a href="#rule-${rule}">${rule}</a> ${places}
      ${placeText(first.span.file, first.span.line)}<span class="advice">${sentence(first.advice)}</span>
    </li>`;
  });
}

/** Answers to give again or for the first time, by service. */
function answerSteps(report: FindingsReport): readonly Markup[] {
  const questions = report.questions ?? [];
  const services = [...new Set(questions.map(({ service }) => service))];
  const begun = services.filter((service) =>
    questions.some((question) => question.service === service && question.answer !== null),
  );
  if (questions.length > 0 && begun.length === 0)
    return [
      html`<li>
        Begin the checklist with <code>lintel review</code>: its questions are not part of this verdict yet.
      </li>`,
    ];
  return begun.flatMap((service) => {
    const open = questions.filter((question) => question.service === service && holdsUp(question));
    if (open.length === 0) return [];
    const several = services.length > 1;
    return [
      html`<li>
        ${plural(open.length, 'answer')} to give${several ? html` for <strong>${service}</strong>` : ''}
        (${open
          .slice(0, 3)
          .map(({ id }) => id)
          .join(', ')}${open.length > 3 ? ' …' : ''}):
        <code>lintel review${several ? ` --service ${shellWord(service)}` : ''}</code>
      </li>`,
    ];
  });
}

function holdsUp({ answer, state, required }: QuestionReport): boolean {
  if (state === 'unknown') return required;
  return answer !== null && (state === 'stale' || state === 'challenged');
}

/** A word as a shell takes it: names of services come from the repository. */
function shellWord(word: string): string {
  return /^[\w./@:-]+$/.test(word) && !word.startsWith('-') ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
