import type { Dialect, OperationBody } from '../../../model/migration.js';
import type { Call, HostObject, Value } from '../../../syntax/imperative/values.js';
import { argumentOf, booleanOf, text, textOf, textsOf } from '../../../syntax/imperative/values.js';
import type { Recorder } from '../../programs/recorder.js';
import { alterations } from './alter-column.js';
import { alteredDatabase } from './alter-database.js';
import { Annotated, ColumnArguments } from './columns.js';
import { createTable } from './create-table.js';
import { actionOf, columnsGiven, given, qualified } from './names.js';
import { isProvider, providerOf } from './providers.js';

/** EF Core's MigrationBuilder (https://learn.microsoft.com/dotnet/api/microsoft.entityframeworkcore.migrations.migrationbuilder). */
export class MigrationBuilder implements HostObject {
  readonly #recorder: Recorder;
  readonly #dialect: Dialect;

  constructor(recorder: Recorder, dialect: Dialect) {
    this.#recorder = recorder;
    this.#dialect = dialect;
  }

  member(name: string): Value | undefined {
    if (name !== 'ActiveProvider') return undefined;
    const provider = providerOf(this.#dialect);
    return provider === undefined ? undefined : text(provider);
  }

  call(call: Call): Value | undefined {
    const { name } = call;
    if (name === 'Sql') {
      const outside = booleanOf(argumentOf(call, 1, 'suppressTransaction')) === true;
      this.#recorder.sql(call, argumentOf(call, 0, 'sql'), { outside });
      return { kind: 'object', object: new Annotated() };
    }
    const provider = isProvider(name, this.#dialect);
    if (provider !== undefined) return { kind: 'boolean', value: provider };
    if (/^Is[A-Z]\w*$/.test(name)) return { kind: 'code', text: name };
    const make = operations[name];
    if (!make) return undefined;
    const annotated = new Annotated();
    const dialect = this.#dialect;
    const table = tableOf(call);
    // Lambdas have to be read now, annotations are known only behind the call.
    const early = name === 'CreateTable' ? createTable(call, dialect) : undefined;
    this.#recorder.later(call, () => {
      const bodies = name === 'CreateTable' ? early : make({ call, table, dialect, annotated });
      const concurrently = annotated.annotation('Npgsql:CreatedConcurrently') === 'true';
      return bodies && !bodies.some(hasUnknown)
        ? { bodies, outside: concurrently }
        : {
            bodies: [{ kind: 'opaque', reason: `arguments of ${name} are made while the migration runs` }],
          };
    });
    return { kind: 'object', object: annotated };
  }
}

/** What the readers of operations are handed. */
interface Given {
  readonly call: Call;
  /** `schema.table`. */
  readonly table: string | undefined;
  readonly dialect: Dialect;
  readonly annotated: Annotated;
}

type Make = (given: Given) => readonly OperationBody[] | undefined;

function tableOf(call: Call): string | undefined {
  const table = given(call, 'table', tableAt[call.name] ?? -1);
  const schema = given(call, 'schema');
  return table === undefined ? undefined : qualified(table, schema);
}

/** Where the table stands among positional arguments. */
const tableAt: Readonly<Record<string, number>> = {
  AddColumn: 1,
  AlterColumn: 1,
  AddForeignKey: 1,
  AddPrimaryKey: 1,
  AddUniqueConstraint: 1,
  AddCheckConstraint: 1,
  CreateCheckConstraint: 1,
  CreateIndex: 1,
  DropColumn: 1,
  DropForeignKey: 1,
  DropIndex: 1,
  DropPrimaryKey: 1,
  DropUniqueConstraint: 1,
  DropCheckConstraint: 1,
  RenameColumn: 1,
  InsertData: 0,
  UpdateData: 0,
  DeleteData: 0,
};

function hasUnknown(body: OperationBody): boolean {
  return 'table' in body && body.table === '';
}

const dropConstraint =
  (constraintKind: 'check' | 'foreign-key' | 'unique' | 'primary-key'): Make =>
  ({ call, table }) => {
    const constraint = given(call, 'name', 0);
    return table === undefined || constraint === undefined
      ? undefined
      : [{ kind: 'dropConstraint', table, constraint, constraintKind }];
  };

const addKey =
  (kind: 'addPrimaryKey' | 'addUnique'): Make =>
  ({ call, table }) => {
    const columns = columnsGiven(call, 'column', 'columns', 2);
    const constraint = given(call, 'name', 0);
    if (table === undefined || !columns) return undefined;
    return [{ kind, table, columns, ...(constraint !== undefined && { constraint }) }];
  };

const changeData =
  (change: 'insert' | 'update' | 'delete'): Make =>
  ({ table }) =>
    table === undefined ? undefined : [{ kind: 'changeData', table, change, scope: 'by-key' }];

const statement =
  (statementKind: string): Make =>
  () => [{ kind: 'executeSql', statementKind }];

const addCheck: Make = ({ call, table }) => {
  const constraint = given(call, 'name', 0);
  const expression = textOf(argumentOf(call, 2, 'sql') ?? call.named.get('constraintSql'));
  if (table === undefined) return undefined;
  return [
    {
      kind: 'addCheck',
      table,
      columns: [],
      expression: expression ?? '?',
      ...(constraint !== undefined && { constraint }),
    },
  ];
};

/** The operations of the builder's methods. */
const operations: Readonly<Record<string, Make>> = {
  CreateTable: () => undefined,
  DropTable: ({ call }) => {
    const name = given(call, 'name', 0);
    return name === undefined
      ? undefined
      : [{ kind: 'dropTable', table: qualified(name, given(call, 'schema', 1)) }];
  },
  RenameTable: ({ call }) => {
    const [name, schema] = [given(call, 'name', 0), given(call, 'schema', 1)];
    const [newName, newSchema] = [given(call, 'newName', 2), given(call, 'newSchema', 3)];
    if (name === undefined) return undefined;
    return [
      {
        kind: 'renameTable',
        table: qualified(name, schema),
        newName: qualified(newName ?? name, newSchema ?? schema),
      },
    ];
  },
  AddColumn: ({ call, table, dialect, annotated }) => {
    const column = given(call, 'name', 0);
    if (table === undefined || column === undefined) return undefined;
    const definition = new ColumnArguments(call, dialect).definition(
      column,
      call.typeArguments[0] ?? '',
      annotated,
    );
    return [{ kind: 'addColumn', table, column, definition }];
  },
  AlterColumn: ({ call, table, dialect }) => {
    const column = given(call, 'name', 0);
    return table === undefined || column === undefined
      ? undefined
      : alterations(call, table, column, dialect);
  },
  DropColumn: ({ call, table }) => {
    const column = given(call, 'name', 0);
    return table === undefined || column === undefined ? undefined : [{ kind: 'dropColumn', table, column }];
  },
  RenameColumn: ({ call, table }) => {
    const [column, newName] = [given(call, 'name', 0), given(call, 'newName', 2)];
    return table === undefined || column === undefined || newName === undefined
      ? undefined
      : [{ kind: 'renameColumn', table, column, newName }];
  },
  CreateIndex: ({ call, table, annotated, dialect }) => {
    const index = given(call, 'name', 0);
    const columns = columnsGiven(call, 'column', 'columns', 2);
    if (table === undefined || !columns) return undefined;
    const where = given(call, 'filter');
    const method = annotated.annotation('Npgsql:IndexMethod');
    return [
      {
        kind: 'createIndex',
        table,
        ...(index !== undefined && { index }),
        columns,
        unique: booleanOf(call.named.get('unique')) === true,
        concurrently:
          dialect === 'postgresql' && annotated.annotation('Npgsql:CreatedConcurrently') === 'true',
        ...(method !== undefined && { method }),
        ...(where !== undefined && { where }),
      },
    ];
  },
  DropIndex: ({ call, table }) => {
    const index = given(call, 'name', 0);
    if (index === undefined) return undefined;
    return [{ kind: 'dropIndex', index, concurrently: false, ...(table !== undefined && { table }) }];
  },
  RenameIndex: ({ call, table }) => {
    const [index, newName] = [given(call, 'name', 0), given(call, 'newName', 1)];
    if (index === undefined || newName === undefined) return undefined;
    return [{ kind: 'renameIndex', index, newName, ...(table !== undefined && { table }) }];
  },
  AddForeignKey: ({ call, table }) => {
    const columns = columnsGiven(call, 'column', 'columns', 2);
    const target = given(call, 'principalTable', 3);
    const constraint = given(call, 'name', 0);
    if (table === undefined || !columns || target === undefined) return undefined;
    const [onDelete, onUpdate] = [actionOf(call.named.get('onDelete')), actionOf(call.named.get('onUpdate'))];
    return [
      {
        kind: 'addForeignKey',
        table,
        columns,
        references: {
          table: qualified(target, given(call, 'principalSchema')),
          columns: textsOf(call.named.get('principalColumns') ?? call.named.get('principalColumn')) ?? [],
          ...(onDelete !== undefined && { onDelete }),
          ...(onUpdate !== undefined && { onUpdate }),
        },
        ...(constraint !== undefined && { constraint }),
      },
    ];
  },
  DropForeignKey: dropConstraint('foreign-key'),
  AddPrimaryKey: addKey('addPrimaryKey'),
  DropPrimaryKey: dropConstraint('primary-key'),
  AddUniqueConstraint: addKey('addUnique'),
  DropUniqueConstraint: dropConstraint('unique'),
  AddCheckConstraint: addCheck,
  CreateCheckConstraint: addCheck,
  DropCheckConstraint: dropConstraint('check'),
  InsertData: changeData('insert'),
  UpdateData: changeData('update'),
  DeleteData: changeData('delete'),
  EnsureSchema: statement('CREATE SCHEMA'),
  DropSchema: statement('DROP SCHEMA'),
  CreateSequence: statement('CREATE SEQUENCE'),
  AlterSequence: statement('ALTER SEQUENCE'),
  RestartSequence: statement('ALTER SEQUENCE'),
  RenameSequence: statement('ALTER SEQUENCE'),
  DropSequence: statement('DROP SEQUENCE'),
  AlterDatabase: ({ annotated }) => alteredDatabase(annotated),
  AlterTable: ({ call }) => [
    {
      kind: 'executeSql',
      statementKind: 'ALTER TABLE',
      table: qualified(given(call, 'name', 0) ?? '?', given(call, 'schema')),
    },
  ],
};
