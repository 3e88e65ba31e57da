import type { Dialect, OperationBody } from '../../../model/migration.js';
import type { Value } from '../../../syntax/javascript/evaluate/value.js';
import type { Effect } from '../../javascript/step.js';
import { booleanOf, entryOf, isSet, recordOf, textOf, textsOf } from '../../javascript/values.js';
import { columnOf, writtenDefault } from './columns.js';
import { defaultName, enumTypeName } from './names.js';
import { observedPart } from './schema-objects.js';

/** The name of a column: a text, `new TableColumn({ name })`, or a column that was looked up. */
export function columnNameOf(value: Value): string | undefined {
  return observedPart(value)?.column ?? textOf(value) ?? textOf(entryOf(value, 'name'));
}

/** Properties whose change makes TypeORM drop the column and add it anew, with all that is in it. */
const recreating = ['type', 'length', 'isArray'];

/**
 * `changeColumn(table, old, new)`: what differs between the two is altered, but a column of another type, length or arrayness is dropped
 * and added again (src/driver/postgres/PostgresQueryRunner.ts, `changeColumn`; MySQL and SQL Server alike). When only the name of the old
 * column is given, the type that it had is not known: the change of the type is then not sure.
 */
export function changeColumn(
  table: string,
  before: Value,
  after: Value,
  dialect: Dialect,
): readonly Effect[] | undefined {
  const name = columnNameOf(before);
  if (name === undefined) return undefined;
  const observed = observedPart(after);
  if (observed) return changesOf(table, name, observed.changes, dialect).map((body) => ({ body }));
  const definition = columnOf(table, after, dialect);
  if (definition === undefined) return undefined;
  const old = recordOf(before) && columnOf(table, before, dialect);
  const renamed: OperationBody[] =
    definition.name === name ? [] : [{ kind: 'renameColumn', table, column: name, newName: definition.name }];
  const column = definition.name;
  if (old) {
    const differs = (property: string): boolean =>
      textual(entryOf(before, property)) !== textual(entryOf(after, property));
    const isStored = textOf(entryOf(after, 'generatedType')) === 'STORED';
    if (recreating.some(differs) || (isStored && (differs('generatedType') || differs('asExpression'))))
      return [
        { body: { kind: 'dropColumn', table, column: name, definition: old } },
        { body: { kind: 'addColumn', table, column, definition } },
      ];
    const changes = new Map<string, Value>();
    for (const property of ['isNullable', 'default'])
      if (textual(entryOf(before, property)) !== textual(entryOf(after, property))) {
        const value = entryOf(after, property);
        changes.set(property, value ?? { kind: 'literal', value: undefined });
      }
    const altered =
      old.type === definition.type ? [] : [typeChange(table, column, definition.type, old.type)];
    const others = [
      ...enumChange(table, column, [before, after], dialect),
      ...(differs('comment') ? [{ kind: 'executeSql', statementKind: 'COMMENT', table } as const] : []),
      ...(differs('isPrimary') ? [keyChange(table, column, definition.primaryKey === true)] : []),
      ...(differs('isUnique') ? [uniqueChange(table, column, definition.unique === true)] : []),
    ];
    return [...renamed, ...altered, ...changesOf(table, column, changes, dialect), ...others].map((body) => ({
      body,
    }));
  }
  const nullable = booleanOf(entryOf(after, 'isNullable'));
  const unsure: OperationBody[] = [
    typeChange(table, column, definition.type),
    ...(nullable === undefined ? [] : [nullability(table, column, nullable)]),
    ...(definition.default
      ? [{ kind: 'setDefault', table, column, default: definition.default } as const]
      : []),
  ];
  return [...renamed.map((body) => ({ body })), ...unsure.map((body) => ({ body, unsure: true }))];
}

/** What is set on a clone of the old column. */
function changesOf(
  table: string,
  column: string,
  changes: ReadonlyMap<string, Value>,
  dialect: Dialect,
): readonly OperationBody[] {
  const bodies: OperationBody[] = [];
  for (const [property, value] of changes) {
    const text = textOf(value);
    const isNullable = booleanOf(value);
    if (property === 'name' && text !== undefined)
      bodies.push({ kind: 'renameColumn', table, column, newName: text });
    else if (property === 'isNullable') bodies.push(nullability(table, column, isNullable === true));
    else if (property === 'type' && text !== undefined) bodies.push(typeChange(table, column, text));
    else if (property === 'length' && text !== undefined) bodies.push(typeChange(table, column, ''));
    else if (property === 'default') {
      const written = isSet(value) ? writtenDefault(value, dialect) : undefined;
      bodies.push(
        written
          ? { kind: 'setDefault', table, column, default: written }
          : { kind: 'dropDefault', table, column },
      );
    } else bodies.push({ kind: 'executeSql', statementKind: 'ALTER TABLE ALTER COLUMN', table });
  }
  return bodies;
}

function typeChange(table: string, column: string, type: string, from?: string): OperationBody {
  return { kind: 'changeColumnType', table, column, type, ...(from !== undefined && { from }) };
}

/** An enum with other values: on PostgreSQL the type is made anew and the column moved to it; MySQL changes the column. */
function enumChange(
  table: string,
  column: string,
  [before, after]: readonly [Value, Value],
  dialect: Dialect,
): readonly OperationBody[] {
  const values = textsOf(entryOf(after, 'enum'));
  if (values === undefined || dialect !== 'postgresql') return [];
  if (textsOf(entryOf(before, 'enum'))?.join() === values.join()) return [];
  const type = textOf(entryOf(after, 'enumName')) ?? enumTypeName(table, column);
  return [
    { kind: 'executeSql', statementKind: 'ALTER TYPE' },
    { kind: 'createEnum', type, values },
    { kind: 'changeColumnType', table, column, type, using: `"${column}"::"text"::"${type}"` },
    { kind: 'executeSql', statementKind: 'DROP TYPE' },
  ];
}

function keyChange(table: string, column: string, isKey: boolean): OperationBody {
  const constraint = defaultName('primaryKey', table, [column]);
  return isKey
    ? { kind: 'addPrimaryKey', table, columns: [column], constraint }
    : { kind: 'dropConstraint', table, constraint, constraintKind: 'primary-key' };
}

function uniqueChange(table: string, column: string, isUnique: boolean): OperationBody {
  const constraint = defaultName('unique', table, [column]);
  return isUnique
    ? { kind: 'addUnique', table, columns: [column], constraint }
    : { kind: 'dropConstraint', table, constraint, constraintKind: 'unique' };
}

function nullability(table: string, column: string, nullable: boolean): OperationBody {
  return nullable ? { kind: 'dropNotNull', table, column } : { kind: 'setNotNull', table, column };
}

/** A property as it compares: no value is the same as the default. */
function textual(value: Value | undefined): string {
  if (value === undefined) return '';
  const boolean = booleanOf(value);
  if (boolean !== undefined) return boolean ? 'true' : '';
  return textOf(value) ?? (value.kind === 'literal' ? String(value.value) : '?');
}
