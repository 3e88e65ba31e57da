import { codeLanguages } from '../../../syntax/code/code-file.js';
import { option, settled } from '../../../syntax/code/arguments.js';
import type { CodeFile, CodeRange } from '../../../syntax/code/code-file.js';
import { seenAt } from '../../recogniser.js';
import type { CodeRecogniser, Seen } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { mapEntries } from '../caching/values-in-code.js';
import { replicaCalls, replicaMaps, replicaWords } from './read-replica-calls.js';
import { replicaConfiguration } from './read-replica-configuration.js';
import { readerSettings, readerVariables } from './reader-variables.js';
import { replicaConfigured, replicaConfiguredNot } from './read-replica-examples.js';

const sighting = 'read-replica-configured';

const inCode: CodeRecogniser = {
  in: 'code',
  sighting,
  languages: codeLanguages,
  words:
    /replica|slave|readpref|readPreference|ReadPreference|connects_to|db_for_read|DATABASES|get_bind|AbstractRoutingDataSource|setReadOnlyDataSource|dbresolver|Ecto\.Repo|reader_?(?:url|host|endpoint)|read_?only|'write'|PrimaryReadReplicaConnection|(?:db|database|postgres|mysql)_(?:read|ro)_|read_(?:db|database)_/i,
  *see(code) {
    yield* replicaCalls(code);
    yield* replicaMaps(code);
    yield* mongoPreference(code);
    yield* readerVariables(code);
    if (code.language === 'php') yield* ofDoctrine(code);
    if (code.language === 'python') yield* ofPython(code);
    if (code.language === 'ruby') yield* ofRails(code);
    if (code.language === 'java' || code.language === 'kotlin') yield* ofSpring(code);
    if (code.language === 'elixir') yield* ofEcto(code);
  },
};

/** https://www.doctrine-project.org/projects/doctrine-dbal/en/4.2/reference/configuration.html#wrapper-class */
function* ofDoctrine(code: CodeFile): Iterable<Seen> {
  for (const { name, value } of mapEntries(code))
    if (
      name === 'wrapperClass' &&
      /\b(?:PrimaryReadReplicaConnection|MasterSlaveConnection)\b/.test(wordsOf(code, value))
    )
      yield seenAt(code, value, 'reads of Doctrine go to replicas (PrimaryReadReplicaConnection)');
}

const secondary = /^(?:secondary(?:Preferred)?|nearest)$/;

/** `readPreference: 'secondary'`: https://www.mongodb.com/docs/manual/core/read-preference/ */
function* mongoPreference(code: CodeFile): Iterable<Seen> {
  for (const { name, value } of mapEntries(code))
    if (name === 'readPreference' && value.kind === 'text' && secondary.test(value.text))
      yield seenAt(code, value, `reads of MongoDB go to secondaries (${value.text})`);
  for (const call of code.calls) {
    const preference = option(call, 'readPreference', 'read_preference');
    if (code.language !== 'python' || !preference) continue;
    const named =
      preference.kind === 'text' ? preference.text : preference.kind === 'path' ? preference.name : '';
    if (/^(?:secondary(?:_?preferred)?|nearest)$/i.test(named))
      yield seenAt(code, call, `reads of MongoDB go to secondaries (${named})`);
  }
}

/** Django's routers and databases, binds and sessions of SQLAlchemy. */
function* ofPython(code: CodeFile): Iterable<Seen> {
  for (const made of code.functions)
    if (/^(?:db_for_read|get_bind)$/.test(made.name) && made.class && namesReplica(code, made))
      yield seenAt(code, made, `${made.class.name} sends reads to a replica (${made.name})`);
  for (const { place, value, context } of code.assignments) {
    if (context.function || value.kind !== 'map') continue;
    if (place.name === 'SQLALCHEMY_BINDS')
      for (const entry of value.entries)
        if (replicaWords.test(entry.name ?? ''))
          yield seenAt(code, entry.value, `SQLAlchemy has a bind for reads (${entry.name ?? ''})`);
    if (place.name === 'DATABASES')
      for (const entry of value.entries)
        if (/replica|slave|reader|secondary|follower/i.test(entry.name ?? '') && value.entries.length > 1)
          yield seenAt(code, entry.value, `Django has a database for reads (${entry.name ?? ''})`, 'medium');
  }
}

function namesReplica({ source }: CodeFile, { start, end }: CodeRange): boolean {
  return /replica|slave|reader|read_?only|secondary|follower/i.test(
    source.text.slice(start, end).replace(/db_for_read|#[^\n]*/g, ''),
  );
}

/** https://guides.rubyonrails.org/active_record_multiple_databases.html */
function* ofRails(code: CodeFile): Iterable<Seen> {
  for (const call of code.calls) {
    if (call.name !== 'connects_to') continue;
    for (const { value } of call.arguments) {
      const databases = settled(value);
      const roles =
        databases.kind === 'map'
          ? [databases, ...databases.entries.map((entry) => settled(entry.value))]
          : [];
      const reading = roles
        .flatMap((role) => (role.kind === 'map' ? role.entries : []))
        .find(({ name }) => name === 'reading');
      const writing = roles
        .flatMap((role) => (role.kind === 'map' ? role.entries : []))
        .find(({ name }) => name === 'writing');
      if (!reading || wordsOf(code, reading.value) === (writing && wordsOf(code, writing.value))) continue;
      yield seenAt(code, call, `reads go to the database ${wordsOf(code, reading.value)} (connects_to)`);
      break;
    }
  }
}

function wordsOf({ source }: CodeFile, { start, end }: CodeRange): string {
  return source.text.slice(start, end).replace(/^:/, '');
}

/** A routing data source that tells reads from writes; most others tell tenants apart. */
function* ofSpring(code: CodeFile): Iterable<Seen> {
  for (const made of code.classes)
    if (made.bases.some((base) => /(?:^|\.)AbstractRoutingDataSource(?:\(\))?$/.test(base)))
      if (
        /isCurrentTransactionReadOnly|replica|slave|reader|readOnly/i.test(
          code.source.text.slice(made.start, made.end),
        )
      )
        yield seenAt(code, made, `${made.name} routes reads to a data source of their own`);
}

/** https://hexdocs.pm/ecto/replicas-and-dynamic-repositories.html */
function* ofEcto(code: CodeFile): Iterable<Seen> {
  for (const mark of code.marks) {
    const readOnly = option(mark, 'read_only');
    if (mark.target === 'Ecto.Repo' && readOnly?.kind === 'boolean' && readOnly.value)
      yield seenAt(code, mark, 'a repository of its own is for reads only');
  }
}

export const readReplicaConfigured = sightedSignal({
  id: sighting,
  question: 'read-write',
  stance: 'supports',
  meaning: 'Reads that tolerate a short delay go to a copy and leave the primary to the writes.',
  recognition:
    'A library for databases is told of replicas (replication, read and write connections, routers, resolvers), a read preference of MongoDB for secondaries, or the address of a database for reads that a program takes from its environment.',
  guards: [
    'Replicas in Kubernetes are instances of a program.',
    'A routing data source that does not tell reads from writes routes tenants.',
    '`connects_to` with the same database for both roles is none.',
  ],
  languages: ['JavaScript', 'Python', 'Java', 'Ruby', 'PHP', 'Go', 'Kotlin', 'Elixir', 'C#', 'Rust'],
  recognisers: [inCode, ...replicaConfiguration, ...readerSettings],
  seen: replicaConfigured,
  unseen: replicaConfiguredNot,
});
