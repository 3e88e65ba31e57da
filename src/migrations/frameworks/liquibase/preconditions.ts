import type { SchemaOperation } from '../../../model/migration.js';
import { withGuard } from '../../sql/guard.js';
import type { ChangelogNode } from './changelog-node.js';
import { valueOf } from './changelog-node.js';

/** What the preconditions of a change set come to. */
export interface Preconditions {
  /** Databases on which alone it runs, as a `dbms` attribute says it; undefined when they name none. */
  readonly databases: string | undefined;
  /** Whether it is left out where the schema or the data do not need it, instead of failing. */
  readonly guards: boolean;
}

/** Outcomes of a failed precondition with which the update goes on (https://docs.liquibase.com/concepts/changelogs/preconditions.html). */
const goesOn = /^(?:MARK_RAN|CONTINUE|WARN)$/i;

/** The preconditions of a change set in XML, YAML or JSON. */
export function preconditionsOf(node: ChangelogNode): Preconditions {
  const all = node.children.filter(({ name }) => name === 'preConditions');
  const databases = all.flatMap((one) => databasesOf(one, false, 0));
  const goes = all.some(
    (one) => goesOn.test(outcomeOf(one) ?? '') && one.children.some((child) => asksSchema(child, 0)),
  );
  return { databases: databases.length > 0 ? databases.join(',') : undefined, guards: goes };
}

/** In YAML the outcome is an item of the list, a map of its own. */
function outcomeOf(node: ChangelogNode): string | undefined {
  return valueOf(node, 'onFail') ?? node.children.find(({ name }) => name === 'onFail')?.text;
}

const deepest = 10;

/** `dbms` conditions, `!` in front of those that are denied. */
function databasesOf(node: ChangelogNode, isDenied: boolean, depth: number): readonly string[] {
  if (depth > deepest) return [];
  return node.children.flatMap((child): readonly string[] => {
    if (child.name === 'dbms')
      return (valueOf(child, 'type') ?? '')
        .split(',')
        .map((type) => type.trim())
        .filter((type) => type !== '')
        .map((type) => (isDenied ? `!${type.replace(/^!/, '')}` : type));
    if (child.name === 'not') return databasesOf(child, !isDenied, depth + 1);
    return child.name === 'and' || child.name === 'or' ? databasesOf(child, isDenied, depth + 1) : [];
  });
}

const others = new Set([
  'dbms',
  'runningAs',
  'onFail',
  'onError',
  'onSqlOutput',
  'onFailMessage',
  'onErrorMessage',
]);

/** `tableExists`, `columnExists`, `sqlCheck`, `changeSetExecuted` …: all but those on the connection. */
function asksSchema(node: ChangelogNode, depth: number): boolean {
  if (['and', 'or', 'not'].includes(node.name))
    return depth < deepest && node.children.some((child) => asksSchema(child, depth + 1));
  return !others.has(node.name);
}

/** The operations of a change set that is left out where it is not needed. */
export function guardedBy(
  { guards }: Pick<Preconditions, 'guards'>,
  operations: readonly SchemaOperation[],
): readonly SchemaOperation[] {
  if (!guards) return operations;
  return operations.map((operation): SchemaOperation => {
    const { span, direction, statement, transaction, confidence } = operation;
    return { ...withGuard(operation), span, direction, statement, transaction, confidence };
  });
}
