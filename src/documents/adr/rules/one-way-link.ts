import type { Finding } from '../../../model/finding.js';
import type { Rule } from '../../../model/rule.js';
import { nygard } from './examples.js';
import type { AdrFacts } from './facts.js';
import { nameOf } from './places.js';
import { answeredBy, inverseOf, isInForce, isPartial, relationsOf, supersession } from './relations.js';
import type { Relation } from './relations.js';

export const oneWayLink: Rule<AdrFacts> = {
  id: 'adr-link-one-way',
  severity: 'warning',
  question: '',
  summary:
    'A record says that it supersedes or amends another, or the other way round, and the other does not know.',
  why: 'Whoever opens the older record finds no hint that it was changed, and follows it. The link is needed at that end most of all.',
  whenNotToUse:
    'When an index or a site shows links from both ends. Links like amends, refines and extends are only asked for where the log writes them on both sides elsewhere.',
  sources: ['https://github.com/npryce/adr-tools', 'https://github.com/adoble/adr-j/issues/47'],
  bad: [
    {
      title: 'The older record does not know its successor',
      files: {
        'docs/adr/0001-a.md': nygard('1. A', 'Superseded'),
        'docs/adr/0002-b.md': nygard('2. B', 'Accepted\n\nSupersedes [1. A](0001-a.md)'),
      },
    },
    {
      title: 'The newer record does not know what it replaced',
      files: {
        'docs/adr/0001-a.md': nygard('1. A', 'Superseded by [2. B](0002-b.md)'),
        'docs/adr/0002-b.md': nygard('2. B', 'Accepted'),
      },
    },
  ],
  good: [
    {
      title: 'Both say it',
      files: {
        'docs/adr/0001-a.md': nygard('1. A', 'Superseded by [2. B](0002-b.md)'),
        'docs/adr/0002-b.md': nygard('2. B', 'Accepted\n\nSupersedes [1. A](0001-a.md)'),
      },
    },
    {
      title: 'A proposal that would supersede another',
      files: {
        'docs/adr/0001-a.md': nygard('1. A', 'Accepted'),
        'docs/adr/0002-b.md': nygard('2. B', 'Proposed\n\nSupersedes [1. A](0001-a.md)'),
      },
    },
  ],
  check: (facts) => {
    const relations = relationsOf(facts).filter(({ link }) => inverseOf(link.kind) !== undefined);
    const answered = new Set(
      relations.filter((relation) => answeredBy(relation, relations)).map(({ link }) => family(link.kind)),
    );
    const seen = new Set<string>();
    return relations.flatMap((relation): Finding[] => {
      const { from, to, link } = relation;
      const direction = supersession(link.kind);
      const key = [from.record.path, to.record.path, family(link.kind)].join('\u0000');
      if (seen.has(key) || answeredBy(relation, relations)) return [];
      seen.add(key);
      // What a proposal would replace need not know it yet; a record that is still accepted is told by another rule.
      if (!isInForce(direction === 'backward' ? to : from)) return [];
      if (direction === 'forward' && to.record.status === 'accepted' && !isPartial(link, from)) return [];
      if (direction === undefined && !answered.has(family(link.kind))) return [];
      // Mentioning the other record is enough where nothing was replaced.
      if (direction === undefined && mentions(relation)) return [];
      return [
        {
          rule: 'adr-link-one-way',
          severity: direction === 'forward' ? 'warning' : 'note',
          message: `${nameOf(from)} says "${link.kind}" of ${nameOf(to)}, which does not say "${inverseOf(link.kind) ?? ''}".`,
          advice: `Write the other side into ${to.record.path}: lintel adr lint --fix.`,
          span: from.source.span(link.start, link.end),
          related: [{ span: to.source.span(0, 0), text: 'does not link back' }],
        },
      ];
    });
  },
};

/** Both directions of one kind are one family. */
function family(kind: string): string {
  return [kind, inverseOf(kind) ?? ''].toSorted().join('/');
}

function mentions({ from, to }: Relation): boolean {
  return (
    to.links.some(({ target }) => target === from.record.path) ||
    to.source.text.includes(from.record.path.split('/').at(-1) ?? '')
  );
}
