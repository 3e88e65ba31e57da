import type { OperationBody } from '../../../model/migration.js';
import type { Value } from '../../../syntax/javascript/evaluate/value.js';
import type { ProgramCall } from '../../javascript/program-call.js';
import { hostValue, ProgramObject } from '../../javascript/program-object.js';
import { textOf, textsOf } from '../../javascript/values.js';
import { actionOf } from './columns.js';

/** A constraint that `add…Constraint` puts on a table; undefined for other methods. */
export async function addedConstraint(
  table: string,
  method: string,
  call: ProgramCall,
): Promise<(() => OperationBody) | undefined> {
  const constraint = textOf(call.argument(0));
  const columns = textsOf(call.argument(1)) ?? [];
  const named = { table, ...(constraint !== undefined && { constraint }) };
  switch (method) {
    case 'addPrimaryKeyConstraint':
      return () => ({ kind: 'addPrimaryKey', ...named, columns });
    case 'addUniqueConstraint':
      return () => ({ kind: 'addUnique', ...named, columns });
    case 'addCheckConstraint': {
      const expression = textOf(call.argument(1)) ?? '?';
      return () => ({ kind: 'addCheck', ...named, columns: [], expression });
    }
    case 'addForeignKeyConstraint': {
      const actions = new ForeignKeyActions();
      await call.enter(call.callback, [hostValue(actions)]);
      const target = { table: textOf(call.argument(2)) ?? '', columns: textsOf(call.argument(3)) ?? [] };
      return () => ({
        kind: 'addForeignKey',
        ...named,
        columns,
        references: { ...target, ...actions.chosen },
      });
    }
    default:
      return undefined;
  }
}

/** What the callback of a foreign key gets. */
class ForeignKeyActions extends ProgramObject {
  chosen: { readonly onDelete?: string; readonly onUpdate?: string } = {};

  override call(name: string, call: ProgramCall): Value {
    const action = actionOf(textOf(call.argument(0)));
    if ((name === 'onDelete' || name === 'onUpdate') && action !== undefined)
      this.chosen = { ...this.chosen, [name]: action };
    return hostValue(this);
  }
}
