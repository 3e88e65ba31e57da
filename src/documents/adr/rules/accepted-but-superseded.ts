import type { Finding } from '../../../model/finding.js';
import type { Rule } from '../../../model/rule.js';
import { nygard } from './examples.js';
import type { AdrFacts } from './facts.js';
import { nameOf, spanOfStatus } from './places.js';
import { isInForce, isPartial, relationsOf, supersession } from './relations.js';

export const acceptedButSuperseded: Rule<AdrFacts> = {
  id: 'adr-accepted-but-superseded',
  severity: 'error',
  question: '',
  summary: 'A record is still called accepted although another one in force supersedes it.',
  why: 'Two decisions that exclude each other both claim to hold. Whoever finds the older one first builds the wrong thing.',
  whenNotToUse: 'When only a part was replaced, say so in the link: "partly supersedes".',
  sources: ['https://github.com/joshrotenberg/adrs/issues/53', 'https://github.com/adoble/adr-j/issues/47'],
  bad: [
    {
      title: 'The newer record says it, the older does not',
      files: {
        'docs/adr/0001-a.md': nygard('1. A', 'Accepted'),
        'docs/adr/0002-b.md': nygard('2. B', 'Accepted\n\nSupersedes [1. A](0001-a.md)'),
      },
    },
  ],
  good: [
    {
      title: 'In part',
      files: {
        'docs/adr/0001-a.md': nygard('1. A', 'Accepted'),
        'docs/adr/0002-b.md': nygard('2. B', 'Accepted\n\nPartly supersedes [1. A](0001-a.md)'),
      },
    },
    {
      title: 'Only proposed',
      files: {
        'docs/adr/0001-a.md': nygard('1. A', 'Accepted'),
        'docs/adr/0002-b.md': nygard('2. B', 'Proposed\n\nSupersedes [1. A](0001-a.md)'),
      },
    },
  ],
  check: (facts) => {
    const seen = new Set<string>();
    return relationsOf(facts).flatMap(({ from, to, link }): Finding[] => {
      const direction = supersession(link.kind);
      if (direction === undefined || isPartial(link, from)) return [];
      const [older, newer] = direction === 'forward' ? [to, from] : [from, to];
      if (older.record.status !== 'accepted' || !isInForce(newer) || seen.has(older.record.path)) return [];
      seen.add(older.record.path);
      return [
        {
          rule: 'adr-accepted-but-superseded',
          severity: 'error',
          message: `${nameOf(older)} is called accepted, but ${nameOf(newer)} supersedes it.`,
          advice: `Write "Superseded by" with a link to ${newer.record.id} as its status: lintel adr lint --fix.`,
          span: spanOfStatus(older),
          related: [{ span: from.source.span(link.start, link.end), text: link.kind }],
        },
      ];
    });
  },
};
