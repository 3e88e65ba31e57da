import { codeLanguages } from '../../../syntax/code/code-file.js';
import { option } from '../../../syntax/code/arguments.js';
import type { CodeCall, CodeLanguage } from '../../../syntax/code/code-file.js';
import { seenAt } from '../../recogniser.js';
import type { CodeRecogniser, TextRecogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { cacheSettings } from './cache-calls.js';
import { cacheLibraries, cacheWords } from './cache-libraries.js';
import { redisWords, redisWrites } from './redis-clients.js';
import { stampede, stampedeNot } from './stampede-protected-examples.js';

const sighting = 'stampede-protected';

interface Protection {
  readonly languages: readonly CodeLanguage[];
  readonly target: RegExp;
  /** It protects with this option only. */
  readonly option?: readonly string[];
  readonly says: string;
}

/**
 * Libraries that let one caller fill an entry while the others wait or get the old one:
 * https://pkg.go.dev/golang.org/x/sync/singleflight, https://github.com/isaacs/node-lru-cache (fetchMethod), https://github.com/jaredwray/cacheable (wrap),
 * https://github.com/mcollina/async-cache-dedupe, https://bentocache.dev/docs/stampede-protection, https://dogpilecache.sqlalchemy.org,
 * https://aiocache.aio-libs.org/en/latest/decorators.html, https://github.com/Krukov/cashews,
 * https://docs.spring.io/spring-framework/reference/integration/cache/annotations.html (sync), https://github.com/ben-manes/caffeine/wiki/Refresh,
 * https://learn.microsoft.com/aspnet/core/performance/caching/hybrid, https://github.com/ZiggyCreatures/FusionCache,
 * https://api.rubyonrails.org/classes/ActiveSupport/Cache/Store.html (race_condition_ttl), https://laravel.com/docs/cache (flexible),
 * https://symfony.com/doc/current/components/cache.html#stampede-prevention, https://docs.rs/moka (get_with), https://hexdocs.pm/cachex (fetch).
 */
const protections: readonly Protection[] = [
  {
    languages: ['go'],
    target: /\/singleflight\.Group\(\)\.(?:Do|DoChan)$/,
    says: 'callers that ask for the same share one answer (singleflight)',
  },
  {
    languages: ['go'],
    target: /^github\.com\/(?:golang|mailgun)\/groupcache(?:\/v\d+)?\.NewGroup$/,
    says: 'one instance fills an entry for all (groupcache)',
  },
  {
    languages: ['javascript'],
    target:
      /^(?:cache-manager(?:\.default)?\.(?:caching|createCache|Cache)|@nestjs\/cache-manager\.Cache)\(\)\.wrap$/,
    says: 'callers that miss the same entry share one load (wrap of cache-manager)',
  },
  {
    languages: ['javascript'],
    target: /^lru-cache(?:\.(?:default|LRUCache))?$/,
    option: ['fetchMethod'],
    says: 'callers that miss the same entry share one load (fetchMethod of lru-cache)',
  },
  {
    languages: ['javascript'],
    target: /^async-cache-dedupe\.(?:createCache|Cache)$/,
    says: 'callers that miss the same entry share one load (async-cache-dedupe)',
  },
  {
    languages: ['javascript'],
    target: /^bentocache\.BentoCache\(\)(?:\.\w+\(\))*\.getOrSet(?:Forever)?$/,
    says: 'one caller fills an entry under a lock (bentocache)',
  },
  {
    languages: ['python'],
    target:
      /^dogpile\.cache\.(?:region\.)?make_region\(\)(?:\.configure\(\))?\.(?:get_or_create|get_or_create_multi|cache_on_arguments|cache_multi_on_arguments)$/,
    says: 'one caller fills an entry under a lock (dogpile.cache)',
  },
  {
    languages: ['python'],
    target: /^aiocache\.cached_stampede$/,
    says: 'one caller fills an entry under a lock (aiocache)',
  },
  {
    languages: ['python'],
    target: /^cashews\.cache\.(?:early|soft|locked)$/,
    says: 'an entry is filled once or before it ends (cashews)',
  },
  {
    languages: ['java', 'kotlin'],
    target: /^(?:org\.springframework\.cache\.annotation\.)?Cacheable$/,
    option: ['sync'],
    says: 'one caller fills an entry while others wait (@Cacheable with sync)',
  },
  {
    languages: ['java', 'kotlin'],
    target: /(?:Caffeine|CacheBuilder)\.newBuilder\(\)(?:\.\w+\(\))*\.refreshAfterWrite$/,
    says: 'entries are filled again before they end (refreshAfterWrite)',
  },
  {
    languages: ['csharp'],
    target: /(?:^|\.)(?:HybridCache|I?FusionCache)\(\)\.(?:GetOrCreateAsync|GetOrSet(?:Async)?)$/,
    says: 'callers that miss the same entry share one load (HybridCache, FusionCache)',
  },
  {
    languages: ['ruby'],
    target: /^Rails\.cache\.(?:fetch|write|fetch_multi)$/,
    option: ['race_condition_ttl'],
    says: 'one caller fills an entry that ended while others get the old one (race_condition_ttl)',
  },
  {
    languages: ['php'],
    target: /^(?:Illuminate\\Support\\Facades\\)?Cache(?:::|\.)flexible$/,
    says: 'the old entry is given while a new one is made (Cache::flexible)',
  },
  {
    languages: ['rust'],
    target:
      /^moka::(?:future|sync)::(?:Cache|SegmentedCache)\b.*(?:\.|::)(?:try_|optionally_)?get_with(?:_by_ref)?$/,
    says: 'callers that miss the same entry share one load (get_with of moka)',
  },
  {
    languages: ['elixir'],
    target: /^Cachex\.fetch!?$/,
    says: 'callers that miss the same entry share one load (Cachex.fetch)',
  },
];

const inLibraries: CodeRecogniser = {
  in: 'code',
  sighting,
  languages: codeLanguages,
  words:
    /singleflight|groupcache|cache-manager|fetchMethod|cache-dedupe|bentocache|dogpile|cached_stampede|cashews|\bsync\s*=\s*true|refreshAfterWrite|HybridCache|FusionCache|race_condition_ttl|flexible|get_with|Cachex/,
  *see(code) {
    const known = protections.filter(({ languages }) => languages.includes(code.language));
    for (const node of [...code.calls, ...code.marks])
      for (const { target, option: names, says } of known) {
        if (!target.test(node.target)) continue;
        const told = names && option(node, ...names);
        if (names && (!told || (told.kind === 'boolean' && !told.value))) continue;
        yield seenAt(code, node, says);
        break;
      }
  },
};

/** A lifetime that chance is part of, so that entries do not end together. */
const chance =
  /\bjitter\w*|\w*_?jitter\b|\brand(?:om|int|range|rangeInt|n)?\b|Math\.random|rand\.\w+\(|\bmt_rand\b|random_int/i;

const inRedis: CodeRecogniser = {
  in: 'code',
  sighting,
  languages: codeLanguages,
  words: redisWords,
  *see(code) {
    for (const { call, key, expiry } of redisWrites(code))
      if (expiry === 'given' && chance.test(argumentsAfter(code.source.text, call, key.end)))
        yield seenAt(
          code,
          call,
          'the lifetime of an entry has a part by chance, so that entries do not end together',
        );
  },
};

const inLifetimes: CodeRecogniser = {
  in: 'code',
  sighting,
  languages: codeLanguages,
  words: cacheWords,
  *see(code) {
    for (const { node, value } of cacheSettings(code, cacheLibraries, 'ttl'))
      if (value && chance.test(code.source.text.slice(value.start, value.end)))
        yield seenAt(
          code,
          node,
          'the lifetime of an entry has a part by chance, so that entries do not end together',
        );
  },
};

function argumentsAfter(text: string, call: CodeCall, from: number): string {
  return text.slice(from, call.end);
}

/** https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_cache_lock */
const inNginx: TextRecogniser = {
  in: 'text',
  sighting,
  files: /\.conf(?:\.[\w.-]+)?$|\.nginx$|(?:^|\/)nginx\//i,
  words: /_cache_lock|_cache_use_stale/,
  *see(source) {
    const pattern =
      /^[ \t]*((?:proxy|fastcgi|uwsgi|scgi)_cache_(?:lock\s+on|use_stale\s+[^;\n]*\bupdating\b[^;\n]*))\s*;/gm;
    for (const { 0: text, 1: said = '', index } of source.text.matchAll(pattern)) {
      const start = index + text.length - text.trimStart().length;
      yield {
        span: source.span(start, index + text.length),
        text: `one request fills an entry of nginx while others wait or get the old one (${said.replace(/\s+/g, ' ')})`,
        confidence: 'high',
      };
    }
  },
};

export const stampedeProtected = sightedSignal({
  id: sighting,
  question: 'caching',
  stance: 'supports',
  meaning: 'When a popular entry ends, its readers do not all go to the origin at once.',
  recognition:
    'A call of a library that lets one caller fill an entry, a refresh before the end, a lifetime with a part by chance, or the locks of a caching proxy.',
  guards: ['A lock of any other use, and a library that is imported and not called, are none.'],
  languages: ['JavaScript', 'Python', 'Java', 'Ruby', 'PHP', 'Rust', 'Go', 'C#', 'Kotlin', 'Elixir'],
  recognisers: [inLibraries, inRedis, inLifetimes, inNginx],
  seen: stampede,
  unseen: stampedeNot,
});
