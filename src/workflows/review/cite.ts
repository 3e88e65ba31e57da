import { matchesDigest, textDigest } from '../../checklist/digests.js';
import { evidenceOf } from '../../checklist/evidence-of.js';
import { lineRangeText } from '../../checklist/line-range.js';
import { isAcceptable, notApplicableChoice, riskOfChoice } from '../../checklist/risk.js';
import { copiesOf } from '../../checklist/staleness.js';
import type { AnswerEvidence } from '../../model/answer.js';
import type { SubQuestion } from '../../model/checklist.js';
import type { Evidence } from '../../model/evidence.js';
import type { RepositoryView } from '../../model/repository-view.js';
import { matchesOf } from './current-sources.js';

/** How many places an answer is bound to: those that the walk showed. */
const cited = 5;
/** Lines of a long place that are bound: its beginning says what it is. */
const longest = 20;

/**
 * What an answer rests on: the places that were shown, by their text, and for each signal against it that found nothing, that it found
 * nothing. So the answer goes stale when a shown line changes, and when something speaks against it that was not there. An answer of risk,
 * or that it does not apply, also rests on that nothing speaks for a better one.
 */
export async function citeEvidence(
  subQuestion: SubQuestion,
  choice: string,
  evidence: readonly Evidence[],
  view: RepositoryView,
): Promise<readonly AnswerEvidence[]> {
  const bound: AnswerEvidence[] = [];
  const seen = new Set<string>();
  for (const { span } of evidenceOf(subQuestion, evidence).slice(0, cited)) {
    const source = await view.read(span.file);
    if (source === undefined) continue;
    const end = span.endColumn === 1 && span.endLine > span.line ? span.endLine - 1 : span.endLine;
    const to = Math.min(end, span.line + longest - 1, source.lineStarts.length);
    const lines = lineRangeText({ from: span.line, to });
    if (seen.has(`${span.file}:${lines}`)) continue;
    seen.add(`${span.file}:${lines}`);
    const text = Array.from({ length: to - span.line + 1 }, (_, index) => source.line(span.line + index));
    const blob = view.file(span.file)?.blob;
    const digest = textDigest(text);
    const all = source.lineStarts.map((_start, index) => source.line(index + 1));
    const copies = copiesOf(all, { from: span.line, to }, digest);
    bound.push({
      path: span.file,
      lines,
      ...(blob !== undefined && { blob }),
      text: digest,
      ...(copies > 1 && { copies: String(copies) }),
    });
  }
  const isGood = choice !== notApplicableChoice && isAcceptable(riskOfChoice(subQuestion, choice) ?? 'high');
  for (const { id, stance } of subQuestion.signals) {
    if ((stance !== 'contradicts' && isGood) || matchesOf(evidence, id).length > 0) continue;
    bound.push({ none: id, result: matchesDigest([]) });
  }
  return bound;
}
