import { settled } from '../../../syntax/code/arguments.js';
import type { CodeCall, CodeFile } from '../../../syntax/code/code-file.js';
import type { CodeRecogniser, Recogniser, Seen } from '../../recogniser.js';
import { seenAt } from '../../recogniser.js';
import { nodeSessionMemory, nodeSessionStores } from './node-session-stores.js';
import { externalSessions, localSessions } from './session-sightings.js';
import { settingLines } from './setting-lines.js';

/** Backends of Django's sessions. Source: https://docs.djangoproject.com/en/stable/topics/http/sessions/#configuring-the-session-engine */
const djangoEngine =
  /^(?:django\.contrib\.sessions\.backends\.(cache|cached_db|db|signed_cookies|file)|redis_sessions\.session|qsessions\.backends\.\w+|user_sessions\.backends\.db)$/;
/** Source: https://flask-session.readthedocs.io/en/latest/config.html */
const flaskStore = /^(redis|memcached|mongodb|sqlalchemy|dynamodb|filesystem|cachelib)$/;

function* pythonSettings(code: CodeFile, wantsLocal: boolean): Iterable<Seen> {
  for (const { place, value, context, start, end } of code.assignments) {
    const known = settled(value);
    if (known.kind !== 'text' || context.conditional) continue;
    const range = { start, end };
    const django = place.name === 'SESSION_ENGINE' ? djangoEngine.exec(known.text) : null;
    if (django && (django[1] === 'file') === wantsLocal)
      yield seenAt(
        code,
        range,
        wantsLocal
          ? 'sessions are kept in files of the machine (SESSION_ENGINE of Django)'
          : `sessions are kept outside the process (${django[1] ?? known.text} of Django)`,
      );
    const flask = place.name === 'SESSION_TYPE' ? flaskStore.exec(known.text) : null;
    if (flask && /^(?:filesystem|cachelib)$/.test(known.text) === wantsLocal)
      yield seenAt(
        code,
        range,
        wantsLocal
          ? 'sessions are kept in files of the machine (Flask-Session)'
          : `sessions are kept outside the process (${known.text} of Flask-Session)`,
      );
  }
}

const python: CodeRecogniser = {
  in: 'code',
  sighting: externalSessions,
  languages: ['python'],
  words: /SESSION_ENGINE|SESSION_TYPE|SessionMiddleware/,
  *see(code) {
    yield* pythonSettings(code, false);
    for (const call of code.calls)
      for (const { value } of call.arguments)
        if (
          call.name === 'add_middleware' &&
          value.kind === 'path' &&
          value.target === 'starlette.middleware.sessions.SessionMiddleware'
        )
          yield seenAt(code, call, 'sessions are kept in the user’s cookie (Starlette)');
  },
};

const pythonLocal: CodeRecogniser = {
  in: 'code',
  sighting: localSessions,
  languages: ['python'],
  words: /SESSION_ENGINE|SESSION_TYPE/,
  *see(code) {
    yield* pythonSettings(code, true);
  },
};

/** Sources: https://docs.spring.io/spring-session/reference/, https://learn.microsoft.com/en-us/aspnet/core/fundamentals/app-state */
const jvm: CodeRecogniser = {
  in: 'code',
  sighting: externalSessions,
  languages: ['java', 'kotlin'],
  words: /Enable(?:Redis|Jdbc|Mongo|Hazelcast)\w*(?:Http|Web)?Session/,
  *see(code) {
    for (const mark of code.marks) {
      const store = /^Enable(Redis|Jdbc|Mongo|Hazelcast)\w*Session$/.exec(mark.name);
      if (store)
        yield seenAt(code, mark, `sessions are kept outside the process (Spring Session, ${store[1] ?? ''})`);
    }
  },
};

const springSettings: Recogniser = {
  in: 'text',
  sighting: externalSessions,
  files: /(?:^|\/)application[\w-]*\.(?:properties|ya?ml)$/,
  words: /store-type/,
  *see(source) {
    if (!/session/.test(source.text)) return;
    yield* settingLines(
      source,
      /(?:^|\.session\.|^\s+)store-type\s*[:=]\s*["']?(redis|jdbc|mongodb|hazelcast)\b/i,
      ([, store = '']) => ({
        text: `sessions are kept outside the process (Spring Session, ${store})`,
        confidence: 'high',
      }),
    );
  },
};

function* dotnetSessions(code: CodeFile, wantsLocal: boolean): Iterable<Seen> {
  const called = (name: string): CodeCall | undefined => code.calls.find((call) => call.name === name);
  const session = called('AddSession');
  if (!session) return;
  const shared = [
    'AddStackExchangeRedisCache',
    'AddDistributedSqlServerCache',
    'AddCosmosCache',
    'AddDistributedPostgresCache',
  ].find(called);
  if (!wantsLocal && shared !== undefined)
    yield seenAt(code, session, `sessions are kept outside the process (AddSession with ${shared})`);
  const memory = called('AddDistributedMemoryCache');
  if (wantsLocal && shared === undefined && memory && !memory.context.conditional)
    yield seenAt(
      code,
      memory,
      'sessions are kept in the memory of the process (AddSession with AddDistributedMemoryCache)',
    );
}

const dotnet: CodeRecogniser = {
  in: 'code',
  sighting: externalSessions,
  languages: ['csharp'],
  words: /AddSession/,
  see: (code) => dotnetSessions(code, false),
};

const dotnetMemory: CodeRecogniser = {
  in: 'code',
  sighting: localSessions,
  languages: ['csharp'],
  words: /AddSession/,
  see: (code) => dotnetSessions(code, true),
};

/** Source: https://guides.rubyonrails.org/configuring.html#config-session-store */
const rails: Recogniser = {
  in: 'text',
  sighting: externalSessions,
  files: /(?:^|\/)config\/(?:application|initializers\/[\w-]*session[\w-]*|environments\/production)\.rb$/,
  words: /session_store/,
  see: (source) =>
    settingLines(
      source,
      /\bsession_store\s*[(=]?\s*:(cookie_store|redis_store|redis_session_store|cache_store|active_record_store|mem_cache_store)\b/,
      ([, store = '']) => ({
        text: `sessions are kept outside the process (${store} of Rails)`,
        confidence: 'high',
      }),
    ),
};

/** Source: https://laravel.com/docs/session#configuration */
const laravel: Recogniser = {
  in: 'text',
  sighting: externalSessions,
  files: /(?:^|\/)config\/session\.php$/,
  words: /SESSION_DRIVER/,
  see: (source) =>
    settingLines(
      source,
      /['"]driver['"]\s*=>\s*env\(\s*['"]SESSION_DRIVER['"]\s*,\s*['"](redis|database|memcached|dynamodb|cookie)['"]/,
      ([, store = '']) => ({
        text: `sessions are kept outside the process (${store}, the default of SESSION_DRIVER)`,
        confidence: 'medium',
      }),
    ),
};

/** Sources: https://hexdocs.pm/plug/Plug.Session.html, https://symfony.com/doc/current/session.html#store-sessions-in-a-key-value-database-redis */
const plug: Recogniser = {
  in: 'text',
  sighting: externalSessions,
  files: /(?:^|\/)endpoint\.ex$/,
  words: /\bstore:\s*:cookie\b/,
  see: (source) =>
    settingLines(source, /\bstore:\s*:cookie\b/, () => ({
      text: 'sessions are kept in the user’s cookie (Plug.Session)',
      confidence: 'high',
    })),
};

/** Targets of stores in Go and Rust that lie outside the process, and of those that do not. */
const otherStores: readonly { readonly target: RegExp; readonly isLocal: boolean; readonly name: string }[] =
  [
    {
      target: /^github\.com\/gorilla\/sessions\.NewCookieStore$/,
      isLocal: false,
      name: 'a cookie of gorilla/sessions',
    },
    {
      target:
        /^github\.com\/gin-contrib\/sessions\/(?:redis|cookie|postgres|mongo\/\w+|gorm|memcached)\.New\w*Store\w*$/,
      isLocal: false,
      name: 'gin-contrib/sessions',
    },
    {
      target:
        /^github\.com\/alexedwards\/scs\/(?:redisstore|postgresstore|pgxstore|mysqlstore|goredisstore|mssqlstore|firestore)\.New\w*$/,
      isLocal: false,
      name: 'scs',
    },
    {
      target:
        /^(?:gopkg\.in\/boj\/redistore\.v\d|github\.com\/(?:boj|rbcervilla)\/redi?s?store(?:\/v\d+)?)\.New\w*$/,
      isLocal: false,
      name: 'Redis',
    },
    {
      target: /^github\.com\/gin-contrib\/sessions\/memstore\.NewStore$/,
      isLocal: true,
      name: 'memstore of gin-contrib/sessions',
    },
    {
      target: /^github\.com\/gorilla\/sessions\.NewFilesystemStore$/,
      isLocal: true,
      name: 'files of gorilla/sessions',
    },
    {
      target:
        /^actix_session::storage::(?:RedisSessionStore|RedisActorSessionStore|CookieSessionStore)(?:::|\.)\w+/,
      isLocal: false,
      name: 'actix-session',
    },
    {
      target: /^tower_sessions_(?:sqlx_store|redis_store|moka_store)::\w+(?:::|\.)new$/,
      isLocal: false,
      name: 'tower-sessions',
    },
    {
      target: /^tower_sessions::MemoryStore(?:::|\.)\w+$/,
      isLocal: true,
      name: 'MemoryStore of tower-sessions',
    },
  ];

function others(isLocal: boolean): CodeRecogniser {
  return {
    in: 'code',
    sighting: isLocal ? localSessions : externalSessions,
    languages: ['go', 'rust'],
    words:
      /gorilla\/sessions|gin-contrib\/sessions|alexedwards\/scs|redistore|redisstore|actix_session|tower_sessions/,
    *see(code) {
      for (const call of code.calls) {
        const store = otherStores.find((item) => item.isLocal === isLocal && item.target.test(call.target));
        if (store && !(isLocal && call.context.conditional))
          yield seenAt(
            code,
            call,
            `sessions are kept ${isLocal ? 'in one instance' : 'outside the process'} (${store.name})`,
          );
      }
    },
  };
}

/** Recognisers of sessions that all instances can read. */
export const externalSessionStores: readonly Recogniser[] = [
  nodeSessionStores,
  python,
  jvm,
  springSettings,
  dotnet,
  rails,
  laravel,
  plug,
  others(false),
];

/** Recognisers of sessions that one instance holds. */
export const localSessionStores: readonly Recogniser[] = [
  nodeSessionMemory,
  pythonLocal,
  dotnetMemory,
  others(true),
];
