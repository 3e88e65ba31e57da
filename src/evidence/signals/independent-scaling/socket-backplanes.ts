import { option, settled } from '../../../syntax/code/arguments.js';
import type { CodeFile, CodeLanguage, CodeValue } from '../../../syntax/code/code-file.js';
import type { CodeRecogniser, Recogniser, Seen } from '../../recogniser.js';
import { seenAt } from '../../recogniser.js';
import { settingLines } from './setting-lines.js';

const sighting = 'realtime-backplane';

/** Libraries that carry messages between the sockets of several instances. */
const adapters: readonly {
  readonly languages: readonly CodeLanguage[];
  readonly target: RegExp;
  readonly by: string;
  /** What must stand in the file too. */
  readonly beside?: RegExp;
}[] = [
  {
    languages: ['javascript'],
    target:
      /^@socket\.io\/(redis|redis-streams|postgres|mongo|gcp-pubsub|azure-service-bus)-adapter\.createAdapter$/,
    by: 'socket.io',
  },
  {
    languages: ['javascript'],
    target: /^@socket\.io\/(redis|redis-streams)-adapter\.createShardedAdapter$/,
    by: 'socket.io',
  },
  { languages: ['javascript'], target: /^socket\.io-redis(?:\.createAdapter)?$/, by: 'socket.io' },
  // https://tiptap.dev/docs/hocuspocus/server/extensions/redis
  { languages: ['javascript'], target: /^@hocuspocus\/extension-redis\.Redis$/, by: 'Hocuspocus' },
  // https://www.apollographql.com/docs/apollo-server/data/subscriptions#production-pubsub-libraries
  {
    languages: ['javascript'],
    target: /^graphql-(?:redis|postgres|kafka|rabbitmq|mqtt|google-pubsub)-subscriptions\.\w*PubSub$/,
    by: 'subscriptions of GraphQL',
  },
  {
    languages: ['python'],
    target: /^socketio\.(?:Async)?(?:Redis|AioPika|Kombu|Kafka)Manager$/,
    by: 'python-socketio',
  },
  // https://learn.microsoft.com/en-us/aspnet/core/signalr/redis-backplane, …/signalr/scale
  {
    languages: ['csharp'],
    target: /\.(?:AddStackExchangeRedis|AddAzureSignalR|AddNamedAzureSignalR)$/,
    by: 'SignalR',
    beside: /SignalR/,
  },
  // https://chillicream.com/docs/hotchocolate/v15/defining-a-schema/subscriptions
  {
    languages: ['csharp'],
    target: /\.Add(?:Redis|Nats|Postgres)Subscriptions$/,
    by: 'subscriptions of Hot Chocolate',
  },
  // https://docs.spring.io/spring-framework/reference/web/websocket/stomp/handle-broker-relay.html
  {
    languages: ['java', 'kotlin'],
    target: /\.enableStompBrokerRelay$/,
    by: 'STOMP of Spring',
  },
];

const adaptersInCode: CodeRecogniser = {
  in: 'code',
  sighting,
  languages: ['javascript', 'python', 'csharp', 'java', 'kotlin'],
  words: {
    javascript: /socket\.io|@hocuspocus\/extension-redis|graphql-\w+(?:-pubsub)?-subscriptions/,
    python: /socketio|channels_redis|CHANNEL_LAYERS|broadcaster/,
    csharp: /SignalR|AddRedisSubscriptions|AddNatsSubscriptions|AddPostgresSubscriptions/,
    java: /enableStompBrokerRelay/,
    kotlin: /enableStompBrokerRelay/,
  },
  *see(code) {
    for (const call of code.calls) {
      const adapter = adapters.find(
        ({ languages, target, beside }) =>
          languages.includes(code.language) &&
          target.test(call.target) &&
          beside?.test(code.source.text) !== false,
      );
      if (adapter)
        yield seenAt(
          code,
          call,
          `messages reach the sockets of all instances (${adapter.by} with ${call.name})`,
        );
      const queue = option(call, 'message_queue');
      if (
        /^flask_socketio\.SocketIO(?:\(\)\.init_app)?$/.test(call.target) &&
        queue &&
        settled(queue).kind !== 'null'
      )
        yield seenAt(
          code,
          call,
          'messages reach the sockets of all instances (Flask-SocketIO with a message queue)',
        );
      const url = call.arguments[0]?.value;
      if (call.target === 'broadcaster.Broadcast' && url && /^(?:redis|postgres|kafka)/.test(textOf(url)))
        yield seenAt(code, call, 'messages reach the sockets of all instances (broadcaster)');
    }
    for (const { name, bases, start } of code.classes)
      if (bases.some((base) => /^@hocuspocus\/extension-redis\.Redis$/.test(base)))
        yield seenAt(
          code,
          { start, end: code.source.text.indexOf('{', start) },
          `messages reach the sockets of all instances (Hocuspocus with ${name})`,
        );
    yield* channelLayers(
      code,
      /^channels_redis\.|^channels_postgres\.|^channels_rabbitmq\./,
      (backend) => `messages reach the sockets of all instances (${backend} of Django Channels)`,
    );
  },
};

function textOf(value: CodeValue): string {
  const known = settled(value);
  return known.kind === 'text' ? known.text : '';
}

/** The backends of `CHANNEL_LAYERS` in settings of Django. Source: https://channels.readthedocs.io/en/latest/topics/channel_layers.html */
export function* channelLayers(
  code: CodeFile,
  wanted: RegExp,
  say: (backend: string) => string,
): Iterable<Seen> {
  for (const { place, value, context } of code.assignments) {
    if (place.name !== 'CHANNEL_LAYERS' || value.kind !== 'map' || context.conditional) continue;
    for (const { value: layer } of value.entries) {
      const backend =
        layer.kind === 'map' ? layer.entries.find(({ name }) => name === 'BACKEND')?.value : undefined;
      const text = backend ? textOf(backend) : '';
      if (backend && wanted.test(text)) yield seenAt(code, layer, say(text.split('.').at(-1) ?? text));
    }
  }
}

/** Adapters of Action Cable in production. Source: https://guides.rubyonrails.org/action_cable_overview.html#subscription-adapter */
function actionCable(kind: string, adapter: string, say: (name: string) => string): Recogniser {
  return {
    in: 'text',
    sighting: kind,
    files: /(?:^|\/)config\/cable\.ya?ml$/,
    words: /^production:/m,
    *see(source) {
      const production = /^production:[^\n]*\n((?:(?:[ \t#][^\n]*)?\n)*(?:[ \t#][^\n]*)?)/m.exec(source.text);
      const found = new RegExp(`^[ \\t]+adapter:[ \\t]*["']?(${adapter})\\b`, 'm').exec(
        production?.[1] ?? '',
      );
      if (!production || !found) return;
      const start = production.index + production[0].indexOf(found[0]);
      yield {
        span: source.span(start + found[0].search(/\S/), start + found[0].length),
        text: say(found[1] ?? ''),
        confidence: 'high',
      };
    },
  };
}

const cableJoins = actionCable(
  sighting,
  'redis|postgresql|solid_cable|any_cable',
  (name) => `messages reach the sockets of all instances (Action Cable with ${name})`,
);

/** The adapter `async` hands messages on within one process. */
export const cableInMemory = actionCable(
  'cable-in-memory',
  'async|inline',
  (name) => `messages of Action Cable stay within one process (adapter ${name})`,
);

/**
 * What is sent through Action Cable: each new application of Rails has a `cable.yml`, whether or not anything is ever sent.
 * Source: https://guides.rubyonrails.org/action_cable_overview.html#broadcasting
 */
export const cableUses: Recogniser = {
  in: 'text',
  sighting: 'cable-used',
  files: /\.(?:rb|erb|haml|slim)$/,
  words:
    /\bstream_(?:from|for)\b|\bturbo_stream_from\b|\bActionCable\.server\.broadcast\b|\bbroadcasts?_(?:to|refreshes|\w+_to)\b/,
  *see(source) {
    yield { span: source.span(0, 0), text: 'something is sent through Action Cable', confidence: 'high' };
  },
};

/**
 * Nodes of Erlang that find each other, which is all that `Phoenix.PubSub` needs, or its adapter for Redis. New applications have a `DNSCluster` that
 * ignores everything until `DNS_CLUSTER_QUERY` is set. Sources: https://hexdocs.pm/phoenix_pubsub/Phoenix.PubSub.html,
 * https://hexdocs.pm/libcluster/readme.html, https://hexdocs.pm/dns_cluster/DNSCluster.html
 */
const phoenix: Recogniser = {
  in: 'text',
  sighting,
  files: /(?:^|\/)(?!(?:dev|test)\.exs$)[^/]+\.exs?$/,
  words: /Phoenix\.PubSub\.Redis|Cluster\.Strategy\./,
  *see(source) {
    yield* settingLines(
      source,
      /\badapter:\s*Phoenix\.PubSub\.Redis\b|(?:\bstrategy:|\{)\s*Cluster\.Strategy\.(?!Epmd\b|LocalEpmd\b)\w+/,
      ([found]) => ({
        text: found.includes('PubSub')
          ? 'messages reach the sockets of all instances (Phoenix.PubSub with Redis)'
          : `messages reach the sockets of all nodes, which find each other (${found.replace(/^.*Cluster\./, 'Cluster.')} of libcluster)`,
        confidence: found.includes('PubSub') ? 'high' : 'medium',
      }),
    );
  },
};

const dnsCluster: Recogniser = {
  in: 'text',
  sighting,
  files: /(?:^|\/)(?:fly(?:\.[\w-]+)?\.toml|env\.sh\.eex|Dockerfile[^/]*|[^/]+\.ya?ml)$/,
  words: /DNS_CLUSTER_QUERY/,
  *see(source) {
    yield* settingLines(
      source,
      /DNS_CLUSTER_QUERY\b["']?\s*[:=]\s*["']?[^\s"']|name:\s*["']?DNS_CLUSTER_QUERY/,
      () => ({
        text: 'messages reach the sockets of all nodes, which find each other (DNS_CLUSTER_QUERY)',
        confidence: 'high',
      }),
    );
  },
};

/** Uses of `Phoenix.PubSub`, without which nodes that find each other carry no messages of sockets. */
export const phoenixUses: Recogniser = {
  in: 'text',
  sighting: 'phoenix-pubsub-used',
  files: /\.exs?$/,
  words: /\{Phoenix\.PubSub,/,
  *see(source) {
    yield { span: source.span(0, 0), text: 'Phoenix.PubSub is started', confidence: 'high' };
  },
};

/** Source: https://laravel.com/docs/12.x/reverb#scaling */
const reverb: Recogniser = {
  in: 'settings',
  sighting,
  words: /reverb|REVERB_SCALING_ENABLED/i,
  *see({ key, value, span }) {
    if (/^(?:reverb\.servers\.\w+\.scaling\.enabled|REVERB_SCALING_ENABLED)$/.test(key) && value === 'true')
      yield {
        span,
        text: 'messages reach the sockets of all instances (Reverb with Redis)',
        confidence: 'high',
      };
  },
};

/** Everything that joins the sockets of several instances. */
export const backplanes: readonly Recogniser[] = [adaptersInCode, cableJoins, phoenix, dnsCluster, reverb];
