import { failsAt } from '../../model/finding.js';
import type { FailOn, FindingStatus, IdentifiedFinding } from '../../model/finding.js';
import type { FindingsReport } from '../../model/report.js';
import type { RuleCard } from '../../model/rule.js';
import { byImportance } from '../text/importance.js';
import { grouped } from '../../model/grouped.js';
import { plural } from '../text/plural.js';
import { codeFrame } from './code-frame.js';
import { html, sentence } from './markup.js';
import type { Markup } from './markup.js';
import { placeText, severityBadge } from './names.js';

/** Findings of one rule that are shown with their lines; the others stand in a list of places. */
const framed = 25;
/** Places of one rule that are listed. */
const listed = 500;

/** The findings that count, rule by rule, those that fail first; then what is waived and what stood before. */
export function findingSections(report: FindingsReport, rules: readonly RuleCard[]): Markup {
  const cards = new Map(rules.map((rule) => [rule.id, rule]));
  const failOn = report.verdict?.failOn ?? 'never';
  const counted = byImportance(
    report.findings.filter(({ status }) => status === 'new'),
    { migrations: report.migrations ?? [] },
  );
  const groups = [...grouped(counted, ({ rule }) => rule)];
  const services = [...new Set(counted.map(({ service }) => service))].toSorted();
  return html`<section id="findings" aria-labelledby="findings-title">
    <h2 id="findings-title">Findings</h2>
    ${counted.length === 0 && html`<p class="dim">Nothing was found. ✓</p>`}
    ${counted.length > 1 && filters(services)}
    ${groups.map(([rule, own], index) => ruleBlock(report, cards.get(rule), own, { failOn, first: index === 0 }))}
    ${quietBlock(report, 'waived', 'Waived', 'Accepted by somebody for a time: not a pass, and not counted.')}
    ${quietBlock(report, 'baselined', 'Known before', 'They stood before and are not counted.')}
  </section>`;
}

function filters(services: readonly string[]): Markup {
  return html`<form class="filters" role="search" aria-label="Findings" hidden>
    <input
      type="search"
      name="q"
      aria-label="Search the findings"
      placeholder="Search (press /)"
      autocomplete="off"
    />
    <span class="chips" role="group" aria-label="Severity">
      ${(['error', 'warning', 'note'] as const).map(
        (severity) =>
          html`<button type="button" aria-pressed="true" data-severity="${severity}">${severity}</button>`,
      )}
    </span>
    ${
      services.length > 1 &&
      html`<select name="service" aria-label="Service">
        <option value="*">all services</option>
        ${services.map(
          (service) => html`<option value="${service}">${service === '' ? 'no service' : service}</option>`,
        )}
      </select>`
    }
    <span class="dim small" id="count" role="status"></span>
  </form>`;
}

function ruleBlock(
  report: FindingsReport,
  card: RuleCard | undefined,
  own: readonly IdentifiedFinding[],
  { failOn, first }: { readonly failOn: FailOn; readonly first: boolean },
): Markup {
  const [lead] = own;
  if (lead === undefined) return html``;
  const fails = failsAt(lead, failOn);
  const sameAdvice = own.length > 1 && own.every(({ advice }) => advice === lead.advice);
  const rest = own.slice(framed);
  const files = new Set(own.map(({ span }) => span.file)).size;
  return html`<details class="rule" id="rule-${lead.rule}" ${fails || first ? html`open` : ''}>
    <summary>
      ${severityBadge(lead.severity)} <strong class="text">${lead.rule}</strong>
      <span class="dim small">${plural(own.length, 'finding')} in ${plural(files, 'file')}</span>
    </summary>
    ${card && ruleCard(card)}
    ${sameAdvice && html`<p class="do"><span aria-hidden="true">→</span> ${sentence(lead.advice)}</p>`}
    <ul class="findings">
      ${own.slice(0, framed).map((finding) => findingBlock(report, finding, sameAdvice))}
    </ul>
    ${
      rest.length > 0 &&
      html`<details class="more">
        <summary>${plural(rest.length, 'more place')}</summary>
        <ul class="places">
          ${rest
            .slice(0, listed)
            .map(
              (finding) =>
                html`<li
                  class="finding"
                  data-severity="${finding.severity}"
                  data-service="${finding.service}"
                >
                  ${placeText(finding.span.file, finding.span.line)} ${finding.message}
                </li>`,
            )}
        </ul>
        ${
          rest.length > listed &&
          html`<p class="dim">
            … and ${rest.length - listed} more; <code>lintel audit --json</code> has them all.
          </p>`
        }
      </details>`
    }
  </details>`;
}

function ruleCard({ summary, why, sources }: RuleCard): Markup {
  const links = sources.filter((source) => /^https:\/\/[^\s]+$/.test(source));
  return html`<div class="card">
    <p>${sentence(summary)}</p>
    <details class="why">
      <summary>Why</summary>
      <p>${sentence(why)}</p>
      ${
        links.length > 0 &&
        html`<p class="small">
          ${links.map((link, index) => html`${index > 0 ? ' · ' : ''}<a href="${link}" rel="noopener noreferrer">${hostOf(link)}</a>`)}
        </p>`
      }
    </details>
  </div>`;
}

/** An address as it is shown: without its scheme and without what stands behind a #. */
function hostOf(link: string): string {
  return link
    .replace(/^https:\/\/(www\.)?/, '')
    .replace(/[?#].*$/, '')
    .replace(/\/$/, '');
}

function findingBlock(report: FindingsReport, finding: IdentifiedFinding, sameAdvice: boolean): Markup {
  const { span, severity, service, message, advice, related, fingerprint } = finding;
  return html`<li
    class="finding"
    id="f-${fingerprint}"
    data-severity="${severity}"
    data-service="${service}"
    tabindex="-1"
  >
    <p class="where">
      ${placeText(span.file, span.line)}${service !== '' && html` <span class="tag">${service}</span>`}
    </p>
    <p>${sentence(message)}</p>
    ${codeFrame(report, span)}
    ${(related ?? []).map(
      (place) => html`<p class="small dim">${place.text}: ${placeText(place.span.file, place.span.line)}</p>`,
    )}
    ${!sameAdvice && html`<p class="do"><span aria-hidden="true">→</span> ${sentence(advice)}</p>`}
  </li>`;
}

/** Findings that do not count: closed, as a table. */
function quietBlock(
  report: FindingsReport,
  wanted: FindingStatus,
  title: string,
  meaning: string,
): Markup | false {
  const own = report.findings.filter(({ status }) => status === wanted);
  if (own.length === 0) return false;
  const rest = own.length - listed;
  return html`<details class="quiet" id="${wanted}">
    <summary>
      <strong class="text">${title}</strong> <span class="dim small">${plural(own.length, 'finding')}</span>
    </summary>
    <p class="dim">${meaning}</p>
    <ul class="places">
      ${own
        .slice(0, listed)
        .map(
          ({ span, rule, message, severity, waiver }) =>
            html`<li>
              ${severityBadge(severity)} <code>${rule}</code> ${placeText(span.file, span.line)} ${message}
              ${
                waiver &&
                html`<span class="waiver">by ${waiver.owner} until ${waiver.expires}: ${waiver.reason}</span>`
              }
            </li>`,
        )}
      ${rest > 0 && html`<li class="dim">… and ${rest} more</li>`}
    </ul>
  </details>`;
}
