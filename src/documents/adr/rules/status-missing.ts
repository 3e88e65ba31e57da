import type { Finding } from '../../../model/finding.js';
import type { Rule } from '../../../model/rule.js';
import { nygard } from './examples.js';
import type { AdrFacts, LintedRecord } from './facts.js';
import { nameOf, spanOfStatus } from './places.js';

const without = '# 3. Use a queue\n\n## Context\n\nC.\n\n## Decision\n\nD.\n\n## Consequences\n\nE.\n';

export const statusMissing: Rule<AdrFacts> = {
  id: 'adr-status-missing',
  severity: 'warning',
  question: '',
  summary: 'A record says no status although the others of its log do, or leaves the choice open.',
  why: 'Nobody can tell whether the decision holds, is only proposed, or was replaced. Readers take it for accepted, tools leave it out.',
  whenNotToUse:
    'In a log that goes without a status altogether the rule is silent by itself: it looks at records that differ from the others.',
  sources: [
    'https://cognitect.com/blog/2011/11/15/documenting-architecture-decisions',
    'https://adr.github.io/madr/',
  ],
  bad: [
    {
      title: 'No status, where the neighbours have one',
      files: {
        'docs/adr/0001-a.md': nygard('1. Use PostgreSQL', 'Accepted'),
        'docs/adr/0002-b.md': nygard('2. Use Kafka', 'Accepted'),
        'docs/adr/0003-c.md': without,
      },
    },
    {
      title: 'The choice of the template was not made',
      files: {
        'docs/adr/0001-a.md': nygard('1. Use PostgreSQL', 'Proposed | Accepted | Rejected'),
      },
    },
  ],
  good: [
    {
      title: 'A log without states',
      files: { 'docs/adr/0001-a.md': without, 'docs/adr/0002-b.md': without },
    },
    { title: 'With a status', files: { 'docs/adr/0001-a.md': nygard('1. Use PostgreSQL', 'Accepted') } },
  ],
  check: ({ logs }) =>
    logs.flatMap(({ records }) => {
      const stated = records.filter(({ record }) => record.statusText !== null).length;
      return records.flatMap((record): Finding[] => {
        if (record.record.status !== null) return [];
        const open = record.record.problems.some((problem) => /choice that nobody made/.test(problem));
        if (open) return [findingOf(record, 'leaves the choice of its status open')];
        const written = record.fields.written('status') !== undefined;
        if (record.record.statusText !== null || isOpeningRecord(record)) return [];
        return written || stated > records.length / 2 ? [findingOf(record, 'says no status')] : [];
      });
    }),
};

/** The record that tools write first, on keeping records: MADR's own comes without a status. */
function isOpeningRecord({ record }: LintedRecord): boolean {
  return (
    (record.number ?? 0) <= 1 &&
    /record-architecture-decisions|use-(markdown|architectur)[a-z-]*records/i.test(record.path)
  );
}

function findingOf(record: LintedRecord, what: string): Finding {
  return {
    rule: 'adr-status-missing',
    severity: 'warning',
    message: `${nameOf(record)} ${what}: nobody can tell whether it holds.`,
    advice: 'Write the status as the other records do, e.g. Accepted.',
    span: spanOfStatus(record),
  };
}
