import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { onTestFinished } from 'vitest';

/** Where a Chromium may be; LINTEL_CHROMIUM names another. */
export const chromiumPath = [
  process.env['LINTEL_CHROMIUM'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
].find((path) => path !== '' && existsSync(path));

if (chromiumPath === undefined)
  console.warn('no Chromium was found: pages are not opened (set LINTEL_CHROMIUM, or install chromium)');

/** A headless Chromium, closed when the test ends. */
export async function openBrowser(): Promise<Browser> {
  const browser = await chromium.launch({ executablePath: chromiumPath ?? '', args: ['--no-sandbox'] });
  onTestFinished(async () => browser.close());
  return browser;
}
