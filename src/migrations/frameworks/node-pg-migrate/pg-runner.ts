import type { RunnerModel } from '../../../model/migration.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import { programSources } from '../../finding/program-sources.js';
import { scriptsOf } from '../../finding/scripts.js';

/**
 * All pending migrations run in one transaction; `pgm.noTransaction()` takes a migration out of it, and `--no-single-transaction` gives
 * each one its own (salsita/node-pg-migrate, `src/runner.ts`, runner; `src/migration.ts`, _apply). An advisory lock is held meanwhile.
 */
export const nodePgMigrateRunner: RunnerModel = {
  transaction: 'all-migrations',
  transactionSwitch: '`pgm.noTransaction()` in the migration',
  holdsLock: true,
};

/** The runner as scripts and programs call it. */
export async function pgRunnerOf(view: RepositoryView): Promise<RunnerModel> {
  const scripts = await scriptsOf(view);
  const programs = await programSources(view, {
    extensions: ['.ts', '.mts', '.js', '.mjs', '.cjs'],
    dependency: /^node-pg-migrate$/,
    word: /\bsingleTransaction\b\s*:\s*false\b/,
  });
  const apart = programs.length > 0 || scripts.some(({ text }) => /\s--no-single-transaction\b/.test(text));
  return apart ? { ...nodePgMigrateRunner, transaction: 'per-migration' } : nodePgMigrateRunner;
}
