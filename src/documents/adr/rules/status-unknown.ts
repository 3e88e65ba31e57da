import type { Finding } from '../../../model/finding.js';
import type { Rule } from '../../../model/rule.js';
import { isWithin } from '../edit-distance.js';
import { nygard } from './examples.js';
import type { AdrFacts, LintedLog } from './facts.js';
import { nameOf, spanOfStatus } from './places.js';

/** The states that mean something to every reader, and those that many teams use besides. */
const known: readonly string[] = [
  'proposed',
  'accepted',
  'rejected',
  'deprecated',
  'superseded',
  'partly superseded',
  'draft',
];
const common =
  /^(partially superseded|implemented|partially implemented|partly implemented|in progress|active|inactive|incomplete|complete|completed|done|final|living|amended|updated|extended|postponed|deferred|on hold|parked|abandoned|withdrawn|cancelled|canceled|retired|archived|trial|experimental|provisional|ready|open|closed|informational|not applicable|n\/a|none|unknown|review|reviewed|last call|last call.*|temporary|current|valid|invalid|discarded|dropped|expired|historical|revoked|reverted|verified|signed|adopt|hold|assess|tbd|new|planned|paused|stale|locked|merged|stable|enacted|released)$/;

export const statusUnknown: Rule<AdrFacts> = {
  id: 'adr-status-unknown',
  severity: 'warning',
  question: '',
  summary: 'The status is a slip of the pen, a sentence, or none of the states that the team allows.',
  why: 'Listings, indexes and people look for a word. What is spelt in another way falls out of every filter: a superseded decision goes on being followed, an accepted one is overlooked.',
  whenNotToUse:
    'A team with states of its own lists them in .lintel.yaml under adr.statuses; then only those are allowed.',
  sources: ['https://adr.github.io/madr/', 'https://github.com/npryce/adr-tools/issues/61'],
  bad: [
    { title: 'Misspelt', files: { 'docs/adr/0001-a.md': nygard('1. Use PostgreSQL', 'Acepted') } },
    {
      title: 'A sentence in the place of a word',
      files: {
        'docs/adr/0001-a.md': nygard(
          '1. Use PostgreSQL',
          'We talked about it in the last meeting and liked it',
        ),
      },
    },
  ],
  good: [
    {
      title: 'States in any language, with what belongs to them',
      files: {
        'docs/adr/0001-a.md': nygard('1. Use PostgreSQL', 'Akzeptiert'),
        'docs/adr/0002-b.md': nygard('2. Use Kafka', 'Accepted on 2024-01-31 by the guild'),
        'docs/adr/0003-c.md': nygard('3. Use Redis', 'Implemented'),
      },
    },
  ],
  check: ({ logs, settings }) =>
    logs.flatMap((log) =>
      log.records.flatMap((record): Finding[] => {
        const { status, statusText, problems } = record.record;
        if (statusText === null) return [];
        const what =
          status === null
            ? problems.some((problem) => /choice that nobody made/.test(problem))
              ? undefined
              : 'names no state'
            : problemOf(status, log, settings.statuses);
        if (what === undefined) return [];
        return [
          {
            rule: 'adr-status-unknown',
            severity: 'warning',
            message: `The status "${shortened(statusText)}" of ${nameOf(record)} ${what}.`,
            advice: `Write one word for the state${settings.statuses ? `: ${settings.statuses.join(', ')}` : ', e.g. Accepted, and what else is to be said below it'}.`,
            span: spanOfStatus(record),
          },
        ];
      }),
    ),
};

function problemOf(
  status: string,
  log: LintedLog,
  allowed: readonly string[] | undefined,
): string | undefined {
  if (allowed) return allowed.includes(status) ? undefined : 'is none of the states that the team allows';
  if (known.includes(status) || common.test(status)) return undefined;
  const first = status.split(' ')[0] ?? status;
  const meant = known.find(
    (word) => !word.includes(' ') && first !== word && first.length > 4 && isWithin(first, word, 2),
  );
  if (meant !== undefined) return `looks like a misspelt "${meant}"`;
  // Several records that say the same are a state of the team's own.
  if (log.records.filter(({ record }) => record.status === status).length > 1) return undefined;
  return status.split(' ').length > 4 ? 'is a sentence, not a state' : undefined;
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
