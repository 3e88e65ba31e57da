import type { FindingsReport } from '../../model/report.js';
import { grouped } from '../../model/grouped.js';
import { plural } from '../text/plural.js';
import { html } from './markup.js';
import type { Markup } from './markup.js';
import { placeText } from './names.js';

const listed = 200;

/** What could not be read, by reason: the page is honest about what it does not know. */
export function unreadSection({ skipped }: FindingsReport): Markup | false {
  if (skipped.length === 0) return false;
  return html`<section id="unread" aria-labelledby="unread-title">
    <h2 id="unread-title">Not read</h2>
    <p class="dim">${plural(skipped.length, 'place')} could not be read, and nothing is said of them.</p>
    ${[...grouped(skipped, ({ reason }) => reason)]
      .toSorted(([, a], [, b]) => b.length - a.length)
      .map(
        ([reason, own]) =>
          html`<details class="quiet">
            <summary>
              <span class="text">${reason.replaceAll('-', ' ')}</span>
              <span class="dim small">${plural(own.length, 'place')}</span>
            </summary>
            <ul class="places">
              ${own
                .slice(0, listed)
                .map(
                  ({ file, line, detail }) =>
                    html`<li>${placeText(file, line ?? 1)} <span class="dim">${detail ?? ''}</span></li>`,
                )}
              ${own.length > listed && html`<li class="dim">… and ${own.length - listed} more</li>`}
            </ul>
          </details>`,
      )}
  </section>`;
}
