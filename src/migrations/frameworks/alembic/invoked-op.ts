import type { PyArguments, PyValue } from '../../../syntax/python/values.js';
import { callOf } from '../../python/values.js';

/** A method of `op` with its arguments. */
interface InvokedOp {
  readonly operation: string;
  readonly args: PyArguments;
}

/** Classes of alembic.operations.ops whose method is not called as they are. */
const methods: Readonly<Record<string, string>> = { ExecuteSQL: 'execute' };

/**
 * What `op.invoke(ops.CreateTableOp('t', [column, …]))` does, as the call of `op` that it stands for: the class is named after the method, a
 * table's parts are a list, and the changes of a column begin with `modify_` (alembic/operations/ops.py).
 * @returns undefined when it is no operation of Alembic's own.
 */
export function invokedOp(value: PyValue | undefined): InvokedOp | undefined {
  const call = callOf(value);
  const name = /^(Create|Drop|Add|Alter|Rename|BulkInsert|ExecuteSQL)(\w*)Op$/.exec(call?.called ?? '');
  if (!call || !name) return undefined;
  const written = `${name[1] ?? ''}${name[2] ?? ''}`;
  const operation = methods[written] ?? written.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase();
  const { positional, named, complete } = call.args;
  const [table, parts, ...others] = positional;
  const flat =
    operation === 'create_table' && table && parts?.kind === 'list'
      ? [table, ...parts.items, ...others]
      : positional;
  const renamed = new Map(
    [...named].map(([key, item]) => [
      key
        .replace(/^modify_/, '')
        .replace(/^type$/, 'type_')
        .replace(/^name$/, 'new_column_name'),
      item,
    ]),
  );
  return {
    operation,
    args: { positional: flat, named: operation === 'alter_column' ? renamed : named, complete },
  };
}
