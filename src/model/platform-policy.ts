import type { SourceSpan } from './source-span.js';

/** What a platform does around a workload. */
export type PlatformPolicy =
  | {
      readonly kind: 'autoscaler';
      readonly target: string;
      readonly minimum?: number;
      readonly maximum?: number;
      readonly span: SourceSpan;
    }
  | {
      readonly kind: 'disruption-budget';
      readonly selector: Readonly<Record<string, string>>;
      readonly blocksAll: boolean;
      readonly span: SourceSpan;
    }
  | {
      readonly kind: 'traffic';
      readonly selector: Readonly<Record<string, string>>;
      readonly span: SourceSpan;
    }
  | {
      readonly kind: 'pre-stop';
      readonly workload: string;
      readonly container: string;
      /** Seconds that the hook sleeps, when that is all it does and is written as a number. */
      readonly seconds?: number;
      /** Seconds that the platform gives the hook and the shutdown together; undefined = its default. */
      readonly grace?: number;
      readonly span: SourceSpan;
    };

/** Whether a selector's labels all stand on a workload's pods. */
export function selects(
  selector: Readonly<Record<string, string>>,
  labels: Readonly<Record<string, string>>,
): boolean {
  const wanted = Object.entries(selector);
  return wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value);
}
