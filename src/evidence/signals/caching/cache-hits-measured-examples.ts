import type { SignalExample } from '../../../model/evidence.js';
import {
  csharpService,
  elixirService,
  goService,
  javaService,
  kotlinService,
  nodeService,
  pythonService,
  rubyService,
  rustService,
} from '../../examples.js';

/** Caches whose hits are measured. */
export const hitsMeasured: readonly SignalExample[] = [
  {
    title: 'counters of prom-client',
    files: nodeService(
      "const { Counter } = require('prom-client');\nconst hits = new Counter({ name: 'price_cache_hits_total', help: 'hits' });\nconst misses = new Counter({ name: 'price_cache_misses_total', help: 'misses' });\n",
    ),
  },
  {
    title: 'prometheus_client',
    files: pythonService(
      'from prometheus_client import Counter\n\nLOOKUPS = Counter("profile_cache_miss", "Profiles that were not in the cache")\n',
    ),
  },
  {
    title: 'the cache backend of django-prometheus',
    files: pythonService('', {
      'app/settings.py':
        'CACHES = {\n    "default": {\n        "BACKEND": "django_prometheus.cache.backends.redis.RedisCache",\n        "LOCATION": "redis://cache",\n    }\n}\n',
    }),
  },
  {
    title: 'client_golang, the name in parts',
    files: goService(
      'import "github.com/prometheus/client_golang/prometheus"\n\nvar hits = prometheus.NewCounter(prometheus.CounterOpts{\n	Namespace: "shop",\n	Subsystem: "page_cache",\n	Name:      "hits_total",\n})\n',
    ),
  },
  {
    title: 'Caffeine',
    files: javaService(
      'import com.github.benmanes.caffeine.cache.Cache;\nimport com.github.benmanes.caffeine.cache.Caffeine;\n\nclass Rates {\n  private final Cache<String, Rate> rates = Caffeine.newBuilder().maximumSize(1000).recordStats().build();\n}\n',
    ),
  },
  {
    title: 'settings of Spring Boot',
    files: javaService('', {
      'src/main/resources/application.yml':
        'spring:\n  cache:\n    type: redis\n    redis:\n      enable-statistics: true\n',
    }),
  },
  {
    title: 'a cache bound to Micrometer',
    files: kotlinService(
      'import com.github.benmanes.caffeine.cache.Cache\nimport io.micrometer.core.instrument.MeterRegistry\nimport io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics\n\nfun measured(registry: MeterRegistry, rates: Cache<String, Rate>) =\n    CaffeineCacheMetrics.monitor(registry, rates, "rates")\n',
    ),
  },
  {
    title: 'statistics of IMemoryCache',
    files: csharpService(
      'using Microsoft.Extensions.Caching.Memory;\n\nvar cache = new MemoryCache(new MemoryCacheOptions { SizeLimit = 1000, TrackStatistics = true });\n',
    ),
  },
  {
    title: 'notifications of Rails',
    files: rubyService('', {
      'config/initializers/metrics.rb':
        "ActiveSupport::Notifications.subscribe('cache_read.active_support') do |event|\n  StatsD.increment(event.payload[:hit] ? 'cache.hit' : 'cache.miss')\nend\n",
    }),
  },
  {
    title: 'the prometheus crate',
    files: rustService(
      'use prometheus::IntCounter;\n\nfn hits() -> IntCounter {\n    IntCounter::new("session_cache_hits_total", "hits").unwrap()\n}\n',
    ),
  },
  {
    title: 'Telemetry.Metrics',
    files: elixirService(
      'defmodule App.Telemetry do\n  import Telemetry.Metrics\n\n  def metrics do\n    [counter("app.cache.hit.count"), counter("app.cache.miss.count")]\n  end\nend\n',
    ),
  },
  {
    title: 'a rule on the hits of Redis',
    files: nodeService('', {
      'monitoring/redis.rules.yml':
        'groups:\n  - name: redis\n    rules:\n      - alert: CacheColdForLong\n        expr: rate(redis_keyspace_hits_total[5m]) / (rate(redis_keyspace_hits_total[5m]) + rate(redis_keyspace_misses_total[5m])) < 0.5\n',
    }),
  },
  {
    title: 'the log of nginx',
    files: nodeService('', {
      'nginx/nginx.conf':
        "http {\n  log_format cached '$request $status $upstream_cache_status';\n  access_log /dev/stdout cached;\n}\n",
    }),
  },
];

/** What only looks alike. */
export const hitsMeasuredNot: readonly SignalExample[] = [
  {
    title: 'hits of a page, and errors of a cache',
    files: nodeService(
      "const { Counter } = require('prom-client');\nnew Counter({ name: 'page_hits_total', help: 'visits' });\nnew Counter({ name: 'cache_errors_total', help: 'errors' });\nnew Counter({ name: 'postgres_buffer_cache_hits', help: 'buffers' });\n",
    ),
  },
  {
    title: 'a cache without statistics',
    files: javaService(
      'import com.github.benmanes.caffeine.cache.Cache;\nimport com.github.benmanes.caffeine.cache.Caffeine;\n\nclass Rates {\n  private final Cache<String, Rate> rates = Caffeine.newBuilder().maximumSize(1000).build();\n}\n',
    ),
  },
  {
    title: 'statistics that are switched off',
    files: csharpService(
      'using Microsoft.Extensions.Caching.Memory;\n\nvar cache = new MemoryCache(new MemoryCacheOptions { TrackStatistics = false });\n',
    ),
  },
  {
    title: 'an exporter that nobody asks',
    files: nodeService('', {
      'compose.yaml': 'services:\n  exporter:\n    image: oliver006/redis_exporter:v1\n',
    }),
  },
];
