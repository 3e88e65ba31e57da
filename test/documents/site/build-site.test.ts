import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { findLogs } from '../../../src/documents/adr/find-logs.js';
import { buildSite } from '../../../src/documents/site/build-site.js';
import { inMemoryRepository } from '../../in-memory-repository.js';

const parts = { title: 'Shop & "co"', css: 'body{}', script: 'void 0;' };

async function site(files: Readonly<Record<string, string>>): Promise<ReadonlyMap<string, string>> {
  const { logs } = await findLogs(inMemoryRepository(files));
  const built = buildSite(parts, logs, new Map(Object.entries(files)));
  expect(buildSite(parts, logs, new Map(Object.entries(files)))).toEqual(built);
  return new Map(built.map(({ path, text }) => [path, text]));
}

const head = '## Status\n\nAccepted\n\n';

describe('the site of a log', () => {
  it('has a page for each record, linked among each other, with a graph and a timeline', async () => {
    const pages = await site({
      'docs/adr/0001-a.md': `# 1. A\n\nDate: 2023-01-02\n\n## Status\n\nSuperseded by [2. B](0002-b.md)\n`,
      'docs/adr/0002-b.md': `# 2. B\n\nDate: 2024-01-02\n\n${head}Supersedes [1. A](0001-a.md)\n\n## Context\n\nSee [A](./0001-a.md#context), [code](../../src/x.ts).\n`,
    });
    expect([...pages.keys()]).toEqual(['index.html', 'records/0001-a.html', 'records/0002-b.html']);
    const index = pages.get('index.html') ?? '';
    expect(index).toContain(
      '<a class="name" href="records/0002-b.html">B</a><span class="badge accepted">accepted</span>',
    );
    expect(index.indexOf('<h3>2024</h3>')).toBeLessThan(index.indexOf('<h3>2023</h3>'));
    expect(index.match(/marker-end/g)).toHaveLength(1);
    const b = pages.get('records/0002-b.html') ?? '';
    expect(b).toContain('<a href="0001-a.html#context">A</a>, <a title="../../src/x.ts">code</a>');
    expect(pages.get('records/0001-a.html')).toContain(
      'This decision is superseded by <a href="0002-b.html">0002: B</a>',
    );
  });

  it('lets nothing of a record act: no script, no handler, no address that is one, no picture', async () => {
    const pages = await site({
      'docs/adr/0001-<x>&.md': `# 1. </title><script>alert(1)</script> & <b>\n\n${head}## Context\n\n<script>alert(2)</script><img src=x onerror=alert(3)>\n\n[a](javascript:alert(4)) [b](data:text/html,x) ![c](https://example.org/pixel.png) <https://example.org>\n\n<svg onload=alert(5)></svg><iframe src="https://example.org"></iframe><style>*{}</style>\n`,
    });
    for (const text of pages.values()) {
      expect(text.match(/<script(?! type="application\/json")/g)).toHaveLength(1);
      expect(text).not.toMatch(/<(img|iframe|b|object|embed|link|style)\b[^>]*(src|onerror|https)/);
      expect(text).not.toMatch(/href="(javascript|data):|\son\w+=/i);
      const digest = createHash('sha256').update(parts.script).digest('base64');
      expect(text).toContain(`default-src 'none'; style-src 'sha256-`);
      expect(text).toContain(`script-src 'sha256-${digest}'`);
      expect(text.replace(/<script type="application\/json"[\s\S]*?<\/script>/, '')).not.toContain(
        'alert(2)',
      );
    }
  });
});
