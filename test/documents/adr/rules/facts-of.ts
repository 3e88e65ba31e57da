import { citationsIn, citingWords } from '../../../../src/documents/adr/citations.js';
import { findLogs } from '../../../../src/documents/adr/find-logs.js';
import { readRecord } from '../../../../src/documents/adr/read-record.js';
import type { AdrFacts, AdrHistory } from '../../../../src/documents/adr/rules/facts.js';
import { gatherAdrFacts } from '../../../../src/documents/adr/rules/gather.js';
import { SourceText } from '../../../../src/model/source-text.js';
import { inMemoryRepository } from '../../../in-memory-repository.js';

type Files = Readonly<Record<string, string>>;

/** The facts of a small repository on the last day of 2026; `before` is its only earlier commit, of which equal contents were moved. */
export async function factsOf(files: Files, before: Files = {}): Promise<AdrFacts> {
  const view = inMemoryRepository(files);
  const { logs } = await findLogs(view);
  const words = citingWords(logs.flatMap(({ read }) => read.map(({ name }) => name.pattern.prefix)));
  return gatherAdrFacts(view, logs, {
    history: historyOf(files, before),
    everPaths: Object.keys(before),
    citations: Object.entries(files).flatMap(([file, text]) =>
      text.split('\n').flatMap((line, index) => citationsIn({ file, line: index + 1, text: line }, words)),
    ),
    settings: { frozen: new Set(), statuses: undefined, sections: undefined, proposedDays: 90 },
    asOf: '2026-12-31',
  });
}

function historyOf(files: Files, before: Files): AdrHistory {
  return {
    accepted: (path) => {
      const text = before[path];
      const record = text === undefined ? undefined : readRecord(new SourceText(path, text));
      return record?.record.status === 'accepted'
        ? { record, commit: 'f'.repeat(40), date: '2026-02-01' }
        : undefined;
    },
    firstSeen: () => undefined,
    gone: (path) => {
      const text = before[path];
      if (text === undefined || files[path] !== undefined) return undefined;
      const movedTo = Object.keys(files).find((other) => files[other] === text);
      return { commit: 'f'.repeat(40), ...(movedTo !== undefined && { movedTo }) };
    },
  };
}
