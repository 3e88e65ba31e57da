import { positional } from '../../../syntax/code/arguments.js';
import type { CodeCall, CodeFile, CodeValue } from '../../../syntax/code/code-file.js';
import type { InService } from '../../../model/service.js';
import type { Sighting } from '../../../model/sighting.js';
import { seenAt } from '../../recogniser.js';
import type { CodeRecogniser } from '../../recogniser.js';
import { isDeed } from './retried-posts.js';

const clients = 'retrying-http-client';
/** The kind of sightings of requests whose client may be told elsewhere to repeat them. */
export const deedByClient = 'deed-by-http-client';

/** Every client of the program. */
const all = '*';

/**
 * Clients of .NET that are told to repeat what failed. The standard handler repeats every method:
 * https://learn.microsoft.com/dotnet/core/resilience/http-resilience#disable-retries-for-a-given-list-of-http-methods.
 * So do policies of Polly that look at the answer alone:
 * https://learn.microsoft.com/dotnet/api/microsoft.extensions.dependencyinjection.pollyhttpclientbuilderextensions.addtransienthttperrorpolicy.
 */
export const retryingClients: CodeRecogniser = {
  in: 'code',
  sighting: clients,
  languages: ['csharp'],
  words: /AddStandardResilienceHandler|AddTransientHttpErrorPolicy/,
  *see(code) {
    if (/DisableFor\w*\s*\(|HttpMethod|ShouldHandle|idempoten/i.test(code.source.text)) return;
    for (const call of code.calls) {
      if (!repeats(call, code)) continue;
      const client = clientOf(call, code);
      if (client !== undefined)
        yield {
          ...seenAt(code, call, 'what failed is sent again by this client', 'medium'),
          details: { client },
        };
    }
  },
};

/** Requests that act, with the class that sends them. */
export const deedsByClients: CodeRecogniser = {
  in: 'code',
  sighting: deedByClient,
  languages: ['csharp'],
  words: /Post(?:AsJson)?Async/,
  *see(code) {
    if (/idempoten|request-?id|dedup/i.test(code.source.text)) return;
    for (const call of code.calls) {
      const owner = call.context.class?.name;
      if (owner !== undefined && isDeed(call, code))
        yield {
          ...seenAt(
            code,
            call,
            'a request by POST that fails is sent again without a key, because its client repeats every method',
            'medium',
          ),
          details: { client: owner },
        };
    }
  },
};

/** Whether the class that sends a request was given a client that repeats it. */
export function isRepeated(
  { details, service }: InService<Sighting>,
  sightings: readonly InService<Sighting>[],
): boolean {
  return sightings.some(
    (other) =>
      other.kind === clients &&
      other.service === service &&
      (other.details?.client === all || other.details?.client === details?.client),
  );
}

function repeats(call: CodeCall, code: CodeFile): boolean {
  if (call.name === 'AddStandardResilienceHandler') return true;
  return (
    call.name === 'AddTransientHttpErrorPolicy' &&
    /\b(?:WaitAndRetry|Retry)(?:Forever)?(?:Async)?\s*\(/.test(code.source.text.slice(call.start, call.end))
  );
}

/** `Shop` of `AddHttpClient<IShop, Shop>(…).AddStandardResilienceHandler()`; all where it is said for those of `ConfigureHttpClientDefaults`. */
function clientOf(call: CodeCall, code: CodeFile): string | undefined {
  for (let value: CodeValue | undefined = call; value?.kind === 'call'; value = value.callee.object)
    if (value.name === 'AddHttpClient') return value.typeArguments?.at(-1);
  const isDefault = code.calls.some(
    (outer) =>
      outer.name === 'ConfigureHttpClientDefaults' &&
      outer.start <= call.start &&
      call.end <= outer.end &&
      positional(outer, 0) !== undefined,
  );
  return isDefault ? all : undefined;
}
