import type { SourceSpan } from '../../model/source-span.js';

/**
 * A value of a manifest with its place, wherever it comes from: read from one file, or put together from a file and its patches. All
 * getters are total, as those of `YamlValue`, which is the common kind.
 */
export interface ManifestValue {
  readonly exists: boolean;
  readonly isMap: boolean;
  readonly isSequence: boolean;
  readonly isNull: boolean;
  readonly text: string | undefined;
  readonly number: number | undefined;
  readonly boolean: boolean | undefined;
  readonly items: readonly ManifestValue[];
  readonly entries: readonly (readonly [string, ManifestValue])[];
  readonly span: SourceSpan;
  /** The place in a patch that touched it, where patches can. */
  readonly touched?: SourceSpan | undefined;
  get(key: string): ManifestValue;
  at(...keys: readonly string[]): ManifestValue;
}
