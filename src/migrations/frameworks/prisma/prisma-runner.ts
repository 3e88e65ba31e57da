import type {
  Dialect,
  RunnerModel,
  SchemaOperation,
  TransactionPlacement,
} from '../../../model/migration.js';
import type { StatementCount } from '../../transaction-placement.js';
import { implicitPlacement } from '../../transaction-placement.js';

/**
 * Prisma opens no transaction. Up to 7.3 its engine sends the whole file as one simple query, which PostgreSQL runs in an implicit
 * transaction when it holds several statements (prisma/prisma-engines, `schema-engine/connectors/sql-schema-connector/src/flavour/
 * postgres/connector/native/mod.rs`, apply_migration_script; prisma/prisma#14456). From 7.4 on the engine sends statement after statement
 * (prisma/prisma-engines#5767), save for scripts that its parser does not understand, such as those with DROP INDEX CONCURRENTLY
 * (prisma/prisma-engines#5847). It takes an advisory lock on PostgreSQL, MySQL and SQL Server.
 */
export const prismaRunner: RunnerModel = { transaction: 'unknown', holdsLock: true };

/** How the engine that the project installs sends a script. */
export type ScriptSending = 'whole' | 'statement by statement' | 'unknown';

/** What the version range of the `prisma` package tells of the engine; ranges that span the change tell nothing. */
export function sendingOf(range: string | undefined): ScriptSending {
  const match = /^\s*([~^]|>=|=)?\s*v?(\d+)(?:\.(\d+))?/.exec(range ?? '');
  if (!match) return 'unknown';
  const major = Number(match[2]);
  const minor = match[3] === undefined ? undefined : Number(match[3]);
  if (match[1] === '>=' && major < 8)
    return major === 7 && (minor ?? 0) >= 4 ? 'statement by statement' : 'unknown';
  if (major !== 7) return major < 7 ? 'whole' : 'statement by statement';
  if (minor !== undefined && minor >= 4) return 'statement by statement';
  return minor === undefined || match[1] === '^' ? 'unknown' : 'whole';
}

/** Where the statements of a file run, given how it is sent. */
export function placementOf(
  dialect: Dialect,
  sending: ScriptSending,
  reading: StatementCount,
): TransactionPlacement {
  const sentWhole = implicitPlacement(dialect, reading);
  if (sentWhole === 'none' || sending === 'whole') return sentWhole;
  if (sending === 'statement by statement') return reading.operations.some(isUnparsed) ? sentWhole : 'none';
  return 'unknown';
}

function isUnparsed(operation: SchemaOperation): boolean {
  return operation.kind === 'dropIndex' && operation.concurrently;
}

/** The runner on an engine: SQLite has no advisory lock. */
export function runnerOn(dialect: Dialect, sending: ScriptSending): RunnerModel {
  const oneByOne = dialect === 'unknown' ? 'unknown' : 'none';
  const transaction = dialect === 'postgresql' && sending !== 'statement by statement' ? 'unknown' : oneByOne;
  return {
    transaction: sending === 'whole' && dialect === 'postgresql' ? 'per-migration' : transaction,
    holdsLock: dialect !== 'sqlite',
  };
}
