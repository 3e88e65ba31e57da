import type { Node, SelectStmt, TransactionStmt, VariableSetStmt } from 'libpg-query';
import type { OperationBody } from '../../../model/migration.js';
import type { PostgresqlStatement } from '../../../syntax/sql/postgresql.js';
import { as, strings } from './nodes.js';
import { cursorOver } from './written-text.js';

/** SET, SET LOCAL and RESET of one setting; undefined for those that are none (SET TRANSACTION, RESET ALL). */
export function setSetting(
  statement: PostgresqlStatement,
  variable: VariableSetStmt,
): OperationBody | undefined {
  const { kind, name } = variable;
  if (name === undefined || kind === 'VAR_SET_MULTI' || kind === 'VAR_RESET_ALL') return undefined;
  return {
    kind: 'setSetting',
    setting: name.toLowerCase(),
    value: kind === 'VAR_SET_VALUE' ? valueOf(statement, variable) : 'DEFAULT',
    local: variable.is_local === true,
  };
}

/** The value as it is written, without quotes when it is one string. */
function valueOf(statement: PostgresqlStatement, variable: VariableSetStmt): string {
  const args = variable.args ?? [];
  const single = args.length === 1 ? as(args[0], 'A_Const')?.sval?.sval : undefined;
  if (single !== undefined) return single;
  const cursor = cursorOver(statement);
  const zone = cursor.fork();
  zone.until((token) => token.word === 'ZONE');
  if (zone.take('ZONE')) return zone.source;
  cursor.until((token) => token.word === '=' || token.word === 'TO');
  cursor.at += 1;
  return cursor.source;
}

/** BEGIN, COMMIT and ROLLBACK; undefined for savepoints and prepared transactions, which end nothing. */
export function transaction(statement: TransactionStmt): OperationBody | undefined {
  switch (statement.kind) {
    case 'TRANS_STMT_BEGIN':
    case 'TRANS_STMT_START':
      return { kind: 'beginTransaction' };
    case 'TRANS_STMT_COMMIT':
      return { kind: 'commitTransaction' };
    case 'TRANS_STMT_ROLLBACK':
      return { kind: 'commitTransaction', rollback: true };
    default:
      return undefined;
  }
}

/** `SELECT set_config('lock_timeout', '5s', true)`: settings, when the SELECT does nothing else. */
export function selectedSettings(select: SelectStmt): readonly OperationBody[] {
  const targets = (select.targetList ?? []).map((node) => configured(as(node, 'ResTarget')?.val));
  return targets.every((target) => target !== undefined) && !select.fromClause ? targets : [];
}

function configured(value: Node | undefined): OperationBody | undefined {
  const call = as(value, 'FuncCall');
  if (!call || strings(call.funcname).at(-1) !== 'set_config') return undefined;
  const [setting, to, local] = (call.args ?? []).map((argument) => as(argument, 'A_Const'));
  const name = setting?.sval?.sval;
  if (name === undefined) return undefined;
  return {
    kind: 'setSetting',
    setting: name.toLowerCase(),
    value: to?.sval?.sval ?? '',
    local: local?.boolval?.boolval === true,
  };
}
