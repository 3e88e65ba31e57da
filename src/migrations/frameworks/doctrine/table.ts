import type { Dialect, OperationBody } from '../../../model/migration.js';
import type { Call, HostObject, Value } from '../../../syntax/imperative/values.js';
import { argumentOf, text, textOf, textsOf } from '../../../syntax/imperative/values.js';
import type { Recorder } from '../../programs/recorder.js';
import { writtenName, writtenNames } from '../../programs/written-name.js';
import type { WrittenName } from '../../programs/written-name.js';
import { NewColumn, OldColumn, optionsOf } from './column.js';
import { generatedName } from './names.js';

/** What is unknown in a name whose object is known. */
const nameless = '?';

/** A table of DBAL's schema: one that is created, or one that is there already (src/Schema/Table.php). */
export class Table implements HostObject {
  readonly #table: string;
  readonly #unsure: boolean;
  readonly #recorder: Recorder;
  readonly #dialect: Dialect;
  readonly #isNew: boolean;
  readonly #columns = new Map<string, NewColumn>();
  readonly #indexed: (readonly string[])[] = [];

  constructor(
    { name, unsure }: WrittenName,
    recorder: Recorder,
    dialect: Dialect,
    created?: Pick<Call, 'span' | 'circumstances'>,
  ) {
    this.#table = name;
    this.#unsure = unsure;
    this.#recorder = recorder;
    this.#dialect = dialect;
    this.#isNew = created !== undefined;
    if (created)
      recorder.later(created, () => ({
        unsure,
        bodies: [
          {
            kind: 'createTable',
            table: name,
            columns: [...this.#columns.values()].map((column) => column.definition()),
          },
        ],
      }));
  }

  get name(): string {
    return this.#table;
  }

  is(type: string): boolean {
    return type === 'Table';
  }

  call(call: Call): Value | undefined {
    const { name } = call;
    const self: Value = { kind: 'object', object: this };
    if (/^has[A-Z]/.test(name)) return { kind: 'guard' };
    if (name === 'getName') return text(this.#table);
    if (/^(addOption|setComment|setSchemaConfig)$/.test(name)) return self;
    if (name === 'addColumn') return this.#addColumn(call);
    if (name === 'getColumn') {
      const column = writtenName(call.positional[0])?.name;
      const added = column === undefined ? undefined : this.#columns.get(column);
      if (column === undefined) return { kind: 'code', text: 'a column' };
      return { kind: 'object', object: added ?? this.#old(column) };
    }
    if (/^(get|columnsAreIndexed)/.test(name)) return { kind: 'code', text: `table->${name}()` };
    const bodies = this.#bodiesOf(call);
    if (bodies) this.#recorder.record(call, bodies, { unsure: this.#unsure });
    else this.#recorder.opaque(call, `arguments of ${name} are made while the migration runs`);
    return self;
  }

  #old(column: string): OldColumn {
    return new OldColumn(this.#table, column, {
      recorder: this.#recorder,
      dialect: this.#dialect,
      unsure: this.#unsure,
    });
  }

  #addColumn(call: Call): Value {
    const name = writtenName(argumentOf(call, 0, 'name'))?.name;
    const type = textOf(argumentOf(call, 1, 'typeName')) ?? '';
    if (name === undefined) {
      this.#recorder.opaque(call, 'the name of a column is made while the migration runs');
      return { kind: 'code', text: 'a column' };
    }
    const column = new NewColumn(name, type, optionsOf(argumentOf(call, 2, 'options')), this.#dialect);
    this.#columns.set(name, column);
    if (!this.#isNew)
      this.#recorder.later(call, () => ({
        unsure: this.#unsure,
        bodies: [{ kind: 'addColumn', table: this.#table, column: name, definition: column.definition() }],
      }));
    return { kind: 'object', object: column };
  }

  #bodiesOf(call: Call): readonly OperationBody[] | undefined {
    const table = this.#table;
    const [first, second] = call.positional;
    switch (call.name) {
      case 'setPrimaryKey':
      case 'addPrimaryKeyConstraint':
        return this.#primaryKey(call);
      case 'addIndex':
      case 'addUniqueIndex':
        return this.#index(call);
      case 'addUniqueConstraint': {
        const columns = writtenNames(first);
        if (!columns) return undefined;
        return [
          {
            kind: 'addUnique',
            table,
            columns,
            constraint: writtenName(second)?.name ?? this.#generated('UNIQ', columns),
          },
        ];
      }
      case 'addForeignKeyConstraint':
      case 'addNamedForeignKeyConstraint':
      case 'addUnnamedForeignKeyConstraint':
        return this.#foreignKey(call);
      case 'dropColumn': {
        const column = writtenName(first)?.name;
        return column === undefined ? undefined : [{ kind: 'dropColumn', table, column }];
      }
      case 'renameColumn': {
        const [column, newName] = [writtenName(first)?.name, writtenName(second)?.name];
        return column === undefined || newName === undefined
          ? undefined
          : [{ kind: 'renameColumn', table, column, newName }];
      }
      case 'changeColumn':
      case 'modifyColumn':
        return this.#change(call);
      case 'dropIndex':
        return [
          { kind: 'dropIndex', table, index: writtenName(first)?.name ?? nameless, concurrently: false },
        ];
      case 'renameIndex': {
        const index = writtenName(first)?.name;
        return index === undefined
          ? undefined
          : [{ kind: 'renameIndex', table, index, newName: writtenName(second)?.name ?? nameless }];
      }
      case 'dropPrimaryKey':
        return [this.#dropped(this.#dialect === 'postgresql' ? `${table}_pkey` : 'primary', 'primary-key')];
      case 'removeForeignKey':
      case 'dropForeignKey':
        return [this.#dropped(writtenName(first)?.name ?? nameless, 'foreign-key')];
      case 'removeUniqueConstraint':
      case 'dropUniqueConstraint':
        return [this.#dropped(writtenName(first)?.name ?? nameless, 'unique')];
      default:
        return undefined;
    }
  }

  #dropped(constraint: string, constraintKind: 'foreign-key' | 'unique' | 'primary-key'): OperationBody {
    return { kind: 'dropConstraint', table: this.#table, constraint, constraintKind };
  }

  #generated(prefix: 'IDX' | 'UNIQ' | 'FK', columns: readonly string[]): string {
    return generatedName(prefix, this.#table, columns, this.#dialect);
  }

  #primaryKey(call: Call): readonly OperationBody[] | undefined {
    const columns = writtenNames(call.positional[0]);
    if (!columns) return undefined;
    this.#indexed.push(columns);
    const added = columns.map((column) => this.#columns.get(column));
    // A key of one column is part of the column, as in SQL.
    for (const column of added)
      if (column && (this.#isNew || columns.length === 1)) column.isKey = columns.length === 1;
    const isInline = this.#isNew && columns.length === 1 && added[0] !== undefined;
    return isInline ? [] : [{ kind: 'addPrimaryKey', table: this.#table, columns }];
  }

  #index(call: Call): readonly OperationBody[] | undefined {
    const columns = writtenNames(argumentOf(call, 0, 'columnNames'));
    if (!columns) return undefined;
    const unique = call.name === 'addUniqueIndex';
    this.#indexed.push(columns);
    const flags = unique ? [] : (textsOf(argumentOf(call, 2, 'flags')) ?? []);
    const method = flags.map((flag) => flag.toLowerCase()).find((flag) => /^(fulltext|spatial)$/.test(flag));
    const where = textOf(optionsOf(argumentOf(call, unique ? 2 : 3, 'options')).get('where'));
    return [
      {
        kind: 'createIndex',
        table: this.#table,
        index:
          writtenName(argumentOf(call, 1, 'indexName'))?.name ??
          this.#generated(unique ? 'UNIQ' : 'IDX', columns),
        columns,
        unique,
        concurrently: false,
        ...(method !== undefined && { method }),
        ...(where !== undefined && { where }),
      },
    ];
  }

  /** The key, and the index that DBAL adds for it: of columns that are there already an index may be, too. */
  #foreignKey(call: Call): readonly OperationBody[] | undefined {
    const target = foreignTable(argumentOf(call, 0, 'foreignTableName'));
    const columns = writtenNames(argumentOf(call, 1, 'localColumnNames'));
    if (target === undefined || !columns) return undefined;
    const references = writtenNames(argumentOf(call, 2, 'foreignColumnNames')) ?? [];
    const options = optionsOf(argumentOf(call, 3, 'options'));
    const [onDelete, onUpdate] = [textOf(options.get('onDelete')), textOf(options.get('onUpdate'))];
    const constraint = writtenName(argumentOf(call, 4, 'name'))?.name ?? this.#generated('FK', columns);
    const key: OperationBody = {
      kind: 'addForeignKey',
      table: this.#table,
      columns,
      references: {
        table: target,
        columns: references,
        ...(onDelete !== undefined && { onDelete: onDelete.toUpperCase() }),
        ...(onUpdate !== undefined && { onUpdate: onUpdate.toUpperCase() }),
      },
      constraint,
    };
    const isCovered = this.#indexed.some((index) => columns.every((column, at) => index[at] === column));
    if (isCovered || !columns.every((column) => this.#columns.has(column))) return [key];
    const index = this.#generated('IDX', columns);
    this.#indexed.push(columns);
    return [
      key,
      { kind: 'createIndex', table: this.#table, index, columns, unique: false, concurrently: false },
    ];
  }

  #change(call: Call): readonly OperationBody[] | undefined {
    const column = writtenName(call.positional[0])?.name;
    if (column === undefined) return undefined;
    const options = optionsOf(call.positional[1]);
    const added = this.#columns.get(column);
    if (added) added.change(options);
    else this.#old(column).alter(call, options);
    return [];
  }
}

/** The name of a table, or the table itself. */
function foreignTable(value: Value | undefined): string | undefined {
  if (value?.kind !== 'object') return writtenName(value)?.name;
  return value.object instanceof Table ? value.object.name : undefined;
}
