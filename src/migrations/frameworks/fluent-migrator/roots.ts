import type { Call, HostObject, Value } from '../../../syntax/imperative/values.js';
import { argumentOf, textOf } from '../../../syntax/imperative/values.js';
import { Chain } from './chain.js';
import type { Writing } from './chain.js';
import { Connection } from './connection.js';

/** Finds a file of SQL by a path or the name of a resource. */
export type FindScript = (name: string) => string | undefined;

/** `Create`, `Alter`, `Delete`, `Rename`, `Insert`, `Update`: each begins a statement with each call. */
class Root implements HostObject {
  readonly #name: string;
  readonly #writing: Writing;

  constructor(name: string, writing: Writing) {
    this.#name = name;
    this.#writing = writing;
  }

  call(call: Call): Value | undefined {
    return /^(Table|Column|ForeignKey|Index|Sequence|Schema|PrimaryKey|UniqueConstraint|DefaultConstraint|FromTable|IntoTable|SecurityLabel)$/.test(
      call.name,
    )
      ? new Chain(this.#name, this.#writing).call(call)
      : undefined;
  }
}

/** `Execute.Sql`, `.Script`, `.EmbeddedScript`, `.WithConnection`. */
class ExecuteRoot implements HostObject {
  readonly #writing: Writing;
  readonly #script: FindScript;

  constructor(writing: Writing, script: FindScript) {
    this.#writing = writing;
    this.#script = script;
  }

  call(call: Call): Value | undefined {
    const { recorder, unsure } = this.#writing;
    const nothing: Value = { kind: 'null' };
    const [first] = call.positional;
    switch (call.name) {
      case 'Sql':
        recorder.sql(call, argumentOf(call, 0, 'sqlStatement'), { unsure });
        return nothing;
      case 'Script':
      case 'EmbeddedScript': {
        const value = first ?? [...call.named.values()][0];
        const name = textOf(value);
        const path = name === undefined ? undefined : this.#script(name);
        if (path === undefined)
          recorder.opaque(call, `the script of Execute.${call.name} is not in the repository`, name);
        else recorder.sql(call, { kind: 'file', path }, { unsure });
        return nothing;
      }
      case 'WithConnection': {
        const before = recorder.calls;
        call.invoke(argumentOf(call, 0, 'operation'), [
          { kind: 'object', object: new Connection(this.#writing) },
          { kind: 'code', text: 'transaction' },
        ]);
        if (recorder.calls === before)
          recorder.opaque(call, 'it runs code on the connection, in which no SQL was found');
        return nothing;
      }
      default:
        return undefined;
    }
  }
}

/** `Schema.Table("t").Column("c").Exists()`: it guards what depends on it. */
class SchemaRoot implements HostObject {
  call(call: Call): Value {
    return call.name === 'Exists' ? { kind: 'guard' } : { kind: 'object', object: this };
  }
}

/** The beginnings of statements: of a migration itself, and of `IfDatabase(…)`. */
export class Roots implements HostObject {
  readonly #writing: Writing;
  readonly #script: FindScript;
  /** Undefined when the database at hand is another one: nothing is written. */
  readonly #applies: boolean;

  constructor(writing: Writing, script: FindScript, isForDatabase = true) {
    this.#writing = writing;
    this.#script = script;
    this.#applies = isForDatabase;
  }

  member(name: string): Value | undefined {
    if (!/^(Create|Alter|Delete|Rename|Insert|Update|Execute|Schema)$/.test(name)) return undefined;
    if (!this.#applies) return { kind: 'object', object: new Nothing() };
    if (name === 'Execute') return { kind: 'object', object: new ExecuteRoot(this.#writing, this.#script) };
    if (name === 'Schema') return { kind: 'object', object: new SchemaRoot() };
    return { kind: 'object', object: new Root(name, this.#writing) };
  }

  call(call: Call): Value | undefined {
    if (call.name !== 'Delegate') return undefined;
    if (!this.#applies) return { kind: 'null' };
    const run = (): Value => call.invoke(call.positional[0], []);
    return this.#writing.unsure ? call.under({ unsure: true }, run) : run();
  }
}

/** What is written for another database. */
class Nothing implements HostObject {
  member(): Value {
    return { kind: 'object', object: this };
  }

  call(): Value {
    return { kind: 'object', object: this };
  }
}
