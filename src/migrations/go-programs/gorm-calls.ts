import type { OperationBody } from '../../model/migration.js';
import { canonicalType } from '../sql/column-type.js';
import type { ChainReading } from './libraries.js';
import { alignedWith, createdFrom, indexesOf, nameOfIndex } from './model-changes.js';
import { columnNamed } from './models.js';
import { scopeOfRows } from './row-scope.js';
import { statementOf } from './sql-calls.js';
import type { GoLink, GoValue } from './values.js';
import { textOf, textsOf } from './values.js';

const dynamic = 'the arguments are made while the migration runs';

/**
 * Takes down what a chain on gorm's DB or Migrator does, old gorm (github.com/jinzhu/gorm) included.
 * https://gorm.io/docs/migration.html, https://pkg.go.dev/gorm.io/gorm#Migrator
 */
export async function readGormChain(reading: ChainReading): Promise<GoValue> {
  const { handle, placing, recorder } = reading;
  const { links } = handle;
  const last = links.findLast(({ args }) => args !== undefined);
  const args = last?.args ?? [];
  const name = last?.name ?? '';
  const onMigrator = links.slice(0, -1).some((link) => link.name === 'Migrator');
  const done: GoValue = { ...handle, links: onMigrator ? links.slice(0, -1) : [] };
  if (name === 'Exec') {
    recorder.sql(statementOf(args), placing, args.length > 1);
    return done;
  }
  if (name === 'AutoMigrate') {
    await automigrate(args, reading);
    return done;
  }
  const read = await readers(reading, links, args).get(name)?.();
  if (read) {
    if (read.length === 0) recorder.opaque(dynamic, placing);
    else recorder.record(read, placing);
    return done;
  }
  if (await readRows(name, args, reading)) return done;
  if (
    /^(Begin\w*|Commit|Rollback\w*|Transaction|Session|Debug|WithContext|Set|InstanceSet|SavePoint)$/.test(
      name,
    )
  )
    return { ...handle, links: links.slice(0, -1) };
  return handle;
}

async function automigrate(
  args: readonly GoValue[],
  { handle, placing, recorder, models, memory }: ChainReading,
): Promise<void> {
  for (const one of args.flatMap((value) => (value.kind === 'list' ? value.items : [value]))) {
    const model = await models.modelOf(one, 'gorm');
    const table = await tableLink(handle.links, models);
    if (model)
      recorder.record(alignedWith(table === undefined ? model : { ...model, table }, memory), placing, true);
    else recorder.opaque('the model that AutoMigrate is given is not known', placing);
  }
}

/** `Table("users")` and `Model(&User{})` say which table is meant. */
async function tableLink(
  links: readonly GoLink[],
  models: ChainReading['models'],
): Promise<string | undefined> {
  const named = links.findLast(({ name }) => name === 'Table');
  const table = textOf(named?.args?.[0]);
  if (table !== undefined) return /^[\w.]+/.exec(table)?.[0];
  const model = links.findLast(({ name }) => name === 'Model');
  return models.tableOf(model?.args?.[0], 'gorm');
}

type Reader = () => Promise<readonly OperationBody[]>;

/** Calls on the schema. An empty list = the call is known, its arguments are not. */
function readers(
  { models, memory, dialect, handle }: ChainReading,
  links: readonly GoLink[],
  args: readonly GoValue[],
): ReadonlyMap<string, Reader> {
  const onMigrator = links.slice(0, -1).some(({ name }) => name === 'Migrator');
  const table = async (): Promise<string | undefined> =>
    (await tableLink(links.slice(0, -1), models)) ??
    (onMigrator ? models.tableOf(args[0], 'gorm') : undefined);
  /** Arguments behind the model, which only the Migrator takes. */
  const rest = onMigrator ? args.slice(1) : args;
  const [first, second] = rest.map(textOf);
  const column = async (name: string): Promise<string> => {
    const model = await models.modelOf(args[0], 'gorm');
    return (model && columnNamed(model, name)?.definition.name) ?? name;
  };
  const dropped = (guarded: boolean) => async (): Promise<readonly OperationBody[]> => {
    const tables = await Promise.all(args.map(async (one) => models.tableOf(one, 'gorm')));
    if (!tables.every((one) => one !== undefined)) return [];
    for (const one of tables) memory.drop(one);
    return tables.map((one) => ({ kind: 'dropTable', table: one, ...(guarded && { guarded }) }));
  };
  const on = async (
    read: (table: string, name: string) => Promise<readonly OperationBody[]>,
  ): Promise<readonly OperationBody[]> => {
    const of = await table();
    return of === undefined || first === undefined ? [] : read(of, first);
  };
  const index =
    (unique: boolean): Reader =>
    async () =>
      on(async (of, name) => {
        const columns = textsOf(rest.slice(1));
        return columns
          ? [{ kind: 'createIndex', table: of, index: name, columns, unique, concurrently: false }]
          : [];
      });
  const created: Reader = async () => {
    const found = await Promise.all(args.map(async (one) => models.modelOf(one, 'gorm')));
    const own =
      found.length === 0
        ? [await models.modelOf(links.findLast(({ name }) => name === 'Model')?.args?.[0], 'gorm')]
        : found;
    return own.every((model) => model !== undefined)
      ? own.flatMap((model) => createdFrom(model, memory, false))
      : [];
  };
  const droppedColumn: Reader = async () =>
    on(async (of, name) => [{ kind: 'dropColumn', table: of, column: await column(name) }]);
  const alwaysKnown: readonly (readonly [string, Reader])[] = [
    ['CreateTable', created],
    ['DropTable', dropped(onMigrator)],
    ['DropTableIfExists', dropped(true)],
    ['DropColumn', droppedColumn],
    ['AddIndex', index(false)],
    ['AddUniqueIndex', index(true)],
    [
      'RemoveIndex',
      async () =>
        on(async (of, name) => [{ kind: 'dropIndex', table: of, index: name, concurrently: false }]),
    ],
    [
      'ModifyColumn',
      async () =>
        on(async (of, name) =>
          second === undefined
            ? []
            : [{ kind: 'changeColumnType', table: of, column: name, type: canonicalType(second, dialect) }],
        ),
    ],
    ['AddForeignKey', async () => on(async (of, name) => foreignKey(of, name, rest.map(textOf)))],
    [
      'RemoveForeignKey',
      async () =>
        on(async (of, name) => [
          {
            kind: 'dropConstraint',
            table: of,
            constraint: `${of}_${name}_foreign`,
            constraintKind: 'foreign-key',
          },
        ]),
    ],
  ];
  const ofMigrator: readonly (readonly [string, Reader])[] = [
    [
      'RenameTable',
      async () => {
        const [from, to] = [await models.tableOf(args[0], 'gorm'), await models.tableOf(args[1], 'gorm')];
        return from === undefined || to === undefined
          ? []
          : [{ kind: 'renameTable', table: from, newName: to }];
      },
    ],
    [
      'AddColumn',
      async () =>
        on(async (of, name) => {
          const model = await models.modelOf(args[0], 'gorm');
          const definition = (model && columnNamed(model, name)?.definition) ?? {
            name,
            type: '',
            nullable: true,
          };
          memory.add(of, [definition.name]);
          return [{ kind: 'addColumn', table: of, column: definition.name, definition }];
        }),
    ],
    [
      'AlterColumn',
      async () =>
        on(async (of, name) => {
          const model = await models.modelOf(args[0], 'gorm');
          const definition = model && columnNamed(model, name)?.definition;
          return [
            {
              kind: 'changeColumnType',
              table: of,
              column: definition?.name ?? name,
              type: definition?.type ?? '',
            },
          ];
        }),
    ],
    [
      'RenameColumn',
      async () =>
        on(async (of, name) =>
          second === undefined
            ? []
            : [
                {
                  kind: 'renameColumn',
                  table: of,
                  column: await column(name),
                  newName: await column(second),
                },
              ],
        ),
    ],
    [
      'MigrateColumn',
      async () => on(async (of) => [{ kind: 'executeSql', statementKind: 'ALTER TABLE', table: of }]),
    ],
    [
      'CreateIndex',
      async () =>
        on(async (of, name) => {
          const model = await models.modelOf(args[0], 'gorm');
          const field = model?.columns.find((one) => one.field === name);
          const [first] = field?.indexes ?? [];
          const own = model && field && first ? nameOfIndex(model, field.definition.name, first) : name;
          const found = model && indexesOf(model, () => true).find(({ index }) => index === own);
          return [
            found
              ? { ...found, table: of, guarded: false }
              : {
                  kind: 'createIndex',
                  table: of,
                  index: own,
                  columns: [],
                  unique: false,
                  concurrently: false,
                },
          ];
        }),
    ],
    [
      'DropIndex',
      async () =>
        on(async (of, name) => [{ kind: 'dropIndex', table: of, index: name, concurrently: false }]),
    ],
    [
      'RenameIndex',
      async () =>
        on(async (of, name) =>
          second === undefined ? [] : [{ kind: 'renameIndex', table: of, index: name, newName: second }],
        ),
    ],
    [
      'CreateConstraint',
      async () =>
        on(async (of, name) => {
          const model = await models.modelOf(args[0], 'gorm');
          const column = model?.columns.find(({ checks }) => checks.some((one) => one.name === name));
          const check = column?.checks.find((one) => one.name === name);
          if (!column || !check) return [{ kind: 'executeSql', statementKind: 'ALTER TABLE', table: of }];
          const columns = [column.definition.name];
          const { expression } = check;
          return [{ kind: 'addCheck', table: of, columns, expression, constraint: name }];
        }),
    ],
    [
      'DropConstraint',
      async () => on(async (of, name) => [{ kind: 'dropConstraint', table: of, constraint: name }]),
    ],
    ['CreateView', async () => view(textOf(args[0]), true, replaces(args[1]))],
    ['DropView', async () => view(textOf(args[0]), false)],
  ];
  return new Map(onMigrator || handle.links.length === 0 ? [...alwaysKnown, ...ofMigrator] : alwaysKnown);
}

function view(name: string | undefined, creates: boolean, orReplace = false): readonly OperationBody[] {
  if (name === undefined) return [];
  if (!creates) return [{ kind: 'dropView', view: name, materialized: false }];
  return [{ kind: 'createView', view: name, materialized: false, ...(orReplace && { orReplace }) }];
}

/** `gorm.ViewOption{Replace: true}`. */
function replaces(option: GoValue | undefined): boolean {
  const value = option?.kind === 'struct' ? option.fields.get('Replace') : undefined;
  return value?.kind === 'boolean' && value.value;
}

/** `AddForeignKey("user_id", "users(id)", "CASCADE", "RESTRICT")` of old gorm. */
function foreignKey(
  table: string,
  column: string,
  [, target, onDelete, onUpdate]: readonly (string | undefined)[],
): readonly OperationBody[] {
  const match = /^(\w[\w.]*)\s*\(\s*(\w+)\s*\)$/.exec(target ?? '');
  if (!match) return [];
  return [
    {
      kind: 'addForeignKey',
      table,
      constraint: `${table}_${column}_${match[1] ?? ''}_${match[2] ?? ''}_foreign`,
      columns: [column],
      references: {
        table: match[1] ?? '',
        columns: [match[2] ?? ''],
        ...(onDelete !== undefined && { onDelete }),
        ...(onUpdate !== undefined && { onUpdate }),
      },
    },
  ];
}

/** Calls that change rows. */
async function readRows(name: string, args: readonly GoValue[], reading: ChainReading): Promise<boolean> {
  const { handle, placing, recorder, models } = reading;
  const change = /^(Create|CreateInBatches|FirstOrCreate)$/.test(name)
    ? 'insert'
    : /^(Update|Updates|UpdateColumns?|UpdateAttributes?|Save)$/.test(name)
      ? 'update'
      : name === 'Delete'
        ? 'delete'
        : undefined;
  if (change === undefined) return false;
  const before = handle.links.slice(0, -1);
  const table =
    (await tableLink(before, models)) ??
    (await models.tableOf(args[0]?.kind === 'text' ? undefined : args[0], 'gorm'));
  const scope =
    change === 'insert' || name === 'Save'
      ? 'by-key'
      : args.length > 1 && change === 'delete'
        ? 'filtered'
        : scopeOfRows(before);
  if (table === undefined) recorder.opaque('changes rows of a table that only run time knows', placing);
  else recorder.record([{ kind: 'changeData', table, change, scope }], placing);
  return true;
}
