import { expect, it } from 'vitest';
import { anchorsOf, githubAnchor } from '../../../src/alerts/runbooks/anchors.js';
import { alertsOf } from '../alert-lines.js';

async function states(
  urls: readonly string[],
  files: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const rules = urls
    .map(
      (url, index) => `  - alert: A${index}\n    expr: up == 0\n    annotations: {runbook_url: '${url}'}\n`,
    )
    .join('');
  const { alerts } = await alertsOf({ 'ops/rules.yml': `groups:\n- name: a\n  rules:\n${rules}`, ...files });
  return alerts.map(
    ({ runbookLink }) => `${runbookLink?.state} ${runbookLink?.file ?? '-'} ${runbookLink?.anchor ?? '-'}`,
  );
}

const page =
  '# Disk full\n\n## Step 1: look\n\n```sh\n# no heading\n```\n\n<a id="old-name"></a>\n\n## Step 1: look\n';

it('looks up files and headings of this repository, and leaves the rest alone', async () => {
  expect(
    await states(
      [
        'runbooks/disk.md',
        'docs/disk.md#disk-full',
        '/docs/disk.md#step-1-look-1',
        'docs/disk.md#old-name',
        'docs/disk.md#no-heading',
        'docs/gone.md',
        'https://runbooks.example.org/disk#full',
        'https://example.org/{{ $labels.alertname }}',
        'https://example.org/down?cluster={{ $labels.cluster }}',
      ],
      { 'docs/disk.md': page, 'ops/runbooks/disk.md': page },
    ),
  ).toEqual([
    'ok ops/runbooks/disk.md -',
    'ok docs/disk.md disk-full',
    'ok docs/disk.md step-1-look-1',
    'ok docs/disk.md old-name',
    'dead-anchor docs/disk.md no-heading',
    'dead-file docs/gone.md -',
    'external - -',
    'templated - -',
    'external - -',
  ]);
});

it('knows its own address by go.mod, and by links that lead to its files', async () => {
  const urls = [
    'https://github.com/acme/shop/blob/main/docs/runbooks/disk.md#disk-full',
    'https://github.com/Acme/shop/tree/feature/x/docs/runbooks/disk.md',
    'https://github.com/acme/shop/blob/main/docs/runbooks/gone.md',
    'https://github.com/acme/other/blob/main/gone.md',
  ];
  const expected = [
    'ok docs/runbooks/disk.md disk-full',
    'ok docs/runbooks/disk.md -',
    'dead-file docs/runbooks/gone.md -',
    'external - -',
  ];
  const files = { 'docs/runbooks/disk.md': page };
  expect(await states(urls, files)).toEqual(expected);
  expect(await states(urls.slice(2, 3), { 'go.mod': 'module github.com/acme/shop\n' })).toEqual([
    expected[2],
  ]);
  expect(await states(urls.slice(2, 3), files)).toEqual(['external - -']);
});

it('makes anchors as GitHub does', () => {
  expect(
    ['Step 1: look', 'A `code` & more', 'Über_uns', '[Link](x.md) here', 'C++ / C#'].map(githubAnchor),
  ).toEqual(['step-1-look', 'a-code--more', 'über_uns', 'link-here', 'c--c']);
  expect([...anchorsOf('Title\n=====\n\n### Named {#own}\n')]).toEqual(['title', 'own', 'named']);
});
