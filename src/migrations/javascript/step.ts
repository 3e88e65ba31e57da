import type { OperationBody, TransactionPlacement } from '../../model/migration.js';
import type { SourceSpan } from '../../model/source-span.js';
import type { SqlText } from './sql-text.js';

/** What a call does: an operation, or SQL that is still to be parsed. */
export type Effect = {
  /** Where its own place is known better than by the call. */
  readonly span?: SourceSpan;
  readonly unsure?: boolean;
  /** Where the call says in which transaction it runs. */
  readonly transaction?: TransactionPlacement;
} & ({ readonly body: OperationBody } | { readonly sql: SqlText });

/** Where and how a call is made. */
export interface CallPlace {
  readonly span: SourceSpan;
  /** Whether it runs, or with which arguments, is not known for sure. */
  readonly unsure: boolean;
  /** It runs only when the schema is found to need it. */
  readonly guarded: boolean;
  /** It runs again and again, nobody knows how often. */
  readonly looped: boolean;
}

/** One effect of one call, in the order of the calls. */
export type ProgramStep = Effect & {
  readonly place: CallPlace;
  /** Number of the call; effects of one call share it. */
  readonly call: number;
  readonly unawaited: boolean;
};
