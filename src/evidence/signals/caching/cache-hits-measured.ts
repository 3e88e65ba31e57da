import { option } from '../../../syntax/code/arguments.js';
import type { CodeCall } from '../../../syntax/code/code-file.js';
import type { KnownInLanguage } from '../../known-calls.js';
import { recogniseKnown } from '../../known-calls.js';
import { seenAt } from '../../recogniser.js';
import type { CodeRecogniser, SettingsRecogniser, TextRecogniser } from '../../recogniser.js';
import { sightedSignal } from '../../signal.js';
import { isTrue } from '../../values.js';
import { metricsIn, metricWords } from '../hot-paths/metric-declarations.js';
import { codeLanguages } from '../../../syntax/code/code-file.js';
import { hitsMeasured, hitsMeasuredNot } from './cache-hits-measured-examples.js';

const sighting = 'cache-hits-measured';

/** A metric that counts what a cache had and what it had not: `cache_hits_total`, `cache.miss`, `http_cache_hit_ratio`. */
function countsHits(name: string): boolean {
  const words = name.replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase();
  return (
    /(?:^|[^a-z])(?:\w*cache|caches|cached|caching|memo)(?:[^a-z]|$)/.test(words) &&
    /(?:^|[^a-z])(?:hits?|miss|misses|missed)(?:[^a-z]|$)/.test(words) &&
    // What a database keeps of its own tables in memory.
    !/(?:^|[^a-z])(?:db|database|pg|postgres\w*|mysql|innodb|sqlite|buffers?|blks?)(?:[^a-z]|$)/.test(words)
  );
}

const ofMetrics: CodeRecogniser = {
  in: 'code',
  sighting,
  languages: codeLanguages,
  words: metricWords,
  *see(code) {
    const told = new Set<string>();
    for (const metric of metricsIn(code)) {
      const whole = nameOfGo(code.calls, metric) ?? metric.name;
      if (whole === undefined || !countsHits(whole) || told.has(whole)) continue;
      told.add(whole);
      yield seenAt(code, metric, `what a cache has and has not is counted (${whole})`);
    }
  },
};

/** `Subsystem: "cache", Name: "hits_total"`: https://pkg.go.dev/github.com/prometheus/client_golang/prometheus#Opts */
function nameOfGo(
  calls: readonly CodeCall[],
  { start, end }: { readonly start: number; readonly end: number },
): string | undefined {
  const options = calls.find(
    (call) => call.start > start && call.end <= end && /prometheus\.\w+Opts$/.test(call.target),
  );
  if (!options) return undefined;
  const parts = ['Namespace', 'Subsystem', 'Name'].flatMap((part) => {
    const value = option(options, part);
    return value?.kind === 'text' && value.exact ? [value.text] : [];
  });
  return parts.length === 0 ? undefined : parts.join('_');
}

const kept = (library: string): string => `hits and misses of the cache are counted (${library})`;

/**
 * Libraries for caches that count by themselves when they are told to: https://github.com/ben-manes/caffeine/wiki/Statistics,
 * https://docs.micrometer.io/micrometer/reference/reference/jvm.html, https://docs.spring.io/spring-boot/reference/actuator/metrics.html#actuator.metrics.supported.cache,
 * https://learn.microsoft.com/dotnet/api/microsoft.extensions.caching.memory.memorycacheoptions.trackstatistics, https://hexdocs.pm/cachex/Cachex.Stats.html,
 * https://hexdocs.pm/nebulex/telemetry.html, https://pkg.go.dev/github.com/dgraph-io/ristretto/v2#Config, https://pkg.go.dev/github.com/allegro/bigcache/v3#Config,
 * https://api.rubyonrails.org/classes/ActiveSupport/Notifications.html, https://github.com/korfuri/django-prometheus#monitoring-your-caches.
 */
const known: readonly KnownInLanguage[] = [
  {
    languages: ['java', 'kotlin'],
    words: /recordStats|CacheMetrics/,
    calls: [
      [
        /^(?:com\.github\.benmanes\.caffeine\.cache\.Caffeine|com\.google\.common\.cache\.CacheBuilder)\.(?:newBuilder|from)\(\)(?:\.\w+\(\))*\.recordStats$/,
        kept('recordStats'),
      ],
      [
        /^io\.micrometer\.core\.instrument\.binder\.cache\.(?:Caffeine|Guava|EhCache2|HazelcastCache|JCache|Cache)\w*Metrics(?:\.monitor)?$/,
        kept('Micrometer'),
      ],
      [/(?:^|\.)CacheMetricsRegistrar\(\)\.bindCacheToRegistry$/, kept('CacheMetricsRegistrar')],
    ],
  },
  {
    languages: ['csharp'],
    words: /TrackStatistics/,
    calls: [
      [
        /(?:^|\.)MemoryCacheOptions$/,
        (call) => (isOn(call, 'TrackStatistics') ? kept('TrackStatistics') : undefined),
      ],
    ],
  },
  {
    languages: ['go'],
    words: /ristretto|bigcache/,
    calls: [
      [
        /^github\.com\/(?:dgraph-io|outcaste-io)\/ristretto(?:\/v\d+)?\.Config$/,
        (call) => (isOn(call, 'Metrics') ? kept('ristretto') : undefined),
      ],
      [
        /^github\.com\/allegro\/bigcache(?:\/v\d+)?\.Config$/,
        (call) => (isOn(call, 'StatsEnabled') ? kept('bigcache') : undefined),
      ],
    ],
  },
  {
    languages: ['elixir'],
    words: /Cachex\.Stats|Nebulex\.Telemetry/,
    names: [[/^Cachex\.Stats$/, kept('Cachex.Stats')]],
  },
  {
    languages: ['ruby'],
    words: /cache_read\.active_support|cache_fetch_hit\.active_support/,
    calls: [
      [
        /^ActiveSupport::Notifications\.(?:monotonic_)?subscribe$/,
        ({ arguments: [event] }) =>
          event?.value.kind === 'text' &&
          /^cache_(?:read|read_multi|fetch_hit)\.active_support$/.test(event.value.text)
            ? { text: 'each read of the cache of Rails is told of, with hit or miss', confidence: 'medium' }
            : undefined,
      ],
    ],
  },
  {
    languages: ['python'],
    words: /django_prometheus\.cache\.backends/,
    texts: [[/^django_prometheus\.cache\.backends\.\w+\.\w+$/, kept('django-prometheus')]],
  },
];

function isOn(call: CodeCall, name: string): boolean {
  const value = option(call, name);
  return value !== undefined && isTrue(value);
}

/** https://docs.spring.io/spring-boot/appendix/application-properties/, https://quarkus.io/guides/cache#caffeine-configuration-properties */
const inSettings: SettingsRecogniser = {
  in: 'settings',
  sighting,
  words: /recordStats|enable-?statistics|metrics-?enabled/i,
  *see({ framework, key, value, span }) {
    if (framework !== 'jvm') return;
    if (
      (key === 'spring.cache.caffeine.spec' && /\brecordStats\b/.test(value)) ||
      (key === 'spring.cache.redis.enable-statistics' && value === 'true') ||
      (/^quarkus\.cache\.caffeine\.(?:.+\.)?metrics-enabled$/.test(key) && value === 'true')
    )
      yield { span, text: kept(key), confidence: 'high' };
  },
};

/**
 * Rules and dashboards that read the hits of a cache: https://github.com/oliver006/redis_exporter, https://github.com/prometheus/memcached_exporter,
 * https://github.com/jonnenauha/prometheus_varnish_exporter, https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Redis.html.
 */
const inMonitoring: TextRecogniser = {
  in: 'text',
  sighting,
  files: /\.(?:ya?ml|json|rules|tf|libsonnet)$/,
  words:
    /redis_keyspace_hits_total|memcached_commands_total|varnish_main_cache_hit|"CacheHitRate"|'CacheHitRate'/,
  *see(source) {
    const found =
      /\b(redis_keyspace_hits_total|memcached_commands_total|varnish_main_cache_hit|CacheHitRate)\b/.exec(
        source.text,
      );
    const line = found && source.line(source.position(found.index).line);
    if (!found || line === null || /^\s*(?:#|\/\/)/.test(line)) return;
    yield {
      span: source.span(found.index, found.index + found[0].length),
      text: `a rule or a dashboard reads how often the cache has what is asked for (${found[0]})`,
      confidence: 'high',
    };
  },
};

/** https://nginx.org/en/docs/http/ngx_http_upstream_module.html#var_upstream_cache_status */
const inNginx: TextRecogniser = {
  in: 'text',
  sighting,
  files: /\.conf(?:\.[\w.-]+)?$|\.nginx$|(?:^|\/)nginx\//i,
  words: /\$upstream_cache_status/,
  *see(source) {
    for (const { 0: text, index } of source.text.matchAll(
      /^[ \t]*[^#\s][^#\n]*\$upstream_cache_status\b/gm,
    )) {
      const start = index + text.length - '$upstream_cache_status'.length;
      yield {
        span: source.span(start, index + text.length),
        text: 'nginx says of each response whether the cache had it ($upstream_cache_status)',
        confidence: 'medium',
      };
      return;
    }
  },
};

export const cacheHitsMeasured = sightedSignal({
  id: sighting,
  question: 'caching',
  stance: 'supports',
  meaning: 'It is known how much of the load the cache carries, and seen when it carries none.',
  recognition:
    'A metric of a known library whose name speaks of the hits or misses of a cache, statistics of a library for caches that are switched on, a rule or a dashboard on the hits of Redis, Memcached or Varnish, the status of the cache in the logs of nginx.',
  guards: [
    'A cache that is only used, and an exporter that nobody asks for hits, are none.',
    'What a database finds in its own buffers is no cache of the program.',
    'Hits of pages, of rate limits and of searches are no hits of a cache.',
  ],
  languages: ['JavaScript', 'Python', 'Java', 'Kotlin', 'Go', 'C#', 'Ruby', 'Rust', 'Elixir'],
  recognisers: [ofMetrics, ...recogniseKnown(sighting, known), inSettings, inMonitoring, inNginx],
  seen: hitsMeasured,
  unseen: hitsMeasuredNot,
});
