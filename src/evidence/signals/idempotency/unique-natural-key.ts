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

/** Columns that name one request, one message or one deed of the domain, as words in lower case. */
const requestKey =
  /(?:^|_)(?:idempoten(?:cy|t)|request|event|message|msg|external|transaction|txn|payment|charge|webhook|delivery|stripe|paypal|correlation|dedup\w*|deduplication|client_mutation|operation|order|invoice|transfer|payout|refund|checkout|nonce)(?:_\w+)?_?(?:id|key|ref|reference|number|no|token|uid|uuid|hash|guid|sid|fingerprint)$|^(?:idempotency|dedup\w*|nonce|request|reference|invoice_no|order_no)$/;

/** Ids that name an owner or a kind, not a deed. */
const owners =
  /^(?:subscription|customer|user|account|plan|product)_external_id$|(?:^|_)(?:user|customer|account|type|product|plan|price|category|status|group|role|tenant|organi[sz]ation|team|owner)s?_?(?:id|uuid|key)$|(?:api|public|private|secret|signing|access|translation|object|storage|file)_key$/;

/**
 * Whether a unique key over these columns keeps the same request, message or deed from being written twice. A key over several columns that
 * name rows of other tables tells which rows belong together; one such column alone allows one row for each of them.
 */
export function namesDeed(columns: readonly string[], schema?: Schema): boolean {
  return columns.some((column) => {
    const name = snake(column);
    if (!requestKey.test(name) || owners.test(name)) return false;
    const row = /^(.+)_(?:id|uuid|uid)$/.exec(name)?.[1];
    return (
      columns.length === 1 ||
      row === undefined ||
      (!deedOfDomain.test(row) &&
        schema?.tables.every(({ table }) => !isTableOf(table, row) && !isTableOf(row, table)) !== false)
    );
  });
}

/** Things of the domain that have a table of their own in most schemas. */
const deedOfDomain =
  /^(?:\w+_)?(?:payment|charge|order|invoice|transfer|payout|refund|checkout|operation|webhook|message|delivery)$/;

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
  meaning: 'The store refuses to write the same request, message or deed twice.',
  recognition:
    'A unique index or constraint of a migration, a Mongoose schema or a JPA column over an id of a request, event, message, payment, order or another deed.',
  guards: [
    'Primary keys, and unique names, mails and slugs, say nothing of repeated requests.',
    'A key that a later migration drops is none.',
  ],
  languages: ['JavaScript', 'Java', 'Kotlin'],
  recognisers: [inModels],
  seen: [
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
      .filter(({ primary, columns }) => !primary && namesDeed(columns, schemaOf(facts.migrations)))
      .map(({ table, columns, span, service }) => ({
        span,
        text: `${table} holds each ${columns.join(', ')} once (unique)`,
        confidence: 'high' as const,
        service,
      })),
  ],
};
