import type { Evidence } from '../../model/evidence.js';
import type { FindingsReport, QuestionReport } from '../../model/report.js';
import { plural } from '../text/plural.js';
import { html, sentence } from './markup.js';
import type { Markup } from './markup.js';
import { placeText, stateBadge } from './names.js';

/** Pieces of evidence that are shown of one sub-question. */
const shownEvidence = 5;

const urgent: ReadonlySet<string> = new Set(['stale', 'challenged', 'at-risk', 'waived']);

/** The id of a question's place on the page. */
export function questionAnchor(id: string, service: number): string {
  return `q-${service}-${id.replaceAll('.', '-')}`;
}

/** The questions service by service, each with its sub-questions, their answers and what the repository shows on them. */
export function questionSections(report: FindingsReport): Markup {
  const questions = report.questions ?? [];
  const services = [...new Set(questions.map(({ service }) => service))];
  return html`<section id="questions" aria-labelledby="questions-title">
    <h2 id="questions-title">Questions</h2>
    ${services.map((service, index) => {
      const own = questions.filter((question) => question.service === service);
      const whole = own.filter(({ details }) => details === undefined);
      const begun = own.some(({ answer }) => answer !== null);
      return html`<section class="service" aria-labelledby="service-${index}">
        <h3 id="service-${index}">${service === '' ? 'The repository' : service}</h3>
        ${
          !begun &&
          html`<p class="dim">The review was not begun. What follows is what the repository itself shows.</p>`
        }
        ${whole.map((question) =>
          questionBlock(
            question,
            own.filter(({ id }) => id.startsWith(`${question.id}.`)),
            index,
          ),
        )}
      </section>`;
    })}
  </section>`;
}

function questionBlock(question: QuestionReport, parts: readonly QuestionReport[], service: number): Markup {
  const open = urgent.has(question.state) && parts.some(({ answer }) => answer !== null);
  const answered = parts.filter(({ answer }) => answer !== null).length;
  return html`<details class="question" id="${questionAnchor(question.id, service)}" ${open ? OPEN : ''}>
    <summary>
      ${stateBadge(question.state)} <span class="text">${question.text}</span>
      <span class="dim small">${answered}/${parts.length} answered${evidenceTally(parts)}</span>
    </summary>
    ${
      question.state !== 'unknown' &&
      question.reasons.length > 0 &&
      html`<p class="reasons">${sentence(question.reasons.join(' '))}</p>`
    }
    <ul class="parts">
      ${parts.map(partBlock)}
    </ul>
  </details>`;
}

const OPEN = html`open`;

function evidenceTally(parts: readonly QuestionReport[]): string {
  const seen = new Map<string, Evidence['stance']>();
  for (const { details } of parts)
    for (const { signal, span, stance } of details?.evidence ?? [])
      seen.set(`${signal}\u0000${span.file}\u0000${span.line}`, stance);
  const stances = [...seen.values()];
  const against = stances.filter((stance) => stance === 'contradicts').length;
  const words = [
    ...(stances.length > against ? [`${stances.length - against} for`] : []),
    ...(against > 0 ? [`${against} against`] : []),
  ];
  return words.length === 0 ? '' : ` · ${words.join(', ')}`;
}

function partBlock(part: QuestionReport): Markup {
  const { details } = part;
  const answer = details?.answer;
  const evidence = details?.evidence ?? [];
  const rest = evidence.length - shownEvidence;
  const who = [
    answer?.by,
    answer?.at,
    answer?.owner && `owner ${answer.owner}`,
    answer?.due && `until ${answer.due}`,
  ];
  return html`<li class="part">
    <div class="line">${stateBadge(part.state)} <span class="text">${part.text}</span></div>
    <p class="dim small">
      <code>${part.id}</code>${part.required ? ' · required' : ''} · ${sentence(details?.why ?? '')}
    </p>
    ${
      answer &&
      html`<p class="answer">
        <strong>${part.answer ?? ''}</strong> ${answer.text}
        <span class="dim small">${who.filter((word) => word !== undefined && word !== '').join(' · ')}</span>
      </p>`
    }
    ${answer?.note !== undefined && html`<blockquote>${answer.note}</blockquote>`}
    ${
      part.waiver &&
      html`<p class="waiver">
        <strong>Waived</strong> by ${part.waiver.owner} until ${part.waiver.expires}: ${part.waiver.reason}
        <span class="dim small">(otherwise ${part.waiver.instead.replace('-', ' ')})</span>
      </p>`
    }
    ${part.before === true && html`<p class="dim small">It stood so before this change and does not count.</p>`}
    ${part.reasons
      .filter((reason) => !(part.waiver && reason.startsWith(`Accepted by ${part.waiver.owner} `)))
      .filter((reason) => reason !== answer?.note && part.state !== 'unknown')
      .map((reason) => html`<p class="reasons">${sentence(reason)}</p>`)}
    ${
      answer !== undefined &&
      answer.cites.length > 0 &&
      html`<p class="small dim">
        Rests on
        ${answer.cites.map(({ file, lines }, index) => html`${index > 0 ? ', ' : ''}${placeText(file, lines)}`)}
      </p>`
    }
    ${
      evidence.length > 0 &&
      html`<ul class="evidence" aria-label="What the repository shows">
        ${evidence.slice(0, shownEvidence).map(evidenceLine)}
        ${rest > 0 && html`<li class="dim small">… and ${plural(rest, 'more piece', 'more pieces')}</li>`}
      </ul>`
    }
  </li>`;
}

function evidenceLine({ stance, text, meaning, span, confidence }: Evidence): Markup {
  const supports = stance === 'supports';
  return html`<li>
    <span class="${supports ? 'yes' : 'but'}"
      ><span aria-hidden="true">${supports ? '✓' : '!'}</span
      ><span class="said">${supports ? 'for:' : 'against:'}</span></span
    >
    <span
      >${sentence(text)}
      <span class="dim small"
        >${meaning}
        ${placeText(span.file, span.line)}${confidence === 'high' ? '' : ` · ${confidence} confidence`}</span
      ></span
    >
  </li>`;
}
