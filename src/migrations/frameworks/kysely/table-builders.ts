import type { Dialect, OperationBody } from '../../../model/migration.js';
import type { Value } from '../../../syntax/javascript/evaluate/value.js';
import type { ProgramCall } from '../../javascript/program-call.js';
import { hostValue, ProgramObject } from '../../javascript/program-object.js';
import { defaultOf, textOf, textsOf } from '../../javascript/values.js';
import { canonicalType } from '../../sql/column-type.js';
import { foldConstraints } from '../../sql/table-constraints.js';
import { actionOf, KyselyColumn } from './columns.js';
import { addedConstraint } from './constraints.js';
import { StatementBuilder } from './statement-builder.js';

async function columnBy(call: ProgramCall): Promise<KyselyColumn | undefined> {
  const name = textOf(call.argument(0));
  if (name === undefined) return undefined;
  const column = new KyselyColumn(name, call.argument(1), call.dialect);
  await call.enter(call.callback, [hostValue(column)]);
  return column;
}

/** `db.schema.createTable('t')`. */
export class CreateTable extends StatementBuilder {
  readonly #table: string;
  readonly #columns: KyselyColumn[] = [];
  readonly #constraints: (() => OperationBody)[] = [];
  readonly #switches = new Set<string>();

  constructor(table: string) {
    super();
    this.#table = table;
  }

  protected override async set(name: string, call: ProgramCall): Promise<boolean> {
    if (name === 'addColumn') {
      const column = await columnBy(call);
      if (column) this.#columns.push(column);
      return column !== undefined;
    }
    const constraint = await addedConstraint(this.#table, name, call);
    if (constraint) this.#constraints.push(constraint);
    else this.#switches.add(name);
    return constraint !== undefined || ['ifNotExists', 'temporary', 'as', 'onCommit'].includes(name);
  }

  protected override bodies(): readonly OperationBody[] {
    const folded = foldConstraints(
      this.#columns.map((column) => column.definition()),
      this.#constraints.map((build) => build()),
    );
    return [
      {
        kind: 'createTable',
        table: this.#table,
        columns: folded.columns,
        ...(this.#switches.has('temporary') && { temporary: true }),
        ...(this.#switches.has('as') && { asSelect: true }),
        ...(this.#switches.has('ifNotExists') && { guarded: true }),
      },
      ...folded.operations,
    ];
  }
}

/** `db.schema.alterTable('t')`. */
export class AlterTable extends StatementBuilder {
  readonly #table: string;
  readonly #dialect: Dialect;
  readonly #parts: (() => readonly OperationBody[])[] = [];
  /** The last constraint, which `.onDelete()` and `.ifExists()` behind it change. */
  #last: OperationBody | undefined;

  constructor(table: string, dialect: Dialect) {
    super();
    this.#table = table;
    this.#dialect = dialect;
  }

  protected override async set(name: string, call: ProgramCall): Promise<boolean> {
    if (this.#adjusts(name, call)) return true;
    const constraint = await addedConstraint(this.#table, name, call);
    if (constraint) {
      this.#add(constraint());
      return true;
    }
    if (name === 'addColumn' || name === 'modifyColumn') {
      const column = await columnBy(call);
      if (column)
        this.#parts.push(() => (name === 'addColumn' ? this.#added(column) : this.#modified(column)));
      return column !== undefined;
    }
    return name === 'alterColumn' ? this.#alter(call) : this.#plain(name, call);
  }

  #add(body: OperationBody): void {
    const index = this.#parts.length;
    this.#last = body;
    this.#parts.push(() => [body]);
    this.#replace = (next) => {
      this.#last = next;
      this.#parts[index] = () => [next];
    };
  }

  #replace: (next: OperationBody) => void = () => undefined;

  #adjusts(name: string, call: ProgramCall): boolean {
    const last = this.#last;
    if (last?.kind === 'addForeignKey' && (name === 'onDelete' || name === 'onUpdate')) {
      const action = actionOf(textOf(call.argument(0)));
      if (action !== undefined)
        this.#replace({ ...last, references: { ...last.references, [name]: action } });
      return true;
    }
    if (last?.kind === 'createIndex') return this.#indexes(last, name, call);
    if (last?.kind === 'dropConstraint' && name === 'ifExists') this.#replace({ ...last, guarded: true });
    else if (last?.kind === 'dropConstraint' && name === 'cascade') this.#replace({ ...last, cascade: true });
    else
      return [
        'ifExists',
        'cascade',
        'restrict',
        'deferrable',
        'notDeferrable',
        'initiallyDeferred',
        'initiallyImmediate',
        'nullsNotDistinct',
      ].includes(name);
    return true;
  }

  /** What follows `addIndex('i')`, which MySQL has. */
  #indexes(last: Extract<OperationBody, { kind: 'createIndex' }>, name: string, call: ProgramCall): boolean {
    const first = call.argument(0);
    const given = name === 'expression' ? [textOf(first) ?? '?'] : (textsOf(first) ?? []);
    if (/^(columns?|expression)$/.test(name))
      this.#replace({
        ...last,
        columns: [...last.columns, ...given.map((column) => column.split(' ', 1)[0] ?? column)],
      });
    else if (name === 'unique') this.#replace({ ...last, unique: true });
    else if (name === 'using') this.#replace({ ...last, method: (textOf(first) ?? '').toLowerCase() });
    else return false;
    return true;
  }

  #added(column: KyselyColumn): readonly OperationBody[] {
    const definition = column.definition();
    return [
      {
        kind: 'addColumn',
        table: this.#table,
        column: column.name,
        definition,
        ...(column.ifNotExists && { guarded: true }),
      },
    ];
  }

  /** MySQL's MODIFY COLUMN. */
  #modified(column: KyselyColumn): readonly OperationBody[] {
    const { default: fallback, name, nullable, type } = column.definition();
    const common = { table: this.#table, column: name };
    return [
      { kind: 'changeColumnType', ...common, type },
      ...(fallback ? [{ kind: 'setDefault' as const, ...common, default: fallback }] : []),
      ...(nullable ? [] : [{ kind: 'setNotNull' as const, ...common }]),
    ];
  }

  async #alter(call: ProgramCall): Promise<boolean> {
    const column = textOf(call.argument(0));
    if (column === undefined) return false;
    const alteration = new ColumnAlteration(this.#table, column, this.#dialect);
    await call.enter(call.callback, [hostValue(alteration)]);
    this.#parts.push(() => alteration.bodies);
    return true;
  }

  #plain(name: string, call: ProgramCall): boolean {
    const table = this.#table;
    const first = textOf(call.argument(0));
    const second = textOf(call.argument(1));
    if (first === undefined) return false;
    switch (name) {
      case 'renameTo':
        this.#add({ kind: 'renameTable', table, newName: first });
        return true;
      case 'setSchema':
        this.#add({ kind: 'executeSql', statementKind: 'ALTER TABLE SET SCHEMA', table });
        return true;
      case 'dropColumn':
        this.#add({ kind: 'dropColumn', table, column: first });
        return true;
      case 'renameColumn':
        if (second !== undefined) this.#add({ kind: 'renameColumn', table, column: first, newName: second });
        return second !== undefined;
      case 'dropConstraint':
        this.#add({ kind: 'dropConstraint', table, constraint: first });
        return true;
      case 'renameConstraint':
        this.#add({ kind: 'executeSql', statementKind: 'ALTER TABLE RENAME CONSTRAINT', table });
        return true;
      case 'addIndex':
        this.#add({
          kind: 'createIndex',
          table,
          index: first,
          columns: [],
          unique: false,
          concurrently: false,
        });
        return true;
      case 'dropIndex':
        this.#add({ kind: 'dropIndex', table, index: first, concurrently: false });
        return true;
      default:
        return false;
    }
  }

  protected override bodies(): readonly OperationBody[] {
    return this.#parts.flatMap((build) => build());
  }
}

/** What the callback of alterColumn gets. */
class ColumnAlteration extends ProgramObject {
  readonly bodies: OperationBody[] = [];
  readonly #table: string;
  readonly #column: string;
  readonly #dialect: Dialect;

  constructor(table: string, column: string, dialect: Dialect) {
    super();
    this.#table = table;
    this.#column = column;
    this.#dialect = dialect;
  }

  override call(name: string, call: ProgramCall): Value | undefined {
    const common = { table: this.#table, column: this.#column };
    const type = textOf(call.argument(0));
    const fallback = name === 'setDefault' ? defaultOf(call.argument(0), this.#dialect) : undefined;
    if (name === 'setDataType' && type !== undefined)
      this.bodies.push({ kind: 'changeColumnType', ...common, type: canonicalType(type, this.#dialect) });
    else if (fallback) this.bodies.push({ kind: 'setDefault', ...common, default: fallback });
    else if (name === 'dropDefault' || name === 'setDefault')
      this.bodies.push({ kind: 'dropDefault', ...common });
    else if (name === 'setNotNull') this.bodies.push({ kind: 'setNotNull', ...common });
    else if (name === 'dropNotNull') this.bodies.push({ kind: 'dropNotNull', ...common });
    else return undefined;
    return hostValue(this);
  }
}
