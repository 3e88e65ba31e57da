import type { Probe } from '../../model/probe.js';
import type { Reading } from '../../model/reading.js';
import type { RepositoryFile, RepositoryView } from '../../model/repository-view.js';
import type { Skipped } from '../../model/skipped.js';
import type { SourceText } from '../../model/source-text.js';

/** Reads every candidate whose text has what a check of the platform cannot be written without; others are not parsed. */
export async function readEachSource(
  candidates: readonly RepositoryFile[],
  view: RepositoryView,
  mention: RegExp,
  read: (source: SourceText) => Reading<Probe> | Promise<Reading<Probe>>,
): Promise<Reading<Probe>> {
  const facts: Probe[] = [];
  const skipped: Skipped[] = [];
  for (const { path } of candidates) {
    const source = await view.read(path);
    if (source === undefined || !mention.test(source.text)) continue;
    const reading = await read(source);
    facts.push(...reading.facts);
    skipped.push(...reading.skipped);
  }
  return { facts, skipped };
}
