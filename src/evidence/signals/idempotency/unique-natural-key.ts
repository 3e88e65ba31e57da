import { isTrue, settingsIn } from '../../values.js';
import { javaService, kotlinService, nodeService } from '../../examples.js';
import { seenAt } from '../../recogniser.js';
import type { CodeRecogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import type { EvidenceSignal } from '../../signal.js';
import { isTableOf } from './places.js';
import { inPlainSight, schemaOf } from './unique-keys.js';
import type { Schema } from './unique-keys.js';

const sighting = 'unique-natural-key';

/** Columns that name one request, event, message or transaction, or the id that another system gave, as words in lower case. */
const requestKey =
  /(?:^|_)(?:idempoten(?:cy|t)|dedup(?:e|lication)?|request|event|message|msg|external|transaction|txn|delivery|correlation|client_mutation)_(?:id|key|ref|reference|uid|uuid|guid|hash|fingerprint)$|^(?:idempotency|dedup|nonce)$/;

/** Ids that name an owner or a kind, not a deed. */
const owners =
  /^(?:subscription|customer|user|account|plan|product|price|tenant|organi[sz]ation|team|owner|group|role|category)_external_(?:id|key|ref|uuid)$/;

/**
 * Whether a unique key over these columns keeps the same request, event or message from being written twice. A column that names a row
 * of another table says which rows belong together, and so does one that stands beside such a column.
 */
export function namesDeed(columns: readonly string[], schema?: Schema, own?: string): boolean {
  return columns.map(snake).some((column, index) => {
    if (!requestKey.test(column) || owners.test(column)) return false;
    const row = /^(.+)_(?:id|uuid|uid)$/.exec(column)?.[1];
    if (row === undefined || /(?:^|_)external(?:_|$)/.test(row)) return true;
    return (
      !isRowElsewhere(row, schema, own) &&
      !columns.some((other, at) => at !== index && isJoined(snake(other)))
    );
  });
}

function isRowElsewhere(row: string, schema: Schema | undefined, own: string | undefined): boolean {
  return (
    schema?.tables.some(
      ({ table }) =>
        table !== own && (isTableOf(table, row) || isTableOf(row, table) || isWrittenTogether(table, row)),
    ) === true
  );
}

/** Django writes the name of a model without what stands between its words: `alerts_slackmessage` of `slack_message`. */
function isWrittenTogether(table: string, row: string): boolean {
  const together = row.replaceAll('_', '');
  return row.includes('_') && together.length > 8 && table.toLowerCase().endsWith(together);
}

/** The id of a row of another table; that of who sent it, or of whose data it is, parts the ids of one sender from those of others. */
function isJoined(column: string): boolean {
  return (
    /_(?:id|uuid|uid)$/.test(column) &&
    !/(?:^|_)(?:organi[sz]ation|tenant|account|workspace|project|app|application|merchant|provider|source|client|consumer|integration|stream)_/.test(
      column,
    ) &&
    !requestKey.test(column)
  );
}

function snake(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}

/** Schemas of Mongoose: `{ eventId: { type: String, unique: true } }`; columns of JPA: `@Column(name = "request_id", unique = true)`. */
const inModels: CodeRecogniser = {
  in: 'code',
  sighting,
  languages: ['javascript', 'java', 'kotlin'],
  words: /\bunique\s*[:=]\s*true\b/,
  *see(code) {
    if (code.language === 'javascript') {
      for (const { name, value, call } of settingsIn(code)) {
        if (value.kind !== 'map' || !call || !/^mongoose\.(?:.*\.)?Schema$/.test(call.target)) continue;
        const unique = value.entries.find((entry) => entry.name === 'unique');
        if (unique && isTrue(unique.value) && namesDeed([name]))
          yield seenAt(code, value, `the store holds each ${name} once (unique index)`);
      }
      return;
    }
    for (const mark of code.marks) {
      if (mark.name !== 'Column') continue;
      const name = mark.arguments.find((argument) => argument.name === 'name')?.value;
      const unique = mark.arguments.find((argument) => argument.name === 'unique')?.value;
      if (name?.kind === 'text' && unique && isTrue(unique) && namesDeed([name.text]))
        yield seenAt(code, mark, `the store holds each ${name.text} once (unique column)`);
    }
  },
};

const sighted = sightedSignal({
  id: 'unique-natural-key',
  question: 'idempotency',
  stance: 'supports',
  meaning: 'The store refuses to write the same request, event or message twice.',
  recognition:
    'A unique index or constraint of a migration, a Mongoose schema or a JPA column over an idempotency key, or over the id of a request, an event, a message, a delivery or a transaction, or an external id.',
  guards: [
    'Primary keys, and unique names, mails, slugs and numbers of orders, say nothing of repeated requests.',
    'A key over ids of rows of other tables tells which rows belong together.',
    'A key that a later migration drops is none.',
  ],
  languages: ['JavaScript', 'Java', 'Kotlin'],
  recognisers: [inModels],
  seen: [
    {
      title: 'the id of an event with its provider',
      files: {
        ...nodeService(''),
        'migrations/001_calls.up.sql':
          'CREATE TABLE calls (id bigint PRIMARY KEY, provider text, event_id text, UNIQUE (provider, event_id));\n',
        'migrations/001_calls.down.sql': 'DROP TABLE calls;\n',
      },
    },
    {
      title: 'a unique index of a migration',
      files: {
        ...nodeService(''),
        'migrations/001_payments.up.sql':
          'CREATE TABLE payments (id bigint PRIMARY KEY, request_id text NOT NULL, amount int);\nCREATE UNIQUE INDEX payments_request ON payments (request_id);\n',
        'migrations/001_payments.down.sql': 'DROP TABLE payments;\n',
      },
    },
    {
      title: 'a unique field of Mongoose',
      files: nodeService(
        "const mongoose = require('mongoose');\nconst schema = new mongoose.Schema({ eventId: { type: String, unique: true } });\nmodule.exports = mongoose.model('Event', schema);\n",
      ),
    },
    {
      title: 'a unique column of JPA',
      files: javaService(
        'import jakarta.persistence.*;\n\n@Entity\nclass Payment {\n  @Id\n  private Long id;\n  @Column(name = "request_id", unique = true)\n  private String requestId;\n}\n',
      ),
    },
    {
      title: 'a unique column of JPA in Kotlin',
      files: kotlinService(
        'import jakarta.persistence.Column\nimport jakarta.persistence.Entity\n\n@Entity\nclass Payment(\n  @Column(name = "request_id", unique = true)\n  var requestId: String,\n)\n',
      ),
    },
  ],
  unseen: [
    {
      title: 'a row of another table whose name Django writes together',
      files: {
        ...nodeService(''),
        'migrations/001_notes.up.sql':
          'CREATE TABLE alerts_resolutionnoteslackmessage (id bigint PRIMARY KEY);\nCREATE TABLE alerts_resolutionnote (id bigint PRIMARY KEY, resolution_note_slack_message_id bigint UNIQUE);\n',
        'migrations/001_notes.down.sql':
          'DROP TABLE alerts_resolutionnote;\nDROP TABLE alerts_resolutionnoteslackmessage;\n',
      },
    },
    {
      title: 'a table that joins two others',
      files: {
        ...nodeService(''),
        'migrations/001_tags.up.sql':
          'CREATE TABLE tags (id bigint PRIMARY KEY, name text UNIQUE);\nCREATE TABLE message_tags (message_id bigint, tag_id bigint, UNIQUE (message_id, tag_id));\n',
        'migrations/001_tags.down.sql': 'DROP TABLE message_tags;\nDROP TABLE tags;\n',
      },
    },
    {
      title: 'one row for each row of another table',
      files: {
        ...nodeService(''),
        'migrations/001_events.up.sql':
          'CREATE TABLE events (id bigint PRIMARY KEY, name text);\nCREATE TABLE venues (id bigint PRIMARY KEY, event_id bigint UNIQUE, order_no text UNIQUE);\n',
        'migrations/001_events.down.sql': 'DROP TABLE venues;\nDROP TABLE events;\n',
      },
    },
    {
      title: 'a unique mail address',
      files: {
        ...nodeService(''),
        'migrations/001_users.up.sql':
          'CREATE TABLE users (id bigint PRIMARY KEY, email text UNIQUE, user_id text UNIQUE);\n',
        'migrations/001_users.down.sql': 'DROP TABLE users;\n',
      },
    },
    {
      title: 'a key that was dropped again',
      files: {
        ...nodeService(''),
        'migrations/001_payments.up.sql':
          'CREATE TABLE payments (id bigint PRIMARY KEY, request_id text NOT NULL);\nCREATE UNIQUE INDEX payments_request ON payments (request_id);\n',
        'migrations/001_payments.down.sql': 'DROP TABLE payments;\n',
        'migrations/002_drop.up.sql': 'DROP INDEX payments_request;\n',
        'migrations/002_drop.down.sql': 'SELECT 1;\n',
      },
    },
  ],
});

export const uniqueNaturalKey: EvidenceSignal = {
  ...sighted,
  detect: (facts) => [
    ...sighted.detect(facts),
    ...inPlainSight(schemaOf(facts.migrations).keys)
      .filter(
        ({ primary, columns, table }) => !primary && namesDeed(columns, schemaOf(facts.migrations), table),
      )
      .map(({ table, columns, span, service }) => ({
        span,
        text: `${table} holds each ${columns.join(', ')} once (unique)`,
        confidence: 'high' as const,
        service,
      })),
  ],
};
