import type {
  ColumnDefault,
  ColumnDefinition,
  Dialect,
  ForeignKeyTarget,
  OperationBody,
} from '../../../model/migration.js';
import type { Value } from '../../../syntax/javascript/evaluate/value.js';
import {
  booleanOf,
  defaultOf,
  entryOf,
  isSet,
  recordOf,
  sqlDefault,
  textOf,
} from '../../javascript/values.js';
import { packageName, sequelizeType } from './column-types.js';

/** An attribute of a model as a column. */
export interface SequelizeColumn {
  readonly definition: ColumnDefinition;
  /** The enum type that Sequelize creates on PostgreSQL. */
  readonly creates?: OperationBody;
}

/** A column from `Sequelize.STRING` or `{ type, allowNull, defaultValue, … }`. */
export function columnOf(table: string, key: string, attribute: Value, dialect: Dialect): SequelizeColumn {
  const record = recordOf(attribute);
  const name = textOf(entryOf(attribute, 'field')) ?? key;
  const type = sequelizeType(record ? entryOf(record, 'type') : attribute, dialect);
  const values = entryOf(record, 'values');
  const labels = type?.labels ?? [];
  const written = values === undefined || labels.length > 0 ? labels : (labelsOf(values) ?? []);
  const isEnum = type?.labels !== undefined;
  const enumName = `enum_${tableOnly(table)}_${name}`;
  const isNumbered = booleanOf(entryOf(record, 'autoIncrement')) === true;
  const primaryKey = booleanOf(entryOf(record, 'primaryKey')) === true;
  const given = record?.members.get('defaultValue');
  const fallback = isNumbered ? undefined : defaultValueOf(given, dialect);
  const references = referenceOf(record);
  return {
    definition: {
      name,
      type: isEnum ? enumName : (type?.type ?? ''),
      nullable:
        booleanOf(entryOf(record, 'allowNull')) !== false &&
        !primaryKey &&
        !(isNumbered && dialect === 'postgresql'),
      ...(fallback && { default: fallback }),
      ...(isNumbered && {
        generated: dialect === 'postgresql' ? ('serial' as const) : ('auto-increment' as const),
      }),
      ...(primaryKey && { primaryKey: true }),
      ...(isSet(entryOf(record, 'unique')) && { unique: true }),
      ...(references && { references }),
    },
    ...(isEnum && { creates: { kind: 'createEnum', type: enumName, values: written } }),
  };
}

function labelsOf(values: Value): readonly string[] | undefined {
  return values.kind === 'list' ? values.items.map((item) => textOf(item) ?? '?') : undefined;
}

function tableOnly(table: string): string {
  return table.slice(table.lastIndexOf('.') + 1);
}

/** A default that is written to the database: `Sequelize.NOW` is, `UUIDV4` is made by Sequelize itself. */
export function defaultValueOf(value: Value | undefined, dialect: Dialect): ColumnDefault | undefined {
  const own = packageName(value);
  if (own === undefined) return defaultOf(value, dialect);
  if (own.name === 'NOW') return sqlDefault('CURRENT_TIMESTAMP', dialect);
  const text = own.name === 'literal' || own.name === 'col' ? textOf(own.given[0]) : undefined;
  if (own.name === 'fn') {
    const given = own.given.slice(1).map((item) => defaultOf(item, dialect)?.expression ?? '?');
    return sqlDefault(`${textOf(own.given[0]) ?? '?'}(${given.join(', ')})`, dialect);
  }
  return text === undefined ? undefined : sqlDefault(text, dialect);
}

/** `references: { model: 'users', key: 'id' }` with the actions beside it; the table may be an object with a schema. */
function referenceOf(record: Value | undefined): ForeignKeyTarget | undefined {
  const references = entryOf(record, 'references');
  if (references === undefined) return undefined;
  const model = entryOf(references, 'model') ?? entryOf(references, 'table') ?? references;
  const table = tableNameOf(model);
  if (table === undefined) return undefined;
  const key = textOf(entryOf(references, 'key')) ?? textOf(entryOf(references, 'field'));
  return target(table, key === undefined ? [] : [key], record);
}

/** A target with the actions that options give. */
export function target(
  table: string,
  columns: readonly string[],
  options: Value | undefined,
): ForeignKeyTarget {
  const onDelete = actionOf(entryOf(options, 'onDelete'));
  const onUpdate = actionOf(entryOf(options, 'onUpdate'));
  return {
    table,
    columns,
    ...(onDelete !== undefined && { onDelete }),
    ...(onUpdate !== undefined && { onUpdate }),
  };
}

function actionOf(value: Value | undefined): string | undefined {
  const action = textOf(value)?.trim().toUpperCase();
  return action === 'NO ACTION' || action === '' ? undefined : action;
}

/** A table as a text, or `{ tableName, schema }`. */
export function tableNameOf(value: Value | undefined): string | undefined {
  const text = textOf(value);
  if (text !== undefined) return text;
  const name = textOf(entryOf(value, 'tableName'));
  const schema = textOf(entryOf(value, 'schema'));
  return name !== undefined && schema !== undefined ? `${schema}.${name}` : name;
}

/**
 * What changeColumn does (`changeColumnQuery` of the query generators): the column is stated again, so that without `allowNull: false` it may
 * be NULL and without `defaultValue` it has none; with `references` a foreign key is added and the rest only where it is given.
 */
export function changedColumn(
  table: string,
  key: string,
  attribute: Value,
  dialect: Dialect,
): readonly OperationBody[] {
  const record = recordOf(attribute);
  const { creates, definition } = columnOf(table, key, attribute, dialect);
  const { name: column, references, type } = definition;
  const required = booleanOf(entryOf(record, 'allowNull')) === false;
  return [
    ...(creates ? [creates] : []),
    ...(type === '' || references ? [] : [{ kind: 'changeColumnType' as const, table, column, type }]),
    ...(definition.default
      ? [{ kind: 'setDefault' as const, table, column, default: definition.default }]
      : references
        ? []
        : [{ kind: 'dropDefault' as const, table, column }]),
    ...(required ? [{ kind: 'setNotNull' as const, table, column }] : []),
    ...(required || references ? [] : [{ kind: 'dropNotNull' as const, table, column }]),
    ...(definition.unique === true ? [{ kind: 'addUnique' as const, table, columns: [column] }] : []),
    ...(references ? [{ kind: 'addForeignKey' as const, table, columns: [column], references }] : []),
  ];
}

/** `after: 'name'` and `first: true` of an attribute (MySQL's query generator, attributeToSQL); other dialects ignore them. */
export function positionOf(attribute: Value, dialect: Dialect): { readonly position?: 'first' | 'after' } {
  if (dialect !== 'mysql' && dialect !== 'mariadb') return {};
  const record = recordOf(attribute);
  if (booleanOf(entryOf(record, 'first')) === true) return { position: 'first' };
  return textOf(entryOf(record, 'after')) === undefined ? {} : { position: 'after' };
}
