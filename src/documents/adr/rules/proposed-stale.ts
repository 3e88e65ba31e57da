import type { Finding } from '../../../model/finding.js';
import type { Rule } from '../../../model/rule.js';
import { daysBetween } from '../dates.js';
import { nygard } from './examples.js';
import type { AdrFacts } from './facts.js';
import { nameOf, spanOfStatus } from './places.js';

export const proposedStale: Rule<AdrFacts> = {
  id: 'adr-proposed-stale',
  severity: 'note',
  question: '',
  summary: 'A record has been proposed for longer than the team takes to decide.',
  why: 'A proposal that nobody decides on is often followed already, or was dropped without a word. Both should be said.',
  whenNotToUse:
    'When proposals wait on purpose: raise adr.proposedDays in .lintel.yaml (90 by default). Without --as-of nothing is stale, so that a commit always gives the same result.',
  sources: ['https://github.com/rancher/rke2/issues/3161'],
  bad: [
    {
      title: 'Proposed in January, looked at in December (--as-of 2026-12-31)',
      files: { 'docs/adr/0001-a.md': nygard('1. A', 'Proposed') },
    },
  ],
  good: [
    { title: 'Decided', files: { 'docs/adr/0001-a.md': nygard('1. A', 'Accepted') } },
    {
      title: 'Proposed a month ago',
      files: { 'docs/adr/0001-a.md': nygard('1. A', 'Proposed').replace('2026-01-31', '2026-12-01') },
    },
  ],
  check: ({ logs, history, asOf, settings }) =>
    asOf === undefined
      ? []
      : logs.flatMap(({ records }) =>
          records.flatMap((record): Finding[] => {
            const { status, date, path } = record.record;
            if (status !== 'proposed' && status !== 'draft') return [];
            const since = date ?? history.firstSeen(path);
            const days = since === undefined ? 0 : daysBetween(since, asOf);
            if (days <= settings.proposedDays) return [];
            return [
              {
                rule: 'adr-proposed-stale',
                severity: 'note',
                message: `${nameOf(record)} is ${status ?? ''} since ${since ?? ''}, ${days} days on ${asOf}${date === null ? ' (by the commit that brought it)' : ''}.`,
                advice: 'Accept it, reject it, or say what it waits for.',
                span: spanOfStatus(record),
              },
            ];
          }),
        ),
};
