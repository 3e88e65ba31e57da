import type { Host } from '../../../syntax/imperative/evaluation.js';
import type { Call, Value } from '../../../syntax/imperative/values.js';
import { text, textOf } from '../../../syntax/imperative/values.js';
import type { Recorder } from '../../programs/recorder.js';
import type { Commands } from './commands.js';
import { nameOf } from './commands.js';
import { effects, harmless } from './effects.js';
import { MigrationFunctions } from './migration-functions.js';
import { Constraint, Fragment, Index, Reference, Table } from './objects.js';
import { Options } from './options.js';
import type { EctoPlace } from './place.js';
import { queryCall } from './query.js';
import type { Query } from './query.js';
import { isRepository } from './repositories.js';
import { OwnRepository, repositoryCall, Row } from './repository-calls.js';
import { isRead } from './schemas.js';

const made = (
  object: Table | Index | Constraint | Reference | Fragment | Query | Row | OwnRepository,
): Value => ({
  kind: 'object',
  object,
});

/** Ecto.Migration (https://hexdocs.pm/ecto_sql/Ecto.Migration.html). */
export class EctoHost implements Host {
  readonly #recorder: Recorder;
  readonly #functions: MigrationFunctions;
  readonly #place: EctoPlace;

  constructor(recorder: Recorder, commands: Commands, place: EctoPlace) {
    this.#recorder = recorder;
    this.#functions = new MigrationFunctions(recorder, commands, place);
    this.#place = place;
  }

  name(name: string): Value | undefined {
    // Older versions of Elixir take a bare word for a call.
    if (name === 'repo') return made(new OwnRepository());
    return name === 'direction' ? text(this.#place.direction) : undefined;
  }

  /** `__ENV__.file`. */
  member(object: Value, name: string): Value | undefined {
    return object.kind === 'code' && object.text === '__ENV__' && name === 'file'
      ? text(this.#place.unit.source.path)
      : undefined;
  }

  /** `%Schema{…}`. */
  create(call: Call): Value | undefined {
    return made(new Row({ kind: 'class', name: call.name }));
  }

  call(receiver: Value | undefined, call: Call): Value | undefined {
    const name = nameOf(call);
    if (receiver?.kind === 'object' && receiver.object instanceof OwnRepository)
      return repositoryCall(name, call, { ...this.#place, recorder: this.#recorder });
    if (receiver?.kind === 'class') return this.#remote(receiver.name, name, call);
    if (receiver) return undefined;
    return this.#objects(name, call) ?? this.#functions.call(name, call);
  }

  #objects(name: string, call: Call): Value | undefined {
    const [first, second] = call.positional;
    const prefix = this.#place.settings.prefix;
    switch (name) {
      case 'table':
        return made(new Table(first, second, prefix));
      case 'index':
      case 'unique_index':
        return made(new Index(call, name === 'unique_index', prefix));
      case 'constraint':
        return made(new Constraint(call, prefix));
      case 'references':
        return made(new Reference(call));
      case 'fragment': {
        const sql = first?.kind === 'text' ? first.text : undefined;
        return sql === undefined ? undefined : made(new Fragment(sql));
      }
      case 'repo':
        return made(new OwnRepository());
      case 'direction':
        return text(this.#place.direction);
      default: {
        const query = queryCall(name, call, this.#place);
        return query && made(query);
      }
    }
  }

  /** A function of another module. */
  #remote(module: string, name: string, call: Call): Value | undefined {
    const { positional } = call;
    if (module === 'Ecto.Migration') return this.#objects(name, call) ?? this.#functions.call(name, call);
    if (module === 'Ecto.Query') {
      const query = queryCall(name, call, this.#place);
      return query && made(query);
    }
    if (module === 'Ecto.Adapters.SQL' && name.startsWith('query')) {
      this.#recorder.sql(call, positional[1]);
      return { kind: 'code', text: name };
    }
    if (module === 'Ecto.Changeset') return positional[0];
    if (module === 'File' && /^(read|stream)!?$/.test(name)) {
      const path = textOf(positional[0]);
      return path === undefined ? undefined : { kind: 'file', path };
    }
    if (module === 'Application' && name === 'app_dir') return positional[1];
    if (isRepository(module, this.#place.repositories))
      return repositoryCall(name, call, { ...this.#place, recorder: this.#recorder });
    if (harmless.test(module) || isRead(module, this.#place) || !effects.test(name)) return undefined;
    this.#functions.opaque(call, reasonFor(module, name, call));
    return { kind: 'code', text: name };
  }
}

/** `Oban.Migration.up(version: 12)`: a library brings versions of its own tables along. */
function reasonFor(module: string, name: string, call: Call): string {
  if (!/Migrations?\b/.test(module)) return `${module}.${name} is not in the repository`;
  const version = call.positional
    .map((given) => new Options(given).word('version'))
    .find((word) => word !== undefined);
  return `${module}.${name}${version === undefined ? '' : ` to version ${version}`} runs the migrations of a library`;
}
