import {
  csharpService,
  elixirService,
  goService,
  javaService,
  kotlinService,
  nodeService,
  pythonService,
  rustService,
} from '../../examples.js';
import { recogniseKnown } from '../../known-calls.js';
import { sightedSignal } from '../../signal.js';
import { memoryLimiters } from './memory-limiters.js';
import { severalInstances } from '../independent-scaling/instances.js';

const limit = "const app = require('express')();\nconst rateLimit = require('express-rate-limit');\n";
const deployment = (replicas: number): Readonly<Record<string, string>> => ({
  'k8s/app.yaml': `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: app}\nspec:\n  replicas: ${replicas}\n  template:\n    metadata: {labels: {app: app}}\n    spec:\n      containers: [{name: app, image: app}]\n`,
});

export const rateLimitInMemory = sightedSignal(
  {
    id: 'rate-limit-in-memory',
    question: 'partial-failure',
    stance: 'contradicts',
    meaning: 'Each instance counts for itself: with every new instance a client may send more.',
    recognition:
      'A limit per client keeps its counts in memory, by default or by choice, and a workload of the service runs more than one instance.',
    guards: [
      'A service of which only one instance is known to run is none.',
      'A limit that protects the instance itself (one for all clients of golang.org/x/time/rate, Guava, ASP.NET) may count in memory.',
      'A store that may be given elsewhere is not taken for none.',
    ],
    languages: ['JavaScript', 'Python', 'Go', 'C#', 'Java', 'Kotlin', 'Rust', 'Elixir'],
    recognisers: recogniseKnown('rate-limit-memory', memoryLimiters),
    seen: [
      {
        title: 'limiters for each client in Go',
        files: goService(
          'import (\n\t"net/http"\n\n\t"golang.org/x/time/rate"\n)\n\nvar clients = make(map[string]*rate.Limiter)\n\nfunc limiterOf(r *http.Request) *rate.Limiter {\n\tlimiter, ok := clients[r.RemoteAddr]\n\tif !ok {\n\t\tlimiter = rate.NewLimiter(1, 3)\n\t\tclients[r.RemoteAddr] = limiter\n\t}\n\treturn limiter\n}\n',
          deployment(3),
        ),
      },
      {
        title: 'httprate',
        files: goService(
          'import (\n\t"time"\n\n\t"github.com/go-chi/chi/v5"\n\t"github.com/go-chi/httprate"\n)\n\nfunc router(r chi.Router) {\n\tr.Use(httprate.LimitByIP(100, time.Minute))\n}\n',
          deployment(3),
        ),
      },
      {
        title: 'AspNetCoreRateLimit before 4.0',
        files: csharpService(
          'using AspNetCoreRateLimit;\n\nvar builder = WebApplication.CreateBuilder(args);\nbuilder.Services.AddMemoryCache();\nbuilder.Services.AddSingleton<IRateLimitCounterStore, MemoryCacheRateLimitCounterStore>();\n',
          deployment(2),
        ),
      },
      {
        title: 'AspNetCoreRateLimit',
        files: csharpService(
          'var builder = WebApplication.CreateBuilder(args);\nbuilder.Services.AddInMemoryRateLimiting();\n',
          deployment(2),
        ),
      },
      {
        title: 'a map of buckets',
        files: javaService(
          'import io.github.bucket4j.*;\nimport java.util.*;\nimport java.util.concurrent.*;\n\nclass Limits {\n  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();\n\n  Bucket of(String client) {\n    return buckets.computeIfAbsent(client, key -> Bucket.builder().addLimit(perMinute()).build());\n  }\n}\n',
          deployment(2),
        ),
      },
      {
        title: 'the plugin of Ktor with a key',
        files: kotlinService(
          'import io.ktor.server.application.*\nimport io.ktor.server.plugins.ratelimit.*\n\nfun Application.module() {\n  install(RateLimit) {\n    global {\n      rateLimiter(limit = 100, refillPeriod = 60.seconds)\n      requestKey { call -> call.request.origin.remoteHost }\n    }\n  }\n}\n',
          deployment(2),
        ),
      },
      {
        title: 'tower_governor',
        files: rustService(
          'use tower_governor::{governor::GovernorConfigBuilder, GovernorLayer};\n\nfn main() {\n    let config = GovernorConfigBuilder::default().per_second(2).finish().unwrap();\n    let app = Router::new().layer(GovernorLayer { config: config.into() });\n}\n',
          deployment(2),
        ),
      },
      {
        title: 'Hammer with a table of the node',
        files: elixirService('defmodule App.Limit do\n  use Hammer, backend: :ets\nend\n', deployment(2)),
      },
      {
        title: 'express-rate-limit without a store, three replicas',
        files: nodeService(`${limit}app.use(rateLimit({ windowMs: 60000, limit: 100 }));\n`, deployment(3)),
      },
      {
        title: 'the throttler of Nest without a storage',
        files: nodeService(
          "import { Module } from '@nestjs/common';\nimport { ThrottlerModule } from '@nestjs/throttler';\n@Module({ imports: [ThrottlerModule.forRoot([{ ttl: 60000, limit: 10 }])] })\nexport class AppModule {}\n",
          {
            ...deployment(2),
            'src/server.js': '',
            'src/app.module.ts':
              "import { Module } from '@nestjs/common';\nimport { ThrottlerModule } from '@nestjs/throttler';\n@Module({ imports: [ThrottlerModule.forRoot([{ ttl: 60000, limit: 10 }])] })\nexport class AppModule {}\n",
          },
        ),
      },
      {
        title: 'slowapi without a storage',
        files: pythonService(
          'from slowapi import Limiter\nfrom slowapi.util import get_remote_address\n\nlimiter = Limiter(key_func=get_remote_address)\n',
          deployment(2),
        ),
      },
      {
        title: 'a memory store of ulule/limiter',
        files: goService(
          `import (
	"github.com/ulule/limiter/v3"
	"github.com/ulule/limiter/v3/drivers/store/memory"
)

var limit = limiter.New(memory.NewStore(), limiter.Rate{})
`,
          deployment(3),
        ),
      },
    ],
    unseen: [
      {
        title: 'one limiter for all clients in Go',
        files: goService(
          'import "golang.org/x/time/rate"\n\nvar limiter = rate.NewLimiter(100, 200)\n',
          deployment(3),
        ),
      },
      {
        title: 'one limit for all clients in Ktor',
        files: kotlinService(
          'import io.ktor.server.application.*\nimport io.ktor.server.plugins.ratelimit.*\n\nfun Application.module() {\n  install(RateLimit) {\n    global { rateLimiter(limit = 100, refillPeriod = 60.seconds) }\n  }\n}\n',
          deployment(3),
        ),
      },
      {
        title: 'a store in Redis',
        files: nodeService(
          `${limit}const { RedisStore } = require('rate-limit-redis');\napp.use(rateLimit({ windowMs: 60000, store: new RedisStore({}) }));\n`,
          deployment(3),
        ),
      },
      {
        title: 'options that come from elsewhere',
        files: nodeService(`${limit}app.use(rateLimit(require('./options')));\n`, deployment(3)),
      },
      {
        title: 'one replica',
        files: nodeService(`${limit}app.use(rateLimit({ windowMs: 60000 }));\n`, deployment(1)),
      },
      {
        title: 'nothing is known of where it runs',
        files: nodeService(`${limit}app.use(rateLimit({ windowMs: 60000 }));\n`),
      },
    ],
  },
  ({ span, text, confidence, service }, facts) => {
    const several = severalInstances(service, facts);
    return several === undefined ? false : { span, text: `${text}, and ${several}`, confidence, service };
  },
);
