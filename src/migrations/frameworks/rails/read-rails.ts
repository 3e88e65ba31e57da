import type {
  Migration,
  MigrationSet,
  SchemaOperation,
  TransactionPlacement,
} from '../../../model/migration.js';
import type { Reading } from '../../../model/reading.js';
import type { RepositoryView } from '../../../model/repository-view.js';
import type { Skipped } from '../../../model/skipped.js';
import type { SourceText } from '../../../model/source-text.js';
import { ParseTimeout, withTree } from '../../../syntax/tree-sitter.js';
import { baseName } from '../../finding/paths.js';
import { readEmbeddedSql } from '../../sql/index.js';
import { placementOn } from '../../transaction-placement.js';
import type { MigrationWays } from './migration-source.js';
import { snakeCase } from '../../inflection.js';
import { railsName } from './migration-class.js';
import { readClass } from './read-class.js';
import type { ReadClass } from './read-class.js';
import type { RailsStep } from './step.js';
import { railsRunner } from './rails-runner.js';

/** Reads the migrations of a folder of ActiveRecord. */
export async function readRails(set: MigrationSet, view: RepositoryView): Promise<Reading<Migration>> {
  const facts: Migration[] = [];
  const skipped: Skipped[] = [];
  for (const path of set.files) {
    const source = await view.read(path);
    if (!source) continue;
    try {
      const others = await revertedBy(source, set, view);
      const read = await withTree('ruby', source, (root) => readClass(source, root, set.dialect, others));
      skipped.push(...read.skipped);
      facts.push(await migrationOf(path, read, set, skipped));
    } catch (error) {
      if (!(error instanceof ParseTimeout)) throw error;
      skipped.push({ file: path, line: 1, reason: 'parse-error', detail: error.message });
    }
  }
  return { facts, skipped };
}

/** The migrations of the same folder that one reverts by their names (`revert CreateApples, CreatePears`), by those names. */
async function revertedBy(
  source: SourceText,
  set: MigrationSet,
  view: RepositoryView,
): Promise<ReadonlyMap<string, MigrationWays>> {
  const others = new Map<string, MigrationWays>();
  for (const [, list = ''] of source.text.matchAll(
    /^\s*revert[ (]+((?:::)?[A-Z][\w:]*(?:\s*,\s*[A-Z][\w:]*)*)/gm,
  ))
    for (const name of list.split(/\s*,\s*/)) {
      const known = name.split('::').at(-1) ?? name;
      const path = set.files.find((file) => railsName.exec(baseName(file))?.[2] === snakeCase(known));
      const other = path === undefined || path === source.path ? undefined : await view.read(path);
      if (other)
        others.set(
          known,
          await withTree('ruby', other, (root) => readClass(other, root, set.dialect, new Map())),
        );
    }
  return others;
}

async function migrationOf(
  path: string,
  read: ReadClass,
  set: MigrationSet,
  skipped: Skipped[],
): Promise<Migration> {
  const [, version = '', name = ''] = railsName.exec(baseName(path)) ?? [];
  const runs = placementOn(set.dialect, 'per-migration');
  const transaction = read.transactional ? runs : 'none';
  const phase = phaseOf(set.directory);
  return {
    framework: 'rails',
    path,
    name,
    version,
    dialect: set.dialect,
    dialectReason: set.dialectReason,
    ...(phase !== undefined && { phase }),
    down: read.form,
    downProblems: read.problems,
    runner: { ...railsRunner, transaction: runs },
    operations: [
      ...(await operationsOf(read.up, 'up', transaction, set, skipped)),
      ...(await operationsOf(read.down, 'down', transaction, set, skipped)),
    ],
    set: set.directory,
    span: read.span,
  };
}

/** Folders of migrations that run after the new code is there (`db/post_migrate`), or of the gem data_migrate (`db/data`). */
function phaseOf(directory: string): string | undefined {
  const folder = baseName(directory);
  return /^(post_|pre_).*migrat/.test(folder) || folder === 'data' ? folder : undefined;
}

/** Steps as operations; SQL is parsed here, because that cannot be done while the tree is walked. */
async function operationsOf(
  steps: readonly RailsStep[],
  direction: 'up' | 'down',
  transaction: TransactionPlacement,
  set: MigrationSet,
  skipped: Skipped[],
): Promise<readonly SchemaOperation[]> {
  const operations: SchemaOperation[] = [];
  let statement = -1;
  let call: number | undefined;
  for (const step of steps) {
    if (step.call !== call || 'sql' in step) statement += 1;
    call = step.call;
    if (!('sql' in step)) {
      const confidence = step.unsure === true ? 'medium' : 'high';
      operations.push(
        inLoop({ ...step.body, span: step.span, direction, statement, transaction, confidence }, step),
      );
      continue;
    }
    const read = await readEmbeddedSql({
      sql: step.sql,
      span: step.span,
      dialect: set.dialect,
      direction,
      transaction,
      firstStatement: statement,
    });
    operations.push(...read.operations.map((operation) => inLoop(lessSure(operation, step), step)));
    skipped.push(...read.skipped);
    statement += Math.max(0, read.statements - 1);
  }
  return operations;
}

function lessSure(operation: SchemaOperation, { unsure }: RailsStep): SchemaOperation {
  return unsure === true && operation.confidence === 'high'
    ? { ...operation, confidence: 'medium' }
    : operation;
}

/** Rows that are changed by a condition or key in a loop are changed in batches. */
function inLoop(operation: SchemaOperation, { looped }: RailsStep): SchemaOperation {
  return looped === true &&
    operation.kind === 'changeData' &&
    operation.change !== 'insert' &&
    operation.scope !== 'all'
    ? { ...operation, scope: 'batched' }
    : operation;
}
