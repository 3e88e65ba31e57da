import type { Finding } from '../../../model/finding.js';
import type { Rule } from '../../../model/rule.js';
import { isoDate } from '../dates.js';
import { plainText } from '../plain-text.js';
import type { AdrFacts } from './facts.js';
import { madr } from './examples.js';
import { nameOf, spanOfLine } from './places.js';

export const reviewPassed: Rule<AdrFacts> = {
  id: 'adr-review-passed',
  severity: 'warning',
  question: '',
  summary: 'The day by which a decision was to be looked at again has passed.',
  why: 'Somebody knew that the reasons would change and wrote a day down. If nobody looks, the assumption has become a habit.',
  whenNotToUse: 'Without --as-of no day has passed, so that a commit always gives the same result.',
  sources: ['https://github.com/PrestaShop/ADR/issues/18'],
  bad: [
    {
      title: 'To be reviewed by June, looked at in December (--as-of 2026-12-31)',
      files: {
        'docs/adr/0001-a.md': madr('A', 'accepted').replace('date:', 'review-by: 2026-06-30\ndate:'),
      },
    },
  ],
  good: [
    {
      title: 'Still to come',
      files: {
        'docs/adr/0001-a.md': madr('A', 'accepted').replace('date:', 'review-by: 2027-06-30\ndate:'),
      },
    },
    {
      title: 'Superseded meanwhile',
      files: {
        'docs/adr/0001-a.md': madr('A', 'superseded by ADR-0002').replace(
          'date:',
          'review-by: 2026-06-30\ndate:',
        ),
      },
    },
  ],
  check: ({ logs, asOf }) =>
    asOf === undefined
      ? []
      : logs.flatMap(({ records }) =>
          records.flatMap((record): Finding[] => {
            const field = record.fields.get('review');
            const due = field === undefined ? null : isoDate(plainText(field.values[0] ?? ''));
            const over = ['superseded', 'rejected', 'deprecated'].includes(record.record.status ?? '');
            if (field === undefined || due === null || due >= asOf || over) return [];
            return [
              {
                rule: 'adr-review-passed',
                severity: 'warning',
                message: `${nameOf(record)} was to be reviewed by ${due}; it is ${asOf}.`,
                advice: 'Look at its context again, then write a new day, amend it, or supersede it.',
                span: spanOfLine(record, field.line),
              },
            ];
          }),
        ),
};
