import { posix } from 'node:path';
import type { Finding } from '../../../model/finding.js';
import type { Rule } from '../../../model/rule.js';
import { pathOfLink, spanOfTarget, writtenTargets } from '../written-targets.js';
import { nygard } from './examples.js';
import type { AdrFacts } from './facts.js';

export const deadLink: Rule<AdrFacts> = {
  id: 'adr-link-dead',
  severity: 'warning',
  question: '',
  summary: 'A link leads to a file that is not in the repository.',
  why: 'Records are read years later, when nobody remembers what the link showed. One that leads nowhere takes a part of the reasons with it.',
  whenNotToUse:
    'When pages link to files that are made by a build. Links that begin with a slash, addresses and anchors are not looked at.',
  sources: ['https://github.com/adr/madr/blob/develop/.github/workflows/check-links.yml'],
  bad: [
    {
      title: 'The record was renamed',
      files: { 'docs/adr/0001-a.md': nygard('1. A', 'Accepted', '\nSee [B](0002-b.md).\n') },
    },
  ],
  good: [
    {
      title: 'Files, folders, pages without ending, anchors and addresses',
      files: {
        'docs/adr/0001-a.md': nygard(
          '1. A',
          'Accepted',
          '\n[a](../guide/), [b](../guide/b%20c.md#top), [c](../guide/d), [d](#e), [f](https://example.org/x.md), `[g](h.md)`\n',
        ),
        'docs/guide/b c.md': '# B\n',
        'docs/guide/d.md': '# D\n',
      },
    },
  ],
  check: ({ logs, files, folders, history }) =>
    logs.flatMap(({ records }) =>
      records.flatMap((record) =>
        writtenTargets(record.outline).flatMap((written): Finding[] => {
          const { path: from } = record.record;
          const path = written.kind === 'link' ? pathOfLink(from, written.target) : undefined;
          if (path === undefined || !looksLikePath(written.target) || exists(path, files, folders)) return [];
          const gone = history.gone(path);
          const where = gone?.movedTo;
          return [
            {
              rule: 'adr-link-dead',
              severity: 'warning',
              message: `The link to ${written.target} leads to nothing${where === undefined ? (gone ? `: ${path} was deleted in ${gone.commit.slice(0, 10)}` : '') : `: ${path} is ${where} now`}.`,
              advice:
                where === undefined
                  ? 'Link to what took its place, or say in words what it showed.'
                  : `Link to ${posix.relative(posix.dirname(from), where)}.`,
              span: spanOfTarget(record.source, written),
            },
          ];
        }),
      ),
    ),
};

/** `[x](y)` in a formula or a sentence is no link to a file: there must be an ending or a folder. */
function looksLikePath(target: string): boolean {
  return /[/.]/.test(target) && !/^\.+$/.test(target);
}

/** Site generators leave endings off and write HTML's. */
function exists(path: string, files: ReadonlySet<string>, folders: ReadonlySet<string>): boolean {
  if (path === '.' || files.has(path) || folders.has(path)) return true;
  const stem = path.replace(/\.html?$/, '');
  return ['.md', '.mdx', '.markdown', '.adoc', '.rst', '/index.md', '/README.md', '.ipynb'].some((ending) =>
    files.has(`${stem}${ending}`),
  );
}
