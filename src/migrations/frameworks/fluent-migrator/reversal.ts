import type { Migration, OperationBody } from '../../../model/migration.js';
import { invert } from '../../inversion.js';
import type { ProgramStep } from '../../programs/step.js';
import type { Way } from '../../programs/way.js';

/** The way back of an `AutoReversingMigration`, and what has none. */
export interface Reversal {
  readonly way: Way | undefined;
  readonly problems: Migration['downProblems'];
}

/** Turns the expressions of the way up round, last first (`Reverse` of FluentMigrator.Abstractions/Expressions). */
export function reversed(up: Way | undefined): Reversal {
  if (!up) return { way: undefined, problems: [] };
  const problems: { readonly span: ProgramStep['span']; readonly text: string }[] = [];
  const created = new Set(
    up.steps.flatMap((step) => ('body' in step && step.body.kind === 'createTable' ? step.call : [])),
  );
  const steps = up.steps.toReversed().flatMap((step): readonly ProgramStep[] => {
    const inverse = 'body' in step ? inverseOf(step.body, created.has(step.call)) : undefined;
    if (!inverse) {
      problems.push({ span: step.span, text: `${named(step)} is not reversed` });
      return [];
    }
    return inverse.map((body) => ({ ...step, body }));
  });
  return { way: { steps, raises: false }, problems };
}

function named(step: ProgramStep): string {
  return 'body' in step ? step.body.kind : 'Execute';
}

function inverseOf(body: OperationBody, isOfNewTable: boolean): readonly OperationBody[] | undefined {
  switch (body.kind) {
    case 'createTable':
      return body.guarded === true ? undefined : invert([body]);
    case 'renameTable':
    case 'addColumn':
    case 'renameColumn':
    case 'createIndex':
    case 'addForeignKey':
    case 'addUnique':
      return invert([body]);
    case 'addPrimaryKey':
      return isOfNewTable
        ? []
        : [
            {
              kind: 'dropConstraint',
              table: body.table,
              constraint: body.constraint ?? '?',
              constraintKind: 'primary-key',
            },
          ];
    case 'executeSql':
      return body.statementKind === 'create schema'
        ? [{ kind: 'executeSql', statementKind: 'drop schema' }]
        : body.statementKind === 'alter table'
          ? [body]
          : undefined;
    case 'changeData':
      return body.change === 'update'
        ? undefined
        : [{ ...body, change: body.change === 'insert' ? 'delete' : 'insert' }];
    default:
      return undefined;
  }
}
