import { codeLanguages } from '../../../syntax/code/code-file.js';
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
import { seenAt } from '../../recogniser.js';
import type { CodeRecogniser } from '../../recogniser.js';
import type { CodeCall, CodeFile, CodeValue } from '../../../syntax/code/code-file.js';
import { sightedSignal } from '../../signal.js';
import type { EvidenceSignal } from '../../signal.js';
import { inPlainSight, schemaOf } from './unique-keys.js';

/** Calls that prove and read an event of Stripe: https://docs.stripe.com/webhooks/signature */
const construct =
  /^(?:constructEvent|constructEventAsync|construct_event|ConstructEvent|ConstructEventWithOptions)$/;
/** Ids of deliveries of other senders. */
const deliveryHeader =
  /^(?:http_)?(?:x[-_]github[-_]delivery|svix[-_]id|webhook[-_]id|x[-_]shopify[-_](?:webhook|event)[-_]id|paypal[-_]transmission[-_]id)$/i;

const stores =
  /^(?:create|insert|insertOne|insert_one|upsert|save|set|setnx|set_nx|SetNX|setIfAbsent|get_or_create|findUnique|findFirst|findOne|find_one|exists|exists\?|find_by|create_or_find_by!?|create!|firstOrCreate|exec|execute|query|put|put_item|add|Create|Add|Insert|QueryRow|ExecContext|Exec|FirstOrCreate|AnyAsync|where|filter|first)$/;

const byHandler: CodeRecogniser = {
  in: 'code',
  sighting: 'webhook-event-id-kept',
  languages: codeLanguages,
  words:
    /construct_?event|x[-_]github[-_]delivery|svix[-_]id|shopify[-_](?:webhook|event)[-_]id|paypal[-_]transmission[-_]id/i,
  *see(code) {
    const origin = originOf(code);
    if (!origin) return;
    for (const call of code.calls)
      if (
        (stores.test(call.name) || (code.language === 'rust' && call.name === 'bind')) &&
        call.callee.object &&
        !isHeaders(call.callee.object) &&
        call.arguments.some(({ value }) => origin.isId(value, code))
      ) {
        yield seenAt(
          code,
          call,
          `the id of each event of a webhook is looked up or kept (${call.name})`,
          'medium',
        );
        return;
      }
  },
};

/** A header that is put into a request tells the receiver: it keeps nothing. */
function isHeaders(value: CodeValue): boolean {
  return value.kind === 'path' && /headers?$/i.test(value.name);
}

interface Origin {
  isId(value: CodeValue, code: CodeFile): boolean;
}

function originOf(code: CodeFile): Origin | undefined {
  const event = code.calls.find(({ name }) => construct.test(name));
  if (event) {
    const name = nameOfResult(code, event);
    return {
      isId: (value) => deep(value).some((part) => isMember(part, name)),
    };
  }
  for (const { place, value } of code.assignments)
    if (
      deep(value).some(
        (part) => (part.kind === 'text' || part.kind === 'path') && deliveryHeader.test(textOf(part)),
      )
    )
      return {
        isId: (other) =>
          deep(other).some((part) => part.kind === 'path' && !part.object && part.name === place.name),
      };
  return undefined;
}

function nameOfResult(code: CodeFile, { start, end }: CodeCall): string {
  const assignment = code.assignments.find((candidate) => candidate.start <= start && candidate.end >= end);
  return assignment?.place.name ?? 'event';
}

/** `event.id`, `event["id"]`, `event.ID`, `event.Id`, `event.getId()`. */
function isMember(value: CodeValue, name: string): boolean {
  if (value.kind === 'call')
    return (
      /^(?:getId|id)$/.test(value.name) &&
      value.callee.object?.kind === 'path' &&
      value.callee.object.name === name
    );
  return (
    value.kind === 'path' &&
    /^(?:id|ID|Id)$/.test(value.name) &&
    value.object?.kind === 'path' &&
    value.object.name === name
  );
}

function textOf(value: CodeValue): string {
  return value.kind === 'text' ? value.text : value.kind === 'path' ? value.name : '';
}

function deep(value: CodeValue): readonly CodeValue[] {
  switch (value.kind) {
    case 'map':
      return [value, ...value.entries.flatMap((entry) => deep(entry.value))];
    case 'list':
      return [value, ...value.items.flatMap(deep)];
    case 'other':
      return [value, ...value.parts.flatMap(deep)];
    case 'call':
      return [value, ...value.arguments.flatMap((argument) => deep(argument.value))];
    default:
      return [value];
  }
}

/** Tables of events that came in by webhook. */
const eventTable =
  /^(?:\w+_)?(?:webhook|stripe|paypal|github|shopify|adyen|mollie|paddle|lemon_?squeezy|svix)_(?:\w+_)?(?:events?|deliver(?:y|ies)|receipts?|calls?|notifications?)$/;
const eventColumn =
  /^(?:\w+_)?(?:event|delivery|webhook|stripe|external|provider|notification|message)_?(?:event_)?id$/;

const sighted = sightedSignal({
  id: 'webhook-event-id-kept',
  question: 'idempotency',
  stance: 'supports',
  meaning: 'An event that a webhook delivers again is recognised by its id.',
  recognition:
    'A handler that proves an event of Stripe, or reads the delivery id of GitHub, Svix, Shopify or PayPal, and looks the id up or writes it; a table of webhook events with a unique event id.',
  guards: [
    'An id that is only logged is none.',
    'Tables of webhooks that the system sends itself are others.',
  ],
  languages: ['JavaScript', 'Python', 'Go', 'Java', 'Kotlin', 'C#', 'Ruby', 'PHP', 'Rust', 'Elixir'],
  recognisers: [byHandler],
  seen: [
    {
      title: 'Stripe in JavaScript',
      files: nodeService(
        "import Stripe from 'stripe';\nconst stripe = new Stripe(process.env.KEY);\nexport async function hook(req, prisma) {\n  const event = stripe.webhooks.constructEvent(req.body, req.headers['stripe-signature'], 's');\n  await prisma.stripeEvent.create({ data: { id: event.id } });\n}\n",
      ),
    },
    {
      title: 'Stripe in Python',
      files: pythonService(
        'import stripe\n\ndef hook(request):\n    event = stripe.Webhook.construct_event(request.body, request.headers["stripe-signature"], "s")\n    if redis.set(event["id"], 1, nx=True, ex=86400):\n        handle(event)\n',
      ),
    },
    {
      title: 'a table of a migration',
      files: {
        ...nodeService(''),
        'migrations/001_events.up.sql':
          'CREATE TABLE webhook_events (id bigint PRIMARY KEY, event_id text NOT NULL UNIQUE, received_at timestamptz);\n',
        'migrations/001_events.down.sql': 'DROP TABLE webhook_events;\n',
      },
    },
    {
      title: 'Stripe in Ruby',
      files: rubyService(
        "class App\n  def call(payload, signature)\n    event = Stripe::Webhook.construct_event(payload, signature, 's')\n    WebhookEvent.create!(external_id: event.id)\n  end\nend\n",
      ),
    },
    {
      title: 'Stripe in PHP',
      files: phpService(
        "use App\\Models\\StripeEvent;\n\nclass App\n{\n    public function hook($payload, $signature)\n    {\n        $event = \\Stripe\\Webhook::constructEvent($payload, $signature, 's');\n        StripeEvent::create(['id' => $event->id]);\n    }\n}\n",
      ),
    },
    {
      title: 'Stripe in Go',
      files: goService(
        'import (\n\t"database/sql"\n\n\t"github.com/stripe/stripe-go/v82/webhook"\n)\n\nfunc hook(db *sql.DB, payload []byte, signature string) error {\n\tevent, err := webhook.ConstructEvent(payload, signature, "s")\n\tif err != nil {\n\t\treturn err\n\t}\n\t_, err = db.Exec("INSERT INTO events (id) VALUES ($1)", event.ID)\n\treturn err\n}\n',
      ),
    },
    {
      title: 'Stripe in Java',
      files: javaService(
        'import com.stripe.model.Event;\nimport com.stripe.net.Webhook;\n\nclass Hooks {\n  private EventRepository events;\n  void hook(String payload, String signature) throws Exception {\n    Event event = Webhook.constructEvent(payload, signature, "s");\n    events.save(new StoredEvent(event.getId()));\n  }\n}\n',
      ),
    },
    {
      title: 'Stripe in Kotlin',
      files: kotlinService(
        'import com.stripe.net.Webhook\n\nclass Hooks(private val events: EventRepository) {\n  fun hook(payload: String, signature: String) {\n    val event = Webhook.constructEvent(payload, signature, "s")\n    events.save(StoredEvent(event.id))\n  }\n}\n',
      ),
    },
    {
      title: 'Stripe in C#',
      files: csharpService(
        'using Stripe;\n\npublic class Hooks\n{\n    public async Task Hook(AppDbContext db, string payload, string signature)\n    {\n        var stripeEvent = EventUtility.ConstructEvent(payload, signature, "s");\n        db.Events.Add(new StoredEvent { Id = stripeEvent.Id });\n        await db.SaveChangesAsync();\n    }\n}\n',
      ),
    },
    {
      title: 'Stripe in Rust',
      files: rustService(
        'use stripe::Webhook;\n\nasync fn hook(pool: &sqlx::PgPool, payload: &str, signature: &str) {\n    let event = Webhook::construct_event(payload, signature, "s").unwrap();\n    sqlx::query("INSERT INTO events (id) VALUES ($1)").bind(event.id).execute(pool).await.unwrap();\n}\n',
      ),
    },
    {
      title: 'Stripe in Elixir',
      files: elixirService(
        'defmodule App.Hooks do\n  def hook(payload, signature) do\n    {:ok, event} = Stripe.Webhook.construct_event(payload, signature, "s")\n    App.Repo.insert(%App.Event{id: event.id})\n  end\nend\n',
      ),
    },
  ],
  unseen: [
    {
      title: 'an id that is sent to others in a header',
      files: nodeService(
        "const id = 'webhook-id';\nexport function send(request, message) {\n  const idHeader = request.headers['svix-id'] ?? message.id;\n  headers.set('svix-id', idHeader);\n}\n",
      ),
    },
    {
      title: 'deliveries to endpoints of others',
      files: {
        ...nodeService(''),
        'migrations/001_deliveries.up.sql':
          'CREATE TABLE webhook_deliveries (id bigint PRIMARY KEY, webhook_endpoint_id bigint NOT NULL, event_id text NOT NULL, UNIQUE (webhook_endpoint_id, event_id));\n',
        'migrations/001_deliveries.down.sql': 'DROP TABLE webhook_deliveries;\n',
      },
    },
    {
      title: 'deliveries of webhooks that go out',
      files: {
        ...nodeService(''),
        'migrations/001_webhooks.up.sql':
          'CREATE TABLE webhooks (id bigint PRIMARY KEY, url text NOT NULL);\nCREATE TABLE webhook_deliveries (id bigint PRIMARY KEY, webhook_id bigint NOT NULL, delivery_id bigint NOT NULL, UNIQUE (webhook_id, delivery_id));\n',
        'migrations/001_webhooks.down.sql': 'DROP TABLE webhook_deliveries;\nDROP TABLE webhooks;\n',
      },
    },
    {
      title: 'an id that is only logged',
      files: nodeService(
        "import Stripe from 'stripe';\nconst stripe = new Stripe(process.env.KEY);\nexport async function hook(req) {\n  const event = stripe.webhooks.constructEvent(req.body, req.headers['stripe-signature'], 's');\n  console.log(event.id);\n}\n",
      ),
    },
  ],
});

export const webhookEventIdKept: EvidenceSignal = {
  ...sighted,
  detect: (facts) => {
    const { tables, keys } = schemaOf(facts.migrations);
    // Who keeps webhooks that others ask for sends them: their deliveries go out.
    const sendsWebhooks = tables.some(({ table }) => lastName(table) === 'webhooks');
    const kept = inPlainSight(keys)
      .filter(
        ({ table, columns }) =>
          eventTable.test(lastName(table)) &&
          columns.some((column) => eventColumn.test(column)) &&
          !columns.some((column) => /(?:^|_)(?:endpoint|subscription)_id$/.test(column)) &&
          !(sendsWebhooks && columns.includes('webhook_id')),
      )
      .map(({ table, columns, span, service }) => ({
        span,
        text: `${table} holds each ${columns.join(', ')} of a webhook once (unique)`,
        confidence: 'high' as const,
        service,
      }));
    return [...sighted.detect(facts), ...kept];
  },
};

function lastName(table: string): string {
  return table.split('.').at(-1) ?? table;
}
