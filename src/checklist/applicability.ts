import type { SubQuestion } from '../model/checklist.js';

/** Which kinds of fact (`migrations`, `endpoints`, `probes`, `workloads`) are known of a service. */
export interface KnownFactKinds {
  readonly found: ReadonlySet<string>;
  /** Kinds of which something could not be read: nothing found does not mean that there is none. */
  readonly uncertain: ReadonlySet<string>;
}

/** Whether a sub-question is asked of a service; the reason when not. */
export type Applicable = { readonly applies: true } | { readonly applies: false; readonly reason: string };

/** A sub-question applies unless it names kinds of fact of which none was found, and all were read for certain. */
export function applicability(
  subQuestion: Pick<SubQuestion, 'applicability'>,
  facts: KnownFactKinds,
): Applicable {
  const condition = subQuestion.applicability;
  if (!condition || condition.anyOf.length === 0) return { applies: true };
  const asked = condition.anyOf.some((kind) => facts.found.has(kind) || facts.uncertain.has(kind));
  return asked ? { applies: true } : { applies: false, reason: condition.otherwise };
}
