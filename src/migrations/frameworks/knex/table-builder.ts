import type { Dialect, OperationBody } from '../../../model/migration.js';
import type { Value } from '../../../syntax/javascript/evaluate/value.js';
import { undefinedValue } from '../../../syntax/javascript/evaluate/value.js';
import type { ProgramCall } from '../../javascript/program-call.js';
import { hostValue, ProgramObject } from '../../javascript/program-object.js';
import { boundSql } from '../../javascript/bound-sql.js';
import { booleanOf, entryOf, recordOf, textOf, textsOf } from '../../javascript/values.js';
import { foldConstraints } from '../../sql/table-constraints.js';
import { ColumnBuilder } from './column-builder.js';
import { knexType } from './column-types.js';
import { ForeignKeyBuilder, ForeignKeyDraft } from './foreign-key.js';
import { indexBody, uniqueBody } from './indexes.js';
import { defaultName, primaryKeyName } from './names.js';

/** One thing that the callback of a table asks for, with the call that did. */
interface Part {
  readonly call: ProgramCall;
  readonly column?: ColumnBuilder;
  readonly bodies: () => readonly OperationBody[];
}

const idle = new Set(['queryContext', 'engine', 'charset', 'collate', 'inherits']);

/** The table builder that Knex hands to the callback of createTable and alterTable. */
export class TableBuilder extends ProgramObject {
  readonly #table: string;
  readonly #dialect: Dialect;
  readonly #parts: Part[] = [];

  constructor(table: string, dialect: Dialect) {
    super();
    this.#table = table;
    this.#dialect = dialect;
  }

  override call(name: string, call: ProgramCall): Value | undefined {
    const column = this.#columnOf(name, call);
    if (column) return column;
    if (name === 'timestamps') return this.#timestamps(call);
    if (name === 'foreign') {
      const columns = textsOf(call.argument(0));
      if (columns === undefined) return undefined;
      const draft = new ForeignKeyDraft(this.#table, columns, textOf(call.argument(1)));
      this.#parts.push({ call, bodies: () => draft.bodies() });
      return hostValue(new ForeignKeyBuilder(draft));
    }
    const bodies = this.#alterationOf(name, call);
    if (bodies === undefined && !idle.has(name)) {
      const reason = `${name}() of a table is not known`;
      this.#parts.push({ call, bodies: () => [{ kind: 'opaque', reason, text: call.excerpt }] });
    } else if (bodies) this.#parts.push({ call, bodies: () => bodies });
    return hostValue(this);
  }

  #columnOf(method: string, call: ProgramCall): Value | undefined {
    const isKey = method === 'increments' || /^big[iI]ncrements$/.test(method);
    const name = textOf(call.argument(0)) ?? (isKey ? 'id' : undefined);
    if (name === undefined) return undefined;
    const type = knexType(method, call.arguments, this.#dialect);
    if (type === undefined) return undefined;
    return this.#add(call, new ColumnBuilder(this.#table, name, type, this.#dialect));
  }

  #add(call: ProgramCall, column: ColumnBuilder): Value {
    this.#parts.push({ call, column, bodies: () => column.alteration() });
    return hostValue(column);
  }

  /** `timestamps(useTimestamps, defaultToNow, useCamelCase)`, or an object with these names. */
  #timestamps(call: ProgramCall): Value {
    const names = ['useTimestamps', 'defaultToNow', 'useCamelCase'];
    const record = recordOf(call.argument(0));
    const [real, now, camel] = names.map((name, index) =>
      booleanOf(record ? entryOf(record, name) : call.argument(index)),
    );
    for (const name of camel === true ? ['createdAt', 'updatedAt'] : ['created_at', 'updated_at']) {
      const type = knexType(real === true ? 'timestamp' : 'datetime', [], this.#dialect);
      if (type) this.#add(call, new TimestampColumn(this.#table, name, type, this.#dialect, now === true));
    }
    return undefinedValue;
  }

  #alterationOf(name: string, call: ProgramCall): readonly OperationBody[] | undefined {
    const table = this.#table;
    const [first, second, third] = call.arguments;
    const columns = textsOf(first);
    switch (name) {
      case 'dropColumn':
      case 'dropColumns': {
        const names = call.arguments.map(textsOf);
        if (!names.every((list) => list !== undefined)) return undefined;
        return names.flat().map((column) => ({ kind: 'dropColumn', table, column }));
      }
      case 'dropTimestamps': {
        const camel = booleanOf(first) === true || booleanOf(entryOf(first, 'useCamelCase')) === true;
        const names = camel ? ['createdAt', 'updatedAt'] : ['created_at', 'updated_at'];
        return names.map((column) => ({ kind: 'dropColumn', table, column }));
      }
      case 'renameColumn': {
        const [from, to] = [textOf(first), textOf(second)];
        return from === undefined || to === undefined
          ? undefined
          : [{ kind: 'renameColumn', table, column: from, newName: to }];
      }
      case 'setNullable':
      case 'dropNullable':
        return columns?.map((column) => ({
          kind: name === 'setNullable' ? 'dropNotNull' : 'setNotNull',
          table,
          column,
        }));
      case 'index':
        return columns && [indexBody(table, columns, second, third)];
      case 'unique':
        return columns && [uniqueBody(table, columns, second, this.#dialect)];
      case 'primary':
        return (
          columns && [
            {
              kind: 'addPrimaryKey',
              table,
              columns,
              constraint:
                textOf(second) ?? textOf(entryOf(second, 'constraintName')) ?? primaryKeyName(table),
            },
          ]
        );
      case 'dropPrimary':
      case 'dropPrimaryIfExists':
        return [dropped(table, textOf(first) ?? primaryKeyName(table), 'primary-key', name)];
      case 'dropUnique':
      case 'dropUniqueIfExists':
        return this.#dropNamed('unique', columns, textOf(second), name);
      case 'dropForeign':
      case 'dropForeignIfExists':
        return this.#dropNamed('foreign', columns, textOf(second), name);
      case 'dropIndex': {
        const index = textOf(second) ?? (columns && defaultName('index', table, columns));
        return index === undefined
          ? undefined
          : [{ kind: 'dropIndex', table, index, ...(columns && { columns }), concurrently: false }];
      }
      case 'check': {
        const constraint = textOf(third);
        return [
          {
            kind: 'addCheck',
            table,
            columns: [],
            expression: textOf(boundSql(call.argument(0), second, this.#dialect)) ?? '?',
            ...(constraint !== undefined && { constraint }),
          },
        ];
      }
      case 'dropChecks': {
        const names = call.arguments.flatMap((value) => textsOf(value) ?? []);
        return names.map((constraint) => dropped(table, constraint, 'check', name));
      }
      case 'comment':
        return [{ kind: 'executeSql', statementKind: 'COMMENT', table }];
      default:
        return undefined;
    }
  }

  /** SQLite and SQL Server drop the index that stands for a unique constraint. */
  #dropNamed(
    type: 'unique' | 'foreign',
    columns: readonly string[] | undefined,
    given: string | undefined,
    method: string,
  ): readonly OperationBody[] | undefined {
    const table = this.#table;
    const name = given ?? (columns && defaultName(type, table, columns));
    if (name === undefined) return undefined;
    if (type === 'unique' && (this.#dialect === 'sqlite' || this.#dialect === 'sqlserver'))
      return [{ kind: 'dropIndex', table, index: name, ...(columns && { columns }), concurrently: false }];
    return [dropped(table, name, type === 'unique' ? 'unique' : 'foreign-key', method)];
  }

  /** The operations of a CREATE TABLE. */
  creation(guarded: boolean): readonly OperationBody[] {
    const columns = this.#parts.flatMap(({ column }) => column ?? []);
    const others = this.#parts.flatMap(({ column, bodies }) => (column ? column.after() : bodies()));
    const folded = foldConstraints(
      columns.map((column) => column.definition()),
      others.map((body) => (columns.length > 0 ? withoutDefaultName(body) : body)),
    );
    return [
      ...columns.flatMap((column) => column.before()),
      { kind: 'createTable', table: this.#table, columns: folded.columns, ...(guarded && { guarded }) },
      ...folded.operations,
    ];
  }

  /** Takes down what an ALTER TABLE does, each part at the call that asked for it. */
  recordAlterations(owner: ProgramObject): void {
    for (const { call, bodies } of this.#parts) call.record(owner, () => bodies().map((body) => ({ body })));
  }
}

/** Constraints that carry the name Knex gives them fold into their column, as unnamed ones of SQL do. */
function withoutDefaultName(body: OperationBody): OperationBody {
  if (body.kind !== 'addUnique' && body.kind !== 'addForeignKey' && body.kind !== 'addPrimaryKey')
    return body;
  const { constraint, ...unnamed } = body;
  const type = body.kind === 'addUnique' ? 'unique' : 'foreign';
  const byDefault =
    body.kind === 'addPrimaryKey' ? primaryKeyName(body.table) : defaultName(type, body.table, body.columns);
  return constraint === byDefault && body.columns.length === 1 ? unnamed : body;
}

function dropped(
  table: string,
  constraint: string,
  constraintKind: 'check' | 'foreign-key' | 'unique' | 'primary-key',
  method: string,
): OperationBody {
  return {
    kind: 'dropConstraint',
    table,
    constraint,
    constraintKind,
    ...(method.endsWith('IfExists') && { guarded: true }),
  };
}

/** A column of `timestamps()`. */
class TimestampColumn extends ColumnBuilder {
  readonly #now: boolean;

  constructor(
    ...[table, name, type, dialect, now]: [...ConstructorParameters<typeof ColumnBuilder>, boolean]
  ) {
    super(table, name, type, dialect);
    this.#now = now;
  }

  override definition(): ReturnType<ColumnBuilder['definition']> {
    const definition = super.definition();
    return this.#now
      ? { ...definition, nullable: false, default: { expression: 'CURRENT_TIMESTAMP', volatility: 'stable' } }
      : definition;
  }
}
