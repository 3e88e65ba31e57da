import type { ColumnDefinition, OperationBody } from '../../../model/migration.js';
import type { JvmExpression, JvmLink } from '../../../syntax/jvm/expressions.js';
import { changeOf, columnOf, constraintOf, itemsOf, nameOf, namesOf } from './columns.js';
import type { JooqReading } from './columns.js';

type Bodies = readonly OperationBody[] | undefined;

/** A statement as it is built: the call that begins it, then what it is told. */
interface Statement {
  readonly begun: JvmLink;
  readonly words: readonly JvmLink[];
  readonly guarded: boolean;
}

/**
 * The operations of a statement of jOOQ's DSL (https://www.jooq.org/doc/latest/manual/sql-building/ddl-statements/): the links from the call
 * that begins it on. Undefined when a name is known only at run time.
 */
export function jooqBodies(links: readonly JvmLink[], reading: JooqReading): Bodies {
  const [begun, ...words] = links;
  if (!begun?.given) return undefined;
  const guarded = /If(Not)?Exists$/.test(begun.name);
  const name = begun.name.replace(/If(Not)?Exists$/, '');
  const statement = { begun, words, guarded };
  switch (name) {
    case 'createTable':
    case 'createTemporaryTable':
    case 'createGlobalTemporaryTable':
    case 'createLocalTemporaryTable':
      return createTable(statement, reading);
    case 'alterTable':
      return alterTable(statement, reading);
    case 'dropTable':
    case 'dropTemporaryTable':
      return onTable(statement, (table) => ({
        kind: 'dropTable',
        table,
        ...cascading(words),
        ...guardOf(guarded),
      }));
    case 'truncate':
    case 'truncateTable':
      return onTable(statement, (table) => ({ kind: 'truncate', table, ...cascading(words) }));
    case 'createIndex':
    case 'createUniqueIndex':
      return createIndex(statement, name === 'createUniqueIndex');
    case 'dropIndex': {
      const index = nameOf(begun.given[0]);
      const table = nameOf(words.find((word) => word.name === 'on')?.given?.[0]);
      return index === undefined
        ? undefined
        : [
            {
              kind: 'dropIndex',
              index,
              ...(table !== undefined && { table }),
              concurrently: false,
              ...guardOf(guarded),
            },
          ];
    }
    case 'alterIndex': {
      const [index, newName] = [nameOf(begun.given[0]), nameOf(wordOf(words, /^(renameTo|rename)$/))];
      return index === undefined || newName === undefined
        ? undefined
        : [{ kind: 'renameIndex', index, newName }];
    }
    case 'createType': {
      const type = nameOf(begun.given[0]);
      const listed = words.find((word) => word.name === 'asEnum')?.given ?? [];
      return type === undefined ? undefined : [{ kind: 'createEnum', type, values: namesOf(listed) }];
    }
    case 'alterType':
      return alterType(statement);
    case 'createView':
    case 'createOrReplaceView':
    case 'createMaterializedView': {
      const view = nameOf(begun.given[0]);
      return view === undefined
        ? undefined
        : [{ kind: 'createView', view, materialized: name === 'createMaterializedView' }];
    }
    case 'dropView':
    case 'dropMaterializedView': {
      const view = nameOf(begun.given[0]);
      return view === undefined
        ? undefined
        : [{ kind: 'dropView', view, materialized: name === 'dropMaterializedView', ...guardOf(guarded) }];
    }
    case 'insertInto':
    case 'mergeInto':
      return onTable(statement, (table) => ({
        kind: 'changeData',
        table,
        change: 'insert',
        scope: 'by-key',
      }));
    case 'update':
    case 'deleteFrom':
    case 'delete': {
      const scope = words.some((word) => /^(where\w*|limit)$/.test(word.name)) ? 'filtered' : 'all';
      const change = name === 'update' ? 'update' : 'delete';
      return onTable(statement, (table) => ({ kind: 'changeData', table, change, scope }));
    }
    default:
      // CREATE SCHEMA, CREATE SEQUENCE, DROP TYPE, COMMENT ON, …: nothing that a rule asks for.
      return [{ kind: 'executeSql', statementKind: name.replaceAll(/(?<!^)([A-Z])/g, ' $1').toUpperCase() }];
  }
}

function onTable({ begun }: Statement, make: (table: string) => OperationBody): Bodies {
  const table = nameOf(begun.given?.[0]);
  return table === undefined ? undefined : [make(table)];
}

function guardOf(guarded: boolean): { readonly guarded?: true } {
  return guarded ? { guarded } : {};
}

function cascading(words: readonly JvmLink[]): { readonly cascade?: true } {
  return words.some(({ name }) => name === 'cascade') ? { cascade: true } : {};
}

function wordOf(words: readonly JvmLink[], name: RegExp): JvmExpression | undefined {
  return words.find((word) => word.given && name.test(word.name))?.given?.[0];
}

/** All arguments of the words of a name, lists taken apart. */
function listed(words: readonly JvmLink[], name: RegExp): readonly JvmExpression[] {
  return words
    .filter((word) => name.test(word.name))
    .flatMap(({ given = [] }) => given.flatMap((item) => itemsOf(item) ?? [item]));
}

function createTable({ begun, words, guarded }: Statement, reading: JooqReading): Bodies {
  const table = nameOf(begun.given?.[0]);
  if (table === undefined) return undefined;
  const single = words.filter(({ name }) => name === 'column');
  const columns = [
    ...listed(words, /^columns$/).map((field) => columnOf(field, undefined, reading)),
    ...single.map(({ given }) => columnOf(given?.[0], given?.[1], reading)),
  ];
  const constraints = [
    ...listed(words, /^constraints?$/).map((item) => constraintOf(item, table)),
    ...words
      .filter(({ name }) => /^(primaryKey|unique|check)$/.test(name))
      .map((word) => constraintOf({ kind: 'chain', links: [word] }, table)),
  ];
  if (columns.includes(undefined)) return undefined;
  const known = constraints.filter((constraint) => constraint !== undefined);
  const keys = new Set(known.flatMap((body) => (body.kind === 'addPrimaryKey' ? body.columns : [])));
  const isAlone = (columnsOfKey: readonly string[], name: string): boolean =>
    columnsOfKey.length === 1 && columnsOfKey[0] === name;
  const definitions = columns.flatMap((column): ColumnDefinition[] => {
    if (!column) return [];
    const reference = known.find(
      (body) => body.kind === 'addForeignKey' && isAlone(body.columns, column.name),
    );
    const isUnique = known.some((body) => body.kind === 'addUnique' && isAlone(body.columns, column.name));
    return [
      {
        ...column,
        ...(keys.has(column.name) && { primaryKey: true, nullable: false }),
        ...(isUnique && { unique: true }),
        ...(reference?.kind === 'addForeignKey' && { references: reference.references }),
      },
    ];
  });
  const others = known.filter(
    (body) =>
      body.kind !== 'addPrimaryKey' &&
      !((body.kind === 'addUnique' || body.kind === 'addForeignKey') && body.columns.length === 1),
  );
  return [
    {
      kind: 'createTable',
      table,
      columns: definitions,
      ...(words.some(({ name }) => /^(as|asSelect)$/.test(name)) && { asSelect: true }),
      ...(/Temporary/.test(begun.name) && { temporary: true }),
      ...guardOf(guarded),
    },
    ...others,
  ];
}

function alterTable({ begun, words }: Statement, reading: JooqReading): Bodies {
  const table = nameOf(begun.given?.[0]);
  if (table === undefined) return undefined;
  const bodies: (OperationBody | undefined)[] = [];
  let column: string | undefined;
  let from: { readonly word: string; readonly name: string } | undefined;
  for (const word of words) {
    const guarded = /If(Not)?Exists$/.test(word.name);
    const name = word.name.replace(/If(Not)?Exists$/, '');
    const [first, second] = word.given ?? [];
    switch (name) {
      case 'add':
      case 'addColumn':
        bodies.push(...added(word, table, reading, guarded));
        break;
      case 'addConstraint':
      case 'addPrimaryKey':
      case 'addUnique':
      case 'addForeignKey':
        bodies.push(constraintOf(first, table));
        break;
      case 'first':
      case 'after':
        bodies.push(placed(bodies.pop(), name));
        break;
      case 'alter':
      case 'alterColumn':
        column = nameOf(first);
        if (column === undefined) bodies.push(undefined);
        else if (second)
          bodies.push(...changeOf({ table, column }, { name: 'set', given: [second] }, reading));
        break;
      case 'drop':
      case 'dropColumn':
      case 'dropColumns':
        for (const item of listed([word], /./)) bodies.push(dropped(item, table, guarded, words));
        break;
      case 'dropConstraint':
      case 'dropForeignKey':
      case 'dropUnique':
      case 'dropPrimaryKey':
        bodies.push(droppedConstraint(name, first, table, guarded));
        break;
      case 'rename':
      case 'renameTo': {
        const newName = nameOf(first);
        bodies.push(newName === undefined ? undefined : { kind: 'renameTable', table, newName });
        break;
      }
      case 'renameColumn':
      case 'renameConstraint':
      case 'renameIndex':
        from = { word: name, name: nameOf(first) ?? '?' };
        break;
      case 'to': {
        const newName = nameOf(first);
        if (from) bodies.push(newName === undefined ? undefined : renamed(from, table, newName));
        break;
      }
      default:
        if (column !== undefined) bodies.push(...changeOf({ table, column }, word, reading));
    }
  }
  return bodies.includes(undefined) ? undefined : bodies.filter((body) => body !== undefined);
}

function renamed(
  from: { readonly word: string; readonly name: string },
  table: string,
  newName: string,
): OperationBody {
  if (from.word === 'renameColumn') return { kind: 'renameColumn', table, column: from.name, newName };
  if (from.word === 'renameIndex') return { kind: 'renameIndex', index: from.name, newName };
  return { kind: 'executeSql', statementKind: 'ALTER TABLE RENAME CONSTRAINT', table };
}

/** `add(field)`, `add(field, type)`, `add(field, field, …)`, `add(constraint)`. */
function added(
  word: JvmLink,
  table: string,
  reading: JooqReading,
  guarded: boolean,
): readonly (OperationBody | undefined)[] {
  const items = listed([word], /./);
  const [first, second] = items;
  const isType =
    second?.kind === 'chain' &&
    items.length === 2 &&
    !second.links.some(({ name }) => /^(field|constraint|primaryKey|unique|foreignKey|check)$/.test(name));
  const isConstraint = (item: JvmExpression | undefined): boolean =>
    item?.kind === 'chain' &&
    item.links.some(({ name, given }) => given && /^(primaryKey|unique|foreignKey|check)$/.test(name));
  return (isType ? [first] : items).map((item) => {
    if (isConstraint(item)) return constraintOf(item, table);
    const definition = columnOf(item, isType ? second : undefined, reading);
    return (
      definition && { kind: 'addColumn', table, column: definition.name, definition, ...guardOf(guarded) }
    );
  });
}

function placed(body: OperationBody | undefined, position: 'first' | 'after'): OperationBody | undefined {
  return body?.kind === 'addColumn' ? { ...body, position } : body;
}

function dropped(
  item: JvmExpression,
  table: string,
  guarded: boolean,
  words: readonly JvmLink[],
): OperationBody | undefined {
  const isConstraint =
    item.kind === 'chain' && item.links.some(({ name, given }) => given && name === 'constraint');
  const name = nameOf(item);
  if (name === undefined) return undefined;
  return isConstraint
    ? { kind: 'dropConstraint', table, constraint: name, ...guardOf(guarded) }
    : { kind: 'dropColumn', table, column: name, ...cascading(words), ...guardOf(guarded) };
}

function droppedConstraint(
  word: string,
  given: JvmExpression | undefined,
  table: string,
  guarded: boolean,
): OperationBody | undefined {
  const constraint = nameOf(given);
  const kind =
    word === 'dropPrimaryKey'
      ? ('primary-key' as const)
      : word === 'dropForeignKey'
        ? ('foreign-key' as const)
        : word === 'dropUnique'
          ? ('unique' as const)
          : undefined;
  if (constraint === undefined && word !== 'dropPrimaryKey') return undefined;
  return {
    kind: 'dropConstraint',
    table,
    constraint: constraint ?? '?',
    ...(kind && { constraintKind: kind }),
    ...guardOf(guarded),
  };
}

function createIndex({ begun, words, guarded }: Statement, unique: boolean): Bodies {
  const on = words.find(({ name }) => name === 'on')?.given ?? [];
  const [first, ...columns] = on;
  const table = nameOf(first);
  if (table === undefined) return undefined;
  const index = nameOf(begun.given?.[0]);
  return [
    {
      kind: 'createIndex',
      table,
      ...(index !== undefined && { index }),
      columns: namesOf(columns),
      unique,
      concurrently: false,
      ...(words.some(({ name }) => name === 'where') && { where: '?' }),
      ...guardOf(guarded),
    },
  ];
}

function alterType({ begun, words }: Statement): Bodies {
  const type = nameOf(begun.given?.[0]);
  if (type === undefined) return undefined;
  const value = words.find(({ name }) => name.startsWith('addValue'))?.given?.[0];
  if (value) return [{ kind: 'addEnumValue', type, value: nameOf(value) ?? '?' }];
  const [from, to] = [wordOf(words, /^renameValue$/), wordOf(words, /^to$/)];
  if (from)
    return [{ kind: 'renameEnumValue', type, value: nameOf(from) ?? '?', newName: nameOf(to) ?? '?' }];
  return [{ kind: 'executeSql', statementKind: 'ALTER TYPE' }];
}
