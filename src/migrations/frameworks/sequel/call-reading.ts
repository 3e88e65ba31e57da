import type { OperationBody } from '../../../model/migration.js';

/** What a call does, and why it cannot be turned round. */
export interface CallReading {
  readonly bodies?: readonly OperationBody[];
  readonly sql?: string;
  readonly unsure?: boolean;
  readonly irreversible?: string;
  /** Undefined = derived from the bodies. */
  readonly inverse?: readonly OperationBody[];
}
