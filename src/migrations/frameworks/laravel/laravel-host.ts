import type { Dialect } from '../../../model/migration.js';
import type { Host, Library } from '../../../syntax/imperative/evaluation.js';
import type { Call, HostObject, Unit, Value } from '../../../syntax/imperative/values.js';
import { text, textOf } from '../../../syntax/imperative/values.js';
import type { Recorder } from '../../programs/recorder.js';
import type { Configuration } from './configuration.js';
import { Connection, sqlOf } from './connection.js';
import { RawExpression } from './defaults.js';
import { keyTypeOf, tableOf } from './models.js';
import { isQueryMethod, Query, Row } from './query.js';
import { SchemaBuilder } from './schema.js';

/** Facades and classes of Laravel and PHP whose calls change no database. */
const silentClasses =
  /^(Log|Cache|Config|Event|File|Storage|Str|Arr|Carbon\w*|CarbonImmutable|Hash|App|Http|Bus|Queue|Mail|Notification|Crypt|URL|Route|Lang|Date|DateTime\w*|Validator|Uuid|Ulid|Number|Collection|LazyCollection|Model|Builder|Schema|Doctrine\w*|Type|Exception|\w*Exception|InvalidArgument\w*|Closure|Request|Auth|View|Cookie|Session|Redis|Process|Context|Container)$/;

/** Methods that send SQL whatever they are called on. */
const sending =
  /^(statement|unprepared|exec|execute|executeQuery|executeStatement|query|affectingStatement)$/;

/** Methods that change rows whatever they are called on. */
const changing =
  /^(save|saveQuietly|saveOrFail|update|delete|forceDelete|insert|truncate|attach|detach|sync|createMany|saveMany)$/;

/** The application that a migration belongs to. */
export interface Application {
  /** Its folder, for `database_path()` and its kin. */
  readonly root: string;
  readonly configuration: Configuration;
  /** Whether its Laravel drops what `change()` does not say again. */
  readonly restatesChanges: boolean;
}

/** What Laravel's facades, functions and models do to a database. */
export class LaravelHost implements Host {
  readonly #recorder: Recorder;
  readonly #unit: Unit;
  readonly #library: Library;
  readonly #root: string;
  readonly #configuration: Configuration;
  readonly #schema: Value;
  readonly #connection: Value;

  constructor(recorder: Recorder, unit: Unit, library: Library, dialect: Dialect, application: Application) {
    this.#recorder = recorder;
    this.#unit = unit;
    this.#library = library;
    this.#root = application.root;
    this.#configuration = application.configuration;
    const context = {
      dialect,
      restatesChanges: application.restatesChanges,
      tableOf: (model: string) => tableOf(model, library),
      keyTypeOf: (model: string) => keyTypeOf(model, library),
    };
    this.#schema = { kind: 'object', object: new SchemaBuilder(recorder, context, () => this.#connection) };
    this.#connection = { kind: 'object', object: new Connection(recorder, dialect, () => this.#schema) };
  }

  call(receiver: Value | undefined, call: Call): Value | undefined {
    if (!receiver) return this.#function(call);
    switch (receiver.kind) {
      case 'class':
        return this.#static(receiver.name, call);
      case 'self':
        return this.#own(call);
      case 'code':
        return this.#onUnknown(call);
      default:
        return undefined;
    }
  }

  create(call: Call): Value | undefined {
    const name = lastPart(this.#unit.program.imports.get(call.name) ?? call.name);
    if (name === 'Expression') {
      const [first] = call.positional;
      return { kind: 'object', object: new RawExpression(first?.kind === 'text' ? first.text : '?') };
    }
    return this.#isModel(name)
      ? { kind: 'object', object: new Row(tableOf(name, this.#library), this.#recorder, true) }
      : undefined;
  }

  /** Functions of Laravel. */
  #function(call: Call): Value | undefined {
    const first = textOf(call.positional[0]);
    switch (call.name) {
      case 'app':
      case 'resolve':
        if (first === 'db' || first === 'db.connection') return this.#connection;
        if (first === 'db.schema') return this.#schema;
        return { kind: 'code', text: `app(${first ?? ''})` };
      case 'base_path':
      case 'database_path': {
        const parts = [this.#root, call.name === 'database_path' ? 'database' : '', first ?? ''];
        return text(
          parts
            .filter((part) => part !== '' && part !== '.')
            .join('/')
            .replaceAll(/\/{2,}/g, '/'),
        );
      }
      case 'config':
        if (first === 'database.default') return this.#driver(call);
        return (first === undefined ? undefined : this.#configuration.get(first)) ?? call.positional[1];
      case 'env':
        return call.positional[1];
      case 'tap':
        return call.positional[1]?.kind === 'function'
          ? call.invoke(call.positional[1], [call.positional[0] ?? { kind: 'null' }])
          : undefined;
      default:
        return undefined;
    }
  }

  /** `mysql`, `pgsql` … are the names of connections in new applications, too. */
  #driver(call: Call): Value | undefined {
    return this.#objectOf(this.#connection)?.call({ ...call, name: 'getDriverName' });
  }

  #objectOf(value: Value): HostObject | undefined {
    return value.kind === 'object' ? value.object : undefined;
  }

  #static(written: string, call: Call): Value | undefined {
    const name = lastPart(this.#unit.program.imports.get(written) ?? written);
    if (/^(Schema|PostgresSchema)$/.test(name)) return this.#objectOf(this.#schema)?.call(call);
    if (/^(DB|Manager|Capsule|Db)$/.test(name)) return this.#objectOf(this.#connection)?.call(call);
    if (/^(self|static|parent)$/.test(name)) return this.#own(call);
    if (name === 'Artisan') {
      if (/^(call|callSilent|queue)$/.test(call.name)) {
        const [first] = call.positional;
        const command = textOf(first) ?? (first?.kind === 'class' ? first.name : undefined);
        this.#recorder.opaque(call, `it runs the command ${command ?? 'of a name that is not known'}`);
      }
      return { kind: 'code', text: 'Artisan' };
    }
    if (silentClasses.test(name)) return undefined;
    if (isQueryMethod(call.name)) {
      const query = new Query(tableOf(name, this.#library), this.#recorder);
      // `Model::query()` alone narrows nothing, all else is a call on the query.
      return call.name === 'query' ? { kind: 'object', object: query } : query.call(call);
    }
    return undefined;
  }

  /** Methods that a migration inherits, and those of traits that are not in the repository. */
  #own(call: Call): Value | undefined {
    if (call.name === 'getConnection') return { kind: 'code', text: 'the name of a connection' };
    if (call.name.startsWith('__')) return { kind: 'null' };
    if (/^(down|up)$/.test(call.name)) return undefined;
    if (call.discarded) this.#recorder.opaque(call, `$this->${call.name} is not in the repository`);
    return { kind: 'code', text: call.name };
  }

  /** A call on something that is not known: SQL is still SQL, and changed rows are still changed. */
  #onUnknown(call: Call): Value | undefined {
    const first = sqlOf(call.positional[0]);
    if (sending.test(call.name) && (first?.kind === 'text' || first?.kind === 'file')) {
      this.#recorder.sql(call, first);
      return { kind: 'code', text: call.name };
    }
    if (/^(each|map|chunk|chunkById|tap|filter|then|eachById|reject)$/.test(call.name)) {
      const closure = call.positional.find(({ kind }) => kind === 'function');
      if (closure) call.under({ looped: true }, () => call.invoke(closure, [{ kind: 'code', text: 'item' }]));
      return undefined;
    }
    if (changing.test(call.name))
      this.#recorder.opaque(call, `rows are changed by ->${call.name}() on something that is not known`);
    return undefined;
  }

  #isModel(name: string): boolean {
    const hierarchy = this.#library.hierarchyOf(name);
    return (
      hierarchy?.some((part) =>
        part.class.bases.some((base) => /(^|\\)(\w*Model|Authenticatable|Pivot|User)$/.test(base)),
      ) === true
    );
  }
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('\\') + 1);
}
