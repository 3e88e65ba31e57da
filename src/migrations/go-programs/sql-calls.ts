import type { GoPlacing, GoRecorder } from './recorder.js';
import type { GoLink, GoValue } from './values.js';
import { textOf } from './values.js';

/** The statement among the arguments of a call: pgx and `…Context` methods take a context first. */
export function statementOf(args: readonly GoValue[]): GoValue | undefined {
  const [first, second] = args;
  return first?.kind === 'text' ? first : second?.kind === 'text' ? second : undefined;
}

const writing = /^(Must)?(Named)?Exec(Context|Query|Simple)?$|^Execute$/;
const reading = /^(Must)?(Named)?Query(x|Row|Rowx)?(Context)?$|^(Get|Select)(Context)?$/;

/**
 * Takes down what a chain on a connection or transaction of database/sql, sqlx or pgx sends. Gives the value of the chain.
 * https://pkg.go.dev/database/sql, https://pkg.go.dev/github.com/jmoiron/sqlx, https://pkg.go.dev/github.com/jackc/pgx/v5
 */
export function readSqlChain(
  handle: Extract<GoValue, { kind: 'handle' }>,
  placing: GoPlacing,
  recorder: GoRecorder,
): GoValue {
  const { links, library } = handle;
  const last: GoLink | undefined = links.findLast(({ args }) => args !== undefined);
  const args = last?.args ?? [];
  const name = last?.name ?? '';
  if (writing.test(name)) {
    if (handle.prepared) recorder.sql(handle.prepared, placing);
    else recorder.sql(statementOf(args), placing, args.length > 1);
    return { kind: 'unknown', written: placing.written };
  } else if (reading.test(name)) {
    recorder.query(handle.prepared ?? statementOf(args), placing);
    return { kind: 'unknown', written: placing.written };
  } else if (/^(Must)?(Named)?Prepare(x|Named)?(Context)?$/.test(name)) {
    const prepared = statementOf(args);
    return { kind: 'handle', library, links: [], ...(prepared && { prepared }) };
  } else if (name === 'CopyFrom') {
    const table = textOf(args[1]);
    recorder.record(
      table === undefined
        ? [{ kind: 'opaque', reason: 'copies rows into a table that only run time knows' }]
        : [{ kind: 'changeData', table, change: 'insert', scope: 'by-key' }],
      placing,
    );
  } else if (name === 'SendBatch')
    recorder.opaque('sends a batch that is made while the migration runs', placing);
  return { kind: 'handle', library, links: [], ...(handle.prepared && { prepared: handle.prepared }) };
}
