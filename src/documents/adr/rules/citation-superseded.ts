import { seriesOf } from '../citations.js';
import type { Finding } from '../../../model/finding.js';
import type { Rule } from '../../../model/rule.js';
import { nygard } from './examples.js';
import type { AdrFacts, LintedRecord } from './facts.js';
import { nameOf, spanOfStatus } from './places.js';
import { relationsOf, supersession } from './relations.js';

export const citationSuperseded: Rule<AdrFacts> = {
  id: 'adr-citation-superseded',
  severity: 'note',
  question: '',
  summary: 'Code or documentation rests on a record that was superseded or rejected.',
  why: 'Either the code still does what was given up, or the comment was forgotten. Whoever reads it follows the wrong decision.',
  whenNotToUse: 'Where history is told: change logs and the records themselves are not looked at.',
  sources: ['https://github.com/kamp-us/phoenix/issues/4726'],
  bad: [
    {
      title: 'Superseded meanwhile',
      files: {
        'docs/adr/0001-a.md': nygard('1. A', 'Superseded by [2. B](0002-b.md)'),
        'docs/adr/0002-b.md': nygard('2. B', 'Accepted\n\nSupersedes [1. A](0001-a.md)'),
        'src/store.ts': '// One table for all, see ADR-0001.\nexport const store = 1;\n',
      },
    },
  ],
  good: [
    {
      title: 'The one that holds',
      files: {
        'docs/adr/0001-a.md': nygard('1. A', 'Superseded by [2. B](0002-b.md)'),
        'docs/adr/0002-b.md': nygard('2. B', 'Accepted\n\nSupersedes [1. A](0001-a.md). See ADR-0001.'),
        'src/store.ts': '// A table each, see ADR-0002 (it replaces ADR-0001).\nexport const store = 1;\n',
      },
    },
  ],
  check: (facts) => {
    const successors = new Map<LintedRecord, LintedRecord>();
    for (const { from, to, link } of relationsOf(facts)) {
      const direction = supersession(link.kind);
      if (direction === 'forward') successors.set(to, from);
      else if (direction === 'backward') successors.set(from, to);
    }
    const own = new Set(facts.logs.flatMap(({ records }) => records.map(({ record }) => record.path)));
    const folders = facts.logs.map(({ path }) => `${path}/`);
    const byNumber = new Map<string, LintedRecord[]>();
    for (const record of facts.logs.flatMap(({ records }) => records)) {
      const { number } = record.record;
      const series = seriesOf(record.name.pattern.prefix);
      // `ADR-7` may mean a record of any scope.
      for (const key of new Set([`${number}`, `${series}${number}`]))
        byNumber.set(key, [...(byNumber.get(key) ?? []), record]);
    }
    const cited = new Map<string, Set<number>>();
    for (const { span, number = 0 } of facts.citations)
      cited.set(span.file, (cited.get(span.file) ?? new Set()).add(number));
    return facts.citations.flatMap((citation): Finding[] => {
      const { file } = citation.span;
      // An index lists what was superseded too.
      if (/(^|\/)(summary|index|toc|_?sidebar|nav|mkdocs|readme)\.\w+$/i.test(file)) return [];
      if ((cited.get(file)?.size ?? 0) > Math.max(5, own.size / 2)) return [];
      if (
        own.has(file) ||
        folders.some((folder) => file.startsWith(folder)) ||
        /(^|\/)[^/]*(change|history|release|news)[^/]*$/i.test(file)
      )
        return [];
      const meant = byNumber.get(`${citation.series ?? ''}${citation.number}`) ?? [];
      const [record] = meant;
      if (meant.length !== 1 || record === undefined) return [];
      const { status } = record.record;
      if (status !== 'superseded' && status !== 'rejected') return [];
      const successor = lastOf(record, successors);
      // The line that names the successor too tells the story itself.
      const told = facts.citations.some(
        (other) =>
          other.span.file === file &&
          other.span.line === citation.span.line &&
          other.number === successor?.record.number,
      );
      if (told) return [];
      return [
        {
          rule: 'adr-citation-superseded',
          severity: 'note',
          message: `${citation.text} was ${status}${successor === undefined ? '' : `; ${nameOf(successor)} holds now`}.`,
          advice:
            successor === undefined
              ? 'See whether the code still follows it, and cite what holds.'
              : `See whether the code follows ${successor.record.id}, and cite that.`,
          span: citation.span,
          related: [{ span: spanOfStatus(record), text: `${record.record.id} is ${status}` }],
        },
      ];
    });
  },
};

/** The successor that nobody replaced; a circle ends where it began. */
function lastOf(
  record: LintedRecord,
  successors: ReadonlyMap<LintedRecord, LintedRecord>,
): LintedRecord | undefined {
  const seen = new Set([record]);
  let last: LintedRecord | undefined;
  for (
    let next = successors.get(record);
    next !== undefined && !seen.has(next);
    next = successors.get(next)
  ) {
    seen.add(next);
    last = next;
  }
  return last;
}
