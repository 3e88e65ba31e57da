import type { AlertClass, BurnRate, WaitingMeasure } from '../../model/alert.js';

/** The class of an alert with its reasons. */
export interface Classification {
  readonly class: AlertClass;
  readonly reasons: readonly string[];
  readonly burn?: BurnRate;
  /** How it measures how long users wait, when it does. */
  readonly waiting?: WaitingMeasure;
  /** The metrics of its condition, where its language names them. */
  readonly metrics?: readonly string[];
  /** Its condition looks at single samples. */
  readonly instant?: boolean;
}

/** The order in which one condition of several decides: what users feel weighs more than what explains it. */
const weight: Readonly<Record<AlertClass, number>> = { 'slo-burn': 3, symptom: 2, cause: 1, other: 0 };

/** The weightiest of several; the first of equal ones. */
export function weightiest(found: readonly Classification[]): Classification | undefined {
  return found.toSorted((a, b) => weight[b.class] - weight[a.class])[0];
}
