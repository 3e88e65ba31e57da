import { nodeService, pythonService } from '../../examples.js';
import { given, option, settled } from '../../../syntax/code/arguments.js';
import type { CodeCall, CodeFile, CodeValue } from '../../../syntax/code/code-file.js';
import type { CodeRecogniser, Recogniser, Seen } from '../../recogniser.js';
import { seenAt } from '../../recogniser.js';
import type { EvidenceSignal } from '../../signal.js';
import { sightedSignal } from '../../signal.js';
import { severalInstances } from './instances.js';
import { deployment } from './examples.js';

const question = 'independent-scaling';

/** Makers of servers that hold open sockets, whose rooms and broadcasts reach the sockets of one process. */
const servers: readonly { readonly target: RegExp; readonly library: string }[] = [
  { target: /^socket\.io(?:\.Server)?$/, library: 'socket.io' },
  { target: /^flask_socketio\.SocketIO$/, library: 'Flask-SocketIO' },
  { target: /^socketio\.(?:Async)?Server$/, library: 'python-socketio' },
];

/** Servers of sockets, with or without something that joins the instances. */
export const socketServers: CodeRecogniser = {
  in: 'code',
  sighting: 'socket-server',
  languages: ['javascript', 'python'],
  words: /socket\.io|socketio|['"]ws['"]/,
  *see(code) {
    for (const call of code.calls) {
      const server = servers.find(({ target }) => target.test(call.target));
      const isPlain = /^ws\.(?:WebSocket)?Server$/.test(call.target);
      if (!server && !isPlain) continue;
      const isJoined = server ? mayBeJoined(code, call) : !broadcastsInProcess(code);
      yield {
        ...seenAt(code, call, `a server of sockets is made (${server?.library ?? 'ws'})`),
        details: {
          library: server?.library ?? 'ws',
          joined: String(isJoined || call.context.conditional),
        },
      };
    }
  },
};

/** Whether what is given to a server may join it with others; the first argument of `new Server(http, options)` is no options. */
function mayBeJoined({ language }: CodeFile, call: CodeCall): boolean {
  const names = ['adapter', 'client_manager', 'message_queue'];
  if (option(call, ...names)) return true;
  return language === 'python' ? call.spread : given(call, names, 1) !== 'no';
}

/** `server.clients.forEach(…)` with nothing in the file that could bring messages of other instances. */
function broadcastsInProcess({ calls, source }: CodeFile): boolean {
  const isBroadcast = calls.some(({ target }) =>
    /^ws\.(?:WebSocket)?Server\(\)\.clients\.forEach$/.test(target),
  );
  return isBroadcast && !/redis|nats|kafka|amqp|pubsub|pub\/sub|broker|subscribe/i.test(source.text);
}

/** Libraries that carry messages between the sockets of several instances. */
const adapters: readonly { readonly target: RegExp; readonly by: string }[] = [
  {
    target:
      /^@socket\.io\/(redis|redis-streams|postgres|mongo|gcp-pubsub|azure-service-bus)-adapter\.createAdapter$/,
    by: 'socket.io',
  },
  { target: /^@socket\.io\/(redis|redis-streams)-adapter\.createShardedAdapter$/, by: 'socket.io' },
  { target: /^socket\.io-redis(?:\.createAdapter)?$/, by: 'socket.io' },
  { target: /^socketio\.(?:Async)?(?:Redis|AioPika|Kombu|Kafka)Manager$/, by: 'python-socketio' },
];

const adaptersInCode: CodeRecogniser = {
  in: 'code',
  sighting: 'realtime-backplane',
  languages: ['javascript', 'python'],
  words: /socket\.io|socketio|channels_redis|CHANNEL_LAYERS|broadcaster/,
  *see(code) {
    for (const call of code.calls) {
      const adapter = adapters.find(({ target }) => target.test(call.target));
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
function* channelLayers(code: CodeFile, wanted: RegExp, say: (backend: string) => string): Iterable<Seen> {
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

/** Source: https://guides.rubyonrails.org/action_cable_overview.html#subscription-adapter */
const actionCable: Recogniser = {
  in: 'text',
  sighting: 'realtime-backplane',
  files: /(?:^|\/)config\/cable\.ya?ml$/,
  words: /^production:/m,
  *see(source) {
    const production = /^production:[^\n]*\n((?:[ \t#][^\n]*\n?|\n)*)/m.exec(source.text);
    const adapter = /^[ \t]+adapter:[ \t]*["']?(redis|postgresql|solid_cable|any_cable)\b/m.exec(
      production?.[1] ?? '',
    );
    if (!production || !adapter) return;
    const start = production.index + production[0].indexOf(adapter[0]);
    yield {
      span: source.span(start + adapter[0].search(/\S/), start + adapter[0].length),
      text: `messages reach the sockets of all instances (Action Cable with ${adapter[1] ?? ''})`,
      confidence: 'high',
    };
  },
};

/**
 * What is sent through Action Cable: each new application of Rails has a `cable.yml`, whether or not anything is ever sent.
 * Source: https://guides.rubyonrails.org/action_cable_overview.html#broadcasting
 */
const cableUses: Recogniser = {
  in: 'text',
  sighting: 'cable-used',
  files: /\.(?:rb|erb|haml|slim)$/,
  words:
    /\bstream_(?:from|for)\b|\bturbo_stream_from\b|\bActionCable\.server\.broadcast\b|\bbroadcasts?_(?:to|refreshes|\w+_to)\b/,
  *see(source) {
    yield { span: source.span(0, 0), text: 'something is sent through Action Cable', confidence: 'high' };
  },
};

const replicated = { 'k8s/app.yaml': deployment({ replicas: 3 }) };
const socketServer =
  "const { Server } = require('socket.io');\nconst io = new Server(3000);\nio.to('room').emit('news');\n";

export const realtimeBackplane = sightedSignal(
  {
    id: 'realtime-backplane',
    question,
    stance: 'supports',
    meaning: 'A message reaches users whatever instance holds their socket.',
    recognition:
      'An adapter of socket.io, a manager of python-socketio, a message queue of Flask-SocketIO, a channel layer of Django Channels or an adapter of Action Cable that goes through Redis, PostgreSQL or a broker.',
    guards: [
      'An adapter that is only imported is none.',
      'A channel layer in memory is none.',
      'Settings of Action Cable that nothing is sent through are those of every new application.',
    ],
    languages: ['JavaScript', 'Python', 'Ruby'],
    recognisers: [adaptersInCode, actionCable],
    seen: [
      {
        title: 'socket.io with Redis',
        files: nodeService(
          `${socketServer}const { createAdapter } = require('@socket.io/redis-adapter');\nio.adapter(createAdapter(publisher, subscriber));\n`,
        ),
      },
      {
        title: 'Flask-SocketIO with a message queue',
        files: pythonService(
          "from flask_socketio import SocketIO\n\nsocketio = SocketIO(app, message_queue='redis://redis')\n",
        ),
      },
      {
        title: 'Django Channels with Redis',
        files: pythonService('', {
          'app/settings.py':
            'CHANNEL_LAYERS = {\n    "default": {\n        "BACKEND": "channels_redis.core.RedisChannelLayer",\n        "CONFIG": {"hosts": [("redis", 6379)]},\n    },\n}\n',
        }),
      },
      {
        title: 'Action Cable with Redis',
        files: {
          Gemfile: "gem 'rails'\n",
          'config/cable.yml':
            'development:\n  adapter: async\n\nproduction:\n  adapter: redis\n  url: redis://redis\n',
          'app/channels/news_channel.rb':
            "class NewsChannel < ApplicationCable::Channel\n  def subscribed\n    stream_from 'news'\n  end\nend\n",
        },
      },
    ],
    unseen: [
      {
        title: 'an adapter that is imported and not used',
        files: nodeService(`${socketServer}const { createAdapter } = require('@socket.io/redis-adapter');\n`),
      },
      {
        title: 'a channel layer in memory',
        files: pythonService('', {
          'app/settings.py':
            'CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}\n',
        }),
      },
      {
        title: 'Action Cable that nothing is sent through',
        files: { Gemfile: "gem 'rails'\n", 'config/cable.yml': 'production:\n  adapter: redis\n' },
      },
      {
        title: 'Action Cable within one process',
        files: {
          Gemfile: "gem 'rails'\n",
          'config/cable.yml': 'development:\n  adapter: redis\n\nproduction:\n  adapter: async\n',
        },
      },
    ],
  },
  ({ span, service }, { sightings }) =>
    !span.file.endsWith('cable.yml') ||
    sightings.some((seen) => seen.kind === 'cable-used' && seen.service === service),
);

const memoryLayers: CodeRecogniser = {
  in: 'code',
  sighting: 'memory-channel-layer',
  languages: ['python'],
  words: /InMemoryChannelLayer/,
  *see(code) {
    yield* channelLayers(
      code,
      /InMemoryChannelLayer$/,
      () => 'messages of Django Channels stay within one process (InMemoryChannelLayer)',
    );
  },
};

export const socketsInProcessMemory: EvidenceSignal = {
  id: 'sockets-in-process-memory',
  question,
  stance: 'contradicts',
  meaning: 'A message reaches only the users whose socket the same instance holds.',
  recognition:
    'A server of socket.io, python-socketio, Flask-SocketIO or ws (that broadcasts to its clients), or a channel layer in memory, in a service that runs in several instances, with nothing that joins them.',
  guards: [
    'One instance, or a number that is not known, is not judged.',
    'An adapter anywhere in the service, or one that may be given by options, silences it.',
    'A broadcast in a file that speaks of a broker may get its messages from there.',
  ],
  languages: ['JavaScript', 'Python'],
  recognisers: [socketServers, memoryLayers, adaptersInCode, actionCable, cableUses],
  seen: [
    { title: 'socket.io', files: nodeService(socketServer, replicated) },
    {
      title: 'ws with a broadcast',
      files: nodeService(
        "const { WebSocketServer } = require('ws');\nconst server = new WebSocketServer({ port: 80 });\nfunction tell(text) {\n  server.clients.forEach((client) => client.send(text));\n}\n",
        replicated,
      ),
    },
    {
      title: 'Flask-SocketIO',
      files: pythonService('from flask_socketio import SocketIO\n\nsocketio = SocketIO(app)\n', replicated),
    },
    {
      title: 'Django Channels in memory',
      files: pythonService('', {
        ...replicated,
        'app/settings.py':
          'CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}\n',
      }),
    },
  ],
  unseen: [
    { title: 'one instance', files: nodeService(socketServer) },
    {
      title: 'an adapter',
      files: nodeService(
        `${socketServer}const { createAdapter } = require('@socket.io/redis-adapter');\nio.adapter(createAdapter(publisher, subscriber));\n`,
        replicated,
      ),
    },
    {
      title: 'options that are not known',
      files: nodeService(
        "const { Server } = require('socket.io');\nconst io = new Server(3000, options());\n",
        replicated,
      ),
    },
    {
      title: 'answers on the same socket only',
      files: nodeService(
        "const { WebSocketServer } = require('ws');\nconst server = new WebSocketServer({ port: 80 });\nserver.on('connection', (socket) => socket.send('hello'));\n",
        replicated,
      ),
    },
  ],
  detect: (facts) => {
    const joined = new Set(
      facts.sightings.filter(({ kind }) => kind === 'realtime-backplane').map(({ service }) => service),
    );
    return facts.sightings.flatMap(({ kind, details, span, text, service }) => {
      const isOpen =
        kind === 'memory-channel-layer' || (kind === 'socket-server' && details?.joined === 'false');
      const instances = isOpen && !joined.has(service) ? severalInstances(service, facts) : undefined;
      return instances === undefined
        ? []
        : [
            {
              span,
              text: `${text}, nothing joins the instances, and ${instances}`,
              confidence: 'high',
              service,
            },
          ];
    });
  },
};
