import type { OperationBody } from '../../model/migration.js';
import type { SourceSpan } from '../../model/source-span.js';
import type { TextPlace } from '../../syntax/imperative/values.js';

/** What one call of a migration does, before SQL is read: an operation, SQL text, or a file of SQL. */
export type ProgramStep = {
  readonly span: SourceSpan;
  /** Number of the call; operations of one call share it. */
  readonly call: number;
  /** Whether it runs, or what it does exactly, is not known for sure. */
  readonly unsure?: boolean;
  /** Runs again and again: changes of rows in it are made in batches. */
  readonly looped?: boolean;
  /** It is kept out of the migration's transaction. */
  readonly outside?: boolean;
} & (
  | { readonly body: OperationBody }
  | { readonly sql: string; readonly place?: TextPlace }
  | { readonly file: string }
);
