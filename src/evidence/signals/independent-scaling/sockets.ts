import { given, option } from '../../../syntax/code/arguments.js';
import type { CodeCall, CodeFile, CodeLanguage } from '../../../syntax/code/code-file.js';
import type { CodeRecogniser, Recogniser } from '../../recogniser.js';
import { seenAt } from '../../recogniser.js';
import type { InService } from '../../../model/service.js';
import type { Sighting } from '../../../model/sighting.js';
import type { EvidenceSignal } from '../../signal.js';
import { sightedSignal } from '../../signal.js';
import { severalInstances } from './instances.js';
import { backplanes, cableInMemory, cableUses, channelLayers, phoenixUses } from './socket-backplanes.js';
import { apartSeen, apartUnseen, joinedSeen, joinedUnseen } from './socket-examples.js';
import { brokerListeners, socketRegistries, speaksOfBroker } from './socket-registries.js';

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
  return isBroadcast && !speaksOfBroker(source.text);
}

/**
 * What hands messages on within one process by its documentation. Sources: https://docs.spring.io/spring-framework/reference/web/websocket/stomp/handle-simple-broker.html,
 * https://www.apollographql.com/docs/apollo-server/data/subscriptions#the-pubsub-class, https://chillicream.com/docs/hotchocolate/v15/defining-a-schema/subscriptions,
 * https://learn.microsoft.com/en-us/aspnet/core/signalr/scale
 */
const memoryBrokers: readonly {
  readonly languages: readonly CodeLanguage[];
  readonly target: RegExp;
  readonly text: string;
}[] = [
  {
    languages: ['java', 'kotlin'],
    target: /\.enableSimpleBroker$/,
    text: 'messages of STOMP stay within one process (simple broker of Spring)',
  },
  {
    languages: ['javascript'],
    target: /^graphql-subscriptions\.PubSub$/,
    text: 'what subscriptions of GraphQL wait for stays within one process (PubSub)',
  },
  {
    languages: ['csharp'],
    target: /\.AddInMemorySubscriptions$/,
    text: 'what subscriptions of Hot Chocolate wait for stays within one process',
  },
  {
    languages: ['csharp'],
    target: /\.MapHub$/,
    text: 'messages of SignalR stay within one process',
  },
];

const brokersInMemory: CodeRecogniser = {
  in: 'code',
  sighting: 'socket-server',
  languages: ['csharp', 'java', 'javascript', 'kotlin'],
  words: {
    csharp: /AddInMemorySubscriptions|MapHub\b/,
    java: /enableSimpleBroker/,
    javascript: /['"]graphql-subscriptions['"]/,
    kotlin: /enableSimpleBroker/,
  },
  *see(code) {
    for (const call of code.calls) {
      const known = memoryBrokers.find(
        ({ languages, target }) => languages.includes(code.language) && target.test(call.target),
      );
      if (known && !call.context.conditional)
        yield {
          ...seenAt(code, call, known.text),
          details: {
            library: known.text,
            joined: 'false',
            only: call.name === 'MapHub' ? 'hub-broadcast' : '',
          },
        };
    }
  },
};

/** Messages of SignalR to more than the one who called: only they must reach other instances. */
const hubUses: Recogniser = {
  in: 'text',
  sighting: 'hub-broadcast',
  files: /\.cs$/,
  words: /\bClients\s*(?:!\s*)?\.\s*(?:All|Group|Groups|User|Users|Others|OthersInGroup)\b/,
  *see(source) {
    yield { span: source.span(0, 0), text: 'a hub sends to several clients', confidence: 'high' };
  },
};

export const realtimeBackplane = sightedSignal(
  {
    id: 'realtime-backplane',
    question,
    stance: 'supports',
    meaning: 'A message reaches users whatever instance holds their socket.',
    recognition:
      'An adapter of socket.io, Hocuspocus, subscriptions of GraphQL, a manager of python-socketio, a message queue of Flask-SocketIO, a channel layer of Django Channels or an adapter of Action Cable that goes through Redis, PostgreSQL or a broker; the backplane of SignalR, a broker behind STOMP of Spring, scaling of Reverb, nodes of Phoenix that find each other or share a Redis.',
    guards: [
      'An adapter that is only imported is none.',
      'A channel layer in memory is none.',
      'Settings of Action Cable that nothing is sent through are those of every new application, and so is a `DNSCluster` of Phoenix without a query.',
      'Nodes of Erlang that find each other carry no messages of sockets without `Phoenix.PubSub`.',
    ],
    languages: ['JavaScript', 'Python', 'Ruby', 'C#', 'Java', 'Kotlin', 'Elixir'],
    recognisers: backplanes,
    seen: joinedSeen,
    unseen: joinedUnseen,
  },
  ({ span, service, text }, { sightings }) => {
    const needed = /(?:^|\/)cable\.ya?ml$/.test(span.file)
      ? cableUses.sighting
      : text.includes('all nodes')
        ? phoenixUses.sighting
        : undefined;
    return needed === undefined || sightings.some((seen) => seen.kind === needed && seen.service === service);
  },
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
    'In a service that runs in several instances, with nothing that joins them: a server of socket.io, python-socketio, Flask-SocketIO or ws that broadcasts to its clients, hubs of SignalR, the simple broker of Spring, subscriptions of GraphQL in memory, a channel layer in memory, Action Cable with the adapter `async`, or open connections that a class or a module collects and sends to.',
  guards: [
    'One instance, or a number that is not known, is not judged.',
    'An adapter anywhere in the service, or one that may be given by options, silences it.',
    'A broadcast in a file that speaks of a broker may get its messages from there; a collection of connections says nothing in a service that listens to one.',
    'A hub that answers only the one who called needs nothing.',
  ],
  languages: ['JavaScript', 'Python', 'C#', 'Java', 'Kotlin', 'Go', 'Ruby'],
  recognisers: [
    socketServers,
    socketRegistries,
    brokersInMemory,
    brokerListeners,
    hubUses,
    memoryLayers,
    cableInMemory,
    cableUses,
    phoenixUses,
    ...backplanes,
  ],
  seen: apartSeen,
  unseen: apartUnseen,
  detect: (facts) => {
    const holds = (kind: string, service: string): boolean =>
      facts.sightings.some((seen) => seen.kind === kind && seen.service === service);
    return facts.sightings.flatMap((seen) => {
      const { span, text, service, confidence } = seen;
      const instances =
        isOfOneProcess(seen, holds) && !holds('realtime-backplane', service)
          ? severalInstances(service, facts)
          : undefined;
      return instances === undefined
        ? []
        : [{ span, text: `${text}, nothing joins the instances, and ${instances}`, confidence, service }];
    });
  },
};

/** Whether what was seen hands messages on within one process, by itself and by what else its service holds. */
function isOfOneProcess(
  { kind, details, service }: InService<Sighting>,
  holds: (kind: string, service: string) => boolean,
): boolean {
  switch (kind) {
    case memoryLayers.sighting:
      return true;
    case cableInMemory.sighting:
      return holds(cableUses.sighting, service);
    case socketServers.sighting:
      return (
        details?.joined === 'false' &&
        (!details.only || holds(details.only, service)) &&
        (details.unless === undefined || !holds(details.unless, service))
      );
    default:
      return false;
  }
}
