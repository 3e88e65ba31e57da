import type { Call, HostObject, Value } from '../../../syntax/imperative/values.js';
import { argumentOf, text } from '../../../syntax/imperative/values.js';
import type { Writing } from './chain.js';

/** Statements that change nothing that is kept. */
const reading = /^\s*\(?\s*(?:select|show|pragma|with)\b(?![\s\S]*\b(?:insert|update|delete)\b)/i;

/** What `Execute.WithConnection` hands over: a connection of ADO.NET, on which commands are made, or Dapper's methods called. */
export class Connection implements HostObject {
  readonly #writing: Writing;

  constructor(writing: Writing) {
    this.#writing = writing;
  }

  member(name: string): Value {
    return { kind: 'code', text: `connection.${name}` };
  }

  call(call: Call): Value | undefined {
    if (/^(CreateCommand|CreateBatch)$/.test(call.name)) {
      const sql = call.positional.findLast((value) => value.kind === 'text');
      return { kind: 'object', object: new Command(this.#writing, sql) };
    }
    if (/^Execute(Async|NonQuery\w*)?$/.test(call.name)) {
      send(this.#writing, call, argumentOf(call, 0, 'sql'));
      return { kind: 'code', text: call.name };
    }
    return /^(Query|Execute)/.test(call.name) ? { kind: 'code', text: call.name } : undefined;
  }
}

/** A command: what it does is known by its text, when it is executed. */
class Command implements HostObject {
  readonly #writing: Writing;
  #sql: Value | undefined;

  constructor(writing: Writing, sql: Value | undefined) {
    this.#writing = writing;
    this.#sql = sql;
  }

  member(name: string): Value {
    return (name === 'CommandText' ? this.#sql : undefined) ?? { kind: 'code', text: `command.${name}` };
  }

  assign(name: string, value: Value): void {
    if (name === 'CommandText') this.#sql = value;
  }

  call(call: Call): Value {
    if (/^Execute(NonQuery|Scalar|Reader)/.test(call.name)) {
      const writes = call.name.startsWith('ExecuteNonQuery');
      if (writes || !isReading(this.#sql)) send(this.#writing, call, this.#sql);
    }
    return { kind: 'code', text: call.name };
  }
}

function isReading(sql: Value | undefined): boolean {
  return sql?.kind !== 'text' || reading.test(sql.text);
}

function send({ recorder, dialect, unsure }: Writing, call: Call, sql: Value | undefined): void {
  if (sql?.kind === 'text' && reading.test(sql.text)) return;
  const known = sql?.kind === 'text' && dialect === 'postgresql' && /@\w/.test(sql.text);
  recorder.sql(call, known ? text(withNumbers(sql.text)) : sql, { unsure });
}

/** ADO.NET's parameters (`@name`) as PostgreSQL's own grammar has them. */
function withNumbers(sql: string): string {
  let count = 0;
  return sql.replaceAll(/(?<![@\w])@[A-Za-z_]\w*/g, () => {
    count += 1;
    return `$${count}`;
  });
}
