import type { Choice, SubQuestion } from '../model/checklist.js';
import type { Confidence } from '../model/confidence.js';
import type { Evidence } from '../model/evidence.js';
import { confidenceRank, evidenceOf, evidenceText } from './evidence-of.js';

/** An answer that the repository itself seems to give. A person confirms it. */
export interface Suggestion {
  /** Id of the choice. */
  readonly choice: string;
  /** That of the weakest evidence it rests on. */
  readonly confidence: Confidence;
  /** What was seen, where; one sentence. */
  readonly because: string;
}

/** How many places a suggestion names. */
const namedPlaces = 2;

/**
 * Suggests a choice, or nothing. Only when all evidence for the sub-question has one stance and exactly one choice stands out: among
 * supporting signals a choice needs all that it lists, among contradicting ones any; the choice that more signals speak for wins.
 */
export function suggest(subQuestion: SubQuestion, evidence: readonly Evidence[]): Suggestion | undefined {
  const relevant = evidenceOf(subQuestion, evidence);
  const [first] = relevant;
  if (!first || relevant.some(({ stance }) => stance !== first.stance)) return undefined;
  const candidates = subQuestion.choices
    .map((choice) => ({ choice: choice.id, rests: evidenceFor(choice, relevant) }))
    .filter(({ rests }) => rests.length > 0)
    .map(({ choice, rests }) => ({
      choice,
      rests,
      signals: new Set(rests.map(({ signal }) => signal)).size,
    }));
  const most = Math.max(...candidates.map(({ signals }) => signals));
  const [best, rival] = candidates.filter(({ signals }) => signals === most);
  if (!best || rival) return undefined;
  return { choice: best.choice, confidence: weakest(best.rests), because: reason(best.rests) };
}

/** The evidence that names a choice; empty when it does not suffice. */
function evidenceFor(choice: Choice, relevant: readonly Evidence[]): readonly Evidence[] {
  const named = choice.suggestedBy ?? [];
  const rests = relevant.filter(({ signal }) => named.includes(signal));
  const [first] = rests;
  if (!first) return [];
  const suffices =
    first.stance === 'contradicts' || named.every((id) => rests.some(({ signal }) => signal === id));
  return suffices ? rests : [];
}

function weakest(evidence: readonly Evidence[]): Confidence {
  return evidence.reduce<Confidence>(
    (low, { confidence }) => (confidenceRank(confidence) < confidenceRank(low) ? confidence : low),
    'high',
  );
}

function reason(evidence: readonly Evidence[]): string {
  const named = evidence.slice(0, namedPlaces).map(evidenceText);
  const more = evidence.length - named.length;
  return `${named.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`;
}
