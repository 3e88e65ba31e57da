import type { Migration } from '../../../model/migration.js';
import { downFormOf } from '../../down-form.js';
import { readSql } from '../../sql/index.js';
import type { ReadMigration } from '../../sql-migration.js';
import type { MetChangeSet } from './changelog-tree.js';
import { filled } from './changelog-parameters.js';
import type { Scene } from './change-set.js';
import { headOf } from './change-set.js';
import type { SqlChangeSet } from './formatted-sql.js';
import { guardedBy } from './preconditions.js';
import type { Reading } from './read-changes.js';
import { readText } from './read-changes.js';

type WrittenInSql = Extract<MetChangeSet, { readonly sql: SqlChangeSet }>;

/** Reads a change set of formatted SQL. */
export async function readSqlChangeSet(
  { file, source, sql }: WrittenInSql,
  scene: Scene,
): Promise<ReadMigration> {
  const head = headOf((name) => sql.attributes.get(name), file, scene.set);
  const common = { scene, source, dialect: head.dialect, transaction: head.runner.transaction };
  const reading: Reading = { ...common, direction: 'up' };
  const span = source.span(sql.start, sql.start + source.line(source.position(sql.start).line).length);
  const operations: Migration['operations'][number][] = [];
  const skipped: ReadMigration['skipped'][number][] = [];
  for (const { start, end } of sql.up) {
    const firstStatement = (operations.at(-1)?.statement ?? -1) + 1;
    const text = source.text.slice(start, end);
    const delimiter = sql.attributes.get('endDelimiter');
    const place = source.span(start, end);
    const dynamic = scene.parameters.size > 0 && text.includes('${');
    const read =
      delimiter === undefined && !dynamic
        ? await readSql({
            source,
            start,
            end,
            dialect: head.dialect,
            direction: 'up',
            transaction: common.transaction,
            firstStatement,
          })
        : await readText(
            filled(text, scene.parameters, head.dialect),
            delimiter,
            place,
            firstStatement,
            reading,
          );
    operations.push(...read.operations);
    skipped.push(...read.skipped);
  }
  const { rollback } = sql;
  const isEmpty = rollback !== undefined && /^\s*(empty|not required)?\s*;?\s*$/i.test(rollback);
  if (rollback !== undefined && !isEmpty) {
    const back = await readText(rollback, undefined, span, 0, { ...common, direction: 'down' });
    operations.push(...back.operations);
    skipped.push(...back.skipped);
  }
  const migration: Migration = {
    ...head,
    down: rollback === undefined ? 'none' : isEmpty ? 'noop' : downFormOf(rollback),
    downProblems: [],
    operations: [
      ...guardedBy(
        { guards: sql.guarded },
        operations.filter(({ direction }) => direction === 'up'),
      ),
      ...operations.filter(({ direction }) => direction === 'down'),
    ],
    span: operations[0]?.span ?? span,
  };
  return { migration, skipped };
}
