import type { Finding } from '../../../model/finding.js';
import type { Rule } from '../../../model/rule.js';
import { sealedDifference, sealedParagraphs } from '../sealed-text.js';
import type { SealedDifference } from '../sealed-text.js';
import { nygard } from './examples.js';
import type { AdrFacts } from './facts.js';
import { nameOf, spanOfLine, spanOfTitle } from './places.js';

export const acceptedEdited: Rule<AdrFacts> = {
  id: 'adr-accepted-edited',
  severity: 'warning',
  question: '',
  summary: 'The text of a record was changed after it was accepted.',
  why: 'A record says what was decided then, and why. If it is rewritten to fit what came later, nobody can learn from it, and those who agreed to the old text are taken to agree to the new one. Git seals the text: the commit on the main line in which the status became accepted is what was agreed to.',
  whenNotToUse:
    'Status, dates, people, links, targets of links, paths, white space, slips of the pen and sections that say that they came later (Amendments, Changelog, Notes, More Information, Confirmation …) may change. A team that corrects its records in place switches the rule off under adr.rules in .lintel.yaml.',
  sources: [
    'https://cognitect.com/blog/2011/11/15/documenting-architecture-decisions',
    'https://github.com/OpenRAE/rae/issues/481',
  ],
  bad: [
    {
      title: 'Another decision under the same number',
      before: { 'docs/adr/0001-a.md': nygard('1. A', 'Accepted') },
      files: {
        'docs/adr/0001-a.md': nygard('1. A', 'Accepted').replace(
          'We will use it.',
          'We will use something else from next year on.',
        ),
      },
    },
    {
      title: 'One word',
      before: { 'docs/adr/0001-a.md': nygard('1. A', 'Accepted') },
      files: {
        'docs/adr/0001-a.md': nygard('1. A', 'Accepted').replace('We will use it.', 'We will not use it.'),
      },
    },
  ],
  good: [
    {
      title: 'A new state, a slip mended, a link repaired, an amendment',
      before: {
        'docs/adr/0001-a.md': nygard('1. A', 'Accepted', '\n[Orders](b.md) need somethign.\n'),
        'docs/adr/c.md': '# C\n',
      },
      files: {
        'docs/adr/0001-a.md': nygard(
          '1. A',
          'Superseded by [2. B](0002-b.md)',
          '\n[Orders](c.md) need something.\n\n## Amendments\n\n2026-05-01: also for invoices.\n',
        ),
        'docs/adr/c.md': '# C\n',
      },
    },
    {
      title: 'A proposal that was reworked before it was accepted',
      before: { 'docs/adr/0001-a.md': nygard('1. A', 'Proposed') },
      files: {
        'docs/adr/0001-a.md': nygard('1. A', 'Accepted').replace('We will use it.', 'We will use all of it.'),
      },
    },
  ],
  check: ({ logs, history }) =>
    logs.flatMap(({ records }) =>
      records.flatMap((record): Finding[] => {
        const sealed = history.accepted(record.record.path);
        if (sealed === undefined) return [];
        const difference = sealedDifference(sealedParagraphs(sealed.record), sealedParagraphs(record));
        if (difference === undefined) return [];
        return [
          {
            rule: 'adr-accepted-edited',
            severity: 'warning',
            message: `The text of ${nameOf(record)} is not the one that was accepted on ${sealed.date} (${sealed.commit.slice(0, 10)}): ${words(difference)}.`,
            advice:
              'Write what is new into a section "Amendments" or into a new record, and take the accepted text back.',
            span: difference.line === undefined ? spanOfTitle(record) : spanOfLine(record, difference.line),
          },
        ];
      }),
    ),
};

function words({ added, removed }: SealedDifference): string {
  const shown = (list: readonly string[]): string =>
    `"${list.slice(0, 6).join(' ')}${list.length > 6 ? ' …' : ''}"`;
  return [
    ...(added.length > 0
      ? [`${added.length} ${added.length === 1 ? 'word' : 'words'} came in (${shown(added)})`]
      : []),
    ...(removed.length > 0 ? [`${removed.length} went (${shown(removed)})`] : []),
  ].join(', ');
}
