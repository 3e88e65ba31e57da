import type { Value } from '../../../syntax/javascript/evaluate/value.js';
import { listValue, unknown } from '../../../syntax/javascript/evaluate/value.js';
import type { ProgramCall } from '../../javascript/program-call.js';
import { hostValue, objectOf, ProgramObject } from '../../javascript/program-object.js';
import { SchemaCheck } from '../../javascript/schema-check.js';
import { entryOf, textOf, textsOf } from '../../javascript/values.js';

const lists = new Set([
  'columns',
  'primaryColumns',
  'foreignKeys',
  'indices',
  'uniques',
  'checks',
  'exclusions',
]);

/** A table that the program asked the database for: `await queryRunner.getTable('orders')`. */
export class ObservedTable extends ProgramObject {
  override readonly isSchemaCheck = true;
  readonly table: string;

  constructor(table: string) {
    super();
    this.table = table;
  }

  override member(name: string): Value | undefined {
    if (name === 'name') return { kind: 'text', parts: [this.table], origins: [] };
    return lists.has(name) ? hostValue(new ObservedParts(this.table)) : undefined;
  }

  override call(name: string, call: ProgramCall): Value | undefined {
    if (name === 'clone') return hostValue(this);
    if (name === 'findColumnByName') {
      const column = textOf(call.argument(0));
      return hostValue(new ObservedPart(this.table, column === undefined ? [] : [column], column));
    }
    if (/^find\w+(Indices|ForeignKeys|Uniques|Checks)$/.test(name))
      return hostValue(new ObservedParts(this.table));
    return hostValue(new SchemaCheck());
  }

  override takesEffect(): boolean {
    return false;
  }
}

/** The columns, foreign keys or indexes of such a table. */
class ObservedParts extends ProgramObject {
  override readonly isSchemaCheck = true;
  readonly #table: string;

  constructor(table: string) {
    super();
    this.#table = table;
  }

  override async call(name: string, call: ProgramCall): Promise<Value> {
    if (name === 'find' || name === 'filter') {
      const probe = new Probe();
      await call.enter(call.callback, [hostValue(probe)]);
      const found = hostValue(new ObservedPart(this.#table, probe.columns, undefined));
      return name === 'find' ? found : listValue([found], true);
    }
    if (/^(forEach|map|flatMap)$/.test(name)) {
      await call.evaluator.state.looped(() =>
        call.enter(call.callback, [hostValue(new ObservedPart(this.#table, [], undefined))]),
      );
      return unknown;
    }
    return hostValue(new SchemaCheck());
  }

  override member(name: string): Value | undefined {
    return /^\d+$/.test(name) ? hostValue(new ObservedPart(this.#table, [], undefined)) : undefined;
  }
}

/** What a search is tried with, so that it tells which columns it looks for: `fk.columnNames.indexOf('userId') !== -1`. */
class Probe extends ProgramObject {
  readonly columns: string[] = [];

  override call(name: string, call: ProgramCall): Value {
    if (name === 'indexOf' || name === 'includes') this.columns.push(...(textsOf(call.argument(0)) ?? []));
    return unknown;
  }

  override member(name: string): Value | undefined {
    return name === 'columnNames' || name === 'name' ? hostValue(this) : undefined;
  }
}

/** One of them, with what the program then changes of it: `const changed = column.clone(); changed.isNullable = true`. */
export class ObservedPart extends ProgramObject {
  override readonly isSchemaCheck = true;
  readonly table: string;
  /** The columns by which it was found. */
  readonly columns: readonly string[];
  /** Name of a column that was found by it. */
  readonly column: string | undefined;
  readonly changes = new Map<string, Value>();

  constructor(table: string, columns: readonly string[], column: string | undefined) {
    super();
    this.table = table;
    this.columns = columns;
    this.column = column;
  }

  override member(name: string): Value | undefined {
    if (name === 'name' && this.column !== undefined)
      return { kind: 'text', parts: [this.column], origins: [] };
    return name === 'clone' ? undefined : (this.changes.get(name) ?? unknown);
  }

  override assign(name: string, value: Value): void {
    this.changes.set(name, value);
  }

  override call(name: string): Value {
    return name === 'clone' ? hostValue(new ObservedPart(this.table, this.columns, this.column)) : unknown;
  }

  override takesEffect(): boolean {
    return false;
  }
}

/** The part of an existing table that a value is. */
export function observedPart(value: Value): ObservedPart | undefined {
  const object = objectOf(value);
  return object instanceof ObservedPart ? object : undefined;
}

/** The name of a table: a text, `new Table({ schema, name })`, or a table that was asked for. Undefined when it is not known. */
export function tableNameOf(value: Value): string | undefined {
  const object = objectOf(value);
  if (object instanceof ObservedTable) return object.table;
  const text = textOf(value);
  if (text !== undefined) return text;
  const name = textOf(entryOf(value, 'name'));
  const schema = textOf(entryOf(value, 'schema'));
  return name !== undefined && schema !== undefined && !name.includes('.') ? `${schema}.${name}` : name;
}
