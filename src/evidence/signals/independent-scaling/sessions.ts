import {
  csharpService,
  elixirService,
  goService,
  javaService,
  kotlinService,
  nodeService,
  phpService,
  pythonService,
  rubyService,
  rustService,
} from '../../examples.js';
import type { EvidenceSignal } from '../../signal.js';
import { sightedSignal } from '../../signal.js';
import type { LocatedMatch } from '../../signal.js';
import { deployment } from './examples.js';
import { severalInstances } from './instances.js';
import { localSessions } from './session-sightings.js';
import { externalSessionStores, localSessionStores } from './session-stores.js';

const question = 'independent-scaling';

const withRedis =
  "const session = require('express-session');\nconst { RedisStore } = require('connect-redis');\napp.use(session({ store: new RedisStore({ client }), secret: 'x' }));\n";
const withoutStore = "const session = require('express-session');\napp.use(session({ secret: 'x' }));\n";
const replicated = { 'k8s/app.yaml': deployment({ replicas: 3 }) };

export const sessionStoreExternal = sightedSignal({
  id: 'session-store-external',
  question,
  stance: 'supports',
  meaning: 'Any instance can take the next request of a user.',
  recognition:
    'Sessions are set up with a store in Redis, a database or a cookie: express-session, @fastify/session, Django, Flask-Session, Starlette, Spring Session, ASP.NET, Rails, Laravel, Phoenix, gorilla, gin-contrib, scs, actix-session, tower-sessions.',
  guards: [
    'A store that is only installed or imported is none.',
    'What a framework does by default without a line for it is not shown.',
  ],
  languages: ['JavaScript', 'Python', 'Java', 'Kotlin', 'Ruby', 'PHP', 'Elixir', 'Rust', 'C#', 'Go'],
  recognisers: externalSessionStores,
  seen: [
    { title: 'express-session with Redis', files: nodeService(withRedis) },
    {
      title: 'cookie-session',
      files: nodeService(
        "const cookieSession = require('cookie-session');\napp.use(cookieSession({ keys: ['x'] }));\n",
      ),
    },
    {
      title: 'Django',
      files: pythonService('', {
        'app/settings.py': "SESSION_ENGINE = 'django.contrib.sessions.backends.cached_db'\n",
      }),
    },
    { title: 'Flask-Session', files: pythonService("class Config:\n    SESSION_TYPE = 'redis'\n") },
    {
      title: 'Starlette',
      files: pythonService(
        "from fastapi import FastAPI\nfrom starlette.middleware.sessions import SessionMiddleware\n\napp = FastAPI()\napp.add_middleware(SessionMiddleware, secret_key='x')\n",
      ),
    },
    {
      title: 'Spring Session',
      files: javaService(
        'import org.springframework.session.data.redis.config.annotation.web.http.EnableRedisHttpSession;\n\n@EnableRedisHttpSession\nclass Sessions {}\n',
      ),
    },
    {
      title: 'Spring Session in Kotlin',
      files: kotlinService(
        'import org.springframework.session.data.redis.config.annotation.web.http.EnableRedisHttpSession\n\n@EnableRedisHttpSession\nclass Sessions\n',
      ),
    },
    {
      title: 'actix-session',
      files: rustService(
        'use actix_session::{SessionMiddleware, storage::CookieSessionStore};\n\nfn main() {\n    let sessions = SessionMiddleware::new(CookieSessionStore::default(), key());\n}\n',
      ),
    },
    {
      title: 'Spring Session by a setting',
      files: javaService('', {
        'src/main/resources/application.properties': 'spring.session.store-type=redis\n',
      }),
    },
    {
      title: 'ASP.NET',
      files: csharpService(
        'builder.Services.AddStackExchangeRedisCache(options => {});\nbuilder.Services.AddSession();\n',
      ),
    },
    {
      title: 'gorilla/sessions',
      files: goService(
        'package main\n\nimport "github.com/gorilla/sessions"\n\nvar store = sessions.NewCookieStore([]byte("x"))\n\nfunc main() {}\n',
      ),
    },
    {
      title: 'Rails',
      files: rubyService('', {
        'config/initializers/session_store.rb':
          "Rails.application.config.session_store :redis_store, servers: ['redis://redis']\n",
      }),
    },
    {
      title: 'Laravel',
      files: phpService('<?php\n', {
        'config/session.php': "<?php\nreturn [\n    'driver' => env('SESSION_DRIVER', 'database'),\n];\n",
      }),
    },
    {
      title: 'Phoenix',
      files: elixirService('', {
        'lib/app_web/endpoint.ex':
          'defmodule AppWeb.Endpoint do\n  @session_options [\n    store: :cookie,\n    key: "_app_key"\n  ]\nend\n',
      }),
    },
  ],
  unseen: [
    {
      title: 'a store that is imported and not given',
      files: nodeService(
        "const { RedisStore } = require('connect-redis');\nconst session = require('express-session');\napp.use(session({ secret: 'x' }));\n",
      ),
    },
    {
      title: 'a comment',
      files: rubyService('', {
        'config/initializers/session_store.rb': '# Rails.application.config.session_store :redis_store\n',
      }),
    },
    {
      title: 'ASP.NET: a cache without sessions',
      files: csharpService('builder.Services.AddStackExchangeRedisCache(options => {});\n'),
    },
  ],
});

/** Drivers of Laravel that hold sessions on one machine. Source: https://laravel.com/docs/session#configuration */
const localDriver = /^(?:file|array)$/;

export const sessionInProcessMemory: EvidenceSignal = {
  id: 'session-in-process-memory',
  question,
  stance: 'contradicts',
  meaning: 'A user who reaches another instance is logged out, and each restart logs everyone out.',
  recognition:
    'express-session or @fastify/session without a store or with its MemoryStore, AddSession with AddDistributedMemoryCache, file sessions of Django or Flask-Session, SESSION_DRIVER=file in what a platform sets. Of high confidence where the service runs in several instances.',
  guards: [
    'A store in memory that a condition falls back to is not the one of production.',
    'A store that may be set later or come from options that are not known silences it.',
    'The default of a setting that the environment gives says nothing.',
  ],
  languages: ['JavaScript', 'Python', 'Rust', 'C#', 'Go'],
  recognisers: localSessionStores,
  seen: [
    { title: 'express-session without a store', files: nodeService(withoutStore) },
    {
      title: 'express-session without a store, in three instances',
      files: nodeService(withoutStore, replicated),
    },
    {
      title: 'MemoryStore',
      files: nodeService(
        "const session = require('express-session');\napp.use(session({ secret: 'x', store: new session.MemoryStore() }));\n",
      ),
    },
    {
      title: 'files of Django',
      files: pythonService('', {
        'app/settings.py': "SESSION_ENGINE = 'django.contrib.sessions.backends.file'\n",
      }),
    },
    {
      title: 'Laravel, as the platform sets it',
      files: phpService('<?php\n', {
        'k8s/app.yaml': deployment({
          replicas: 2,
          container: 'env: [{name: SESSION_DRIVER, value: file}]\n',
        }),
      }),
    },
    {
      title: 'ASP.NET',
      files: csharpService('builder.Services.AddDistributedMemoryCache();\nbuilder.Services.AddSession();\n'),
    },
    {
      title: 'memstore of gin',
      files: goService(
        'package main\n\nimport "github.com/gin-contrib/sessions/memstore"\n\nvar store = memstore.NewStore([]byte("x"))\n\nfunc main() {}\n',
      ),
    },
    {
      title: 'tower-sessions',
      files: rustService(
        'use tower_sessions::{MemoryStore, SessionManagerLayer};\n\nfn main() {\n    let store = MemoryStore::default();\n    let layer = SessionManagerLayer::new(store);\n}\n',
      ),
    },
  ],
  unseen: [
    {
      title: 'a store in memory that is a fallback',
      files: nodeService(
        "const session = require('express-session');\nconst { RedisStore } = require('connect-redis');\nlet store;\nif (config.db) {\n  store = new RedisStore({ client });\n} else {\n  store = new session.MemoryStore();\n}\napp.use(session({ secret: 'x', store }));\n",
      ),
    },
    {
      title: 'a store for production alone',
      files: nodeService(
        "const session = require('express-session');\nconst options = { secret: 'x' };\nif (production) options.store = makeStore();\napp.use(session(options));\n",
      ),
    },
    { title: 'a store', files: nodeService(withRedis) },
    {
      title: 'options that are not known',
      files: nodeService(
        "const session = require('express-session');\nmodule.exports = (options) => session(options);\n",
      ),
    },
    {
      title: 'ASP.NET: a cache in memory without sessions',
      files: csharpService('builder.Services.AddDistributedMemoryCache();\n'),
    },
    {
      title: 'Laravel: a default',
      files: phpService('<?php\n', {
        'config/session.php': "<?php\nreturn [\n    'driver' => env('SESSION_DRIVER', 'file'),\n];\n",
      }),
    },
  ],
  detect: (facts) => {
    const { sightings, workloads } = facts;
    const code = sightings.flatMap(({ kind, span, text, service }): readonly LocatedMatch[] => {
      if (kind !== localSessions) return [];
      const instances = severalInstances(service, facts);
      return instances === undefined
        ? [{ span, text, confidence: 'medium', service }]
        : [{ span, text: `${text}, and ${instances}`, confidence: 'high', service }];
    });
    const settings = workloads.flatMap((workload) => {
      const driver = workload.containers
        .map(({ environment }) => environment['SESSION_DRIVER'] ?? '')
        .find((value) => localDriver.test(value));
      const instances = severalInstances(workload.service, facts, (candidate) => candidate === workload);
      if (driver === undefined || instances === undefined) return [];
      const span = { ...workload.span, endLine: workload.span.line, endColumn: workload.span.column };
      return [
        {
          span,
          text: `SESSION_DRIVER is ${driver}: sessions lie on one machine, and ${instances}`,
          confidence: 'high' as const,
          service: workload.service,
        },
      ];
    });
    return [...code, ...settings];
  },
};
