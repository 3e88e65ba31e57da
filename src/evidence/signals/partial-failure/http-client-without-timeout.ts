import type { CodeCall, CodeFile, CodeFunction, CodeValue } from '../../../syntax/code/code-file.js';

import { clientsWithoutTimeout } from './http-client-without-timeout-examples.js';
import { seenAt } from '../../recogniser.js';
import type { Recogniser, Seen } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import type { EvidenceSignal } from '../../signal.js';
import { clientLanguages, clientsOf, httpClients, wordsOf } from './clients/all-clients.js';
import {
  endsAllRequests,
  mayBeEndedElsewhere,
  sentBy,
  waitByArguments,
  waitOf,
} from './clients/http-client.js';
import type { HttpClient } from './clients/http-client.js';
import { isOfServer, mayEnd } from './server-files.js';
import { requestTimeoutSet } from './request-timeout-set.js';

const sighting = 'http-client-without-timeout';
/** Something that gives all requests of a program an end, whatever file sends them. */
const everywhere = 'timeout-of-all-requests';

const waiting: Recogniser = {
  in: 'code',
  sighting,
  languages: clientLanguages,
  words: wordsOf(httpClients),
  *see(code) {
    if (!isOfServer(code.source.path)) return;
    const clients = clientsOf(code.language);
    const isOpen = new Map<HttpClient, boolean>();
    const mayEnd = (client: HttpClient): boolean => {
      const known = isOpen.get(client) ?? mayBeEndedElsewhere(code, client);
      isOpen.set(client, known);
      return known;
    };
    for (const call of code.calls) {
      if (isForTests(call.context.function)) continue;
      const seen = waitingCall(code, call, clients);
      if (seen && !mayEnd(seen.client)) yield seen.seen;
    }
  },
};

/** Whether the name of a function says that only tests call it: `__test_error`, `clientForTesting`. */
function isForTests(made: CodeFunction | undefined): boolean {
  return (
    made !== undefined &&
    (/(?:^|_)tests?(?:_|$)|For(?:Unit)?Test(?:s|ing)?$/i.test(made.name) || isForTests(made.parent))
  );
}

function waitingCall(
  code: CodeFile,
  call: CodeCall,
  clients: readonly HttpClient[],
): { readonly client: HttpClient; readonly seen: Seen } | undefined {
  const maker = clients.find((client) => client.makes?.test(call.target));
  if (maker) {
    const wait = waitByArguments(call, maker, 0);
    const { library, endless } = maker;
    const at = (text: string): Seen => ({ ...seenAt(code, call, text), details: { library } });
    if (wait.kind === 'endless')
      return {
        client: maker,
        seen: at(
          `a client of ${library} is made with its timeout switched off (${written(code, wait.value)})`,
        ),
      };
    return maker.judgedWhereMade === true && endless !== undefined && wait.kind === 'default'
      ? { client: maker, seen: at(`a client of ${library} is made without a timeout, and ${endless}`) }
      : undefined;
  }
  // What is asked while a program starts holds no request.
  if (!call.context.function) return undefined;
  const sent = sentBy(call, clients);
  if (!sent) return undefined;
  const { client, sending } = sent;
  const wait = waitOf(call, client, sending);
  const at = (text: string): Seen => ({
    ...seenAt(code, call, text, client.confidence),
    details: { library: client.library },
  });
  const what = `${nameOf(call)} of ${client.library}`;
  if (wait.kind === 'endless' && !wait.madeBy)
    return { client, seen: at(`${what} has its timeout switched off (${written(code, wait.value)})`) };
  return wait.kind === 'default' && client.endless !== undefined && client.judgedWhereMade !== true
    ? { client, seen: at(`${what} is sent without a timeout, and ${client.endless}`) }
    : undefined;
}

/** "`post` request", "request". */
function nameOf({ target }: CodeCall): string {
  // By the name in the library: it may be imported under another.
  const verb = /\.(get|head|delete|post|put|patch)$/i.exec(target)?.[1];
  return verb === undefined ? 'a request' : `a ${verb.toUpperCase()} request`;
}

function written(code: CodeFile, value: CodeValue | undefined): string {
  return value ? code.source.text.slice(value.start, value.end).slice(0, 40) : '';
}

const endingAll: Recogniser = {
  in: 'code',
  sighting: everywhere,
  languages: clientLanguages,
  words: /defaults|interceptors|setdefaulttimeout|Default(?:Client|Transport)/,
  *see(code) {
    for (const client of clientsOf(code.language))
      if (endsAllRequests(code, client))
        yield {
          ...seenAt(code, { start: 0, end: 0 }, `all requests of ${client.library} may be given an end`),
          details: { library: client.library },
        };
  },
};

const signal = sightedSignal(
  {
    id: sighting,
    question: 'partial-failure',
    stance: 'contradicts',
    meaning: 'One slow dependency can hold every thread, connection or request of this service.',
    recognition:
      'A request is sent inside a function without a timeout by a client that has none by default, or a timeout is switched off.',
    guards: [
      'Clients that end requests by themselves (httpx, aiohttp, undici, ky and others) are named only where that is switched off.',
      'Nothing is said where options, spread arguments, interceptors, transports, adapters or defaults may bring a timeout, nor where the file races, aborts or breaks calls.',
      'A call of gRPC is a hint only, and only where it surely has no deadline: a service configuration or an interceptor elsewhere may set one. Streams stay open.',
      'Scripts, tools, seeds and code outside functions hold no request.',
    ],
    languages: ['JavaScript', 'Python', 'Go', 'Java', 'Kotlin', 'C#', 'Ruby', 'PHP', 'Rust', 'Elixir'],
    recognisers: [waiting],
    ...clientsWithoutTimeout,
  },
  ({ details, service }, facts) =>
    !mayEnd(service, facts) &&
    !facts.sightings.some(
      (other) =>
        other.service === service &&
        other.details?.['library'] === details?.['library'] &&
        other.kind === everywhere,
    ),
);

/** A red flag for requests that may wait for ever; what may end them in other files is looked for too. */
export const httpClientWithoutTimeout: EvidenceSignal = {
  ...signal,
  recognisers: [waiting, endingAll, ...(requestTimeoutSet.recognisers ?? [])],
};
