import type { AbsentEvidence, Answer, AnswerEvidence, CitedEvidence, Staleness } from '../model/answer.js';
import type { SubQuestion } from '../model/checklist.js';
import { type MatchedText, matchesDigest, textDigest, wordingDigest } from './digests.js';
import { lineRange, type LineRange, lineRangeText } from './line-range.js';

/** The repository as it is now, as far as kept answers ask for it. */
export interface CurrentSources {
  /** All lines of a file without their line ends; undefined when there is no such file. */
  lines(path: string): readonly string[] | undefined;
  /** Paths under which a file that is gone may live on: files with the cited blob id, renames that git knows. Best first. */
  renames?(cited: CitedEvidence): readonly string[];
  /** What a signal finds now for the service. */
  signalMatches(signal: string): readonly MatchedText[];
  /** The day (YYYY-MM-DD, UTC) on which `due` dates are judged; without it none is overdue. */
  readonly asOf?: string;
}

/** What became of cited lines. `moved` and `in-place` are fresh; the new place is in `path` and `lines`. */
export interface CitedPlace {
  readonly state: 'in-place' | 'moved' | 'changed' | 'gone';
  readonly path: string;
  /** `12-19` or `12`. */
  readonly lines: string;
}

/**
 * How much text is hashed while looking for moved lines, in lines. Far more than any source file needs; it bounds what a file of a
 * million lines and a citation of a thousand can cost.
 */
const searchBudget = 2_000_000;

/** Why an answer does not hold any more; empty = it is fresh. In the order: reworded, evidence as cited, overdue. */
export function staleness(
  answer: Answer,
  subQuestion: Pick<SubQuestion, 'text' | 'choices'>,
  current: CurrentSources,
): readonly Staleness[] {
  const reasons: Staleness[] = [];
  if (answer.wording !== wordingDigest(subQuestion)) reasons.push({ kind: 'reworded' });
  for (const evidence of answer.evidence) {
    const reason = 'none' in evidence ? absenceEnded(evidence, current) : citationBroken(evidence, current);
    if (reason) reasons.push(reason);
  }
  if (answer.due !== undefined && current.asOf !== undefined && answer.due < current.asOf) {
    reasons.push({ kind: 'overdue', due: answer.due });
  }
  return reasons;
}

/** The evidence of an answer with cited lines where they are now; what changed or is gone stays as it was cited. */
export function relocatedEvidence(answer: Answer, current: CurrentSources): readonly AnswerEvidence[] {
  return answer.evidence.map((evidence) => {
    if ('none' in evidence) return evidence;
    const { state, path, lines } = locateCited(evidence, current);
    if (state !== 'moved') return evidence;
    // The blob id is of the file as it was cited; the caller knows the present one.
    return {
      path,
      lines,
      text: evidence.text,
      ...(evidence.copies !== undefined && { copies: evidence.copies }),
    };
  });
}

/**
 * Where cited lines are now: at their place, elsewhere in the same file (the nearest place wins), or in a file that the caller names as
 * the same under a new name.
 */
export function locateCited(cited: CitedEvidence, current: CurrentSources): CitedPlace {
  const range = lineRange(cited.lines);
  const lines = current.lines(cited.path);
  const places = lines ? [{ path: cited.path, lines }] : renamedFiles(cited, current);
  for (const place of places) {
    const found = range && findLines(place.lines, range, cited.text);
    if (!found) continue;
    // Where equal lines stood beside the cited ones, a copy elsewhere proves nothing: as many as before have to be there.
    const isElsewhere = found.from !== range.from;
    const copies = Number(cited.copies ?? 1);
    if (isElsewhere && copies > 1 && copiesOf(place.lines, range, cited.text) < copies) continue;
    const text = lineRangeText(found);
    const inPlace = place.path === cited.path && found.from === range.from;
    return { state: inPlace ? 'in-place' : 'moved', path: place.path, lines: text };
  }
  return { state: lines ? 'changed' : 'gone', path: cited.path, lines: cited.lines };
}

interface FileLines {
  readonly path: string;
  readonly lines: readonly string[];
}

function renamedFiles(cited: CitedEvidence, current: CurrentSources): readonly FileLines[] {
  return (current.renames?.(cited) ?? []).flatMap((path) => {
    const lines = current.lines(path);
    return lines ? [{ path, lines }] : [];
  });
}

/** Looks for a block of lines by its digest, from its old place outwards. */
function findLines(lines: readonly string[], range: LineRange, digest: string): LineRange | undefined {
  const count = range.to - range.from + 1;
  const lastStart = lines.length - count;
  if (lastStart < 0) return undefined;
  const origin = range.from - 1;
  const nearest = Math.max(0, origin - lastStart);
  const farthest = Math.min(Math.max(origin, lastStart - origin), nearest + Math.ceil(searchBudget / count));
  for (let distance = nearest; distance <= farthest; distance += 1) {
    for (const start of distance === 0 ? [origin] : [origin - distance, origin + distance]) {
      if (start < 0 || start > lastStart) continue;
      if (textDigest(lines.slice(start, start + count)) !== digest) continue;
      return { from: start + 1, to: start + count };
    }
  }
  return undefined;
}

/** How often a block of lines stands in a file; overlapping ones count each. */
export function copiesOf(lines: readonly string[], range: LineRange, digest: string): number {
  const count = range.to - range.from + 1;
  const last = Math.min(lines.length - count, Math.ceil(searchBudget / count));
  let found = 0;
  for (let start = 0; start <= last; start += 1)
    if (textDigest(lines.slice(start, start + count)) === digest) found += 1;
  return found;
}

function citationBroken(cited: CitedEvidence, current: CurrentSources): Staleness | undefined {
  const { state } = locateCited(cited, current);
  if (state === 'changed') return { kind: 'evidence-changed', path: cited.path, lines: cited.lines };
  if (state === 'gone') return { kind: 'evidence-gone', path: cited.path };
  return undefined;
}

function absenceEnded(absent: AbsentEvidence, current: CurrentSources): Staleness | undefined {
  const now = matchesDigest(current.signalMatches(absent.none));
  return now === absent.result ? undefined : { kind: 'evidence-appeared', signal: absent.none };
}

/** A staleness as a sentence. */
export function stalenessText(reason: Staleness): string {
  if (reason.kind === 'evidence-changed')
    return `The cited lines ${reason.path}:${reason.lines} were changed.`;
  if (reason.kind === 'evidence-gone') return `The cited file ${reason.path} is gone.`;
  if (reason.kind === 'evidence-appeared') {
    return `What \`${reason.signal}\` finds is not what it was when this was answered.`;
  }
  if (reason.kind === 'reworded') return 'The question was reworded since it was answered.';
  return `The answer was accepted until ${reason.due}.`;
}
