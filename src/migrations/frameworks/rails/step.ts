import type { OperationBody } from '../../../model/migration.js';
import type { SourceSpan } from '../../../model/source-span.js';

/** What one call of a migration does, before SQL is read: an operation, or SQL text that is still to be parsed. */
export type RailsStep = {
  readonly span: SourceSpan;
  /** Number of the call; operations of one call share it. */
  readonly call: number;
  /** Whether it runs, or what it does exactly, is not known for sure. */
  readonly unsure?: boolean;
  /** Runs again and again: changes of rows in it are made in batches. */
  readonly looped?: boolean;
} & ({ readonly body: OperationBody } | { readonly sql: string });

/** What a call gives: operations (or SQL), and whether and how Rails turns it round in `change`. */
export interface CallReading {
  readonly bodies?: readonly OperationBody[];
  readonly sql?: readonly string[];
  /** What is read may not be all, or is a guess. */
  readonly unsure?: boolean;
  /** Why Rails cannot turn it round. */
  readonly irreversible?: string;
  /** Rails does not record it, so that it runs at once, both on the way forth and on the way back. */
  readonly atOnce?: boolean;
  /** Undefined = derived from the bodies. */
  readonly inverse?: readonly OperationBody[];
}
