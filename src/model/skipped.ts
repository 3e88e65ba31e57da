/** Why something was not read. Each is a sentence in the report, so that coverage is honest. */
export type SkipReason =
  | 'binary'
  | 'too-large'
  | 'unsupported-encoding'
  | 'outside-root'
  | 'broken-link'
  | 'duplicate-link'
  | 'submodule'
  | 'nested-repository'
  | 'not-checked-out'
  | 'not-a-regular-file'
  | 'unreadable'
  | 'blob-missing'
  | 'case-conflict'
  | 'parse-error'
  | 'dynamic'
  | 'unsupported-syntax'
  | 'templated';

/** Something that a reader met and could not understand; never an error, never dropped. */
export interface Skipped {
  readonly file: string;
  /** Line from 1, when the reason is about a part of the file. */
  readonly line?: number;
  readonly reason: SkipReason;
  /** What exactly, for the reader: "syntax error at or near \"ALTR\"". */
  readonly detail?: string;
}
