import type { ColumnDefinition, SchemaOperation } from '../../model/migration.js';
import type { Rule, RuleExample } from '../../model/rule.js';
import { postgresqlExample } from './example.js';
import type { MigrationFacts } from './facts.js';
import type { OperationContext, OperationFlag } from './operation-rule.js';
import { isUnused, onMysqlFamily, onPostgresql, operationRule } from './operation-rule.js';
import { isOlderThan } from './server-version.js';
import { copiesOnTypeChange, rewritesOnTypeChange } from './type-change.js';

const alterTablePage = 'https://www.postgresql.org/docs/current/sql-altertable.html';
const orders = 'CREATE TABLE orders (id bigint PRIMARY KEY, total integer, note varchar(20));';

export const addColumnNotNullNoDefault: Rule<MigrationFacts> = operationRule({
  id: 'add-column-not-null-no-default',
  severity: 'error',
  summary: 'A NOT NULL column without a default is added to an existing table.',
  why: 'The statement fails as soon as the table has one row. And the release before this one does not know the column, so its inserts fail on it.',
  whenNotToUse:
    'When the table is certainly empty and nothing writes to it while the migration runs. squawk and Atlas (MF103) flag it; strong_migrations does not, as PostgreSQL refuses the statement on a table with rows anyway; it is flagged here because an empty staging database accepts it. After TRUNCATE of the table in the same migration this rule is silent.',
  sources: [alterTablePage],
  bad: [postgresqlExample(orders, 'ALTER TABLE orders ADD COLUMN currency text NOT NULL;')],
  good: [
    postgresqlExample(orders, "ALTER TABLE orders ADD COLUMN currency text NOT NULL DEFAULT 'EUR';"),
    postgresqlExample(orders, 'ALTER TABLE orders ADD COLUMN currency text;'),
    postgresqlExample(`${orders}\nALTER TABLE orders ADD COLUMN currency text NOT NULL;`),
  ],
  kinds: ['addColumn'],
  flag: (operation, context) => {
    const { definition } = operation;
    if (definition.nullable || definition.default !== undefined || definition.generated !== undefined)
      return undefined;
    // MySQL and MariaDB fill existing rows with the type's implicit default; the running code is hit all the same in strict mode.
    if (
      context.migration.dialect === 'unknown' ||
      context.migration.dialect === 'clickhouse' ||
      context.createdHere(operation.table) ||
      isUnused(operation.table, context)
    )
      return undefined;
    const filled = onMysqlFamily(context)
      ? "existing rows get the type's empty value"
      : 'existing rows have no value for it';
    return {
      message: `"${operation.table}.${operation.column}" is NOT NULL without a default: ${filled}, and inserts of the running release fail.`,
      advice:
        'Add it nullable, let the code write it, fill old rows in batches, then add a CHECK … NOT VALID, validate it, and set NOT NULL.',
    };
  },
});

export const addColumnVolatileDefault: Rule<MigrationFacts> = operationRule({
  id: 'add-column-volatile-default',
  severity: 'error',
  summary: 'A column is added with a default that PostgreSQL must compute for every row.',
  why: 'A constant or stable default is stored once (PostgreSQL 11 and later). A volatile one, a serial, an identity or a stored generated column rewrites the whole table under ACCESS EXCLUSIVE: nothing reads or writes until it is done.',
  whenNotToUse:
    'When the table is known to be small. squawk and strong_migrations flag it, eugene flags serial and stored generated columns (E11). A function that lintel does not know is only a warning here, since the text does not say how it was created.',
  sources: [alterTablePage],
  bad: [
    postgresqlExample(orders, 'ALTER TABLE orders ADD COLUMN token uuid DEFAULT gen_random_uuid();'),
    postgresqlExample(orders, 'ALTER TABLE orders ADD COLUMN seen timestamptz DEFAULT clock_timestamp();'),
    postgresqlExample(orders, 'ALTER TABLE orders ADD COLUMN position bigserial;'),
    postgresqlExample(orders, 'ALTER TABLE orders ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY;'),
    postgresqlExample(
      orders,
      'ALTER TABLE orders ADD COLUMN double_total integer GENERATED ALWAYS AS (total * 2) STORED;',
    ),
  ],
  good: [
    postgresqlExample(orders, 'ALTER TABLE orders ADD COLUMN created_at timestamptz DEFAULT now();'),
    postgresqlExample(orders, 'ALTER TABLE orders ADD COLUMN paid boolean NOT NULL DEFAULT false;'),
    postgresqlExample(
      orders,
      'ALTER TABLE orders ADD COLUMN double_total integer GENERATED ALWAYS AS (total * 2) VIRTUAL;',
    ),
  ],
  kinds: ['addColumn'],
  flag: (operation, context) => {
    if (context.createdHere(operation.table) || isUnused(operation.table, context)) return undefined;
    const { definition } = operation;
    const because = onPostgresql(context)
      ? computedForEveryRow(definition, isOlderThan(context.serverVersion, 11))
      : onMysqlFamily(context)
        ? copiedByMysql(definition, context)
        : undefined;
    if (because === undefined) return onPostgresql(context) ? maybeComputed(operation) : undefined;
    const waiting = onPostgresql(context) ? 'reads and writes' : 'writes';
    return {
      message: `Adding "${operation.table}.${operation.column}" rewrites the whole table under a lock that stops ${waiting}: ${because}.`,
      advice:
        'Add the column without it, set the default for new rows in a second statement, and fill old rows in batches.',
    };
  },
});

/** A function that lintel does not know: PostgreSQL takes it for volatile unless it was created STABLE or IMMUTABLE. */
function maybeComputed({
  table,
  column,
  definition,
}: Extract<SchemaOperation, { readonly kind: 'addColumn' }>): OperationFlag | undefined {
  const { expression, volatility } = definition.default ?? {};
  if (volatility !== 'unknown' || !/^[\w."]+\s*\(/.test(expression ?? '')) return undefined;
  return {
    severity: 'warning',
    message: `Adding "${table}.${column}" rewrites the whole table under a lock that stops reads and writes, unless the function of its default ${expression ?? ''} was created STABLE or IMMUTABLE.`,
    advice:
      'Add the column without it, set the default for new rows in a second statement, and fill old rows in batches.',
  };
}

/** Why PostgreSQL rewrites the table for a new column; before version 11 it did for every default but NULL. */
function computedForEveryRow(definition: ColumnDefinition, old: boolean): string | undefined {
  if (definition.default?.volatility === 'volatile')
    return `its default ${definition.default.expression} is computed for every row`;
  if (definition.generated === 'stored') return 'its value is computed and stored for every row';
  if (definition.generated === 'serial' || definition.generated === 'identity')
    return 'every row gets a number';
  return old && definition.default !== undefined && !/^null\b/i.test(definition.default.expression)
    ? 'PostgreSQL before version 11 writes the default into every row'
    : undefined;
}

/**
 * Why MySQL or MariaDB copies the table for a new column: numbers and stored values (measured on MariaDB 10.11), and a default that is
 * computed (MySQL 8.0.13 and later: https://dev.mysql.com/doc/refman/8.4/en/innodb-online-ddl-operations.html).
 */
function copiedByMysql(definition: ColumnDefinition, { migration }: OperationContext): string | undefined {
  if (definition.generated === 'stored') return 'its value is computed and stored for every row';
  if (definition.generated === 'auto-increment') return 'every row gets a number';
  if (migration.dialect === 'mysql' && definition.default?.volatility === 'volatile')
    return `its default ${definition.default.expression} is computed for every row`;
  return undefined;
}

export const setNotNullScan: Rule<MigrationFacts> = operationRule({
  id: 'set-not-null-scan',
  severity: 'error',
  summary: 'SET NOT NULL scans the table while nothing can read or write it.',
  why: 'PostgreSQL looks at every row under ACCESS EXCLUSIVE, unless a validated CHECK (column IS NOT NULL) already proves it (PostgreSQL 12 and later).',
  whenNotToUse:
    'When the table is known to be small. squawk, strong_migrations and eugene (E2) flag it; Atlas (MF104) asks whether rows hold NULL, not how long the lock lasts. Where the history of the migrations shows a validated CHECK this rule is silent, which a linter of single files cannot be.',
  sources: [alterTablePage],
  bad: [postgresqlExample(orders, 'ALTER TABLE orders ALTER COLUMN total SET NOT NULL;')],
  good: [
    postgresqlExample(
      orders,
      'ALTER TABLE orders ADD CONSTRAINT total_set CHECK (total IS NOT NULL) NOT VALID;',
      'ALTER TABLE orders VALIDATE CONSTRAINT total_set;',
      'ALTER TABLE orders ALTER COLUMN total SET NOT NULL;',
    ),
    postgresqlExample(orders, 'ALTER TABLE orders ADD CONSTRAINT total_set NOT NULL total NOT VALID;'),
  ],
  kinds: ['setNotNull'],
  flag: (operation, context) => {
    if (
      !onPostgresql(context) ||
      operation.notValid === true ||
      context.createdHere(operation.table) ||
      isUnused(operation.table, context)
    )
      return undefined;
    const unproved = isOlderThan(context.serverVersion, 12);
    if (!unproved && context.schema.provesNotNull(operation.table, operation.column)) return undefined;
    const nullable = context.schema.column(operation.table, operation.column)?.nullable;
    if (nullable === false || (nullable === undefined && operation.restated === true)) return undefined;
    return {
      message: `SET NOT NULL on "${operation.table}.${operation.column}" reads the whole table under a lock that stops reads and writes.`,
      advice: unproved
        ? `PostgreSQL before version 12 cannot avoid it: add CHECK (${operation.column} IS NOT NULL) NOT VALID, validate it in the next migration, and leave it at that.`
        : `Add CHECK (${operation.column} IS NOT NULL) NOT VALID, validate it in the next migration, then set NOT NULL and drop the check.`,
    };
  },
});

/** One example per change of a type. */
function typeChanges(changes: readonly (readonly [string, string])[]): readonly RuleExample[] {
  return changes.map(([before, after]) =>
    postgresqlExample(
      `CREATE TABLE orders (id bigint PRIMARY KEY, value ${before});`,
      `ALTER TABLE orders ALTER COLUMN value TYPE ${after};`,
    ),
  );
}

export const changeColumnType: Rule<MigrationFacts> = operationRule({
  id: 'change-column-type',
  severity: 'error',
  summary: "A column's type is changed so that the table is rewritten.",
  why: 'Most changes of type rewrite the table and its indexes under ACCESS EXCLUSIVE. Only some are free: a longer or unlimited varchar, varchar to text, a wider numeric of the same scale.',
  whenNotToUse:
    'When the table is known to be small. squawk flags every change of type, strong_migrations and online_migrations allow those that PostgreSQL does without a rewrite, as this rule does. strong_migrations takes varchar(20) to varchar(64) on MariaDB for dangerous; MariaDB 10.11 does it at once (measured), so it is not flagged here.',
  sources: [alterTablePage],
  bad: [
    postgresqlExample(orders, 'ALTER TABLE orders ALTER COLUMN total TYPE bigint;'),
    postgresqlExample(orders, 'ALTER TABLE orders ALTER COLUMN note TYPE varchar(10);'),
    ...typeChanges([
      ['text', 'varchar(10)'],
      ['char(4)', 'text'],
      ['numeric(10,2)', 'numeric(10,4)'],
      ['real', 'double precision'],
      ['timestamp(3)', 'timestamp(0)'],
      ['json', 'jsonb'],
    ]),
  ],
  good: [
    postgresqlExample(orders, 'ALTER TABLE orders ALTER COLUMN note TYPE varchar(200);'),
    postgresqlExample(orders, 'ALTER TABLE orders ALTER COLUMN note TYPE text;'),
    ...typeChanges([
      ['text', 'varchar'],
      ['numeric(10,2)', 'numeric(12,2)'],
      ['timestamp(3)', 'timestamp(6)'],
      ['cidr', 'inet'],
    ]),
  ],
  kinds: ['changeColumnType'],
  flag: (operation, context) => {
    if (context.createdHere(operation.table) || isUnused(operation.table, context)) return undefined;
    const replayed = context.schema.column(operation.table, operation.column)?.type;
    const before = replayed === undefined || replayed === '' ? operation.from : replayed;
    if (onMysqlFamily(context)) return copiedOnTypeChange(operation, before, context);
    if (!onPostgresql(context)) return undefined;
    const verdict = rewritesOnTypeChange(before, operation.type);
    if (verdict === 'no') return undefined;
    const from = before === undefined || before === '' ? '' : ` from ${before}`;
    return {
      ...(verdict === 'unknown' && { severity: 'warning' as const }),
      message: `Changing "${operation.table}.${operation.column}"${from} to ${operation.type} ${verdict === 'unknown' ? 'may rewrite' : 'rewrites'} the table under a lock that stops reads and writes.`,
      advice:
        'Add a new column of the new type, write both, fill old rows in batches, read the new one, then drop the old one in a later release.',
    };
  },
});

/** MODIFY restates the whole column, so nothing is said where the type before is not known. */
function copiedOnTypeChange(
  { table, column, type }: { readonly table: string; readonly column: string; readonly type: string },
  before: string | undefined,
  { migration, serverVersion }: OperationContext,
): OperationFlag | undefined {
  const extendsAny = migration.dialect === 'mariadb' && !isOlderThan(serverVersion, 10, 4, 3);
  if (copiesOnTypeChange(before, type, extendsAny) !== 'yes') return undefined;
  return {
    message: `Changing "${table}.${column}" from ${before ?? ''} to ${type} copies the table, and writes wait until it is done.`,
    advice:
      'Let gh-ost or pt-online-schema-change do it, or add a new column, write both, fill old rows in batches, and drop the old one later.',
  };
}
