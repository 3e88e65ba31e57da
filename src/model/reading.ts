import type { Skipped } from './skipped.js';

/** What a reader brings back: facts, and what it had to leave. */
export interface Reading<Fact> {
  readonly facts: readonly Fact[];
  readonly skipped: readonly Skipped[];
}
