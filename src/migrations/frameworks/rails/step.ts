import type { OperationBody } from '../../../model/migration.js';
import type { SourceSpan } from '../../../model/source-span.js';

/** What one call of a migration does, before SQL is read: an operation, or SQL text that is still to be parsed. */
export type RailsStep = {
  readonly span: SourceSpan;
  /** Calls in the order in which they run; operations of one call share it. */
  readonly call: number;
  /** Only under a condition of the program: whether it runs is not known. */
  readonly conditional?: boolean;
  /** Why Rails cannot turn the call round when it stands in `change`. */
  readonly irreversible?: string;
  /** The call's own inverse, where it is not derived from the operations: those that a `revert` block would run. */
  readonly inverse?: readonly OperationBody[];
} & ({ readonly body: OperationBody } | { readonly sql: string });

/** What a call gives: operations (or SQL), and whether and how it can be turned round. */
export interface CallReading {
  readonly bodies?: readonly OperationBody[];
  readonly sql?: readonly string[];
  readonly irreversible?: string;
  /** Undefined = derived from the bodies. */
  readonly inverse?: readonly OperationBody[];
}
