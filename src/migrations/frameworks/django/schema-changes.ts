import type { ColumnDefinition, Dialect, OperationBody } from '../../../model/migration.js';
import { addedDefinition } from './fields.js';
import type { DjangoField } from './fields.js';
import { columnsBetween, columnsOf, tableBetween, tableOf } from './state.js';
import type { DjangoModel } from './state.js';

/** What Django's schema editor does for a change of models: django/db/backends/base/schema.py and the editors of the databases. */
export class SchemaChanges {
  readonly #dialect: Dialect;
  readonly #keyType: (model: string) => string;
  readonly #tableFor: (model: string) => string;

  constructor(dialect: Dialect, keyType: (model: string) => string, tableFor: (model: string) => string) {
    this.#dialect = dialect;
    this.#keyType = keyType;
    this.#tableFor = tableFor;
  }

  createModel(model: DjangoModel): readonly OperationBody[] {
    if (!model.hasTable) return [];
    const table = tableOf(model);
    const fields = [...model.fields.values()];
    const columns = fields.filter(({ kind }) => kind === 'column');
    const key = fields.find(({ composite }) => composite)?.composite;
    return [
      { kind: 'createTable', table, columns: columns.map(({ definition }) => definition) },
      ...(key ? [{ kind: 'addPrimaryKey' as const, table, columns: columnsOf(model, key) }] : []),
      ...model.uniqueTogether.map((names) => this.#unique(model, names)),
      ...columns.flatMap((field) => this.#ownIndexes(model, field)),
      ...model.indexTogether.map((names) => this.#index(model, columnsOf(model, names))),
      ...[...model.parts.values()].flatMap(({ create }) => create),
      ...fields.flatMap((field) => this.createBetween(model, field)),
    ];
  }

  deleteModel(model: DjangoModel): readonly OperationBody[] {
    if (!model.hasTable) return [];
    const between = [...model.fields.values()].flatMap((field) => this.dropBetween(model, field));
    // On PostgreSQL, Oracle and MySQL it is DROP TABLE … CASCADE.
    const cascade = this.#dialect !== 'sqlite';
    return [...between, { kind: 'dropTable', table: tableOf(model), ...(cascade && { cascade }) }];
  }

  /** The table of a many-to-many field. */
  createBetween(model: DjangoModel, field: DjangoField): readonly OperationBody[] {
    if (field.kind !== 'many-to-many' || field.through) return [];
    const table = tableBetween(model, field);
    const [own, other] = columnsBetween(model, field);
    const ownKey = `${model.app}.${model.name}`.toLowerCase();
    const column = (name: string, to: string): ColumnDefinition => ({
      name,
      type: this.#keyType(to),
      nullable: false,
      ...(field.unconstrained !== true && { references: { table: this.#tableFor(to), columns: [] } }),
    });
    return [
      {
        kind: 'createTable',
        table,
        columns: [
          {
            name: 'id',
            type: this.#dialect === 'sqlite' ? 'integer' : 'bigint',
            nullable: false,
            generated: this.#dialect === 'postgresql' ? 'identity' : 'auto-increment',
            primaryKey: true,
          },
          column(own, ownKey),
          column(other, field.to ?? ''),
        ],
      },
      { kind: 'addUnique', table, columns: [own, other] },
      ...[own, other].map((name): OperationBody => ({
        kind: 'createIndex',
        table,
        columns: [name],
        unique: false,
        concurrently: false,
      })),
    ];
  }

  dropBetween(model: DjangoModel, field: DjangoField): readonly OperationBody[] {
    return field.kind !== 'many-to-many' || field.through
      ? []
      : [{ kind: 'dropTable', table: tableBetween(model, field) }];
  }

  addField(model: DjangoModel, field: DjangoField): readonly OperationBody[] {
    if (!model.hasTable) return [];
    if (field.kind !== 'column') return this.createBetween(model, field);
    const table = tableOf(model);
    const column = field.definition.name;
    const definition = addedDefinition(field);
    const added = definition.default !== undefined && field.definition.default === undefined;
    return [
      { kind: 'addColumn', table, column, definition },
      ...(added && !this.#keepsDefault(field) ? [{ kind: 'dropDefault' as const, table, column }] : []),
      ...this.#ownIndexes(model, field),
    ];
  }

  /** The index of `db_index`, and that of GeoDjango: on MySQL only on columns that are NOT NULL. */
  #ownIndexes(model: DjangoModel, { definition, indexed, spatial }: DjangoField): readonly OperationBody[] {
    const { name, nullable } = definition;
    const method = this.#dialect === 'postgresql' ? 'gist' : 'spatial';
    const isSpatial = spatial === true && (this.#dialect === 'postgresql' || !nullable);
    return [
      ...(indexed ? [this.#index(model, [name])] : []),
      ...(isSpatial ? [{ ...this.#index(model, [name]), method }] : []),
    ];
  }

  removeField(model: DjangoModel, field: DjangoField): readonly OperationBody[] {
    if (!model.hasTable) return [];
    if (field.kind !== 'column') return this.dropBetween(model, field);
    const cascade = this.#dialect === 'postgresql';
    return [
      {
        kind: 'dropColumn',
        table: tableOf(model),
        column: field.definition.name,
        ...(cascade && { cascade }),
        definition: field.definition,
      },
    ];
  }

  /** SQLite's editor makes the table anew, where a default never was; TEXT and BLOB of MySQL cannot have one. */
  #keepsDefault({ definition }: DjangoField): boolean {
    if (this.#dialect === 'sqlite') return true;
    return /^(?:mysql|mariadb)$/.test(this.#dialect) && /text|blob|json|geometry/.test(definition.type);
  }

  alterField(model: DjangoModel, from: DjangoField, to: DjangoField): readonly OperationBody[] {
    if (!model.hasTable) return [];
    if (from.kind !== 'column' || to.kind !== 'column') return this.#changeKind(model, from, to);
    const table = tableOf(model);
    const [before, after] = [from.definition, to.definition];
    const column = after.name;
    const changes: OperationBody[] = [];
    const moved = before.references?.table !== after.references?.table || this.#remakesKey(from, to);
    if (before.references && moved) changes.push(this.#dropConstraint(table, [before.name], 'foreign-key'));
    if (before.name !== column)
      changes.push({ kind: 'renameColumn', table, column: before.name, newName: column });
    if (before.unique === true && after.unique !== true)
      changes.push(this.#dropConstraint(table, [column], 'unique'));
    if (from.indexed && !to.indexed)
      changes.push({ kind: 'dropIndex', table, columns: [column], concurrently: false });
    if (before.check !== undefined && after.check === undefined)
      changes.push(this.#dropConstraint(table, [column], 'check'));
    if (changesType(from, to)) {
      const recollated = after.collation !== undefined && before.collation !== after.collation;
      changes.push({
        kind: 'changeColumnType',
        table,
        column,
        type: after.type,
        ...(before.type !== '' && { from: before.type }),
        ...(recollated && { collation: after.collation }),
      });
    }
    if (from.comment !== to.comment && this.#dialect !== 'sqlite')
      changes.push({ kind: 'executeSql', statementKind: 'COMMENT', table });
    changes.push(...this.#defaults(table, from, to), ...nullability(table, to, before));
    if (after.unique === true && before.unique !== true && after.primaryKey !== true)
      changes.push({ kind: 'addUnique', table, columns: [column] });
    if (to.indexed && !from.indexed) changes.push(this.#index(model, [column]));
    if (before.primaryKey !== after.primaryKey) {
      const constraintKind = 'primary-key';
      changes.push(
        after.primaryKey === true
          ? { kind: 'addPrimaryKey', table, columns: [column] }
          : { kind: 'dropConstraint', table, constraint: `${table}_pkey`, constraintKind },
      );
    }
    if (after.references && moved)
      changes.push({ kind: 'addForeignKey', table, columns: [column], references: after.references });
    if (after.check !== undefined && before.check === undefined)
      changes.push({ kind: 'addCheck', table, columns: [column], expression: after.check });
    return changes;
  }

  /**
   * A foreign key is dropped and made again whatever changes of its column: `_alter_field` with `_field_should_be_altered`. SQLite's editor
   * copies the whole table.
   */
  #remakesKey(
    { definition: before, ...from }: DjangoField,
    { definition: after, ...to }: DjangoField,
  ): boolean {
    if (this.#dialect === 'sqlite' || !before.references) return false;
    const shown = (field: Omit<DjangoField, 'definition'>, column: ColumnDefinition): string =>
      JSON.stringify([
        column.name,
        column.nullable,
        column.unique,
        column.primaryKey,
        column.default,
        column.references,
        field.written,
        field.indexed,
        field.pythonDefault,
      ]);
    return shown(from, before) !== shown(to, after);
  }

  #defaults(table: string, from: DjangoField, to: DjangoField): readonly OperationBody[] {
    const [before, after] = [from.definition.default, to.definition.default];
    const column = to.definition.name;
    if (before?.expression === after?.expression) return [];
    return [
      after ? { kind: 'setDefault', table, column, default: after } : { kind: 'dropDefault', table, column },
    ];
  }

  #changeKind(model: DjangoModel, from: DjangoField, to: DjangoField): readonly OperationBody[] {
    const isBetween = from.kind === 'many-to-many' && to.kind === 'many-to-many';
    if (!isBetween) return [...this.removeField(model, from), ...this.addField(model, to)];
    const [before, after] = [tableBetween(model, from), tableBetween(model, to)];
    return before === after || from.through || to.through
      ? []
      : [{ kind: 'renameTable', table: before, newName: after }];
  }

  #index(model: DjangoModel, columns: readonly string[]): Extract<OperationBody, { kind: 'createIndex' }> {
    return { kind: 'createIndex', table: tableOf(model), columns, unique: false, concurrently: false };
  }

  #unique(model: DjangoModel, names: readonly string[]): OperationBody {
    return { kind: 'addUnique', table: tableOf(model), columns: columnsOf(model, names) };
  }

  /** Django looks for the constraint's name in the database; here it stands for the columns. */
  #dropConstraint(
    table: string,
    columns: readonly string[],
    constraintKind: 'unique' | 'foreign-key' | 'check',
  ): OperationBody {
    const ending = { unique: 'uniq', 'foreign-key': 'fk', check: 'check' }[constraintKind];
    return {
      kind: 'dropConstraint',
      table,
      constraint: `${[table, ...columns].join('_')}_${ending}`,
      constraintKind,
    };
  }

  /** Tuples of unique_together or index_together that go and come. */
  together(
    model: DjangoModel,
    from: readonly (readonly string[])[],
    to: readonly (readonly string[])[],
    kind: 'unique' | 'index',
  ): readonly OperationBody[] {
    if (!model.hasTable) return [];
    const has = (sets: readonly (readonly string[])[], names: readonly string[]): boolean =>
      sets.some((one) => one.join() === names.join());
    const gone = from.filter((names) => !has(to, names));
    const come = to.filter((names) => !has(from, names));
    return [
      ...gone.map((names): OperationBody => {
        const columns = columnsOf(model, names);
        return kind === 'unique'
          ? this.#dropConstraint(tableOf(model), columns, 'unique')
          : { kind: 'dropIndex', table: tableOf(model), columns, concurrently: false };
      }),
      ...come.map((names) =>
        kind === 'unique' ? this.#unique(model, names) : this.#index(model, columnsOf(model, names)),
      ),
    ];
  }

  /** Another table name: the tables between follow it. */
  renameTable(from: DjangoModel, to: DjangoModel): readonly OperationBody[] {
    if (!from.hasTable || !to.hasTable) return [];
    const changes: OperationBody[] = [];
    if (tableOf(from) !== tableOf(to))
      changes.push({ kind: 'renameTable', table: tableOf(from), newName: tableOf(to) });
    for (const field of from.fields.values()) {
      if (field.kind !== 'many-to-many' || field.through) continue;
      const renamed = to.fields.get(field.name) ?? field;
      const [before, after] = [tableBetween(from, field), tableBetween(to, renamed)];
      if (before !== after) changes.push({ kind: 'renameTable', table: before, newName: after });
      const [old, fresh] = [columnsBetween(from, field), columnsBetween(to, renamed)];
      for (const [at, column] of old.entries()) {
        const newName = fresh[at];
        if (newName !== undefined && newName !== column)
          changes.push({ kind: 'renameColumn', table: after, column, newName });
      }
    }
    return changes;
  }
}

/** Whether the type differs as far as it is known: of two columns of types unknown the classes are compared. */
function changesType(from: DjangoField, to: DjangoField): boolean {
  const [before, after] = [from.definition, to.definition];
  if (before.type !== '' && after.type !== '')
    return before.type !== after.type || before.collation !== after.collation;
  // What a key refers to may have another type than that of today: nothing is said then.
  const isRelation = [from, to].some(({ to: target }) => target !== undefined);
  return !isRelation && from.written !== to.written && before.type !== after.type;
}

/** NULL and NOT NULL. A default fills the rows that hold NULL first: Django's four-way default alteration. */
function nullability(table: string, to: DjangoField, before: ColumnDefinition): readonly OperationBody[] {
  const { definition: after, pythonDefault } = to;
  const column = after.name;
  if (before.nullable === after.nullable || after.primaryKey === true) return [];
  if (after.nullable) return [{ kind: 'dropNotNull', table, column }];
  const fill = after.default ?? pythonDefault;
  if (!fill) return [{ kind: 'setNotNull', table, column }];
  const temporary = after.default === undefined;
  return [
    ...(temporary ? [{ kind: 'setDefault' as const, table, column, default: fill }] : []),
    { kind: 'changeData', table, change: 'update', scope: 'filtered' },
    { kind: 'setNotNull', table, column },
    ...(temporary ? [{ kind: 'dropDefault' as const, table, column }] : []),
  ];
}
