import type { OperationBody, TransactionPlacement } from '../../model/migration.js';
import type { PyPlace } from '../../syntax/python/values.js';

/** What one call of a migration does, before SQL is read: an operation, or SQL text that is still to be parsed. */
export type PythonStep = {
  readonly place: PyPlace;
  /** Operations of one call share its number. */
  readonly call: number;
  /** Whether it runs, or what it does exactly, is not known for sure. */
  readonly unsure?: boolean;
  /** Where it is put, when the file says otherwise than the runner does. */
  readonly transaction?: TransactionPlacement;
} & ({ readonly body: OperationBody } | { readonly sql: string });

/** An opaque step with why. */
export function opaqueBody(reason: string, text?: string): OperationBody {
  const excerpt = text?.replaceAll(/\s+/g, ' ').trim().slice(0, 200);
  return { kind: 'opaque', reason, ...(excerpt !== undefined && excerpt !== '' && { text: excerpt }) };
}
