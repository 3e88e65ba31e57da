import type { OperationBody } from '../../../../model/migration.js';
import { booleanOf, nameOf, namesOf } from '../../../../syntax/ruby/value.js';
import type { Options } from '../columns.js';
import { guardedOf } from '../references.js';
import type { RailsContext } from '../column-types.js';
import type { CallReading } from '../step.js';
import { addColumn } from './column-statements.js';
import { onColumn, onTable, plainSql } from './call-reader.js';
import type { CallReader } from './call-reader.js';

const opposite =
  (statementKind: string, inverse: string): CallReader =>
  () => ({ bodies: [plainSql(statementKind)], inverse: [plainSql(inverse)] });

/** `SELECT setval(…)`; not recorded. */
const sequenceValue: CallReader = onTable((table) => ({ bodies: [plainSql('SELECT', table)], atOnce: true }));

const materialized = (options: Options): boolean => {
  const value = options.get('materialized');
  return value !== undefined && value.kind !== 'nil' && booleanOf(value) !== false;
};

/** A view of the gem scenic; going back needs the version before. */
const changedView = (
  bodies: (view: string, isMaterialized: boolean) => readonly OperationBody[],
): CallReader =>
  onTable((view, { options }) => {
    const read = bodies(view, materialized(options));
    return options.has('revert_to_version')
      ? { bodies: read, inverse: read }
      : { bodies: read, irreversible: 'a view without revert_to_version:' };
  });

/** The four columns of the gem paperclip. */
export function attachment(table: string, name: string, context: RailsContext): CallReading {
  const types = [
    ['file_name', 'string'],
    ['content_type', 'string'],
    ['file_size', 'integer'],
    ['updated_at', 'datetime'],
  ] as const;
  const added = types.map(([part, type]) => addColumn(table, `${name}_${part}`, type, new Map(), context));
  return {
    bodies: added.flatMap(({ bodies = [] }) => bodies),
    inverse: added.toReversed().flatMap(({ inverse = [] }) => inverse),
  };
}

/** A reading with both ways exchanged. */
export function inverted({ bodies = [], inverse = [] }: CallReading): CallReading {
  return { bodies: inverse, inverse: bodies };
}

/** Statements on tables as a whole, types, extensions, schemas and views. */
export const objectStatements: readonly (readonly [string, CallReader])[] = [
  [
    'rename_table',
    onTable((table, { positional }) => {
      const newName = nameOf(positional[1]);
      return newName === undefined ? undefined : { bodies: [{ kind: 'renameTable', table, newName }] };
    }),
  ],
  ['truncate', onTable((table) => ({ bodies: [{ kind: 'truncate', table }], atOnce: true }))],
  [
    'truncate_tables',
    ({ positional }) => {
      const tables = positional.map(nameOf);
      if (!tables.every((table) => table !== undefined)) return undefined;
      return { bodies: tables.map((table) => ({ kind: 'truncate', table })), atOnce: true };
    },
  ],
  ['add_attachment', onColumn((table, name, _, context) => attachment(table, name, context))],
  ['remove_attachment', onColumn((table, name, _, context) => inverted(attachment(table, name, context)))],
  ['enable_extension', opposite('CREATE EXTENSION', 'DROP EXTENSION')],
  ['disable_extension', opposite('DROP EXTENSION', 'CREATE EXTENSION')],
  ['rename_schema', () => ({ bodies: [plainSql('ALTER SCHEMA')], atOnce: true })],
  ['set_pk_sequence!', sequenceValue],
  ['reset_pk_sequence!', sequenceValue],
  ['reset_column_sequences!', sequenceValue],
  ['create_schema', opposite('CREATE SCHEMA', 'DROP SCHEMA')],
  ['drop_schema', opposite('DROP SCHEMA', 'CREATE SCHEMA')],
  ['create_virtual_table', opposite('CREATE VIRTUAL TABLE', 'DROP TABLE')],
  [
    'drop_virtual_table',
    ({ positional }) => ({
      bodies: [plainSql('DROP TABLE')],
      inverse: [plainSql('CREATE VIRTUAL TABLE')],
      ...(positional.length < 3 && { irreversible: 'drop_virtual_table without its options' }),
    }),
  ],
  [
    'create_enum',
    onTable((type, { positional }) => {
      const values = namesOf(positional[1]);
      return values && { bodies: [{ kind: 'createEnum', type, values }], inverse: [plainSql('DROP TYPE')] };
    }),
  ],
  [
    'drop_enum',
    onTable((type, { positional }) => {
      const values = namesOf(positional[1]);
      return {
        bodies: [plainSql('DROP TYPE')],
        ...(values
          ? { inverse: [{ kind: 'createEnum', type, values }] }
          : { irreversible: 'drop_enum without its values' }),
      };
    }),
  ],
  [
    'add_enum_value',
    onColumn((type, value, { options }) => ({
      bodies: [{ kind: 'addEnumValue', type, value, ...guardedOf(options) }],
      irreversible: 'add_enum_value',
    })),
  ],
  [
    'rename_enum_value',
    onTable((type, { options }) => {
      const value = nameOf(options.get('from'));
      const newName = nameOf(options.get('to'));
      return value === undefined || newName === undefined
        ? undefined
        : { bodies: [{ kind: 'renameEnumValue', type, value, newName }] };
    }),
  ],
  ['rename_enum', opposite('ALTER TYPE', 'ALTER TYPE')],
  [
    'create_view',
    onTable((view, { options }) => {
      const isMaterialized = materialized(options);
      return {
        bodies: [{ kind: 'createView', view, materialized: isMaterialized }],
        inverse: [{ kind: 'dropView', view, materialized: isMaterialized }],
      };
    }),
  ],
  [
    'drop_view',
    onTable((view, { options }) => {
      const isMaterialized = materialized(options);
      return {
        bodies: [{ kind: 'dropView', view, materialized: isMaterialized, ...guardedOf(options) }],
        ...(options.has('revert_to_version')
          ? { inverse: [{ kind: 'createView', view, materialized: isMaterialized }] }
          : { irreversible: 'drop_view without revert_to_version:' }),
      };
    }),
  ],
  [
    'update_view',
    changedView((view, isMaterialized) => [
      { kind: 'dropView', view, materialized: isMaterialized },
      { kind: 'createView', view, materialized: isMaterialized },
    ]),
  ],
  [
    'replace_view',
    changedView((view, isMaterialized) => [
      { kind: 'createView', view, materialized: isMaterialized, orReplace: true },
    ]),
  ],
];
