import type { Dialect } from '../../../model/migration.js';
import type { Host } from '../../../syntax/imperative/evaluation.js';
import type { Call, Value } from '../../../syntax/imperative/values.js';
import { text } from '../../../syntax/imperative/values.js';
import type { Recorder } from '../../programs/recorder.js';
import { Chain } from './chain.js';
import { applies } from './databases.js';
import { RawSql } from './raw-sql.js';
import type { FindScript } from './roots.js';
import { Roots } from './roots.js';

/** What FluentMigrator's base class of migrations offers (FluentMigrator.Abstractions, MigrationBase.cs). */
export class FluentHost implements Host {
  readonly #recorder: Recorder;
  readonly #dialect: Dialect;
  readonly #script: FindScript;
  readonly #roots: Roots;

  constructor(recorder: Recorder, dialect: Dialect, script: FindScript) {
    this.#recorder = recorder;
    this.#dialect = dialect;
    this.#script = script;
    this.#roots = new Roots({ recorder, dialect, unsure: false }, script);
  }

  name(name: string): Value | undefined {
    return this.#roots.member(name);
  }

  member(object: Value, name: string): Value | undefined {
    if (object.kind === 'self') return this.#roots.member(name);
    return object.kind === 'class' && /^ProcessorId(Constants)?$/.test(object.name) ? text(name) : undefined;
  }

  call(receiver: Value | undefined, call: Call): Value | undefined {
    const { name } = call;
    if (name === 'IfDatabase' && (!receiver || receiver.kind === 'self')) {
      const answer = applies(call, this.#dialect);
      const writing = { recorder: this.#recorder, dialect: this.#dialect, unsure: answer === undefined };
      return { kind: 'object', object: new Roots(writing, this.#script, answer !== false) };
    }
    if (name === 'Insert' && receiver?.kind === 'class' && receiver.name === 'RawSql') {
      const [first] = call.positional;
      return { kind: 'object', object: new RawSql(first?.kind === 'text' ? first.text : '?') };
    }
    if (receiver?.kind === 'object') {
      // A method that is added to a statement and stands in a package.
      this.#recorder.opaque(call, `.${name}() of a statement is not in the repository`);
      return receiver.object instanceof Chain ? receiver : { kind: 'code', text: name };
    }
    return undefined;
  }
}
