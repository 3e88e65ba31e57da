import type { Evidence } from '../model/evidence.js';
import { compareSpans, compareText } from '../model/source-span.js';
import type { EvidenceFacts } from './facts.js';
import type { Recogniser } from './recogniser.js';
import { evidenceOf } from './signal.js';
import type { EvidenceSignal } from './signal.js';
import { deliverySignals } from './signals/delivery/registry.js';
import { hotPathSignals } from './signals/hot-paths/registry.js';
import { idempotencySignals } from './signals/idempotency/registry.js';
import { cachingSignals } from './signals/caching/registry.js';
import { independentScalingSignals } from './signals/independent-scaling/registry.js';
import { migrationSignals } from './signals/migrations/registry.js';
import { overloadSignals } from './signals/overload/registry.js';
import { partialFailureSignals } from './signals/partial-failure/registry.js';
import { rateLimitSignals } from './signals/rate-limits/registry.js';
import { sloAlertSignals } from './signals/slo-alerts/registry.js';
import { readWriteSignals } from './signals/read-write/registry.js';

/** Every signal that lintel knows. */
export const signals: readonly EvidenceSignal[] = [
  ...partialFailureSignals,
  ...rateLimitSignals,
  ...hotPathSignals,
  ...idempotencySignals,
  ...overloadSignals,
  ...cachingSignals,
  ...readWriteSignals,
  ...independentScalingSignals,
  ...migrationSignals,
  ...sloAlertSignals,
  ...deliverySignals,
];

/** What the signals look for in code and configuration, each once. */
export const recognisers: readonly Recogniser[] = [
  ...new Set(signals.flatMap((signal) => signal.recognisers ?? [])),
];

/** What the facts say on the questions, each once, sorted by question, signal, place. */
export function findEvidence(facts: EvidenceFacts): readonly Evidence[] {
  const found = signals.flatMap((signal) => signal.detect(facts).map((match) => evidenceOf(signal, match)));
  return [...new Map(found.map((evidence) => [sameness(evidence), evidence])).values()].toSorted(
    (a, b) =>
      compareText(a.question, b.question) ||
      compareText(a.signal, b.signal) ||
      compareSpans(a.span, b.span) ||
      compareText(a.service, b.service),
  );
}

/** Two ways to one place say the same: a server that is stopped in a loop, a constraint that a file adds again. */
function sameness({ signal, service, span, text }: Evidence): string {
  return JSON.stringify([signal, service, span, text]);
}
