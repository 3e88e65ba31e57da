import type { Finding } from '../../model/finding.js';
import type { Migration, MigrationSet, SchemaOperation, SchemaOperationKind } from '../../model/migration.js';
import { migrationIdentity } from '../../model/migration.js';
import type { Rule } from '../../model/rule.js';
import type { InService } from '../../model/service.js';
import { SchemaState, tableKey } from '../schema/schema-state.js';
import type { MigrationFacts } from './facts.js';
import type { ServerVersion } from './server-version.js';

/** What a rule knows while it looks at one operation. */
export interface OperationContext {
  readonly migration: InService<Migration>;
  /** The server that it will run on; undefined = a current one. */
  readonly serverVersion: ServerVersion | undefined;
  /** The schema just before the operation, as the set's history tells it. */
  readonly schema: SchemaState;
  /** Whether the migration itself, or another one of the same release, created the table: it is empty and nobody waits for it. */
  readonly createdHere: (table: string) => boolean;
  /** Whether the migration emptied the table before (TRUNCATE): there are no rows to read or to write anew. */
  readonly emptiedHere: (table: string) => boolean;
  /** Whether the migration drops the table afterwards: what is done to it before matters to nobody. */
  readonly droppedLater: (table: string) => boolean;
  /** Whether the migration itself, or another one of the same release, created the index. */
  readonly indexCreatedHere: (index: string) => boolean;
  /** The up operations of the migration that stand before this one. */
  readonly before: readonly SchemaOperation[];
  /** The up operations that stand behind it. */
  readonly after: readonly SchemaOperation[];
}

/** What is wrong with an operation; severity only where it differs from the rule's. */
export type OperationFlag = Pick<Finding, 'message' | 'advice'> &
  Partial<Pick<Finding, 'severity' | 'span' | 'related'>>;

type OperationOf<Kind extends SchemaOperationKind> = Extract<SchemaOperation, { readonly kind: Kind }>;

/** The text of a rule, and what it looks at. */
export interface OperationRuleParts<Kind extends SchemaOperationKind> extends Omit<
  Rule<MigrationFacts>,
  'check' | 'question'
> {
  readonly kinds: readonly Kind[];
  readonly flag: (operation: OperationOf<Kind>, context: OperationContext) => OperationFlag | undefined;
}

/**
 * A rule that judges up operations one by one, in the order in which the framework runs them. Ways back are not judged: they run when
 * something is broken already.
 */
export function operationRule<Kind extends SchemaOperationKind>(
  parts: OperationRuleParts<Kind>,
): Rule<MigrationFacts> {
  const { kinds, flag, ...card } = parts;
  const concerns = (operation: SchemaOperation): operation is OperationOf<Kind> =>
    (kinds as readonly SchemaOperationKind[]).includes(operation.kind);
  return {
    ...card,
    question: 'migrations',
    check: (facts) => {
      const findings: Finding[] = [];
      visitOperations(facts, (operation, context) => {
        if (!concerns(operation)) return;
        const flagged = flag(operation, context);
        if (flagged)
          findings.push({ rule: card.id, severity: card.severity, span: operation.span, ...flagged });
      });
      return findings;
    },
  };
}

/** Visits every up operation with the schema as it is just before it; each set of migrations has its own history. */
function visitOperations(
  { migrations, sets, fresh, serverVersion }: MigrationFacts,
  visit: (operation: SchemaOperation, context: OperationContext) => void,
): void {
  for (const history of histories(migrations, sets)) {
    const schema = new SchemaState();
    const createdInRelease = new Set<string>();
    const indexesOfRelease = new Set<string>();
    let createdInFile = new Set<string>();
    let path = '';
    for (const migration of history) {
      const operations = migration.operations.filter((operation) => operation.direction === 'up');
      const inRelease = fresh?.has(migrationIdentity(migration)) === true;
      // Several migrations may stand in one file (change sets of Liquibase).
      if (migration.path !== path) createdInFile = new Set();
      path = migration.path;
      const created = inRelease ? createdInRelease : createdInFile;
      const createdIndexes = inRelease ? indexesOfRelease : new Set<string>();
      for (const [index, operation] of operations.entries()) {
        visit(operation, {
          migration,
          serverVersion,
          schema,
          createdHere: (table) => created.has(tableKey(table)),
          indexCreatedHere: (index) => createdIndexes.has(index),
          emptiedHere: (table) => isEmptied(operations.slice(0, index), table),
          droppedLater: (table) => isDropped(operations.slice(index + 1), table),
          before: operations.slice(0, index),
          after: operations.slice(index + 1),
        });
        schema.apply(operation);
        if (operation.kind === 'createTable') created.add(tableKey(operation.table));
        if (operation.kind === 'createIndex' && operation.index !== undefined)
          createdIndexes.add(operation.index);
        if (operation.kind === 'renameTable' && created.has(tableKey(operation.table)))
          created.add(tableKey(operation.newName));
      }
    }
  }
}

/** Whether the last thing that was done to the rows of a table is to remove all of them at once. */
function isEmptied(before: readonly SchemaOperation[], table: string): boolean {
  const last = before.findLast(
    (earlier) =>
      (earlier.kind === 'truncate' || (earlier.kind === 'changeData' && earlier.change === 'insert')) &&
      tableKey(earlier.table) === tableKey(table),
  );
  return last?.kind === 'truncate';
}

function isDropped(after: readonly SchemaOperation[], table: string): boolean {
  return after.some((later) => later.kind === 'dropTable' && tableKey(later.table) === tableKey(table));
}

/** Whether a table has no rows at this point, or is dropped before anybody sees it again: nothing waits for a scan or a rewrite of it. */
export function isUnused(table: string, { emptiedHere, droppedLater }: OperationContext): boolean {
  return emptiedHere(table) || droppedLater(table);
}

/** Whether the name of a table is only known when the migration runs (a loop over the catalogue): what it is cannot be said. */
export function isUnnamed(table: string): boolean {
  return (table.split('.').at(-1) ?? table).includes('${');
}

/** The migrations of each set in the order in which its framework runs them. */
export function histories(
  migrations: readonly InService<Migration>[],
  sets: readonly MigrationSet[],
): readonly (readonly InService<Migration>[])[] {
  const order = new Map(
    sets.flatMap((set) => set.files.map((path, index) => [`${set.framework}\u0000${path}`, index] as const)),
  );
  const bySet = new Map<string, InService<Migration>[]>();
  for (const migration of migrations) {
    // One folder may hold the sets of several databases.
    const key = `${migration.framework}\u0000${migration.dialect}\u0000${migration.set}`;
    bySet.set(key, [...(bySet.get(key) ?? []), migration]);
  }
  const place = (migration: Migration): number =>
    order.get(`${migration.framework}\u0000${migration.path}`) ?? 0;
  return [...bySet.values()].map((history) => history.toSorted((a, b) => place(a) - place(b)));
}

/** PostgreSQL's lock rules do not hold elsewhere; an unknown dialect is not judged by them. */
export function onPostgresql({ migration }: OperationContext): boolean {
  return migration.dialect === 'postgresql';
}

/** MySQL and its fork, whose schema changes copy tables by rules of their own. */
export function onMysqlFamily({ migration }: OperationContext): boolean {
  return migration.dialect === 'mysql' || migration.dialect === 'mariadb';
}

/** How a framework switches its transaction off, as advice. */
export function transactionAdvice({ migration }: OperationContext): string {
  const { transaction, transactionSwitch } = migration.runner;
  if (transaction === 'none') return '';
  return transactionSwitch === undefined
    ? ` ${migration.framework} runs a migration in a transaction: run the statement in a step of its own.`
    : ` Switch the transaction off: ${transactionSwitch}.`;
}
