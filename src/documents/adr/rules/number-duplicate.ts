import { seriesOf } from '../citations.js';
import type { Finding } from '../../../model/finding.js';
import type { Rule } from '../../../model/rule.js';
import { nygard } from './examples.js';
import type { AdrFacts, LintedRecord } from './facts.js';
import { spanOfTitle } from './places.js';

export const numberDuplicate: Rule<AdrFacts> = {
  id: 'adr-number-duplicate',
  severity: 'error',
  question: '',
  summary: 'Two records of a log have the same number.',
  why: 'Two branches take the next number, both are merged without a conflict, and from then on "ADR 12" means two decisions. Every citation in code, tickets and talk becomes a guess.',
  whenNotToUse:
    'Old duplicates that are cited in many places can be left: list their numbers in .lintel.yaml under adr.frozen.',
  sources: ['https://github.com/npryce/adr-tools/issues/103'],
  bad: [
    {
      title: 'Two branches were merged',
      files: {
        'docs/adr/0002-use-kafka.md': nygard('2. Use Kafka', 'Accepted'),
        'docs/adr/0002-use-redis.md': nygard('2. Use Redis', 'Accepted'),
      },
    },
  ],
  good: [
    {
      title: 'A letter tells them apart',
      files: {
        'docs/adr/0002-use-kafka.md': nygard('2. Use Kafka', 'Accepted'),
        'docs/adr/0002a-name-topics.md': nygard('2a. Name topics', 'Accepted'),
      },
    },
    {
      title: 'Two logs, two areas',
      files: {
        'docs/adr/0001-use-kafka.md': nygard('1. Use Kafka', 'Accepted'),
        'web/docs/adr/0001-use-react.md': nygard('1. Use React', 'Accepted'),
        'docs/adr/WEB-001-a.md': nygard('Use it', 'Accepted'),
        'docs/adr/API-001-a.md': nygard('Use it', 'Accepted'),
      },
    },
  ],
  check: ({ logs, settings }) =>
    logs.flatMap(({ records }) => {
      const claimants = new Map<string, LintedRecord[]>();
      for (const record of records) {
        const key = keyOf(record);
        if (key === undefined || settings.frozen.has(record.record.number ?? -1)) continue;
        const known = claimants.get(key);
        if (known) known.push(record);
        else claimants.set(key, [record]);
      }
      return [...claimants.values()].flatMap(([first, ...others]) =>
        others.map((record): Finding => findingOf(record, first)),
      );
    }),
};

/** The series and the number: `ADR-7` and `RFC-7` are two, `ADR-7` and `0007` are one. */
function keyOf({ name }: LintedRecord): string | undefined {
  if (name.number === null) return undefined;
  const letter = /\d([a-z])$/.exec(name.id)?.[1] ?? '';
  return `${seriesOf(name.pattern.prefix)}${name.number}${letter}`;
}

function findingOf(record: LintedRecord, first: LintedRecord | undefined): Finding {
  const other = first?.record.path ?? '';
  return {
    rule: 'adr-number-duplicate',
    severity: 'error',
    message: `The number ${record.record.id} is taken twice: ${other} has it too, so that nobody knows which one a citation means.`,
    advice: 'Give the later one the next free number with everything that cites it: lintel adr renumber.',
    span: spanOfTitle(record),
    ...(first && { related: [{ span: spanOfTitle(first), text: `has the number ${first.record.id} too` }] }),
  };
}
