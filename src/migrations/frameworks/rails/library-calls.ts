import type { OperationBody } from '../../../model/migration.js';
import type { RubyArguments } from '../../../syntax/ruby/arguments.js';
import { nameOf, namesOf } from '../../../syntax/ruby/value.js';
import type { RubyValue } from '../../../syntax/ruby/value.js';
import { singularize } from '../../inflection.js';
import type { RailsContext } from './column-types.js';
import { columnOf } from './columns.js';
import type { Options } from './columns.js';
import { addReference, indexBody } from './references.js';
import type { CallReading } from './step.js';
import { addTimestamps } from './statements/column-statements.js';

const none: Options = new Map();

/**
 * Calls on constants that change the schema and belong to libraries: the gem globalize (`Post.create_translation_table! title: :string`), and
 * Discourse's `Migration::ColumnDropper` and `Migration::TableDropper`, which its plugins use.
 * @returns undefined for all other calls, and where the arguments are not known.
 */
export function readLibraryCall(
  receiver: string,
  method: string,
  call: RubyArguments,
  context: RailsContext,
  tableOf: (model: string) => string,
): CallReading | undefined {
  const dropper = /^(?:::)?Migration::(Column|Table)Dropper$/.exec(receiver)?.[1];
  if (dropper !== undefined) return readDropper(dropper, method, call);
  return /^(create|drop|add)_translation_(table|fields)!$/.test(method)
    ? readTranslations(tableOf(receiver), method, call, context)
    : undefined;
}

/** A table that is to go is made read-only by a trigger first, and dropped with it later. */
function readDropper(kind: string, method: string, { positional }: RubyArguments): CallReading | undefined {
  const table = nameOf(positional[0]);
  if (table === undefined) return undefined;
  const column = nameOf(positional[1]) ?? '';
  const bodies = ((): readonly OperationBody[] | undefined => {
    switch (method) {
      case 'read_only_table':
      case 'mark_readonly':
        return [
          { kind: 'createTrigger', table, trigger: [table, column, 'readonly'].filter(Boolean).join('_') },
        ];
      case 'drop_readonly':
        return [{ kind: 'executeSql', statementKind: 'DROP FUNCTION' }];
      case 'execute_drop': {
        if (kind === 'Table') return [{ kind: 'dropTable', table, guarded: true }];
        const columns = namesOf(positional[1]);
        return columns?.map((column) => ({ kind: 'dropColumn', table, column, guarded: true }));
      }
      default:
        return undefined;
    }
  })();
  return bodies && { bodies, atOnce: true };
}

/** https://github.com/globalize/globalize#creating-translation-tables */
function readTranslations(
  model: string,
  method: string,
  { options, positional }: RubyArguments,
  context: RailsContext,
): CallReading | undefined {
  const single = singularize(model);
  const table = `${single}_translations`;
  if (method === 'drop_translation_table!') return { bodies: [{ kind: 'dropTable', table }], atOnce: true };
  const [first] = positional;
  const fields = options.size > 0 ? options : first?.kind === 'hash' ? first.entries : none;
  const columns = [...fields].map(([name, value]) => {
    const details = value.kind === 'hash' ? value.entries : none;
    return columnOf(name, nameOf(value) ?? nameOf(details.get('type')) ?? '', details, context);
  });
  if (method === 'add_translation_fields!')
    return {
      bodies: columns.map((definition) => ({
        kind: 'addColumn',
        table,
        column: definition.name,
        definition,
      })),
      atOnce: true,
    };
  const required: Options = new Map<string, RubyValue>([['null', { kind: 'boolean', value: false }]]);
  const added = [
    ...(addReference(table, single, required, context).bodies ?? []),
    ...(addTimestamps(table, none, context).bodies ?? []),
  ].flatMap((body) => (body.kind === 'addColumn' ? [body.definition] : []));
  return {
    bodies: [
      {
        kind: 'createTable',
        table,
        columns: [
          columnOf('id', 'primary_key', none, context),
          ...added,
          columnOf('locale', 'string', required, context),
          ...columns,
        ],
      },
      indexBody(table, [`${single}_id`], none, context),
      indexBody(table, ['locale'], none, context),
    ],
    atOnce: true,
  };
}
