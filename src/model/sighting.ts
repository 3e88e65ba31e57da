import type { Confidence } from './confidence.js';
import type { SourceSpan } from './source-span.js';

/** Something in code or configuration that evidence rests on, e.g. a circuit breaker that is made. It was seen, not judged. */
export interface Sighting {
  /** What was seen: the id of its recogniser, e.g. `circuit-breaker`. */
  readonly kind: string;
  readonly span: SourceSpan;
  /** What the lines show, one sentence without a full stop. */
  readonly text: string;
  readonly confidence: Confidence;
  /** Names by which it is held against other facts, e.g. the key of a setting. */
  readonly details?: Readonly<Record<string, string>>;
}
