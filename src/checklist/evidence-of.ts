import type { SubQuestion } from '../model/checklist.js';
import type { Confidence } from '../model/confidence.js';
import type { Evidence, Stance } from '../model/evidence.js';
import { compareSpans } from '../model/source-span.js';

const confidenceRanks: Readonly<Record<Confidence, number>> = { low: 0, medium: 1, high: 2 };

/** 0 for low up to 2 for high. */
export function confidenceRank(confidence: Confidence): number {
  return confidenceRanks[confidence];
}

/**
 * The evidence that speaks to a sub-question, best first: by confidence, what contradicts before what supports, then by place. The pack
 * decides the stance: the same signal may support one sub-question and say nothing of another. A place that several services share is there once.
 */
export function evidenceOf(subQuestion: SubQuestion, evidence: readonly Evidence[]): readonly Evidence[] {
  const places = new Set<string>();
  const stances = new Map<string, Stance>(subQuestion.signals.map(({ id, stance }) => [id, stance]));
  return evidence
    .flatMap((item) => {
      const stance = stances.get(item.signal);
      const { file, line, column } = item.span;
      const place = JSON.stringify([item.signal, file, line, column, item.text]);
      if (stance === undefined || places.has(place)) return [];
      places.add(place);
      return [{ ...item, stance }];
    })
    .toSorted(
      (a, b) =>
        confidenceRank(b.confidence) - confidenceRank(a.confidence) ||
        stanceRank(a.stance) - stanceRank(b.stance) ||
        compareSpans(a.span, b.span),
    );
}

function stanceRank(stance: Stance): number {
  return stance === 'contradicts' ? 0 : 1;
}

/** Evidence as a clause: what the lines show, and where. */
export function evidenceText(evidence: Evidence): string {
  const { file, line } = evidence.span;
  return `${evidence.text.replace(/[.\s]+$/, '')} (${file}:${line})`;
}
