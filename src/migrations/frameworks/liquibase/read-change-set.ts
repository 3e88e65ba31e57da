import type { DownForm, Migration, SchemaOperation } from '../../../model/migration.js';
import type { Skipped } from '../../../model/skipped.js';
import { downFormOf } from '../../down-form.js';
import type { ReadMigration } from '../../sql-migration.js';
import type { ChangelogNode } from './changelog-node.js';
import { childOf, valueOf } from './changelog-node.js';
import { withParameters } from './changelog-parameters.js';
import { guardedBy, preconditionsOf } from './preconditions.js';
import type { MetChangeSet } from './changelog-tree.js';
import type { Scene } from './change-set.js';
import { headOf } from './change-set.js';
import { notChanges } from './change-types.js';
import { modified } from './modify-sql.js';
import type { Reading } from './read-changes.js';
import { readChanges, readText } from './read-changes.js';

type NodeChangeSet = Extract<MetChangeSet, { readonly node: ChangelogNode }>;

/** Reads a change set of XML, YAML or JSON. */
export async function readChangeSet(
  { file, source, node: written }: NodeChangeSet,
  scene: Scene,
): Promise<ReadMigration> {
  const preconditions = preconditionsOf(written);
  const head = headOf(
    (name) => valueOf(written, name) ?? (name === 'dbms' ? preconditions.databases : undefined),
    file,
    scene.set,
  );
  const node = withParameters(written, scene.parameters, head.dialect);
  const reading: Reading = {
    scene,
    source,
    dialect: head.dialect,
    direction: 'up',
    transaction: head.runner.transaction,
  };
  const forth = await readChanges(changesOf(node), reading);
  const back = await readBack(node, forth.back, reading);
  const migration: Migration = {
    ...head,
    down: back.form,
    downProblems: [],
    operations: [...guardedBy(preconditions, modified(forth.operations, node)), ...back.operations],
    span: node.span,
  };
  return { migration, skipped: [...forth.skipped, ...back.skipped] };
}

/** The changes of a change set: its own elements in XML, those of `changes` in YAML. */
function changesOf(node: ChangelogNode): readonly ChangelogNode[] {
  const listed = childOf(node, 'changes');
  if (listed) return listed.children;
  // In YAML, an attribute is a child with nothing but its text.
  return node.children.filter((child) => !notChanges.has(child.name) && !node.attributes.has(child.name));
}

interface Back {
  readonly form: DownForm;
  readonly operations: readonly SchemaOperation[];
  readonly skipped: readonly Skipped[];
}

async function readBack(
  node: ChangelogNode,
  derived: readonly SchemaOperation[] | undefined,
  reading: Reading,
): Promise<Back> {
  const rollbacks = node.children.filter((child) => child.name === 'rollback');
  const backwards: Reading = { ...reading, direction: 'down' };
  if (rollbacks.length === 0)
    return derived === undefined
      ? { form: 'none', operations: [], skipped: [] }
      : { form: 'inferred', operations: derived, skipped: [] };
  const operations: SchemaOperation[] = [];
  const skipped: Skipped[] = [];
  let form: DownForm = 'noop';
  for (const rollback of rollbacks) {
    const read = await readRollback(rollback, backwards);
    operations.push(...read.operations);
    skipped.push(...read.skipped);
    if (read.form !== 'noop') form = read.form;
  }
  return { form, operations, skipped };
}

/** A `rollback`: changes, SQL as its text, another change set that is run again, or nothing. */
async function readRollback(rollback: ChangelogNode, reading: Reading): Promise<Back> {
  const text = rollback.text.trim();
  if (text !== '' && !/^(empty|not required)$/i.test(text)) {
    const read = await readText(text, undefined, rollback.span, 0, reading);
    return { form: downFormOf(text), ...read };
  }
  const again = valueOf(rollback, 'changeSetId');
  if (again !== undefined) return readAgain(again, rollback, reading);
  const changes = rollback.children.filter(
    (child) =>
      !notChanges.has(child.name) &&
      (child.children.length > 0 || child.text !== '' || child.attributes.size > 0),
  );
  const nested = rollback.children.filter((child) => child.name === 'rollback' && child.text.trim() !== '');
  if (changes.length === 0 && nested.length > 0) return readRollback(nested[0] ?? rollback, reading);
  if (changes.every((change) => change.name === 'empty'))
    return { form: 'noop', operations: [], skipped: [] };
  const read = await readChanges(changes, reading);
  return { form: 'explicit', operations: read.operations, skipped: read.skipped };
}

/** `<rollback changeSetId="…"/>` runs that change set, e.g. the one that created what is dropped here. */
async function readAgain(id: string, rollback: ChangelogNode, reading: Reading): Promise<Back> {
  const author = valueOf(rollback, 'changeSetAuthor');
  const other = reading.scene.changeSets.find(
    (met): met is NodeChangeSet =>
      'node' in met &&
      valueOf(met.node, 'id') === id &&
      (author === undefined || valueOf(met.node, 'author') === author),
  );
  if (!other) return { form: 'explicit', operations: [], skipped: [] };
  const node = withParameters(other.node, reading.scene.parameters, reading.dialect);
  const read = await readChanges(changesOf(node), { ...reading, source: other.source });
  return { form: 'explicit', operations: read.operations, skipped: read.skipped };
}
