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
  /** How it is recognised. */
  readonly recognition: string;
  /** Programming languages whose code it is seen in; absent where it is not seen in code. */
  readonly languages?: readonly string[];
  /** What is deliberately not taken for it, one sentence each. */
  readonly guards?: readonly string[];
  /** Small repositories in which it is there. */
  readonly seen?: readonly SignalExample[];
  /** Small repositories in which it is not there: the traps that the guards are for, and near misses. */
  readonly unseen?: readonly SignalExample[];
  detect(facts: Facts): readonly SignalMatch[];
}

/** A signal without how it is found: what listings and reference pages need. */
export type SignalCard = Omit<Signal<never>, 'detect'>;

/** An example of a signal: its test, and a part of its page. */
export interface SignalExample {
  /** What it shows, e.g. "opossum" or "a breaker that is imported and never made". */
  readonly title: string;
  /** Files of a small repository, path → content. */
  readonly files: Readonly<Record<string, string>>;
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
  /** Why it speaks for or against: what the signal means, one sentence. */
  readonly meaning: string;
  readonly service: string;
}
