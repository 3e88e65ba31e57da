import type { Finding } from '../../../model/finding.js';
import type { Rule } from '../../../model/rule.js';
import { nygard } from './examples.js';
import type { AdrFacts, LintedRecord } from './facts.js';
import { spanOfStatus } from './places.js';
import { isPartial, relationsOf, supersession } from './relations.js';

export const supersedeCycle: Rule<AdrFacts> = {
  id: 'adr-supersede-cycle',
  severity: 'error',
  question: '',
  summary: 'Records supersede each other in a circle, so that none of them holds.',
  why: 'Following the successors never ends. Mostly one link has the wrong direction.',
  whenNotToUse: 'Never. To return to an old decision, write a new record that says so.',
  sources: ['https://cognitect.com/blog/2011/11/15/documenting-architecture-decisions'],
  bad: [
    {
      title: 'Each supersedes the other',
      files: {
        'docs/adr/0001-a.md': nygard('1. A', 'Accepted\n\nSupersedes [2. B](0002-b.md)'),
        'docs/adr/0002-b.md': nygard('2. B', 'Accepted\n\nSupersedes [1. A](0001-a.md)'),
      },
    },
  ],
  good: [
    {
      title: 'A line',
      files: {
        'docs/adr/0001-a.md': nygard('1. A', 'Superseded by [2. B](0002-b.md)'),
        'docs/adr/0002-b.md': nygard(
          '2. B',
          'Superseded by [3. C](0003-c.md)\n\nSupersedes [1. A](0001-a.md)',
        ),
        'docs/adr/0003-c.md': nygard('3. C', 'Accepted\n\nSupersedes [2. B](0002-b.md)'),
      },
    },
  ],
  check: (facts) => {
    const successors = new Map<LintedRecord, Set<LintedRecord>>();
    for (const { from, to, link } of relationsOf(facts)) {
      const direction = supersession(link.kind);
      if (direction === undefined || isPartial(link, from)) continue;
      const [older, newer] = direction === 'forward' ? [to, from] : [from, to];
      successors.set(older, (successors.get(older) ?? new Set()).add(newer));
    }
    const reported = new Set<LintedRecord>();
    return [...successors.keys()].flatMap((start): Finding[] => {
      const circle = reported.has(start) ? undefined : wayBack(start, successors);
      if (circle === undefined) return [];
      for (const record of circle) reported.add(record);
      const ids = [...circle, start].map(({ record }) => record.id);
      return [
        {
          rule: 'adr-supersede-cycle',
          severity: 'error',
          message: `Superseded in a circle: ${ids.join(' → ')}. None of them holds.`,
          advice:
            'Turn the link round that has the wrong direction, or write a new record that replaces them all.',
          span: spanOfStatus(start),
          related: circle
            .slice(1, 10)
            .map((record) => ({ span: spanOfStatus(record), text: record.record.id })),
        },
      ];
    });
  },
};

/** The shortest way from a record over its successors back to itself. */
function wayBack(
  start: LintedRecord,
  successors: ReadonlyMap<LintedRecord, ReadonlySet<LintedRecord>>,
): readonly LintedRecord[] | undefined {
  const came = new Map<LintedRecord, LintedRecord>();
  const waiting = [start];
  for (let current = waiting.shift(); current !== undefined; current = waiting.shift()) {
    for (const next of successors.get(current) ?? []) {
      if (next === start) {
        const way = [current];
        for (let at = current; at !== start;) {
          at = came.get(at) ?? start;
          way.unshift(at);
        }
        return way;
      }
      if (!came.has(next)) {
        came.set(next, current);
        waiting.push(next);
      }
    }
  }
  return undefined;
}
