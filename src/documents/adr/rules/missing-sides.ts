import type { AdrFacts, LintedRecord } from './facts.js';
import { answeredBy, inverseOf, isInForce, isPartial, relationsOf, supersession } from './relations.js';

/** What a record does not say of another that says it of this one. */
export interface MissingSide {
  readonly record: LintedRecord;
  /** In lower case: `superseded by`. */
  readonly words: string;
  readonly other: LintedRecord;
  /** Whether the record was replaced as a whole, so that this is its state. */
  readonly replaced: boolean;
}

/** Every missing side, each once. What only is proposed has no other side yet. */
export function missingSides(facts: Pick<AdrFacts, 'logs'>): readonly MissingSide[] {
  const relations = relationsOf(facts);
  const seen = new Set<string>();
  return relations.flatMap((relation): MissingSide[] => {
    const { from, to, link } = relation;
    const words = inverseOf(link.kind);
    if (words === undefined) return [];
    const direction = supersession(link.kind);
    const whole = direction !== undefined && !isPartial(link, from);
    const [older, newer] = direction === 'backward' ? [from, to] : [to, from];
    if (!isInForce(newer)) return [];
    const sides: MissingSide[] = [];
    if (whole && older.record.status === 'accepted')
      sides.push({ record: older, words: 'superseded by', other: newer, replaced: true });
    if (
      !answeredBy(relation, relations) &&
      !(whole && direction === 'forward' && older.record.status === 'accepted')
    )
      sides.push({ record: to, words, other: from, replaced: whole && direction === 'forward' });
    return sides.filter((side) => {
      const key = [side.record.record.path, side.other.record.path, side.words].join('\u0000');
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
  });
}
