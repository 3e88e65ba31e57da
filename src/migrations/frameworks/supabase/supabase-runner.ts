import type { RunnerModel } from '../../../model/migration.js';

/**
 * The command line sends the statements of a file and the entry in its table as one batch, which PostgreSQL runs in an implicit
 * transaction, so that a single `CREATE INDEX CONCURRENTLY` fails too (supabase/cli, `apps/cli-go/pkg/migration/file.go`, ExecBatch).
 * Nothing switches it off, and no lock is taken (`apply.go`, ApplyMigrations).
 */
export const supabaseRunner: RunnerModel = { transaction: 'per-migration', holdsLock: false };
