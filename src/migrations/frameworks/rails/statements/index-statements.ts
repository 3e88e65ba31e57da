import type { RubyArguments } from '../../../../syntax/ruby/arguments.js';
import type { RubyValue } from '../../../../syntax/ruby/value.js';
import { nameOf, namesOf } from '../../../../syntax/ruby/value.js';
import type { RailsContext } from '../column-types.js';
import type { Options } from '../columns.js';
import { indexName } from '../names.js';
import { guardedOf, indexBody } from '../references.js';
import type { CallReading } from '../step.js';
import { onColumn, onTable, plainSql } from './call-reader.js';
import type { CallReader } from './call-reader.js';

/** What remove_index does; Rails can only turn it round when the columns are given. */
export function removeIndex(
  table: string,
  column: RubyValue | undefined,
  options: Options,
  context: RailsContext,
): CallReading | undefined {
  const columns = namesOf(column) ?? namesOf(options.get('column'));
  const index = nameOf(options.get('name')) ?? (columns && indexName(table, columns, context.version));
  if (index === undefined) return undefined;
  return {
    bodies: [
      {
        kind: 'dropIndex',
        table,
        index,
        ...(columns && { columns }),
        concurrently: nameOf(options.get('algorithm')) === 'concurrently',
        ...guardedOf(options),
      },
    ],
    ...(columns
      ? { inverse: [indexBody(table, columns, options, context)] }
      : { irreversible: 'remove_index without its columns' }),
  };
}

const added = (forced: Options): CallReader =>
  onTable((table, { positional, options }: RubyArguments, context) => {
    const columns = namesOf(positional[1]) ?? namesOf(options.get('column'));
    return columns && { bodies: [indexBody(table, columns, new Map([...options, ...forced]), context)] };
  });

/** GitLab's helpers, which others copied: they must stand outside a transaction, and are no methods of the recorder. */
const concurrently: Options = new Map([['algorithm', { kind: 'symbol', text: 'concurrently' }]]);

/** Statements on indexes. */
export const indexStatements: readonly (readonly [string, CallReader])[] = [
  ['add_index', added(new Map())],
  ['add_concurrent_index', added(concurrently)],
  [
    'remove_index',
    onTable((table, { positional, options }, context) => removeIndex(table, positional[1], options, context)),
  ],
  [
    'remove_concurrent_index',
    onTable((table, { positional, options }, context) =>
      removeIndex(table, positional[1], new Map([...options, ...concurrently]), context),
    ),
  ],
  [
    'remove_concurrent_index_by_name',
    onTable((table, { positional, options }) => {
      const index = nameOf(positional[1]) ?? nameOf(options.get('name'));
      return index === undefined
        ? undefined
        : { bodies: [{ kind: 'dropIndex', table, index, concurrently: true }] };
    }),
  ],
  [
    'rename_index',
    onColumn((table, index, { positional }) => {
      const newName = nameOf(positional[2]);
      return newName === undefined ? undefined : { bodies: [{ kind: 'renameIndex', table, index, newName }] };
    }),
  ],
  [
    'enable_index',
    onTable((table) => ({
      bodies: [plainSql('ALTER TABLE', table)],
      inverse: [plainSql('ALTER TABLE', table)],
    })),
  ],
  [
    'disable_index',
    onTable((table) => ({
      bodies: [plainSql('ALTER TABLE', table)],
      inverse: [plainSql('ALTER TABLE', table)],
    })),
  ],
];
