import type { OperationBody } from '../../../model/migration.js';
import type { PyArguments, PyValue } from '../../../syntax/python/values.js';
import { callOf } from '../../python/values.js';
import type { CallValue } from '../../python/values.js';
import { tableIn } from './operations.js';

type Change = Extract<OperationBody, { kind: 'changeData' }>;

const verbs: ReadonlyMap<string, Change['change']> = new Map([
  ['update', 'update'],
  ['insert', 'insert'],
  ['delete', 'delete'],
]);

const deepest = 30;

/** A statement of SQLAlchemy as far as it matters here. */
export type Statement = { readonly change: Change } | 'reads' | undefined;

/**
 * `sa.update(t).where(…).values(…)`, `t.insert().values(…)`, `sa.select(…)`. A condition on `id` keeps the change to rows of a key;
 * `excerpt` gives the text of a call.
 */
export function statementOf(value: PyValue | undefined, excerpt: (call: CallValue) => string): Statement {
  const call = callOf(value);
  if (!call) return undefined;
  let scope: Change['scope'] = 'all';
  let at: CallValue | undefined = call;
  for (let depth = 0; at && depth < deepest; depth += 1) {
    if (/^(?:where|filter|filter_by)$/.test(at.called)) scope = narrower(scope, at, excerpt);
    const verb = verbs.get(at.called);
    if (/^(?:select|exists|query)$/.test(at.called)) return 'reads';
    if (verb) {
      const table =
        tableIn(at.args.positional[0] ?? at.args.named.get('table')) ??
        (at.receiver && tableOfCall(at.receiver));
      if (table === undefined) return undefined;
      const reach = verb === 'insert' ? 'by-key' : narrowedByClause(scope, at, excerpt);
      return { change: { kind: 'changeData', table, change: verb, scope: reach } };
    }
    at = at.receiver;
  }
  return undefined;
}

function tableOfCall(call: CallValue): string | undefined {
  return tableIn({ kind: 'host', object: call });
}

function narrower(
  scope: Change['scope'],
  call: CallValue,
  excerpt: (call: CallValue) => string,
): Change['scope'] {
  if (scope === 'by-key') return scope;
  return isByKey(call.args, excerpt(call)) ? 'by-key' : 'filtered';
}

/** `table.update(table.c.x == 1)`, of SQLAlchemy 1. */
function narrowedByClause(
  scope: Change['scope'],
  call: CallValue,
  excerpt: (call: CallValue) => string,
): Change['scope'] {
  return scope === 'all' && call.receiver && call.args.positional.length > 0
    ? narrower(scope, call, excerpt)
    : scope;
}

function isByKey({ named }: PyArguments, text: string): boolean {
  if (named.has('id')) return true;
  const last = text.slice(text.lastIndexOf('.where('));
  return /\.(?:c\.)?(?:id|uuid|pk)\s*==|\.(?:id|uuid)\.in_\(/.test(last);
}

/** `session.query(Model).filter(…).update({…})` and `.delete()`. */
export function queryChange(
  call: CallValue | undefined,
  method: string,
  excerpt: (call: CallValue) => string,
): Change | undefined {
  const verb = method === 'update' || method === 'delete' ? method : undefined;
  if (!verb || !call) return undefined;
  let scope: Change['scope'] = 'all';
  let at: CallValue | undefined = call;
  for (let depth = 0; at && depth < deepest; depth += 1) {
    if (/^(?:where|filter|filter_by)$/.test(at.called)) scope = narrower(scope, at, excerpt);
    if (at.called === 'query') {
      const table = queriedTable(at);
      return table === undefined ? undefined : { kind: 'changeData', table, change: verb, scope };
    }
    at = at.receiver;
  }
  return undefined;
}

/** The table of `session.query(Model)`, wherever in a chain it stands. */
export function queriedTable(call: CallValue): string | undefined {
  let at: CallValue | undefined = call;
  for (let depth = 0; at && depth < deepest; depth += 1) {
    if (at.called === 'query') return tableIn(at.args.positional[0]);
    at = at.receiver;
  }
  return undefined;
}
