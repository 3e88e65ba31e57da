import type { Dialect } from '../../../model/migration.js';
import type { Call, HostObject, Value } from '../../../syntax/imperative/values.js';
import type { Recorder } from '../../programs/recorder.js';
import { queryOf } from './query.js';
import type { SchemaPlace } from './schemas.js';
import { sourceTable } from './schemas.js';

type Change = 'insert' | 'update' | 'delete';

/** A row of a schema: `%Post{…}`, or one that was read. */
export class Row implements HostObject {
  readonly source: Value;

  constructor(source: Value) {
    this.source = source;
  }

  call(): Value | undefined {
    return undefined;
  }

  member(name: string): Value {
    return { kind: 'code', text: name };
  }
}

/** `repo()` of a migration. */
export class OwnRepository implements HostObject {
  call(): Value | undefined {
    return undefined;
  }

  member(name: string): Value {
    return { kind: 'code', text: name };
  }
}

const changes: ReadonlyMap<string, Change> = new Map<string, Change>([
  ['update_all', 'update'],
  ['delete_all', 'delete'],
  ['insert_all', 'insert'],
  ['insert', 'insert'],
  ['insert!', 'insert'],
  ['insert_or_update', 'insert'],
  ['insert_or_update!', 'insert'],
  ['update', 'update'],
  ['update!', 'update'],
  ['delete', 'delete'],
  ['delete!', 'delete'],
]);

const running = /^(transaction|transact|checkout|with_dynamic_repo|in_transaction)$/;

const unknown: Value = { kind: 'code', text: '' };

/** What repository functions are handed besides the call. */
export interface RepositoryPlace extends SchemaPlace {
  readonly recorder: Recorder;
  readonly dialect: Dialect;
}

/**
 * A function of a repository (https://hexdocs.pm/ecto/Ecto.Repo.html): it runs at once, before what the migration put off.
 * @returns undefined for functions that are none of a repository's.
 */
export function repositoryCall(name: string, call: Call, place: RepositoryPlace): Value {
  const { recorder } = place;
  const [first] = call.positional;
  if (/^query(_many)?!?$/.test(name)) {
    recorder.sql(call, first);
    return unknown;
  }
  if (running.test(name)) {
    const callee = call.positional.find(({ kind }) => kind === 'function');
    if (callee) return call.invoke(callee, []);
    if (first?.kind === 'object' || first?.kind === 'code')
      recorder.opaque(call, 'the steps of an Ecto.Multi are made while the migration runs');
    return unknown;
  }
  const change = changes.get(name);
  if (!change) return reading(name, first, place);
  const query = first && queryOf(first, place);
  const isBulk = name.endsWith('_all');
  const row = rowOf(first);
  const source = isBulk ? query?.source : sourceTable(row, place);
  if (!source) {
    // `Repo.update!(changeset)` changes a row that was read.
    if (isBulk) recorder.opaque(call, `the table of ${name} is known only when the migration runs`);
    else recorder.opaque(call, `${name} gets a row that is made while the migration runs`);
    return unknown;
  }
  const scope = change === 'insert' || !isBulk ? 'by-key' : (query?.scope ?? 'all');
  recorder.record(call, [{ kind: 'changeData', table: source.table, change, scope }], {
    unsure: source.isGuess,
  });
  return unknown;
}

function rowOf(value: Value | undefined): Value | undefined {
  return value?.kind === 'object' && value.object instanceof Row ? value.object.source : undefined;
}

/** `Repo.all(query)`, `Repo.get(Schema, id)`: what is read are rows of its table. */
function reading(name: string, first: Value | undefined, place: RepositoryPlace): Value {
  const query = first && queryOf(first, place);
  if (!query || !/^(all|stream|one!?|get!?|get_by!?|reload!?)$/.test(name)) return unknown;
  const row: Value = {
    kind: 'object',
    object: new Row({ kind: 'text', text: query.source.table, whole: true }),
  };
  return /^(all|stream)$/.test(name) ? { kind: 'object', object: new Rows(row) } : row;
}

/** Rows that were read. */
class Rows implements HostObject {
  readonly #row: Value;

  constructor(row: Value) {
    this.#row = row;
  }

  call(): Value | undefined {
    return undefined;
  }

  item(): Value {
    return this.#row;
  }
}
