import type { Confidence } from './confidence.js';
import type { SourceSpan } from './source-span.js';

export type Stance = 'supports' | 'contradicts';

/** A kind of evidence that detectors find and questions of packs name. `Facts` is what it looks at. */
export interface Signal<Facts> {
  /** Lower case with hyphens: `migration-has-down`. */
  readonly id: string;
  /** Id of the question that it speaks to, e.g. `migrations`. */
  readonly question: string;
  readonly stance: Stance;
  /** What it means when it is there, one sentence. */
  readonly meaning: string;
  /** How it is recognised, and what is deliberately not taken for it. */
  readonly recognition: string;
  detect(facts: Facts): readonly SignalMatch[];
}

/** Where a signal was seen. */
export interface SignalMatch {
  readonly span: SourceSpan;
  /** What the lines show, one sentence. */
  readonly text: string;
  readonly confidence: Confidence;
}

/** A match with what it speaks to: what a question shows. */
export interface Evidence extends SignalMatch {
  readonly question: string;
  readonly signal: string;
  readonly stance: Stance;
  readonly service: string;
}
