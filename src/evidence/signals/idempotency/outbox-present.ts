import {
  csharpService,
  elixirService,
  goService,
  javaService,
  kotlinService,
  nodeService,
  phpService,
  pythonService,
  rubyService,
  rustService,
} from '../../examples.js';
import type { TextRecogniser } from '../../recogniser.js';
import { tableRecogniser } from '../../rows.js';
import type { BaseRow, CallRow, MarkRow } from '../../rows.js';
import { sightedSignal } from '../../signal.js';
import type { EvidenceSignal } from '../../signal.js';
import { outboxRelay } from './outbox-relay.js';
import { matchOfTable, messageTables } from './outbox-tables.js';
import { schemaOf } from './unique-keys.js';

const sighting = 'outbox-present';

const says = 'messages are stored in the transaction of the change, and sent from there';

const calls: readonly CallRow[] = [
  {
    // https://masstransit.io/documentation/patterns/transactional-outbox, NServiceBus, Wolverine, Brighter, CAP
    languages: ['csharp'],
    target:
      /(?:^|\.)(?:AddEntityFrameworkOutbox|AddMongoDbOutbox|UseBusOutbox|UseEntityFrameworkOutbox|UseMongoDbOutbox|EnableOutbox|UseDurableOutboxOnAllSendingEndpoints|AddOutbox|UseOutboxSweeper|AddCap|AddTransactionalOutbox|IntegrateWithWolverine)$/,
    says: ({ name }) => `${says} (${name})`,
  },
  {
    // Holds messages until the consumer is done, in memory: those of a process that dies are sent again with the message that it worked on.
    languages: ['csharp'],
    target: /(?:^|\.)UseInMemoryOutbox$/,
    says: 'messages of a consumer leave only when it is done (UseInMemoryOutbox)',
    confidence: 'medium',
  },
  {
    // https://github.com/gruelbox/transaction-outbox
    languages: ['java', 'kotlin'],
    target: /^com\.gruelbox\.transactionoutbox\.TransactionOutbox\.builder$/,
    says: `${says} (gruelbox)`,
  },
  {
    // https://watermill.io/advanced/forwarder/
    languages: ['go'],
    target: /ThreeDotsLabs\/watermill\/components\/forwarder\.(?:NewForwarder|NewPublisher)$/,
    says: `${says} (forwarder of Watermill)`,
  },
  {
    languages: ['javascript'],
    target:
      /^pg-transactional-outbox\.(?:initializeMessageStorage|initialize\w*MessageListener|initialize\w*MessageStorage)$/,
    says: `${says} (pg-transactional-outbox)`,
  },
  {
    // A job that is inserted in the transaction of the change: https://hexdocs.pm/oban/Oban.html#insert/5
    languages: ['elixir'],
    target: /^Oban\.insert$/,
    says: (call) =>
      call.arguments.filter(({ name }) => name === undefined).length >= 3
        ? 'the job is stored in the transaction of the change (Oban.insert of an Ecto.Multi)'
        : undefined,
    confidence: 'medium',
  },
];

const marks: readonly MarkRow[] = [
  {
    // Events are kept in a registry until their listener is done: https://docs.spring.io/spring-modulith/reference/events.html
    languages: ['java', 'kotlin'],
    target: /^org\.springframework\.modulith\.(?:events\.)?(?:ApplicationModuleListener|Externalized)$/,
    says: ({ name, function: listener, class: event }) =>
      `${listener?.name ?? event?.name ?? 'the event'} is kept until it was handled (@${name})`,
    confidence: 'medium',
  },
];

const bases: readonly BaseRow[] = [
  {
    // https://debezium.io/documentation/reference/stable/integrations/outbox.html
    languages: ['java', 'kotlin'],
    base: /^io\.debezium\.outbox\.quarkus\.ExportedEvent$/,
    says: (name) => `${name} is stored in the transaction of the change, and Debezium sends it`,
  },
  {
    languages: ['ruby'],
    base: /^(?:Outbox::|Sbmt::Outbox::|RailsTransactionalOutbox::|ActiveOutbox::)\w+$/,
    says: (name) => `${name} is an outbox: ${says}`,
  },
];

const inCode = tableRecogniser(
  sighting,
  /outbox|AddCap\b|IntegrateWithWolverine|forwarder|Oban\.insert|modulith/i,
  {
    calls,
    marks,
    bases,
  },
);

/** https://debezium.io/documentation/reference/stable/transformations/outbox-event-router.html */
const router = /io\.debezium\.transforms\.outbox\.EventRouter/;

const inConnector: TextRecogniser = {
  in: 'text',
  sighting,
  files: /\.(?:json|ya?ml|properties|sh|tf)$/i,
  words: router,
  *see(source) {
    const found = router.exec(source.text);
    if (found)
      yield {
        span: source.span(found.index, found.index + found[0].length),
        text: 'Debezium sends what the outbox table holds (EventRouter)',
        confidence: 'high',
      };
  },
};

const sighted = sightedSignal({
  id: 'outbox-present',
  question: 'idempotency',
  stance: 'supports',
  meaning: 'A change and the message of it are stored together or not at all.',
  recognition:
    'The outbox of a library, the outbox router of Debezium, a program that reads an outbox and sends what waits there, or a table of a migration that is called outbox and has columns of messages.',
  guards: [
    'Outboxes of mail and of ActivityPub are others.',
    'A job that is queued after the change is none.',
  ],
  languages: ['JavaScript', 'Python', 'Go', 'Java', 'Kotlin', 'C#', 'Ruby', 'PHP', 'Rust', 'Elixir'],
  recognisers: [inCode, inConnector, outboxRelay],
  seen: [
    {
      title: 'a table of a migration',
      files: {
        ...nodeService(''),
        'migrations/001_outbox.up.sql':
          'CREATE TABLE outbox_events (id uuid PRIMARY KEY, aggregate_id text, event_type text, payload jsonb, published_at timestamptz);\n',
        'migrations/001_outbox.down.sql': 'DROP TABLE outbox_events;\n',
      },
    },
    {
      title: 'a relay by SQL in Python',
      files: pythonService(
        'def relay(cursor, producer):\n    cursor.execute("SELECT id, payload FROM outbox_events WHERE published_at IS NULL ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED")\n    for row in cursor.fetchall():\n        producer.send(row[1])\n',
      ),
    },
    {
      title: 'a relay by SQL in Rust',
      files: rustService(
        'async fn waiting(pool: &sqlx::PgPool) -> Vec<Message> {\n    sqlx::query_as("SELECT id, payload FROM outbox WHERE processed_at IS NULL ORDER BY id LIMIT 50")\n        .fetch_all(pool)\n        .await\n        .unwrap()\n}\n',
      ),
    },
    {
      title: 'a relay of Entity Framework',
      files: csharpService(
        'using Microsoft.EntityFrameworkCore;\n\npublic class Relay\n{\n    private readonly AppDbContext db;\n    private readonly IMessageBus bus;\n\n    public async Task Run()\n    {\n        var waiting = await db.OutboxMessages.Where(x => x.SentAt == null).Take(50).ToListAsync();\n        foreach (var message in waiting)\n        {\n            await bus.PublishAsync(message.Payload);\n        }\n    }\n}\n',
      ),
    },
    {
      title: 'a relay of Eloquent',
      files: phpService(
        "use App\\Models\\OutboxMessage;\n\nclass App\n{\n    public function relay($broker)\n    {\n        foreach (OutboxMessage::where('sent', false)->get() as $message) {\n            $broker->publish($message->payload);\n        }\n    }\n}\n",
      ),
    },
    {
      title: 'the router of Debezium',
      files: {
        ...nodeService(''),
        'connect/orders.json':
          '{"name": "orders", "config": {"transforms": "outbox", "transforms.outbox.type": "io.debezium.transforms.outbox.EventRouter"}}\n',
      },
    },
    {
      title: 'pg-transactional-outbox',
      files: nodeService(
        "import { initializeMessageStorage } from 'pg-transactional-outbox';\nexport const store = initializeMessageStorage({ outboxOrInbox: 'outbox' });\n",
      ),
    },
    {
      title: 'gruelbox',
      files: javaService(
        'import com.gruelbox.transactionoutbox.TransactionOutbox;\n\nclass Outbox {\n  TransactionOutbox outbox() {\n    return TransactionOutbox.builder().build();\n  }\n}\n',
      ),
    },
    {
      title: 'the forwarder of Watermill',
      files: goService(
        'import (\n\t"github.com/ThreeDotsLabs/watermill/components/forwarder"\n\t"github.com/ThreeDotsLabs/watermill/message"\n)\n\nfunc publisher(sqlPublisher message.Publisher) message.Publisher {\n\treturn forwarder.NewPublisher(sqlPublisher, forwarder.PublisherConfig{ForwarderTopic: "outbox"})\n}\n',
      ),
    },
    {
      title: 'gruelbox in Kotlin',
      files: kotlinService(
        'import com.gruelbox.transactionoutbox.TransactionOutbox\n\nclass Outbox {\n  fun outbox(): TransactionOutbox = TransactionOutbox.builder().build()\n}\n',
      ),
    },
    {
      title: 'MassTransit',
      files: csharpService(
        'using MassTransit;\n\nvar builder = WebApplication.CreateBuilder(args);\nbuilder.Services.AddMassTransit(x =>\n{\n    x.AddEntityFrameworkOutbox<AppDbContext>(o => o.UsePostgres());\n});\n',
      ),
    },
    {
      title: 'an item of sbmt-outbox',
      files: rubyService('class OrderOutboxItem < Sbmt::Outbox::OutboxItem\nend\n'),
    },
    {
      title: 'a job of an Ecto.Multi',
      files: elixirService(
        'defmodule App.Orders do\n  alias Ecto.Multi\n\n  def order(changeset) do\n    Multi.new()\n    |> Multi.insert(:order, changeset)\n    |> Oban.insert(:mail, App.Mail.new(%{kind: "order"}))\n    |> App.Repo.transaction()\n  end\nend\n',
      ),
    },
  ],
  unseen: [
    {
      title: 'the outbox of an ActivityPub server',
      files: pythonService(
        'ACTIVITY_STREAMS = "https://www.w3.org/ns/activitystreams"\n\ndef page(cursor, actor):\n    cursor.execute("SELECT payload FROM outbox WHERE actor = %s AND published < now()", [actor])\n    return cursor.fetchall()\n',
      ),
    },
    {
      title: 'messages that are put into an outbox',
      files: nodeService(
        'export const order = (pool, row) =>\n  pool.query("INSERT INTO notes (text) SELECT body FROM outbox_help WHERE id = $1", [row.id]);\n',
      ),
    },
    {
      title: 'an outbox of mail',
      files: {
        ...nodeService(''),
        'migrations/001_outbox.up.sql':
          'CREATE TABLE outbox (id uuid PRIMARY KEY, recipient text, subject text, body text, sent_at timestamptz);\n',
        'migrations/001_outbox.down.sql': 'DROP TABLE outbox;\n',
      },
    },
  ],
});

export const outboxPresent: EvidenceSignal = {
  ...sighted,
  detect: (facts) => [
    ...sighted.detect(facts),
    ...messageTables(schemaOf(facts.migrations), /(?:^|_)outbox(?:_|$)/).map((table) =>
      matchOfTable(table, 'holds messages until they are sent (outbox)'),
    ),
  ],
};
