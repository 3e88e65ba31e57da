import type { Finding } from '../../../model/finding.js';
import type { Rule } from '../../../model/rule.js';
import { candidates, pathOfCode, spanOfTarget, writtenTargets } from '../written-targets.js';
import { nygard } from './examples.js';
import type { AdrFacts, LintedRecord } from './facts.js';

export const pathGone: Rule<AdrFacts> = {
  id: 'adr-path-gone',
  severity: 'note',
  question: '',
  summary: 'A record names a file or folder that was in the repository once and is not any more.',
  why: 'The path was the way from the decision to the code that carries it out. Where the code went, git knows; the reader of the record does not.',
  whenNotToUse:
    'In records that describe what is to be removed. Only paths that git has seen are looked at, in records that still hold.',
  sources: ['https://github.com/ohdearquant/khive/issues/2916'],
  bad: [
    {
      title: 'It was moved',
      before: { 'src/orders/store.ts': 'export const store = 1;\n' },
      files: {
        'src/shop/store.ts': 'export const store = 1;\n',
        'docs/adr/0001-a.md': nygard('1. A', 'Accepted', '\nSee `src/orders/store.ts`.\n'),
      },
    },
  ],
  good: [
    {
      title: 'It is there, or never was',
      files: {
        'src/orders/store.ts': 'export const store = 1;\n',
        'docs/adr/0001-a.md': nygard(
          '1. A',
          'Accepted',
          '\nSee `src/orders/store.ts:12`, `src/orders/`; clients call `v1/orders.json`.\n',
        ),
      },
    },
  ],
  check: ({ logs, files, folders, history }) =>
    logs.flatMap(({ records }) =>
      records.flatMap((record) =>
        missingPaths(record, files, folders).flatMap(({ written, places }): Finding[] => {
          const found = places
            .map((place) => ({ place, gone: history.gone(place) }))
            .find(({ gone }) => gone !== undefined);
          if (found?.gone === undefined) return [];
          const { movedTo, commit } = found.gone;
          return [
            {
              rule: 'adr-path-gone',
              severity: movedTo === undefined ? 'note' : 'warning',
              message:
                movedTo === undefined
                  ? `${found.place} was deleted in ${commit.slice(0, 10)}.`
                  : `${found.place} is ${movedTo} now (${commit.slice(0, 10)}).`,
              advice:
                movedTo === undefined
                  ? 'Name what took its place, or say in a section "Amendments" that it is gone.'
                  : `Write ${movedTo}; paths may be repaired in an accepted record.`,
              span: spanOfTarget(record.source, written),
            },
          ];
        }),
      ),
    ),
};

/** The paths in code marks that lead nowhere, with the places that they may mean. Records that do not hold any more keep theirs. */
export function missingPaths(
  record: LintedRecord,
  files: ReadonlySet<string>,
  folders: ReadonlySet<string>,
): readonly {
  readonly written: ReturnType<typeof writtenTargets>[number];
  readonly places: readonly string[];
}[] {
  if (['superseded', 'deprecated', 'rejected'].includes(record.record.status ?? '')) return [];
  const seen = new Set<string>();
  return writtenTargets(record.outline).flatMap((written) => {
    const path = written.kind === 'code' ? pathOfCode(written.target) : undefined;
    if (path === undefined || seen.has(path)) return [];
    seen.add(path);
    const places = candidates(record.record.path, path);
    return places.some((place) => files.has(place) || folders.has(place)) ? [] : [{ written, places }];
  });
}
