/** A finding that was there when the baseline was written. */
export interface BaselineEntry {
  readonly fingerprint: string;
  readonly rule: string;
  readonly file: string;
  /** Empty = none. */
  readonly service: string;
}

/** How the baseline stands to the findings of now. */
export interface ReportedBaseline {
  /** Its file, relative to the root. */
  readonly file: string;
  /** How many it lists. */
  readonly listed: number;
  /** Listed ones whose file has another name now; they are known, and the baseline should be written anew. */
  readonly moved: number;
  /** Listed ones that are not found any more: they have to leave. */
  readonly fixed: readonly (BaselineEntry & { readonly line: number })[];
}
