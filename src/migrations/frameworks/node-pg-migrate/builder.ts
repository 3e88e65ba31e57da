import type { Migration, OperationBody } from '../../../model/migration.js';
import type { Value } from '../../../syntax/javascript/evaluate/value.js';
import { isNullish, undefinedValue, unknown } from '../../../syntax/javascript/evaluate/value.js';
import { invert } from '../../inversion.js';
import { boundSql } from '../../javascript/bound-sql.js';
import { Execution } from '../../javascript/execution.js';
import type { ProgramCall } from '../../javascript/program-call.js';
import { hostValue, ProgramObject } from '../../javascript/program-object.js';
import { SqlFragment } from '../../javascript/sql-fragment.js';
import { foldConstraints } from '../../sql/table-constraints.js';
import { booleanOf, entryOf, recordOf, textOf, textsOf } from '../../javascript/values.js';
import { columnsOf, nameOf, pgDefault, typeOf } from './columns.js';
import { constraintsOf } from './constraints.js';

/**
 * The `pgm` that a migration gets (https://salsita.github.io/node-pg-migrate/migrations/). Its methods only collect; nothing is awaited.
 * In reverse it collects what undoes each call, as node-pg-migrate does where no `down` is written.
 */
export class PgMigrationBuilder extends ProgramObject {
  override readonly isConnection = true;
  usesTransaction = true;
  readonly problems: Migration['downProblems'][number][] = [];
  readonly #shorthands: Value | undefined;
  readonly #reverse: boolean;

  constructor(shorthands: Value | undefined, reverse = false) {
    super();
    this.#shorthands = shorthands;
    this.#reverse = reverse;
  }

  override call(name: string, call: ProgramCall): Value | undefined {
    const first = call.argument(0);
    switch (name) {
      case 'noTransaction':
        this.usesTransaction = false;
        return undefinedValue;
      case 'func':
        return hostValue(new SqlFragment(first.kind === 'text' ? first : undefined));
      case 'toPgLiteral':
      case 'literal':
        return unknown;
      case 'sql':
        if (this.#reverse) this.#refuse(name, call);
        else call.sql(undefined, substituted(first, call));
        return undefinedValue;
      default:
    }
    const bodies = bodiesOf(name, call, this.#shorthands);
    if (bodies === undefined) return undefined;
    if (!this.#reverse) call.operations(undefined, bodies);
    else if (isReversible(name)) call.operations(undefined, inverseOf(name, bodies));
    else this.#refuse(name, call);
    return undefinedValue;
  }

  #refuse(name: string, call: ProgramCall): void {
    this.problems.push({ span: call.place.span, text: `${name}()` });
  }

  override member(name: string): Value | undefined {
    return name === 'db' ? hostValue(new PgClient()) : undefined;
  }
}

/** `pgm.db`, which runs at once. */
class PgClient extends ProgramObject {
  override readonly isConnection = true;

  override call(name: string, call: ProgramCall): Value | undefined {
    if (name !== 'query' && name !== 'select') return unknown;
    const execution = new Execution();
    const query = call.argument(0);
    call.sql(execution, query.kind === 'object' ? (query.members.get('text') ?? query) : query);
    return hostValue(execution);
  }
}

/** `pgm.sql(text, { name: value })` replaces `{name}` by the name, quoted. */
function substituted(sql: Value, call: ProgramCall): Value {
  const given = recordOf(call.argument(1));
  if (sql.kind !== 'text' || given === undefined) return boundSql(sql, undefined, call.dialect);
  const parts = sql.parts.map((part) =>
    typeof part === 'string'
      ? part.replaceAll(
          /\{(\w+)\}/g,
          (written: string, name: string) => nameOf(given.members.get(name)) ?? written,
        )
      : part,
  );
  return { kind: 'text', parts, origins: [] };
}

/** Calls that node-pg-migrate can turn round (the `reverse` of each operation in src/operations). */
function isReversible(name: string): boolean {
  return /^(create|add|rename|grant)/.test(name) && name !== 'addTypeValue';
}

function inverseOf(name: string, bodies: readonly OperationBody[]): readonly OperationBody[] {
  const [first] = bodies;
  // What belongs to the table goes with it.
  if (first?.kind === 'createTable') return [{ kind: 'dropTable', table: first.table }];
  if (first?.kind === 'addPrimaryKey')
    return [
      {
        kind: 'dropConstraint',
        table: first.table,
        constraint: first.constraint ?? '',
        constraintKind: 'primary-key',
      },
    ];
  const inverse = invert(bodies);
  if (inverse.length > 0) return inverse;
  return bodies.flatMap((body): OperationBody[] => {
    if (body.kind === 'createView')
      return [{ kind: 'dropView', view: body.view, materialized: body.materialized }];
    const statementKind = statementOf(
      name.replace(/^grant/, 'revoke').replace(/^(create|add(?=Ext))/, 'drop'),
    );
    const table = 'table' in body ? body.table : undefined;
    return [{ kind: 'executeSql', statementKind, ...(table !== undefined && { table }) }];
  });
}

/** `createMaterializedView` → `CREATE MATERIALIZED VIEW`; parts of an object are altered with it: `addTypeAttribute` → `ALTER TYPE`. */
function statementOf(name: string): string {
  const [, verb = '', rest = ''] = /^([a-z]+)(?:To|From|On)?([A-Z]\w*)$/.exec(name) ?? [];
  if (verb === 'grant' || verb === 'revoke') return verb.toUpperCase();
  const object = /^Constraint$/.test(rest)
    ? 'Table'
    : rest.replace(/^Type(Attribute|Value)$/, 'Type').replace(/ViewColumn$/, 'View');
  const isWhole = /^(create|drop)$/.test(verb) || (verb === 'add' && /^(Extension|Type)$/.test(rest));
  const word = isWhole && object === rest ? verb.replace('add', 'create') : 'alter';
  return `${word} ${object.replaceAll(/(?<=.)([A-Z])/g, ' $1')}`.toUpperCase();
}

function bodiesOf(
  name: string,
  call: ProgramCall,
  shorthands: Value | undefined,
): readonly OperationBody[] | undefined {
  const [second, third] = [call.argument(1), call.argument(2)];
  // What they are about stands in a list or an object: `createExtension(['citext'])`, `grantOnTables({ tables })`.
  if (/^(create|add|drop)Extension$|^(grant|revoke)/.test(name))
    return [{ kind: 'executeSql', statementKind: statementOf(name) }];
  const table = nameOf(call.argument(0));
  if (table === undefined) return undefined;
  const named = nameOf(second);
  switch (name) {
    case 'createTable':
      return createdTable(table, second, third, shorthands);
    case 'dropTable':
      return [{ kind: 'dropTable', table, ...guarded(second), ...cascaded(second) }];
    case 'renameTable':
      return named === undefined ? undefined : [{ kind: 'renameTable', table, newName: named }];
    case 'addColumn':
    case 'addColumns':
      return columnsOf(second, shorthands).map((definition) => ({
        kind: 'addColumn',
        table,
        column: definition.name,
        definition,
        ...(isTrue(entryOf(third, 'ifNotExists')) && { guarded: true }),
      }));
    case 'dropColumn':
    case 'dropColumns': {
      const columns = textsOf(second) ?? [...(recordOf(second)?.members.keys() ?? [])];
      return columns.map((column) => ({
        kind: 'dropColumn',
        table,
        column,
        ...guarded(third),
        ...cascaded(third),
      }));
    }
    case 'renameColumn': {
      const newName = textOf(third);
      return named === undefined || newName === undefined
        ? undefined
        : [{ kind: 'renameColumn', table, column: named, newName }];
    }
    case 'alterColumn':
      return named === undefined ? undefined : alteredColumn(table, named, third);
    case 'addConstraint':
    case 'createConstraint':
      return addedConstraint(table, named, third);
    case 'dropConstraint':
      return named === undefined
        ? undefined
        : [{ kind: 'dropConstraint', table, constraint: named, ...guarded(third), ...cascaded(third) }];
    case 'addIndex':
    case 'createIndex':
    case 'dropIndex':
      return indexed(name, table, second, third);
    case 'renameIndex': {
      const newName = textOf(third);
      return named === undefined || newName === undefined
        ? undefined
        : [{ kind: 'renameIndex', table, index: named, newName }];
    }
    case 'createTrigger':
      return [{ kind: 'createTrigger', table, trigger: named ?? '' }];
    default:
      return onTypes(name, table, call) ?? onViews(name, table, call) ?? otherStatement(name, table);
  }
}

function createdTable(
  table: string,
  columns: Value,
  options: Value,
  shorthands: Value | undefined,
): readonly OperationBody[] {
  const constraints = entryOf(options, 'constraints');
  const folded = foldConstraints(
    columnsOf(columns, shorthands),
    (constraints && constraintsOf(table, undefined, constraints)) ?? [],
  );
  return [
    {
      kind: 'createTable',
      table,
      columns: folded.columns,
      ...(isTrue(entryOf(options, 'temporary')) && { temporary: true }),
      ...(isTrue(entryOf(options, 'ifNotExists')) && { guarded: true }),
    },
    ...folded.operations,
  ];
}

function alteredColumn(table: string, column: string, options: Value): readonly OperationBody[] {
  const given = recordOf(options)?.members.get('default');
  const type = textOf(entryOf(options, 'type'));
  const using = textOf(entryOf(options, 'using'));
  const collation = textOf(entryOf(options, 'collation'));
  const value = pgDefault(given);
  const notNull = booleanOf(entryOf(options, 'notNull'));
  const isNullable = notNull === false || isTrue(entryOf(options, 'allowNull'));
  const bodies: readonly OperationBody[] = [
    ...(value ? [{ kind: 'setDefault' as const, table, column, default: value }] : []),
    ...(given !== undefined && isNullish(given) ? [{ kind: 'dropDefault' as const, table, column }] : []),
    ...(type === undefined
      ? []
      : [
          {
            kind: 'changeColumnType' as const,
            table,
            column,
            type: typeOf(type),
            ...(using !== undefined && { using }),
            ...(collation !== undefined && { collation }),
          },
        ]),
    ...(notNull === true ? [{ kind: 'setNotNull' as const, table, column }] : []),
    ...(isNullable ? [{ kind: 'dropNotNull' as const, table, column }] : []),
  ];
  // Comments, sequences, what a column is generated from: the column is altered, but nothing that lintel tells apart.
  return bodies.length > 0 ? bodies : [{ kind: 'executeSql', statementKind: 'ALTER TABLE', table }];
}

/** The expression is an object, or the SQL behind ADD CONSTRAINT. */
function addedConstraint(
  table: string,
  name: string | undefined,
  expression: Value,
): readonly OperationBody[] | undefined {
  const sql = textOf(expression);
  if (sql === undefined) return constraintsOf(table, name, expression);
  const constraint = name !== undefined && { constraint: name };
  const [, columns = '', target = ''] =
    /^\s*FOREIGN KEY\s*\(([^)]*)\)\s*REFERENCES\s+(.+)$/is.exec(sql) ?? [];
  const notValid = /\bNOT VALID\s*$/i.test(sql) && { notValid: true };
  if (target !== '') {
    const [table_ = ''] = /^[^(\s]+\s*(?:\([^)]*\))?/.exec(target) ?? [];
    const onDelete = /ON DELETE (CASCADE|SET NULL|SET DEFAULT|RESTRICT)/i.exec(target)?.[1]?.toUpperCase();
    const [, name_ = '', list] = /^([^(]+)(?:\(([^)]*)\))?$/.exec(table_.replaceAll('"', '')) ?? [];
    const references = {
      table: name_.trim(),
      columns: listOf(list),
      ...(onDelete !== undefined && { onDelete }),
    };
    return [
      { kind: 'addForeignKey', table, columns: listOf(columns), references, ...constraint, ...notValid },
    ];
  }
  const keyed = /^\s*(UNIQUE|PRIMARY KEY)\s*\(([^)]*)\)/i.exec(sql);
  if (keyed)
    return [
      {
        kind: keyed[1]?.toUpperCase() === 'UNIQUE' ? 'addUnique' : 'addPrimaryKey',
        table,
        columns: listOf(keyed[2]),
        ...constraint,
      },
    ];
  const check = /^\s*CHECK\s*\((.*)\)/is.exec(sql)?.[1];
  if (check !== undefined)
    return [{ kind: 'addCheck', table, columns: [], expression: check, ...constraint, ...notValid }];
  return /^\s*EXCLUDE\b/i.test(sql)
    ? [{ kind: 'addExclusion', table, columns: [], ...constraint }]
    : undefined;
}

function listOf(text: string | undefined): readonly string[] {
  return (text ?? '').split(',').flatMap((part) => part.trim().replaceAll('"', '') || []);
}

function indexed(
  method: string,
  table: string,
  columns: Value,
  options: Value,
): readonly OperationBody[] | undefined {
  const names =
    columns.kind === 'list'
      ? columns.items.map((item) => textOf(item) ?? textOf(entryOf(item, 'name')) ?? '?')
      : textsOf(columns);
  if (names === undefined) return undefined;
  const unique = isTrue(entryOf(options, 'unique'));
  const concurrently = isTrue(entryOf(options, 'concurrently'));
  const short = table.slice(table.lastIndexOf('.') + 1);
  const index =
    textOf(entryOf(options, 'name')) ?? `${short}_${names.join('_')}${unique ? '_unique' : ''}_index`;
  if (method === 'dropIndex')
    return [
      {
        kind: 'dropIndex',
        table,
        index,
        columns: names,
        concurrently,
        ...guarded(options),
        ...cascaded(options),
      },
    ];
  const using = textOf(entryOf(options, 'method'))?.toLowerCase();
  const where = textOf(entryOf(options, 'where'));
  return [
    {
      kind: 'createIndex',
      table,
      index,
      columns: names,
      unique,
      concurrently,
      ...(using !== undefined && using !== 'btree' && { method: using }),
      ...(where !== undefined && { where }),
      ...(isTrue(entryOf(options, 'ifNotExists')) && { guarded: true }),
    },
  ];
}

function onTypes(name: string, type: string, call: ProgramCall): readonly OperationBody[] | undefined {
  const second = call.argument(1);
  const value = textOf(second);
  if (name === 'createType' || name === 'addType') {
    const values = second.kind === 'list' ? textsOf(second) : undefined;
    return values
      ? [{ kind: 'createEnum', type, values }]
      : [{ kind: 'executeSql', statementKind: 'CREATE TYPE' }];
  }
  if (name === 'addTypeValue' && value !== undefined)
    return [
      {
        kind: 'addEnumValue',
        type,
        value,
        ...(isTrue(entryOf(call.argument(2), 'ifNotExists')) && { guarded: true }),
      },
    ];
  const newName = textOf(call.argument(2));
  return name === 'renameTypeValue' && value !== undefined && newName !== undefined
    ? [{ kind: 'renameEnumValue', type, value, newName }]
    : undefined;
}

function onViews(name: string, view: string, call: ProgramCall): readonly OperationBody[] | undefined {
  const options = call.argument(1);
  const materialized = name.includes('Materialized');
  if (/^create(Materialized)?View$/.test(name))
    return [
      {
        kind: 'createView',
        view,
        materialized,
        ...(isTrue(entryOf(options, 'replace')) && { orReplace: true }),
      },
    ];
  if (/^drop(Materialized)?View$/.test(name))
    return [{ kind: 'dropView', view, materialized, ...guarded(options) }];
  if (name !== 'refreshMaterializedView') return undefined;
  const concurrently = isTrue(entryOf(options, 'concurrently')) ? ' CONCURRENTLY' : '';
  return [{ kind: 'executeSql', statementKind: `REFRESH MATERIALIZED VIEW${concurrently}`, table: view }];
}

/** All others are one statement each: `createExtension`, `alterSequence`, `dropPolicy`, `grantOnTables` … */
function otherStatement(name: string, table: string): readonly OperationBody[] | undefined {
  const onTable = /(Table|Policy|Constraint|Trigger)s?$/.test(name) && { table };
  if (!/^(create|add|remove|drop|alter|rename|set|reassign)(?=[A-Z])/.test(name)) return undefined;
  return [{ kind: 'executeSql', statementKind: statementOf(name), ...onTable }];
}

function isTrue(value: Value | undefined): boolean {
  return booleanOf(value) === true;
}

function guarded(options: Value): { readonly guarded?: true } {
  return isTrue(entryOf(options, 'ifExists')) ? { guarded: true } : {};
}

function cascaded(options: Value): { readonly cascade?: true } {
  return isTrue(entryOf(options, 'cascade')) ? { cascade: true } : {};
}
