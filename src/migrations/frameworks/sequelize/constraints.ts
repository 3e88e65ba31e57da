import type { OperationBody } from '../../../model/migration.js';
import type { Value } from '../../../syntax/javascript/evaluate/value.js';
import { booleanOf, entryOf, isSet, recordOf, textOf, textsOf } from '../../javascript/values.js';
import { packageName } from './column-types.js';
import { defaultValueOf, tableNameOf, target } from './columns.js';

const suffixes: Readonly<Record<string, string>> = {
  check: 'ck',
  default: 'df',
  unique: 'uk',
  'primary key': 'pk',
  'foreign key': 'fk',
};

/**
 * `addConstraint(table, { fields, type, name, references, where })`, or with the fields as the second argument, as before version 6.
 * Undefined when it cannot be told what is added.
 */
export function addedConstraint(table: string, second: Value, third: Value): OperationBody | undefined {
  const options = recordOf(second) ? second : third;
  const columns = fieldsOf(recordOf(second) ? entryOf(second, 'fields') : second) ?? [];
  const type = textOf(entryOf(options, 'type'))?.toLowerCase();
  const suffix = suffixes[type ?? ''];
  if (type === undefined || suffix === undefined) return undefined;
  const constraint = textOf(entryOf(options, 'name')) ?? `${table}_${columns.join('_')}_${suffix}`;
  if (type === 'unique') return { kind: 'addUnique', table, columns, constraint };
  if (type === 'primary key') return { kind: 'addPrimaryKey', table, columns, constraint };
  if (type === 'check') return { kind: 'addCheck', table, columns, constraint, expression: '?' };
  if (type === 'default') {
    const [column] = columns;
    const value = defaultValueOf(entryOf(options, 'defaultValue'), 'sqlserver');
    return column === undefined || value === undefined
      ? undefined
      : { kind: 'setDefault', table, column, default: value };
  }
  const references = entryOf(options, 'references');
  const referenced = tableNameOf(entryOf(references, 'table'));
  if (referenced === undefined) return undefined;
  const fields = textsOf(entryOf(references, 'field')) ?? textsOf(entryOf(references, 'fields')) ?? [];
  return {
    kind: 'addForeignKey',
    table,
    columns,
    constraint,
    references: target(referenced, fields, options),
  };
}

/** `['a', { name: 'b', order: 'DESC' }]` as names. */
export function fieldsOf(value: Value | undefined): readonly string[] | undefined {
  if (value?.kind !== 'list') return textsOf(value);
  const names = value.items.map(
    (item) =>
      textOf(item) ??
      textOf(entryOf(item, 'name')) ??
      textOf(entryOf(item, 'attribute')) ??
      expressionOf(item) ??
      '?',
  );
  return value.open ? undefined : names;
}

/** `Sequelize.fn('lower', Sequelize.col('name'))`, `Sequelize.literal('a + b')`. */
function expressionOf(value: Value): string | undefined {
  const own = packageName(value);
  const [first, ...others] = own?.given ?? [];
  if (own?.name === 'literal' || own?.name === 'col') return textOf(first);
  if (own?.name !== 'fn') return undefined;
  return `${textOf(first) ?? '?'}(${others.map((item) => expressionOf(item) ?? textOf(item) ?? '?').join(', ')})`;
}

/** `addIndex(table, fields, options)` or `addIndex(table, { fields, … })`. */
export function addedIndex(table: string, second: Value, third: Value): OperationBody | undefined {
  const options = recordOf(second) ? second : third;
  const columns = fieldsOf(recordOf(second) ? entryOf(second, 'fields') : second);
  if (columns === undefined) return undefined;
  const name = textOf(entryOf(options, 'name')) ?? textOf(entryOf(options, 'indexName'));
  const type =
    textOf(entryOf(options, 'type'))?.toLowerCase() ?? textOf(entryOf(options, 'indicesType'))?.toLowerCase();
  const unique = booleanOf(entryOf(options, 'unique')) === true || type === 'unique';
  const using =
    textOf(entryOf(options, 'using'))?.toLowerCase() ??
    (type === 'fulltext' || type === 'spatial' ? type : undefined);
  return {
    kind: 'createIndex',
    table,
    index: name ?? nameOfIndex(table, columns, unique),
    columns,
    unique,
    concurrently: booleanOf(entryOf(options, 'concurrently')) === true,
    ...(using !== undefined && using !== 'btree' && { method: using }),
    ...(isSet(entryOf(options, 'where')) && { where: '?' }),
  };
}

/** Sequelize's `nameIndex` (src/utils/…): table and fields in snake case; unique ones get a suffix. */
export function nameOfIndex(table: string, columns: readonly string[], unique: boolean): string {
  const name = [table, ...columns].join('_') + (unique ? '_unique' : '');
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .replaceAll(/[\s.-]+/g, '_')
    .toLowerCase();
}
