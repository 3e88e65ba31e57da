import { createHash } from 'node:crypto';
import type { FindingsReport } from '../../model/report.js';
import type { RuleCard } from '../../model/rule.js';
import type { FindingsFormat, PageAssets } from '../findings/format.js';
import { coverageMap } from './coverage-map.js';
import { findingSections } from './findings.js';
import { html, trusted } from './markup.js';
import type { Markup } from './markup.js';
import { questionSections } from './questions.js';
import { summary } from './summary.js';
import { trendSection } from './trend-chart.js';
import { unreadSection } from './unread.js';

/**
 * One page for people, whole in itself: it loads nothing, opens from a disk or an artifact store, and can be printed. Its policy allows the
 * one style and the one script that are in it, by their digests; everything of the repository is escaped text.
 */
export const pageOf = (assets: PageAssets): FindingsFormat => ({
  name: 'html',
  meaning:
    'one page for people, whole in itself: verdict, questions, findings with their lines, coverage, trend',
  inLog: false,
  write: (report, rules) => `${documentOf(report, rules, assets).text}\n`,
});

function documentOf(report: FindingsReport, rules: readonly RuleCard[], assets: PageAssets): Markup {
  const policy = [
    "default-src 'none'",
    `style-src ${digest(assets.css)}`,
    `script-src ${digest(assets.script)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const hasQuestions = (report.questions ?? []).length > 0;
  const sections = [
    ...(hasQuestions ? [['coverage', 'Coverage'] as const] : []),
    ['findings', 'Findings'] as const,
    ...(hasQuestions ? [['questions', 'Questions'] as const] : []),
    ...(report.trend ? [['trend', 'Trend'] as const] : []),
    ...(report.skipped.length > 0 ? [['unread', 'Not read'] as const] : []),
  ];
  const title = `${report.root}: ${report.verdict === undefined ? 'findings' : report.verdict.passed ? 'passed' : 'failed'} – ${report.tool.name}`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${trusted(policy)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        ${trusted(`<style>${assets.css}</style>`)}
      </head>
      <body>
        <a class="skip" href="#main">Skip to the content</a>
        <header class="top">
          <div class="bar">
            <span class="home">${report.root}</span>
            <nav aria-label="Sections">
              ${sections.map(([id, name]) => html`<a href="#${id}">${name}</a>`)}
            </nav>
            <button type="button" id="theme" hidden></button>
          </div>
        </header>
        <main id="main" tabindex="-1">
          ${summary(report)} ${hasQuestions && coverageMap(report.questions ?? [])}
          ${findingSections(report, rules)} ${hasQuestions && questionSections(report)}
          ${report.trend && trendSection(report.trend)} ${unreadSection(report)}
        </main>
        <footer>
          <p>
            ${report.tool.name}
            ${report.tool.version}${report.commit === null ? '' : html` · commit <code>${report.commit.slice(0, 12)}</code>`}${facts(report)}
          </p>
          <p class="keys" hidden>
            Keys: <kbd>/</kbd> search, <kbd>j</kbd> <kbd>k</kbd> next and previous finding, <kbd>o</kbd> open
            or close all, <kbd>t</kbd> theme.
          </p>
        </footer>
        ${trusted(`<script>${assets.script}</script>`)}
      </body>
    </html>`;
}

function facts({ services, migrations, endpoints, probes }: FindingsReport): string {
  const counts = [
    [services?.length, 'services'],
    [migrations?.length, 'migrations'],
    [endpoints?.length, 'health endpoints'],
    [probes?.length, 'probes'],
  ] as const;
  const words = counts.flatMap(([count, name]) => (count === undefined ? [] : [`${count} ${name}`]));
  return words.length === 0 ? '' : ` · read: ${words.join(', ')}`;
}

const digest = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
