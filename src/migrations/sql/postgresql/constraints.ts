import type { Constraint } from 'libpg-query';
import type { OperationBody } from '../../../model/migration.js';
import type { PostgresqlStatement } from '../../../syntax/sql/postgresql.js';
import { foreignKeyTarget } from './columns.js';
import { as, strings } from './nodes.js';
import { textInParentheses } from './written-text.js';

/**
 * The operation that adds a constraint to a table, be it by ALTER TABLE or as a part of CREATE TABLE. A check or foreign key that
 * is NOT ENFORCED is as little checked as one that is NOT VALID, and is given so.
 */
export function addConstraint(
  statement: PostgresqlStatement,
  table: string,
  constraint: Constraint,
): OperationBody | undefined {
  const named = {
    table,
    ...(constraint.conname === undefined ? {} : { constraint: constraint.conname }),
  };
  const columns = strings(constraint.keys);
  const index = constraint.indexname === undefined ? {} : { usingIndex: constraint.indexname };
  const unproved =
    constraint.skip_validation === true || (constraint.is_enforced !== true && canBeUnenforced(constraint));
  const notValid = unproved ? { notValid: true } : {};
  switch (constraint.contype) {
    case 'CONSTR_PRIMARY':
      return { kind: 'addPrimaryKey', ...named, columns, ...index };
    case 'CONSTR_UNIQUE':
      return { kind: 'addUnique', ...named, columns, ...index };
    case 'CONSTR_CHECK': {
      const expression = textInParentheses(statement, constraint.location ?? 0, 'CHECK');
      return { kind: 'addCheck', ...named, columns: [], expression, ...notValid };
    }
    case 'CONSTR_FOREIGN':
      return {
        kind: 'addForeignKey',
        ...named,
        columns: strings(constraint.fk_attrs),
        references: foreignKeyTarget(constraint),
        ...notValid,
      };
    case 'CONSTR_EXCLUSION':
      return { kind: 'addExclusion', ...named, columns: excludedColumns(constraint) };
    case 'CONSTR_NOTNULL':
      return {
        kind: 'setNotNull',
        table,
        column: columns[0] ?? '',
        ...(constraint.skip_validation === true ? { notValid: true } : {}),
      };
    default:
      return undefined;
  }
}

function canBeUnenforced(constraint: Constraint): boolean {
  return constraint.contype === 'CONSTR_CHECK' || constraint.contype === 'CONSTR_FOREIGN';
}

function excludedColumns(constraint: Constraint): readonly string[] {
  return (constraint.exclusions ?? []).flatMap((pair) => {
    const element = as(as(pair, 'List')?.items?.[0], 'IndexElem');
    return element?.name ?? [];
  });
}
