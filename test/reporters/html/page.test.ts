import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { QuestionState } from '../../../src/model/answer.js';
import type { FindingsReport, QuestionReport } from '../../../src/model/report.js';
import { pageOf } from '../../../src/reporters/html/page.js';
import { pageAssets } from '../../../src/workflows/page-assets.js';
import { chromiumPath, openBrowser } from '../../browser.js';
import {
  finding,
  hostile,
  hostileReport,
  reportWith,
  rule,
  silentRule,
  unsafeCharacter,
} from '../findings/sample-report.js';

const page = pageOf(pageAssets);
const write = (report: FindingsReport): string => page.write(report, [rule, silentRule]);

const allStates: readonly QuestionState[] = [
  'stale',
  'challenged',
  'at-risk',
  'waived',
  'unknown',
  'satisfied',
  'not-applicable',
];

/** A question with a sub-question in each state. */
function question(service: string, text = 'Will it hold?'): readonly QuestionReport[] {
  const whole: QuestionReport = {
    id: 'load',
    service,
    text,
    state: 'stale',
    answer: null,
    risk: null,
    required: false,
    reasons: ['load.stale.'],
  };
  return [
    whole,
    ...allStates.map((state): QuestionReport => ({
      ...whole,
      id: `load.${state}`,
      state,
      answer: state === 'unknown' ? null : 'all',
      required: true,
      reasons: [`Because it is ${state}.`],
      ...(state === 'waived' && {
        waiver: { owner: text, reason: text, expires: '2026-12-31', instead: 'stale' as const },
      }),
      details: {
        why: 'It breaks at night.',
        ...(state !== 'unknown' && {
          answer: {
            text: `Yes, ${text}`,
            note: `Noted: ${text}`,
            by: 'ann@example.com',
            at: '2026-11-01',
            owner: text,
            cites: [{ file: `src/${text}.ts`, lines: '3-4' }],
          },
        }),
        evidence: [
          {
            question: 'load',
            signal: 'a-signal',
            stance: 'contradicts',
            service,
            text,
            meaning: text,
            confidence: 'medium',
            span: { file: `src/${text}.ts`, line: 7, column: 1, endLine: 7, endColumn: 2 },
          },
        ],
      },
    })),
  ];
}

const fullReport: FindingsReport = {
  ...reportWith(
    [
      finding({ severity: 'error', service: 'shop', message: 'The table is rewritten.' }),
      finding({ severity: 'error', service: 'shop', rule: 'adr-silent', message: 'A lock is `held`.' }),
      finding({ severity: 'warning', service: 'mail', message: 'Nobody is woken.' }),
      finding({
        status: 'waived',
        message: 'Accepted.',
        waiver: { owner: 'bo', reason: 'until the move', expires: '2026-12-31' },
      }),
      finding({ status: 'baselined', message: 'Old.' }),
    ],
    {
      verdict: {
        passed: false,
        failedOn: ['2 findings at or above "error"', '1 stale answer: load.stale (shop)'],
        failOn: 'error',
        gates: [
          {
            id: 'findings',
            wants: 'no finding',
            state: 'failed',
            waived: 1,
            before: 1,
            failures: [{ id: 'adr-dead-link', service: 'shop', text: 'x', pass: ['Mend it.'] }],
          },
          {
            id: 'stale-answers',
            wants: 'no stale answer',
            state: 'failed',
            waived: 0,
            before: 0,
            failures: [
              {
                id: 'load.stale',
                service: 'shop',
                text: 'changed',
                file: 'docs/reviews/shop.yaml',
                line: 9,
                pass: ['lintel review --service shop'],
              },
            ],
          },
          { id: 'baseline', wants: 'no fixed entry', state: 'not-begun', waived: 0, before: 0, failures: [] },
        ],
      },
      change: { base: 'v1', touched: [], madeStale: [{ id: 'load.stale', service: 'shop' }], newFindings: 3 },
      questions: [...question('shop'), ...question('mail')],
      skipped: [{ file: 'a.bin', reason: 'binary' }],
      excerpts: new Map([
        [
          'docs/adr/0001-a.md',
          new Map([
            [2, 'before'],
            [3, 'the <b>flagged</b> line'],
            [4, ''],
          ]),
        ],
      ]),
    },
  ),
  trend: {
    commits: 9,
    shallow: false,
    points: ['2026-01-01', '2026-02-01', '2026-03-01'].map((date, index) => ({
      commit: String(index).repeat(40),
      date,
      subject: `change ${index}`,
      passed: index === 0,
      failedOn: [],
      findings: { error: index, warning: 3, note: 0 },
      questions: {
        satisfied: 4,
        'at-risk': 1,
        unknown: 2,
        'not-applicable': 0,
        stale: index,
        challenged: 0,
        waived: 0,
      },
    })),
  },
};

const hostilePage: FindingsReport = {
  ...hostileReport,
  verdict: { passed: false, failedOn: [hostile], failOn: 'note' },
  questions: question(hostile, hostile),
  skipped: [{ file: hostile, reason: 'binary', detail: hostile }],
  excerpts: new Map([[`a b/${hostile}.md`, new Map([[3, hostile]])]]),
  trend: {
    commits: 1,
    shallow: true,
    points: (fullReport.trend?.points ?? []).map((point) => ({ ...point, subject: hostile })),
  },
};

/** The page in a browser, with all that it said on the console and everything that it asked for. */
async function opened(
  report: FindingsReport,
  options: { readonly width?: number; readonly dark?: boolean; readonly script?: boolean } = {},
): Promise<{ readonly page: Page; readonly said: readonly string[]; readonly loaded: readonly string[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'lintel-page-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'report.html'), write(report));
  const browser = await openBrowser();
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1280, height: 900 },
    colorScheme: options.dark === true ? 'dark' : 'light',
    reducedMotion: 'reduce',
    javaScriptEnabled: options.script ?? true,
  });
  const view = await context.newPage();
  const said: string[] = [];
  const loaded: string[] = [];
  view.on('console', (message) => said.push(message.text()));
  view.on('pageerror', (error) => said.push(error.message));
  view.on('dialog', (dialog) => said.push(dialog.message()));
  view.on('request', (request) => loaded.push(request.url()));
  await view.goto(pathToFileURL(join(folder, 'report.html')).href);
  return { page: view, said, loaded };
}

/** What axe-core finds wrong for people who hear, tab or cannot tell colours: rule and first place. */
async function barriers(view: Page): Promise<readonly string[]> {
  await view.evaluate(axe.source);
  return view.evaluate<readonly string[]>(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html.slice(0, 120)))`,
  );
}

describe('the HTML report', () => {
  it('is the same bytes for the same report, and loads nothing', () => {
    const text = write(fullReport);
    expect(write(fullReport)).toBe(text);
    expect(text).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(text).toContain(`default-src 'none'`);
    expect(text).not.toMatch(/\ssrc=|<link|@import|url\(|<img|style="|\son[a-z]+="/);
  });

  it('keeps what is hostile as text', () => {
    const text = write(hostilePage);
    expect(text.match(/<script>/g)).toHaveLength(1);
    expect(text).not.toContain('<script>alert');
    expect(unsafeCharacter.test(text.replaceAll('\n', ''))).toBe(false);
    expect(text).not.toMatch(/[\ufffe\ud800]/);
  });

  it('stays readable when one rule has thousands of findings', () => {
    const many = reportWith(Array.from({ length: 5_000 }, () => finding({ severity: 'error' })));
    const text = write(many);
    expect(text).toContain('4975 more places');
    expect(text.length).toBeLessThan(500_000);
  });
});

describe.skipIf(chromiumPath === undefined)('the HTML report in a browser', () => {
  it('shows the verdict, what failed and what to do first on the first screen', async () => {
    const { page: view, said, loaded } = await opened(fullReport);
    expect(await view.title()).toBe('shop: failed – lintel');
    const first = view.getByRole('region', { name: 'What to do first' });
    expect(await view.getByRole('heading', { level: 1 }).textContent()).toMatch(
      /✗ Failed\s+shop does not pass the gate/,
    );
    expect(await first.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringMatching(/error adr-dead-link at docs\/adr\/0001-a\.md:3\s+Mend it\./),
      expect.stringMatching(/error adr-silent at/),
      expect.stringMatching(
        /^stale-answers: load\.stale \(shop\) docs\/reviews\/shop\.yaml:9\s+lintel review --service shop$/,
      ),
    ]);
    expect(
      await view.getByRole('region', { name: 'The gate', exact: true }).getByRole('listitem').allInnerTexts(),
    ).toEqual([
      expect.stringContaining('findings 2 findings at or above "error" (1 waived, 1 stood before)'),
      expect.stringContaining('stale-answers 1 stale answer: load.stale (shop)'),
      expect.stringContaining('baseline there is none'),
    ]);
    expect(await view.getByText('Since v1').innerText()).toContain(
      '3 new findings, 1 answer made stale (load.stale)',
    );
    expect(
      await first.evaluate('document.querySelector(".first").getBoundingClientRect().bottom'),
    ).toBeLessThan(900);
    await first.getByRole('link', { name: 'adr-silent' }).click();
    expect(
      await view.locator('#rule-adr-silent').evaluate('document.querySelector("#rule-adr-silent").open'),
    ).toBe(true);
    expect(said).toEqual([]);
    expect(loaded).toHaveLength(1);
  });

  it.for([
    [1280, false],
    [1280, true],
    [390, false],
    [390, true],
  ] as const)('has no barrier at %i pixels, dark: %s', async ([width, dark]) => {
    const { page: view, said } = await opened(fullReport, { width, dark });
    await view.evaluate('for (const block of document.querySelectorAll("details")) block.open = true');
    expect(await barriers(view)).toEqual([]);
    expect(await view.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(said).toEqual([]);
  });

  it('has landmarks with names and headings without a gap', async () => {
    const { page: view } = await opened(fullReport);
    for (const name of ['Coverage', 'Findings', 'Questions', 'Trend', 'Not read'])
      expect(await view.getByRole('region', { name, exact: true }).count()).toBe(1);
    expect(
      await view.getByRole('navigation', { name: 'Sections' }).getByRole('link').allTextContents(),
    ).toEqual(['Coverage', 'Findings', 'Questions', 'Trend', 'Not read']);
    const levels = await view.evaluate<readonly number[]>(
      '[...document.querySelectorAll("h1,h2,h3,h4")].map((heading) => Number(heading.tagName[1]))',
    );
    expect(levels[0]).toBe(1);
    for (const [index, level] of levels.entries())
      expect(level - (levels[index - 1] ?? level)).toBeLessThanOrEqual(1);
    // A cell of the map says its states in words and leads to its question.
    const cell = view
      .getByRole('row', { name: /Will it hold/ })
      .getByRole('link')
      .first();
    expect(await cell.textContent()).toContain(
      '1 stale, 1 challenged, 1 at risk, 1 waived, 1 unknown, 1 satisfied',
    );
    await cell.click();
    expect(await view.locator('.part', { hasText: 'load.waived' }).first().innerText()).toMatch(
      /Waived by Will it hold\? until 2026-12-31: Will it hold\? \(otherwise stale\)/,
    );
    await view.locator('#waived summary').click();
    expect(await view.locator('#waived').innerText()).toContain('by bo until 2026-12-31: until the move');
    expect(await view.getByText('Because it is challenged.').first().isVisible()).toBe(true);
    expect(await view.getByRole('img', { name: /Findings that count: errors from 0 to 2/ }).count()).toBe(1);
  });

  it('is searched and walked through with the keyboard', async () => {
    const { page: view, said } = await opened(fullReport);
    const visible = async (): Promise<readonly string[]> =>
      view.locator('.finding:visible > p:nth-of-type(2)').allTextContents();
    await view.keyboard.press('/');
    await view.keyboard.type('woken');
    expect(await visible()).toEqual(['Nobody is woken.']);
    expect(await view.getByRole('status').textContent()).toBe('1 of 3 findings');
    await view.keyboard.press('Escape');
    expect(await visible()).toHaveLength(3);
    await view.keyboard.press('j');
    await view.keyboard.press('j');
    expect(await view.locator('.finding.here').textContent()).toContain('Nobody is woken.');
    await view.getByRole('button', { name: 'error' }).click();
    expect(await visible()).toEqual(['Nobody is woken.']);
    await view.getByRole('combobox', { name: 'Service' }).selectOption('shop');
    expect(await visible()).toEqual([]);
    await view.keyboard.press('Tab');
    await view.getByRole('button', { name: 'Switch to the dark theme' }).click();
    expect(await view.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(20, 23, 28)');
    expect(said).toEqual([]);
  });

  it('can be read without its script', async () => {
    const { page: view } = await opened(fullReport, { script: false });
    expect(await view.getByRole('search').count()).toBe(0);
    expect(await view.getByText('The table is rewritten.').isVisible()).toBe(true);
  });

  it('opens everything that counts on paper, and closes it again', async () => {
    const { page: view } = await opened(fullReport);
    const openBlocks = async (): Promise<number> => view.locator('details[open]').count();
    const before = await openBlocks();
    await view.evaluate(
      'addEventListener("beforeprint", () => { window.printed = document.querySelectorAll("details:not([open]):not(.quiet)").length })',
    );
    const pdf = await view.pdf({ format: 'A4' });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(await view.evaluate('window.printed')).toBe(0);
    expect(await openBlocks()).toBe(before);
  });

  it('runs nothing of a hostile repository', async () => {
    const { page: view, said, loaded } = await opened(hostilePage);
    await view.evaluate('for (const block of document.querySelectorAll("details")) block.open = true');
    expect(await view.locator('script').count()).toBe(1);
    expect(await view.getByText('<script>alert(1)</script>').first().isVisible()).toBe(true);
    expect(await view.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(said).toEqual([]);
    expect(loaded).toHaveLength(1);
  });
});
