import type { Finding } from '../../../model/finding.js';
import type { Rule } from '../../../model/rule.js';
import { nygard } from './examples.js';
import type { AdrFacts, LintedRecord } from './facts.js';
import { nameOf, spanOfStatus } from './places.js';
import { inverseOf, relationsOf } from './relations.js';

export const supersededWithoutSuccessor: Rule<AdrFacts> = {
  id: 'adr-superseded-without-successor',
  severity: 'warning',
  question: '',
  summary: 'A record is superseded, and neither it nor any other says by what.',
  why: 'The reader learns that the decision does not hold any more, but not what holds now.',
  whenNotToUse: 'When nothing took its place the right word is deprecated.',
  sources: ['https://github.com/joshrotenberg/adrs/issues/197'],
  bad: [{ title: 'By what?', files: { 'docs/adr/0001-a.md': nygard('1. A', 'Superseded') } }],
  good: [
    {
      title: 'By a record, by one of another repository, or the successor says it',
      files: {
        'docs/adr/0001-a.md': nygard('1. A', 'Superseded by [3. C](0003-c.md)'),
        'docs/adr/0002-b.md': nygard('2. B', 'Superseded by RFC 12 of the platform team'),
        'docs/adr/0003-c.md': nygard('3. C', 'Accepted'),
        'docs/adr/0004-d.md': nygard('4. D', 'Superseded'),
        'docs/adr/0005-e.md': nygard('5. E', 'Accepted\n\nSupersedes [4. D](0004-d.md)'),
      },
    },
  ],
  check: (facts) => {
    const replaced = new Set(
      relationsOf(facts)
        .filter(({ link }) => inverseOf(link.kind)?.endsWith(' by') === true)
        .map(({ to }) => to),
    );
    return facts.logs.flatMap(({ records }) =>
      records.flatMap((record): Finding[] => {
        if (record.record.status !== 'superseded' || replaced.has(record) || namesSuccessor(record))
          return [];
        return [
          {
            rule: 'adr-superseded-without-successor',
            severity: 'warning',
            message: `${nameOf(record)} is superseded, and nothing says by what.`,
            advice:
              'Link the record that holds now behind "Superseded by"; if there is none, call it deprecated.',
            span: spanOfStatus(record),
          },
        ];
      }),
    );
  },
};

/** A link by which it is replaced, or words behind "superseded" that name something. */
function namesSuccessor({ record, links, fields }: LintedRecord): boolean {
  if (links.some(({ kind }) => /(superseded|replaced|obsoleted) by$/.test(kind))) return true;
  const texts = [record.statusText ?? '', ...(fields.written('status')?.values ?? [])];
  return (
    texts.some((text) =>
      /(super[cs]+e+de?d|replaced|obsoleted|par|por|durch|door|da)\W+(by|with|in favou?r of|in|par|por|durch|door|da)?\W*[\p{Letter}\d[#]/iu.test(
        text.replace(/^\W+/, ''),
      ),
    ) || texts.some((text) => /取代|替代|置換|заменен/.test(text) && /\d|\[/.test(text))
  );
}
