import { addLink, linkStyleOf, linkTarget, markSuperseded } from '../../documents/adr/edit/add-link.js';
import { relationWords } from '../../documents/adr/edit/relations.js';
import { spliced } from '../../documents/adr/edit/splice.js';
import type { ReadLog } from '../../documents/adr/find-logs.js';
import type { AdrFacts } from '../../documents/adr/rules/facts.js';
import { missingSides } from '../../documents/adr/rules/missing-sides.js';
import { writeEdits } from '../../repository/edit-files.js';
import type { Scanned } from '../open-scanned.js';
import { recordText, textsOf } from './log-texts.js';
import type { RecordText } from './log-texts.js';

/**
 * Writes the missing side of links and supersessions into the other record, in its own dialect; nothing else is touched. All files are
 * written, or none.
 * @returns the paths of the files that were changed.
 */
export async function fixRecords(
  scanned: Scanned,
  facts: AdrFacts,
  logs: readonly ReadLog[],
): Promise<readonly string[]> {
  const texts = new Map<string, RecordText>();
  const styles = new Map<string, ReturnType<typeof linkStyleOf>>();
  for (const log of logs) {
    const read = await textsOf(scanned, log.read);
    const style = linkStyleOf(read);
    for (const one of read) {
      texts.set(one.read.record.path, one);
      styles.set(one.read.record.path, style);
    }
  }
  const before = new Map([...texts].map(([path, { text }]) => [path, text]));
  for (const { record, words, other, replaced } of missingSides(facts)) {
    const { path } = record.record;
    const own = texts.get(path);
    const target = texts.get(other.record.path);
    const style = styles.get(path);
    if (own === undefined || target === undefined || style === undefined) continue;
    const splices = replaced
      ? markSuperseded(own.read, own.text, linkTarget(target.read), style)
      : addLink(own.read, own.text, relationWords(words, style.spelling, true), linkTarget(target.read));
    texts.set(path, recordText(path, spliced(own.text, splices)));
  }
  const edits = [...texts]
    .filter(([path, { text }]) => before.get(path) !== text)
    .map(([path, { text }]) => ({ path, text, create: false }));
  await writeEdits(scanned.root, edits);
  return edits.map(({ path }) => path).toSorted();
}
