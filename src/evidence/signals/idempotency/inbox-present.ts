import { csharpService, nodeService } from '../../examples.js';
import { tableRecogniser } from '../../rows.js';
import { sightedSignal } from '../../signal.js';
import type { EvidenceSignal } from '../../signal.js';
import { matchOfTable, messageTables } from './outbox-tables.js';
import { schemaOf } from './unique-keys.js';

/** Tables that hold what was handled already. */
const inbox =
  /(?:^|_)inbox(?:_|$)|^(?:\w+_)?(?:processed|consumed|handled|received|deduplicated)_(?:\w+_)?(?:messages?|events?|commands?|webhooks?|notifications?)$|^(?:message|event)_(?:dedup\w*|deduplication)$/;

const sighted = sightedSignal({
  id: 'inbox-present',
  question: 'idempotency',
  stance: 'supports',
  meaning: 'A message that is delivered again is recognised by what was stored with the effect of the first.',
  recognition:
    'A table of a migration for messages that were handled (`inbox`, `processed_messages`, `consumed_events`), or the inbox of a library.',
  guards: ['Inboxes of mail, chats and ActivityPub are others.'],
  languages: ['JavaScript', 'C#'],
  recognisers: [
    tableRecogniser('inbox-present', /inbox/i, {
      calls: [
        {
          // https://masstransit.io/documentation/patterns/transactional-outbox#consumer-outbox
          languages: ['csharp'],
          target:
            /(?:^|\.)(?:AddInboxStateEntity|UseDurableInboxOnAllListeners|UseInbox|AddInbox|UseDurableInbox)$/,
          says: ({ name }) => `messages that were handled are kept and recognised (${name})`,
        },
        {
          languages: ['javascript'],
          target: /^pg-transactional-outbox\.initialize\w*Inbox\w*$/,
          says: 'messages that were handled are kept and recognised (pg-transactional-outbox)',
        },
      ],
    }),
  ],
  seen: [
    {
      title: 'a table of a migration',
      files: {
        ...nodeService(''),
        'migrations/001_inbox.up.sql':
          'CREATE TABLE processed_messages (message_id text PRIMARY KEY, consumer text, processed_at timestamptz);\n',
        'migrations/001_inbox.down.sql': 'DROP TABLE processed_messages;\n',
      },
    },
    {
      title: 'MassTransit',
      files: csharpService(
        'using MassTransit;\n\npublic class AppDbContext : DbContext\n{\n    protected override void OnModelCreating(ModelBuilder modelBuilder)\n    {\n        modelBuilder.AddInboxStateEntity();\n    }\n}\n',
      ),
    },
    {
      title: 'pg-transactional-outbox',
      files: nodeService(
        "import { initializeInboxMessageStorage } from 'pg-transactional-outbox';\nexport const store = initializeInboxMessageStorage({ settings });\n",
      ),
    },
  ],
  unseen: [
    {
      title: 'an inbox of mail',
      files: {
        ...nodeService(''),
        'migrations/001_inbox.up.sql':
          'CREATE TABLE inbox (id uuid PRIMARY KEY, sender text, subject text, body text, received_at timestamptz);\n',
        'migrations/001_inbox.down.sql': 'DROP TABLE inbox;\n',
      },
    },
    {
      title: 'inboxes of a help desk',
      files: {
        ...nodeService(''),
        'migrations/001_inbox.up.sql':
          'CREATE TABLE inboxes (id bigint PRIMARY KEY, name text, channel_id bigint);\n',
        'migrations/001_inbox.down.sql': 'DROP TABLE inboxes;\n',
      },
    },
  ],
});

export const inboxPresent: EvidenceSignal = {
  ...sighted,
  detect: (facts) => {
    const schema = schemaOf(facts.migrations);
    return [
      ...sighted.detect(facts),
      ...messageTables(schema, inbox)
        // Without a key over the id of the message it is a log.
        .filter(({ table }) =>
          schema.keys.some(
            (key) =>
              key.table === table &&
              key.columns.some((column) => /(?:message|event|msg|command|webhook|dedup)|^id$/i.test(column)),
          ),
        )
        .map((table) => matchOfTable(table, 'holds which messages were handled (inbox)')),
    ];
  },
};
