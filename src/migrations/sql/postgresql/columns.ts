import type { ColumnDef, Constraint } from 'libpg-query';
import type { ColumnDefinition, ForeignKeyTarget } from '../../../model/migration.js';
import type { PostgresqlStatement } from '../../../syntax/sql/postgresql.js';
import { serialTypes } from '../column-type.js';
import { isNull, volatilityOf } from '../volatility.js';
import { as, strings, tableName } from './nodes.js';
import { typeText } from './type-name.js';
import { textInParentheses, textOfDefault } from './written-text.js';

const actions: ReadonlyMap<string, string> = new Map([
  ['r', 'RESTRICT'],
  ['c', 'CASCADE'],
  ['n', 'SET NULL'],
  ['d', 'SET DEFAULT'],
]);

/** Where a foreign key points. NO ACTION, the default, is left out also where it is written. */
export function foreignKeyTarget(constraint: Constraint): ForeignKeyTarget {
  const onDelete = actions.get(constraint.fk_del_action ?? '');
  const onUpdate = actions.get(constraint.fk_upd_action ?? '');
  return {
    table: tableName(constraint.pktable),
    columns: strings(constraint.pk_attrs),
    ...(onDelete === undefined ? {} : { onDelete }),
    ...(onUpdate === undefined ? {} : { onUpdate }),
  };
}

/** A column definition of CREATE TABLE or ADD COLUMN. */
export function readColumn(statement: PostgresqlStatement, column: ColumnDef): ColumnDefinition {
  const constraints = (column.constraints ?? []).flatMap((node) => as(node, 'Constraint') ?? []);
  const collation = strings(column.collClause?.collname).join('.');
  const written = typeText(column.typeName);
  const serial = serialTypes.get(written);
  const stops = [
    ...constraints.map((constraint) => constraint.location ?? -1),
    column.collClause?.location ?? -1,
  ];
  const start: Draft = {
    name: column.colname ?? '',
    type: serial ?? written,
    nullable: serial === undefined,
    ...(serial === undefined ? {} : { generated: 'serial' as const }),
    ...(collation === '' ? {} : { collation }),
  };
  return constraints.reduce(
    (draft, constraint) => ({ ...draft, ...constrained(statement, draft, constraint, stops) }),
    start,
  );
}

type Draft = ColumnDefinition;

function constrained(
  statement: PostgresqlStatement,
  draft: Draft,
  constraint: Constraint,
  stops: readonly number[],
): Partial<Draft> {
  const location = constraint.location ?? 0;
  switch (constraint.contype) {
    case 'CONSTR_NOTNULL':
      return { nullable: false };
    case 'CONSTR_PRIMARY':
      return { primaryKey: true, nullable: false };
    case 'CONSTR_UNIQUE':
      return { unique: true };
    case 'CONSTR_FOREIGN':
      return { references: foreignKeyTarget(constraint) };
    case 'CONSTR_IDENTITY':
      return { generated: 'identity', nullable: false };
    case 'CONSTR_GENERATED':
      return { generated: constraint.generated_kind === 'v' ? 'virtual' : 'stored' };
    case 'CONSTR_DEFAULT': {
      const expression = textOfDefault(statement, location, stops);
      if (isNull(expression)) return {};
      return { default: { expression, volatility: volatilityOf(expression, 'postgresql') } };
    }
    case 'CONSTR_CHECK': {
      const check = textInParentheses(statement, location, 'CHECK');
      return { check: draft.check === undefined ? check : `(${draft.check}) AND (${check})` };
    }
    default:
      return {};
  }
}
