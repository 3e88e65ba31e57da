import type { QuestionReport } from '../../model/report.js';
import { html } from './markup.js';
import type { Markup } from './markup.js';
import { states } from './names.js';
import { questionAnchor } from './questions.js';

/** More services than this stand in rows: a table grows downwards better than sideways. */
const mostColumns = 6;

/** Which question is answered for which service: a cell for each, with the states of its sub-questions as a bar and in words. */
export function coverageMap(questions: readonly QuestionReport[]): Markup {
  const whole = questions.filter(({ details }) => details === undefined);
  const services = [...new Set(whole.map(({ service }) => service))];
  const ids = [...new Set(whole.map(({ id }) => id))];
  const textOf = (id: string): string => whole.find((question) => question.id === id)?.text ?? id;
  const cell = (id: string, service: string): Markup => {
    const own = questions.filter(
      (question) => question.service === service && question.id.startsWith(`${id}.`),
    );
    return html`<td>${cellOf(id, services.indexOf(service), own)}</td>`;
  };
  const servicesDown = services.length > mostColumns;
  const head = servicesDown
    ? ids.map((id) => html`<th scope="col"><abbr title="${textOf(id)}">${breakable(id)}</abbr></th>`)
    : services.map((service) => html`<th scope="col">${service === '' ? 'the repository' : service}</th>`);
  const rows = servicesDown
    ? services.map(
        (service) =>
          html`<tr>
            <th scope="row">${service}</th>
            ${ids.map((id) => cell(id, service))}
          </tr>`,
      )
    : ids.map(
        (id) =>
          html`<tr>
            <th scope="row">${textOf(id)}</th>
            ${services.map((service) => cell(id, service))}
          </tr>`,
      );
  return html`<section id="coverage" aria-labelledby="coverage-title">
    <h2 id="coverage-title">Coverage</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="Questions by service">
      <table class="map ${servicesDown ? 'wide' : 'tall'}">
        <thead>
          <tr>
            <th scope="col">${servicesDown ? 'Service' : 'Question'}</th>
            ${head}
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
    <ul class="legend" aria-label="What the colours mean">
      ${states.map(
        ({ state, mark, word }) =>
          html`<li>
            <i class="s-${state}" aria-hidden="true">${state === 'unknown' ? '' : mark}</i> ${word}
          </li>`,
      )}
    </ul>
  </section>`;
}

function cellOf(id: string, service: number, own: readonly QuestionReport[]): Markup {
  const counts = states.flatMap(({ state, word, mark }) => {
    const count = own.filter((question) => question.state === state).length;
    return count === 0 ? [] : [{ state, word, mark, count }];
  });
  const words = counts.map(({ count, word }) => `${count} ${word}`).join(', ');
  const [worst] = counts;
  return html`<a href="#${questionAnchor(id, service)}" class="cell" title="${words}"
    ><span class="strip" aria-hidden="true"
      >${counts.flatMap(({ state, count, mark }) =>
        Array.from(
          { length: count },
          () => html`<i class="s-${state}">${state === 'unknown' ? '' : mark}</i>`,
        ),
      )}</span
    ><span class="said">${worst && counts.length === 1 ? `all ${worst.word}` : words}</span></a
  >`;
}

/** An id that may break at its hyphens. */
function breakable(id: string): Markup {
  return html`${id.split('-').map((part, index) => (index === 0 ? part : html`-<wbr />${part}`))}`;
}
