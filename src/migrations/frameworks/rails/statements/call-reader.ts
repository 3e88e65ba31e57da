import type { OperationBody } from '../../../../model/migration.js';
import type { RubyArguments } from '../../../../syntax/ruby/arguments.js';
import { nameOf } from '../../../../syntax/ruby/value.js';
import type { RailsContext } from '../column-types.js';
import type { CallReading } from '../step.js';

/** Reads one call. Undefined = its arguments are not known, and the call is opaque. */
export type CallReader = (call: RubyArguments, context: RailsContext) => CallReading | undefined;

/** A call whose first argument is the name of a table. */
export function onTable(
  read: (table: string, call: RubyArguments, context: RailsContext) => CallReading | undefined,
): CallReader {
  return (call, context) => {
    const table = nameOf(call.positional[0]);
    return table === undefined ? undefined : read(table, call, context);
  };
}

/** A call whose first two arguments are names: a table, and a column, an index or another table. */
export function onColumn(
  read: (
    table: string,
    column: string,
    call: RubyArguments,
    context: RailsContext,
  ) => CallReading | undefined,
): CallReader {
  return onTable((table, call, context) => {
    const column = nameOf(call.positional[1]);
    return column === undefined ? undefined : read(table, column, call, context);
  });
}

/** A call of which it is enough to know the kind of statement. */
export function plainSql(statementKind: string, table?: string): OperationBody {
  return { kind: 'executeSql', statementKind, ...(table !== undefined && { table }) };
}
