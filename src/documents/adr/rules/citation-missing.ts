import { seriesOf } from '../citations.js';
import type { Finding } from '../../../model/finding.js';
import type { Rule } from '../../../model/rule.js';
import type { Citation } from '../citations.js';
import { nygard } from './examples.js';
import type { AdrFacts, LintedLog } from './facts.js';

export const citationMissing: Rule<AdrFacts> = {
  id: 'adr-citation-missing',
  severity: 'warning',
  question: '',
  summary: 'Code or documentation cites a record that does not exist.',
  why: 'The comment says that there is a reason, and the reason cannot be read. It happens when records are renumbered, or a branch was merged without its record.',
  whenNotToUse:
    'When records of another repository are cited with the same prefix, name the repository with them, or link them. Numbers above the last one are only looked at when the log once had them.',
  sources: [
    'https://github.com/saratihq/sarati/issues/61',
    'https://github.com/javinizer/javinizer-go/issues/46',
  ],
  bad: [
    {
      title: 'There is no record 2',
      files: {
        'docs/adr/0001-a.md': nygard('1. A', 'Accepted'),
        'docs/adr/0003-c.md': nygard('3. C', 'Accepted'),
        'src/store.ts': '// Orders live in one table, see ADR-0002.\nexport const store = 1;\n',
      },
    },
    {
      title: 'There is no record 2 of the scope',
      files: {
        'docs/adr/ORG-ADR-0001-a.md': nygard('A', 'Accepted'),
        'docs/adr/ORG-ADR-0003-c.md': nygard('C', 'Accepted'),
        'src/store.ts': '// Orders live in one table, see ORG-ADR-0002.\nexport const store = 1;\n',
      },
    },
  ],
  good: [
    {
      title: 'It is there; what is not meant',
      files: {
        'docs/adr/0001-a.md': nygard('1. A', 'Accepted'),
        'docs/adr/0003-c.md': nygard('3. C', 'Accepted'),
        'src/store.ts':
          '// See ADR-0001, ADR 3, https://example.org/ADR-0002, ORG-ADR-0002 and ADR-0044.\nexport const ADR_2 = 1;\n',
      },
    },
  ],
  check: ({ logs, citations }) => {
    const series = logs.flatMap(numbersOf).filter(({ numbers }) => numbers.size > 0);
    return citations.flatMap((citation): Finding[] => {
      if (!isMissing(citation, series)) return [];
      return [
        {
          rule: 'adr-citation-missing',
          severity: 'warning',
          message: `${citation.text} is cited, but no log has a record of that number.`,
          advice: 'Cite the record that is meant, or take the citation out.',
          span: citation.span,
        },
      ];
    });
  },
};

/** The numbers of a log, or of one of its series. */
interface Series {
  /** Empty: all of the log's records. */
  readonly name: string;
  readonly numbers: ReadonlySet<number>;
  readonly ever: ReadonlySet<number>;
  readonly first: number;
  readonly last: number;
  /** Digits with which they are written. */
  readonly width: number;
}

/** A log as a whole, for `ADR-7`, and each of its scopes, for `ORG-ADR-Area-7`. */
function numbersOf(log: LintedLog): readonly Series[] {
  const names = new Set(log.records.map(({ name }) => seriesOf(name.pattern.prefix)).filter(Boolean));
  const scoped = [...names].map((name) => ({
    // Which series a number that is gone belonged to is not known.
    ...numbersIn(
      log.records.filter((record) => seriesOf(record.name.pattern.prefix) === name),
      new Set(),
    ),
    name,
  }));
  return [{ ...numbersIn(log.records, log.numbersEver), name: '' }, ...scoped];
}

function numbersIn(records: LintedLog['records'], numbersEver: ReadonlySet<number>): Omit<Series, 'name'> {
  const numbers = records.flatMap(({ record }) => record.number ?? []);
  const sorted = numbers.toSorted((a, b) => a - b);
  return {
    numbers: new Set(numbers),
    ever: numbersEver,
    first: sorted[0] ?? 0,
    last: sorted.at(-1) ?? 0,
    width: records.reduce((most, { name }) => Math.max(most, name.pattern.digits), 0),
  };
}

/** A number within the series that no record has, or one that a record had once. */
function isMissing({ number = 0, digits = 0, series = '' }: Citation, all: readonly Series[]): boolean {
  const logs = all.filter(({ name }) => name === series);
  if (number === 0 || logs.some(({ numbers }) => numbers.has(number))) return false;
  return logs.some(({ ever, first, last, width }) => {
    // `ADR-007` in a log of `0007` is another series.
    if (digits > String(number).length && digits !== width) return false;
    return ever.has(number) || (number < last && number > first);
  });
}
