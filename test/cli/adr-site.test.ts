import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { chromiumPath, openBrowser } from '../browser.js';
import { lintel, scratchFolder, signalGroup } from './program.js';

const files: Readonly<Record<string, string>> = {
  'docs/adr/0001-queue.md':
    '# 1. Use a queue\n\nDate: 2023-01-02\n\n## Status\n\nSuperseded by [2. Use a log](0002-log.md)\n\n## Context\n\nOrders wait.\n',
  'docs/adr/0002-log.md':
    '# 2. Use a log\n\nDate: 2024-03-04\n\n## Status\n\nAccepted\n\nSupersedes [1. Use a queue](0001-queue.md)\n\n## Context\n\nConsumers replay.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n',
  'docs/adr/0003-cache.md': '# 3. Größere caches\n\n## Status\n\nProposed\n\n## Context\n\nReads are slow.\n',
};

function folderWith(): string {
  const folder = scratchFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

async function statusOf(
  url: string,
  headers: Readonly<Record<string, string>>,
  method = 'GET',
): Promise<number> {
  return new Promise((resolve, reject) => {
    request(url, { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

describe('adr site', () => {
  it('is written into a folder of its own, twice the same, and not between the files of others', async () => {
    const cwd = folderWith();
    const run = await lintel(['adr', 'site', '--out', 'public', '--title', 'Shop'], { cwd });
    expect(run).toMatchObject({ code: 0, stdout: '4 pages in public; begin with index.html\n', stderr: '' });
    const first = readFileSync(join(cwd, 'public/index.html'), 'utf8');
    await lintel(['adr', 'site', '--out', 'public', '--title', 'Shop'], { cwd });
    expect(readFileSync(join(cwd, 'public/index.html'), 'utf8')).toBe(first);
    expect(await lintel(['adr', 'site', '--out', 'docs'], { cwd })).toMatchObject({ code: 2, stdout: '' });
  });

  it.skipIf(chromiumPath === undefined)(
    'is searched, filtered and walked through in a browser without a server',
    async () => {
      const cwd = folderWith();
      await lintel(['adr', 'site', '--out', 'public', '--title', 'Shop'], { cwd });
      const chrome = await openBrowser();
      const page = await chrome.newPage({ viewport: { width: 390, height: 800 } });
      const said: string[] = [];
      page.on('console', (message) => said.push(message.text()));
      page.on('pageerror', (error) => said.push(error.message));
      await page.goto(pathToFileURL(join(cwd, 'public/index.html')).href);
      const names = async (): Promise<readonly string[]> =>
        page.locator('#list li:visible .name').allTextContents();
      expect(await names()).toEqual(['Use a queue', 'Use a log', 'Größere caches']);
      await page.keyboard.press('/');
      await page.keyboard.type('replay');
      expect(await names()).toEqual(['Use a log']);
      expect(await page.locator('#list mark').textContent()).toBe('replay');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'proposed' }).click();
      expect([await names(), await page.locator('#count').textContent()]).toEqual([
        ['Größere caches'],
        '1 of 3 records',
      ]);
      await page.locator('#list li:visible a').click();
      await page.waitForURL(/0003-cache/);
      await page.keyboard.press('k');
      await page.waitForURL(/0002-log/);
      expect(await page.locator('dl.facts').textContent()).toContain('Supersedes0001: Use a queue');
      // Nothing stands out of a phone's page, and the theme is switched by a button that says to what.
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      await page.getByRole('button', { name: 'Switch to the dark theme' }).click();
      expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(20, 23, 28)');
      expect(said).toEqual([]);
    },
  );

  it.skipIf(chromiumPath === undefined)(
    'can be heard, tabbed through and told apart, on a phone and a desk, by day and by night',
    async () => {
      const cwd = folderWith();
      await lintel(['adr', 'site', '--out', 'public', '--title', 'Shop'], { cwd });
      const records = readdirSync(join(cwd, 'public/records')).map((name) => `records/${name}`);
      const chrome = await openBrowser();
      const wrong: string[] = [];
      for (const [colorScheme, width] of [
        ['light', 390],
        ['dark', 1280],
      ] as const) {
        const context = await chrome.newContext({ colorScheme, viewport: { width, height: 900 } });
        const page = await context.newPage();
        page.on('console', (message) => wrong.push(message.text()));
        page.on('pageerror', (error) => wrong.push(error.message));
        for (const path of ['index.html', ...records]) {
          await page.goto(pathToFileURL(join(cwd, 'public', path)).href);
          await page.evaluate(axe.source);
          const found: readonly { id: string; nodes: readonly { html: string }[] }[] = await page.evaluate(
            'axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => ({ html })) })))',
          );
          for (const { id, nodes } of found)
            wrong.push(`${path} ${width} ${colorScheme}: ${id} ${nodes[0]?.html ?? ''}`);
          const isWider = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
          if (isWider === true) wrong.push(`${path} ${width}: wider than the screen`);
        }
      }
      expect(wrong).toEqual([]);
    },
    120_000,
  );
});

describe('adr preview', () => {
  it('serves on the loopback interface, to its own name only, and renews the pages', async () => {
    const cwd = folderWith();
    const told: string[] = [];
    const run = lintel(['adr', 'preview'], {
      cwd,
      limit: 60_000,
      started: (child) => {
        child.stdout?.on('data', (part: string) => told.push(part.trim()));
        onTestFinished(() => {
          if (child.exitCode === null && child.signalCode === null) signalGroup(child, 'SIGKILL');
        });
        void (async () => {
          for (let tries = 0; tries < 400 && told.length === 0; tries += 1)
            await new Promise((resolve) => {
              setTimeout(resolve, 50);
            });
          const [url = ''] = told;
          try {
            seen.push(
              await statusOf(url, {}),
              await statusOf(url, { host: 'evil.example' }),
              await statusOf(url, {}, 'POST'),
            );
            seen.push(
              await statusOf(`${url}records/0002-log.html`, {}),
              await statusOf(`${url}..%2f..%2fetc/passwd`, {}),
            );
            writeFileSync(join(cwd, 'docs/adr/0002-log.md'), '# 2. Renewed\n\n## Status\n\nAccepted\n');
            for (let tries = 0; tries < 100 && !text.includes('Renewed'); tries += 1) {
              await new Promise((resolve) => {
                setTimeout(resolve, 100);
              });
              text = await (await fetch(url)).text();
            }
          } finally {
            signalGroup(child, 'SIGINT');
          }
        })();
      },
    });
    const seen: number[] = [];
    let text = '';
    expect(await run).toMatchObject({ code: 0 });
    expect(told[0]).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect(seen).toEqual([200, 403, 405, 200, 404]);
    expect(text).toContain('Renewed');
  }, 90_000);
});
