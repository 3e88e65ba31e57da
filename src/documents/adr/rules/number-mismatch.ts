import type { Finding } from '../../../model/finding.js';
import type { Rule } from '../../../model/rule.js';
import { plainText } from '../plain-text.js';
import { nygard } from './examples.js';
import type { AdrFacts, LintedRecord } from './facts.js';
import { spanOfTitle } from './places.js';

export const numberMismatch: Rule<AdrFacts> = {
  id: 'adr-number-mismatch',
  severity: 'warning',
  question: '',
  summary: 'The title has another number than the name of the file.',
  why: 'Half of the readers cite the one and half the other. It happens when a record is copied or renumbered by hand.',
  whenNotToUse:
    'Never; a number that is part of the title has no point or colon behind it and is not looked at.',
  sources: ['https://github.com/joshrotenberg/adrs'],
  bad: [
    { title: 'Copied', files: { 'docs/adr/0004-use-kafka.md': nygard('3. Use Kafka', 'Accepted') } },
    {
      title: 'With a prefix',
      files: { 'docs/adr/ADR-012-use-kafka.md': nygard('ADR-011: Use Kafka', 'Accepted') },
    },
  ],
  good: [
    { title: 'The same', files: { 'docs/adr/0004-use-kafka.md': nygard('ADR 4: Use Kafka', 'Accepted') } },
    { title: 'No number', files: { 'docs/adr/0004-3-tiers.md': nygard('3 tiers for all', 'Accepted') } },
    { title: 'A date', files: { 'docs/adr/0004-x.md': nygard('2024-01-31: Use Kafka', 'Accepted') } },
  ],
  check: ({ logs }) =>
    logs.flatMap(({ records }) =>
      records.flatMap((record): Finding[] => {
        const written = titleNumber(record);
        const { number, id } = record.record;
        if (written === undefined || number === null || written === number) return [];
        return [
          {
            rule: 'adr-number-mismatch',
            severity: 'warning',
            message: `The title says ${written}, the name of the file ${id}: readers will cite two numbers for one decision.`,
            advice: 'Write the number of the file into the title.',
            span: spanOfTitle(record),
          },
        ];
      }),
    ),
};

function titleNumber({ outline, name }: LintedRecord): number | undefined {
  const title = outline.headings.find(({ depth }) => depth === 1);
  if (title === undefined) return undefined;
  const found = /^\[?(?:([A-Za-z][A-Za-z-]*?)[-_ #]*)?0*(\d{1,5})[a-z]?\]?\s*(?:[.:)](?!\d)|[–—]|\s-\s)/.exec(
    plainText(title.text),
  );
  if (!found) return undefined;
  const [, prefix = '', digits = ''] = found;
  // "Phase 2: …" and "Python 3: …" are titles; ADR, RFC, the prefix of the file and no prefix at all number them.
  const own = name.pattern.prefix.replaceAll(/[-_ ]+$/g, '').toLowerCase();
  if (
    prefix !== '' &&
    !/^(adr|architecture decision record|decision|ad|adl|dr)$/i.test(prefix) &&
    prefix.toLowerCase() !== own
  )
    return undefined;
  return Number(digits);
}
