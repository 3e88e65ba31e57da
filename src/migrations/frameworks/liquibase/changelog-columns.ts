import type {
  ColumnDefault,
  ColumnDefinition,
  Dialect,
  ForeignKeyTarget,
  OperationBody,
} from '../../../model/migration.js';
import { isNull, volatilityOf } from '../../sql/volatility.js';
import type { ChangelogNode } from './changelog-node.js';
import { childOf, childrenOf, valueOf } from './changelog-node.js';
import { typeOf } from './liquibase-types.js';

/** A column of a changelog, and what its constraints add beside the definition. */
export interface ChangelogColumn {
  readonly definition: ColumnDefinition;
  readonly operations: readonly OperationBody[];
}

/** The columns of a change in order. */
export function columnsOf(
  node: ChangelogNode,
  table: string,
  dialect: Dialect,
): readonly (ChangelogColumn & { readonly node: ChangelogNode })[] {
  return childrenOf(node, 'column', 'columns').map((column) => ({
    ...columnOf(column, table, dialect),
    node: column,
  }));
}

function columnOf(node: ChangelogNode, table: string, dialect: Dialect): ChangelogColumn {
  const name = valueOf(node, 'name') ?? '';
  const constraints = childOf(node, 'constraints');
  const given = (attribute: string): string | undefined =>
    constraints === undefined ? undefined : valueOf(constraints, attribute);
  const primaryKey = isTrue(given('primaryKey'));
  const references = referenceOf(constraints);
  const foreignKey = given('foreignKeyName');
  const uniqueName = given('uniqueConstraintName');
  const unique = isTrue(given('unique'));
  const check = given('checkConstraint');
  const fallback = defaultOf(node, dialect);
  const generated = isTrue(valueOf(node, 'autoIncrement'))
    ? dialect === 'mysql' || dialect === 'mariadb' || dialect === 'sqlite'
      ? ('auto-increment' as const)
      : ('identity' as const)
    : undefined;
  const operations: OperationBody[] = [];
  if (references && foreignKey !== undefined)
    operations.push({ kind: 'addForeignKey', table, constraint: foreignKey, columns: [name], references });
  if (unique && uniqueName !== undefined)
    operations.push({ kind: 'addUnique', table, constraint: uniqueName, columns: [name] });
  return {
    definition: {
      name,
      type: typeOf(valueOf(node, 'type') ?? '', dialect),
      nullable: given('nullable')?.toLowerCase() !== 'false' && !primaryKey,
      ...(fallback && { default: fallback }),
      ...(generated && { generated }),
      ...(primaryKey && { primaryKey: true }),
      ...(unique && uniqueName === undefined && { unique: true }),
      ...(references && foreignKey === undefined && { references }),
      ...(check !== undefined && { check }),
    },
    operations,
  };
}

/** `references="customers(id)"`, or the table and columns apart. */
function referenceOf(constraints: ChangelogNode | undefined): ForeignKeyTarget | undefined {
  if (constraints === undefined) return undefined;
  const written = /^\s*([\w.$"`[\]-]+)\s*(?:\(([^)]*)\))?\s*$/.exec(valueOf(constraints, 'references') ?? '');
  const table = written?.[1] ?? valueOf(constraints, 'referencedTableName');
  if (table === undefined) return undefined;
  const columns = written?.[2] ?? valueOf(constraints, 'referencedColumnNames') ?? '';
  return {
    table,
    columns: namesIn(columns),
    ...(isTrue(valueOf(constraints, 'deleteCascade')) && { onDelete: 'cascade' }),
  };
}

/** The default of a column or of `addDefaultValue`, by the attribute that gives it. */
export function defaultOf(node: ChangelogNode, dialect: Dialect): ColumnDefault | undefined {
  const text = valueOf(node, 'defaultValue') ?? valueOf(node, 'defaultValueDate');
  const literal = valueOf(node, 'defaultValueNumeric') ?? valueOf(node, 'defaultValueBoolean');
  const computed = valueOf(node, 'defaultValueComputed');
  const sequence = valueOf(node, 'defaultValueSequenceNext');
  const expression =
    computed ??
    literal ??
    (sequence === undefined ? undefined : `nextval('${sequence}')`) ??
    (text === undefined ? undefined : asLiteral(text, node));
  if (expression === undefined || isNull(expression)) return undefined;
  return { expression, volatility: volatilityOf(expression, dialect) };
}

/** A date that is a function (`CURRENT_TIMESTAMP`, `now()`) is written bare. */
function asLiteral(text: string, node: ChangelogNode): string {
  const isFunction = /^(current_\w+|now|sysdate|getdate|systimestamp)(\(\d*\))?$/i.test(text);
  return isFunction && valueOf(node, 'defaultValueDate') !== undefined
    ? text
    : `'${text.replaceAll("'", "''")}'`;
}

/** `a, b` as two names. */
export function namesIn(list: string): readonly string[] {
  return list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** Whether an attribute says yes. */
export function isTrue(text: string | undefined): boolean {
  return text?.toLowerCase() === 'true';
}
