import { codeLanguages } from '../../../syntax/code/code-file.js';
import { entryOf, option } from '../../../syntax/code/arguments.js';
import type { CodeCall, CodeFile, CodeMark, CodeValue } from '../../../syntax/code/code-file.js';
import { codeWords } from '../../code-words.js';
import { seenAt } from '../../recogniser.js';
import type { CodeRecogniser, Seen } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { isTrue } from '../../values.js';
import { cacheSettings, endsNothing } from './cache-calls.js';
import { asks, cacheHeaders, letsKeep } from './cache-headers.js';
import { httpCaches, validators } from './http-caches.js';
import { httpCacheConfiguration } from './http-cache-configuration.js';
import { httpPolicy, httpPolicyNot } from './http-cache-policy-examples.js';
import { mapEntries } from './values-in-code.js';

const sighting = 'http-cache-policy';

const inCode: CodeRecogniser = {
  in: 'code',
  sighting,
  languages: codeLanguages,
  words:
    /cache-?_?control|maxAge|max_age|CachedEventHandler|cachedEventHandler|\betag\b|ResponseCache|OutputCache|ShallowEtag|expires_in|fresh_when|setSharedMaxAge|setMaxAge|setCachePeriod|revalidate|routeRules|CachePolicy/i,
  *see(code) {
    // What holds on the machines of developers is no policy.
    if (/(?:^|\/)config\/environments\/(?:development|test)\.rb$/.test(code.source.path)) return;
    for (const { at, value } of cacheHeaders(code))
      if (letsKeep(value))
        yield seenAt(code, at, `responses may be kept by caches (Cache-Control: ${value.slice(0, 60)})`);
    for (const { node, library, value } of cacheSettings(code, httpCaches, 'ttl'))
      if ((library !== 'Rails' || /controllers?\//.test(code.source.path)) && !forbids(node))
        yield seenAt(
          code,
          node,
          `responses may be kept by caches (${library}${value ? `: ${codeWords(code, value)}` : ''})`,
        );
    for (const node of [...code.calls, ...code.marks])
      if (validators.test(node.target))
        yield seenAt(
          code,
          node,
          'an unchanged response is not sent again (validators such as ETag)',
          'medium',
        );
    const validator = code.calls.find(writesValidator);
    if (validator)
      yield seenAt(
        code,
        validator,
        'an unchanged response is not sent again (ETag, compared with If-None-Match)',
        'medium',
      );
    yield* ofFrameworks(code);
  },
};

/** A header `ETag` that is written into a response: RFC 9110, section 8.8.3. Without a comparison nothing is saved. */
function writesValidator(call: CodeCall, _: number, calls: readonly CodeCall[]): boolean {
  const [name, value] = call.arguments;
  return (
    /^(?:set|setheader|header|add|append|put_resp_header|insert)$/i.test(call.name) &&
    value !== undefined &&
    isText(name?.value, /^etag$/i) &&
    !asks.test(call.target) &&
    calls.some((other) => other.arguments.some((argument) => isText(argument.value, /^if-none-match$/i)))
  );
}

function isText(value: CodeValue | undefined, pattern: RegExp): boolean {
  return value?.kind === 'text' && pattern.test(value.text);
}

/** ASP.NET's header object may say with a lifetime that nothing is to be kept. */
function forbids(node: CodeCall | CodeMark): boolean {
  const no = 'kind' in node ? option(node, 'NoCache', 'NoStore') : undefined;
  return no !== undefined && isTrue(no);
}

function* ofFrameworks(code: CodeFile): Iterable<Seen> {
  if (code.language === 'javascript') yield* ofNode(code);
  if (code.language === 'python') yield* ofPython(code);
}

function* ofNode(code: CodeFile): Iterable<Seen> {
  const { path } = code.source;
  for (const call of code.calls) {
    const plugin = call.name === 'register' ? call.arguments[0]?.value : undefined;
    if (plugin?.kind === 'path' && plugin.target === '@fastify/static' && option(call, 'maxAge'))
      yield seenAt(code, call, 'static files may be kept by caches (maxAge of @fastify/static)');
    if (plugin?.kind === 'path' && plugin.target === '@fastify/etag')
      yield seenAt(code, call, 'an unchanged response is not sent again (@fastify/etag)');
  }
  // https://nextjs.org/docs/app/api-reference/file-conventions/route-segment-config
  for (const { place, value, context, start, end } of code.assignments)
    if (
      place.name === 'revalidate' &&
      !context.function &&
      value.kind === 'number' &&
      value.value > 0 &&
      /(?:^|\/)(?:page|layout|route)\.[jt]sx?$/.test(path)
    )
      yield seenAt(
        code,
        { start, end },
        `the page is made again after ${value.value} seconds at the earliest (Next.js)`,
      );
  // https://nextjs.org/docs/pages/building-your-application/data-fetching/incremental-static-regeneration
  for (const made of code.functions)
    if (made.name === 'getStaticProps')
      for (const value of made.returns) {
        const given = value.kind === 'map' ? entryOf(value, 'revalidate') : undefined;
        if (given && !endsNothing(given) && given.kind !== 'boolean')
          yield seenAt(code, value, `the page is made again after a while (revalidate of Next.js)`);
      }
  // https://nitro.build/config#routerules
  if (/(?:^|\/)(?:nuxt|nitro)\.config\.[cm]?[jt]s$/.test(path))
    for (const { name, value } of mapEntries(code))
      if (
        /^(?:swr|isr)$/.test(name ?? '') &&
        ((value.kind === 'number' && value.value > 0) || (value.kind === 'boolean' && value.value))
      )
        yield seenAt(code, value, `responses of a route are kept (${name ?? ''} of Nitro)`);
}

function* ofPython(code: CodeFile): Iterable<Seen> {
  for (const { place, value, start, end } of code.assignments) {
    const known = value.kind === 'number' && value.value > 0;
    if (
      known &&
      place.name === 'max_age' &&
      place.object?.kind === 'path' &&
      place.object.name === 'cache_control'
    )
      yield seenAt(
        code,
        { start, end },
        `responses may be kept for ${value.value} seconds (cache_control.max_age)`,
      );
    if (known && /^(?:SEND_FILE_MAX_AGE_DEFAULT|WHITENOISE_MAX_AGE)$/.test(place.name))
      yield seenAt(
        code,
        { start, end },
        `static files may be kept for ${value.value} seconds (${place.name})`,
      );
    if (place.name === 'MIDDLEWARE' && value.kind === 'list')
      for (const item of value.items)
        if (item.kind === 'text' && item.text === 'django.middleware.http.ConditionalGetMiddleware')
          yield seenAt(code, item, 'an unchanged response is not sent again (ConditionalGetMiddleware)');
  }
}

export const httpCachePolicy = sightedSignal({
  id: sighting,
  question: 'caching',
  stance: 'supports',
  meaning: 'Browsers, proxies and content networks are told how long they may keep a response.',
  recognition:
    '`Cache-Control` with a lifetime that code or a server writes into responses, validators such as ETag, lifetimes of proxies and content networks.',
  guards: [
    '`no-store`, `no-cache` and a lifetime of zero are no policy of keeping.',
    'What a request sends to others is no policy of this service.',
    'The lifetime of HSTS and of cookies is called `max-age`, too.',
  ],
  languages: ['JavaScript', 'Python', 'Java', 'Ruby', 'PHP', 'Rust', 'Go', 'C#', 'Kotlin', 'Elixir'],
  recognisers: [inCode, ...httpCacheConfiguration],
  seen: httpPolicy,
  unseen: httpPolicyNot,
});
