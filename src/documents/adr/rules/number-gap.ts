import type { Finding } from '../../../model/finding.js';
import type { Rule } from '../../../model/rule.js';
import { nygard } from './examples.js';
import type { AdrFacts } from './facts.js';
import { spanOfTitle } from './places.js';

export const numberGap: Rule<AdrFacts> = {
  id: 'adr-number-gap',
  severity: 'note',
  question: '',
  summary: 'A number is missing in the series of a log. Off unless adr.rules in .lintel.yaml switches it on.',
  why: 'Records are superseded, never deleted: a gap may be a decision that was taken out of the log, with its reasons.',
  whenNotToUse: 'When numbers are reserved by open branches, or drafts are dropped before they are merged.',
  sources: ['https://cognitect.com/blog/2011/11/15/documenting-architecture-decisions'],
  bad: [
    {
      title: 'One is gone',
      files: {
        'docs/adr/0001-a.md': nygard('1. A', 'Accepted'),
        'docs/adr/0003-c.md': nygard('3. C', 'Accepted'),
      },
    },
  ],
  good: [
    {
      title: 'One after the other, beginning anywhere',
      files: {
        'docs/adr/0010-a.md': nygard('10. A', 'Accepted'),
        'docs/adr/0011-b.md': nygard('11. B', 'Accepted'),
      },
    },
  ],
  check: ({ logs }) =>
    logs.flatMap(({ records }) => {
      const numbered = records.filter(({ record }) => record.number !== null);
      const prefixes = new Set(numbered.map(({ name }) => name.pattern.prefix));
      return [...prefixes].flatMap((prefix) => {
        const series = numbered.filter(({ name }) => name.pattern.prefix === prefix);
        return series.flatMap((record, index): Finding[] => {
          const before = series[index - 1]?.record.number ?? undefined;
          const number = record.record.number ?? 0;
          if (before === undefined || number <= before + 1) return [];
          const missing = number === before + 2 ? `${before + 1} is` : `${before + 1} to ${number - 1} are`;
          return [
            {
              rule: 'adr-number-gap',
              severity: 'note',
              message: `${missing} missing before ${record.record.id}.`,
              advice: 'Bring the record back and mark it as superseded or rejected, or let the gap be.',
              span: spanOfTitle(record),
            },
          ];
        });
      });
    }),
};
