import type { Alert, AlertRouting, Slo } from '../model/alert.js';
import type { Skipped } from '../model/skipped.js';
import type { PromExpression } from '../syntax/promql/expression.js';
import type { Classification } from './classify/classification.js';

/** What a reader tells of an alert: all but what is found out afterwards, from the whole repository. */
export type WrittenAlert = Omit<
  Alert,
  'class' | 'reasons' | 'burn' | 'waiting' | 'instant' | 'unexported' | 'marks' | 'runbookLink' | 'condition'
> & {
  /** For conditions that are not PromQL: the class by the format's own reader. */
  readonly classified?: Classification;
  readonly condition?: string;
};

export type WrittenSlo = Omit<Slo, 'marks'>;

export type WrittenRouting = Omit<AlertRouting, 'marks'>;

/** What one document or resource holds. */
export interface FormatReading {
  readonly alerts?: readonly WrittenAlert[];
  readonly slos?: readonly WrittenSlo[];
  readonly routings?: readonly WrittenRouting[];
  /** Recording rules: what they compute, by name. */
  readonly recordings?: readonly (readonly [string, PromExpression])[];
  readonly skipped?: readonly Skipped[];
}

export const nothing: FormatReading = {};
