import type { CodeCall, CodeFile, CodeValue } from '../../../syntax/code/code-file.js';
import type { CodeRecogniser, Seen, TextRecogniser } from '../../recogniser.js';
import { seenAt } from '../../recogniser.js';

/** Types of open connections: sockets, and streams of events. */
const connectionTypes =
  /^(?:(?:fastapi|starlette)(?:\.\w+)*\.WebSocket|aiohttp\.web\.WebSocketResponse|(?:[\w.]+\.)?(?:WebSocketSession|SseEmitter|SseEventSink|(?:Default)?WebSocketServerSession)|(?:jakarta|javax)\.websocket\.Session|(?:System\.Net\.WebSockets\.)?WebSocket)\(\)$/;

/** Ways to put something into a collection. */
const puts = /^(?:append|add|push|set|put|putIfAbsent|Add|TryAdd|AddOrUpdate)$/;

/** Ways to send to a connection. */
const sends =
  /^(?:send|send_text|send_json|send_bytes|send_str|sendMessage|sendText|write|Write\w*|SendAsync|emit|emitter)$/;

/** Libraries of Go for sockets; their connections stand in structs, whose fields are not followed. */
const goSockets = /^(?:github\.com\/(?:gorilla|coder)\/websocket|nhooyr\.io\/websocket)$/;

/**
 * Connections that a class or a module keeps in a collection, and to all of which it sends what happens: a message reaches those of one process.
 * Collections that a function makes for itself, and answers on the same connection, are others.
 */
export const socketRegistries: CodeRecogniser = {
  in: 'code',
  sighting: 'socket-server',
  languages: ['javascript', 'python', 'java', 'kotlin', 'csharp', 'go'],
  words: {
    javascript: /['"]ws['"]|text\/event-stream/,
    python: /\bWebSocket\b|WebSocketResponse/,
    java: /WebSocketSession|SseEmitter|SseEventSink|websocket\.Session/,
    kotlin: /WebSocketSession|WebSocketServerSession|SseEmitter/,
    csharp: /\bWebSockets?\b/,
    go: /(?:gorilla|coder|nhooyr\.io)\/websocket|\btype Hub struct\b/,
  },
  *see(code) {
    if (brokers.test(code.source.text)) return;
    const told = new Set<string>();
    for (const { name, at } of code.language === 'go' ? keptInGo(code) : kept(code)) {
      if (told.has(name) || !sendsToEach(code, name)) continue;
      told.add(name);
      yield {
        ...seenAt(code, at, `${name} holds the open connections that messages are sent to`, 'medium'),
        details: { library: name, joined: 'false', unless: brokerListeners.sighting },
      };
    }
  },
};

interface Kept {
  readonly name: string;
  readonly at: { readonly start: number; readonly end: number };
}

function* kept(code: CodeFile): Iterable<Kept> {
  for (const call of code.calls) {
    const { object } = call.callee;
    if (!puts.test(call.name) || object?.kind !== 'path' || !outlives(code, object)) continue;
    if (call.arguments.some(({ value }) => isConnection(code, call, value)))
      yield { name: object.name, at: call };
  }
  for (const { place, value, context, start, end } of code.assignments)
    if (
      place.name === '[]' &&
      place.object?.kind === 'path' &&
      outlives(code, place.object) &&
      value.kind === 'path' &&
      connectionTypes.test(value.target) &&
      context.function
    )
      yield { name: place.object.name, at: { start, end } };
}

/** `h.clients[client] = true`, `h.rooms[id][client] = struct{}{}` in a file that uses a library for sockets, or in a hub beside it. */
function* keptInGo(code: CodeFile): Iterable<Kept> {
  const isHub = /(?:^|\/)(?:websockets?|ws|sockets?|hub)\/[^/]+$|hub\.go$/.test(code.source.path);
  if (!isHub && !code.imports.some(({ module }) => goSockets.test(module))) return;
  for (const { place, start, end } of code.assignments) {
    if (place.name !== '[]') continue;
    let at: CodeValue | undefined = place;
    while (at?.kind === 'path' && at.name === '[]') at = at.object;
    if (
      at?.kind === 'path' &&
      at.object &&
      /client|conn|socket|peer|subscriber|session|room|user/i.test(at.name)
    )
      yield { name: at.name, at: { start, end } };
  }
}

/** Whether a collection is a member, or declared outside of functions. */
function outlives({ assignments }: CodeFile, value: CodeValue & { readonly kind: 'path' }): boolean {
  const declared = assignments.filter(({ place, declares }) => declares && place.name === value.name);
  return value.object !== undefined || declared.some(({ context }) => !context.function);
}

function isConnection(code: CodeFile, call: CodeCall, value: CodeValue): boolean {
  if (value.kind !== 'path') return false;
  if (code.language !== 'javascript') return connectionTypes.test(value.target);
  // The socket that a server of ws gives, or the response of a stream of events.
  for (let made = call.context.function; made; made = made.parent) {
    const index = made.parameters.findIndex(({ name }) => name === value.name);
    const on = made.argumentOf;
    if (index === -1 || !on) continue;
    const [event] = on.arguments;
    if (/^ws\.(?:WebSocket)?Server\(\)\.on$/.test(on.target))
      return index === 0 && event?.value.kind === 'text' && event.value.text === 'connection';
    return (
      index === 1 && /^(?:get|use|all|route)$/.test(on.name) && code.source.text.includes('text/event-stream')
    );
  }
  return false;
}

/** `for (const socket of sockets) socket.send(…)`, `sockets.values().forEach(…)`, `for client := range h.clients`. */
function sendsToEach({ calls, language, source: { text } }: CodeFile, name: string): boolean {
  const written = name.replace(/\W/g, '');
  // What one room of them is called: `clients := h.rooms[id]`.
  const [, part = written] =
    language === 'go' ? (new RegExp(`(\\w+)\\s*:?=\\s*(?:\\w+\\.)*${written}\\[`).exec(text) ?? []) : [];
  const each =
    language === 'go'
      ? new RegExp(`\\brange\\s+(?:\\w+\\.)*(?:${written}|${part})\\b`, 'g')
      : new RegExp(
          `\\b(?:for|foreach)\\b[^\\n]{0,80}\\b${written}\\b|\\b${written}\\b[^\\n;]{0,40}\\.(?:forEach|ForEach|each|map|Select)\\b`,
          'g',
        );
  return [...text.matchAll(each)].slice(0, 50).some(({ index: from }) => {
    const to = from + 1_200;
    return language === 'go'
      ? calls.some((call) => sends.test(call.name) && call.start >= from && call.start <= to) ||
          /\.[sS]end\w*\s*<-/.test(text.slice(from, to))
      : calls.some((call) => sends.test(call.name) && call.start >= from && call.start <= to);
  });
}

/** What may bring messages of other instances. */
const brokers =
  /redis|\bnats\b|kafka|amqp|rabbit|pulsar|mqtt|pub_?-?\/?sub|service ?bus|event ?hub|hazelcast|\bLISTEN\b/i;

/** Whether a file may get messages of other instances; a subscription may be one to a broker. */
export function speaksOfBroker(text: string): boolean {
  return brokers.test(text) || /broker|subscrib/i.test(text);
}

/** A service that listens to a broker anywhere may hand on to its sockets what it hears. */
export const brokerListeners: TextRecogniser = {
  in: 'text',
  sighting: 'broker-listener',
  files: /\.(?:go|py|java|kt|cs|rb|[cm]?[jt]s)$/,
  words: /subscri|listener|consume|\bLISTEN\b/i,
  *see(source): Iterable<Seen> {
    if (brokers.test(source.text) || /\bpgx?\b|postgres/i.test(source.text))
      yield { span: source.span(0, 0), text: 'something listens to a broker', confidence: 'medium' };
  },
};
