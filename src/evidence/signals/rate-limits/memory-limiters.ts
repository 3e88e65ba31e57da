import { given, option, positional, settled } from '../../../syntax/code/arguments.js';
import type { CodeCall, CodeFile } from '../../../syntax/code/code-file.js';
import type { KnownInLanguage, Said } from '../../known-calls.js';
import { valuesIn } from '../../values.js';
import { fastifyPlugin, isGivenName, ktorPlugin } from './limiter-calls.js';

const alone = (what: string): string => `${what} keeps its counts in the memory of each instance`;

/** The DRF, Rails and Laravel ones count in the cache of the application, which is not known here. */
const without = (call: CodeCall, names: readonly string[], what: string): Said =>
  given(call, names) === 'no' ? alone(what) : undefined;

/**
 * Limits per client whose counts are in memory, by default or by choice. Sources: the documentation of each library on its store.
 * Limits that protect the instance itself (one of golang.org/x/time/rate, Guava's, ASP.NET's) are right in memory.
 */
export const memoryLimiters: readonly KnownInLanguage[] = [
  {
    languages: ['javascript'],
    words: /rate-?limit|throttler/i,
    calls: [
      // https://express-rate-limit.mintlify.app/reference/configuration#store
      [
        /^express-rate-limit(?:\.(?:default|rateLimit))?$/,
        (call) => without(call, ['store'], 'express-rate-limit'),
      ],
      // https://github.com/fastify/fastify-rate-limit#options
      [
        /\.register$/,
        (call) =>
          isGivenName(call, fastifyPlugin)
            ? withoutOf(call, ['redis', 'store'], '@fastify/rate-limit')
            : undefined,
      ],
      // https://docs.nestjs.com/security/rate-limiting#storages
      [
        /^@nestjs\/throttler\.ThrottlerModule\.forRoot$/,
        (call) => without(call, ['storage'], 'the throttler of Nest'),
      ],
      [
        /^rate-limiter-flexible\.RateLimiterMemory$/,
        (call, code) => (isInsurance(call, code) ? undefined : alone('RateLimiterMemory')),
      ],
      // https://github.com/koajs/ratelimit#options
      [
        /^koa-ratelimit(?:\.default)?$/,
        (call) => {
          const driver = option(call, 'driver');
          return driver?.kind === 'text' && driver.text === 'memory' ? alone('koa-ratelimit') : undefined;
        },
      ],
      [/^hono-rate-limiter\.rateLimiter$/, (call) => without(call, ['store'], 'hono-rate-limiter')],
    ],
  },
  {
    languages: ['python'],
    words: /slowapi|flask_limiter/,
    calls: [
      // https://flask-limiter.readthedocs.io/en/stable/configuration.html, https://slowapi.readthedocs.io/en/latest/api/
      [
        /^slowapi(?:\.\w+)*\.Limiter$/,
        (call) => without(call, ['storage_uri', 'config_filename'], 'slowapi'),
      ],
      [
        /^flask_limiter(?:\.\w+)*\.Limiter$/,
        (call, code) =>
          /RATELIMIT_STORAGE|from_(?:object|envvar|pyfile|prefixed_env)/.test(code.source.text)
            ? undefined
            : flaskMemory(call),
      ],
    ],
  },
  {
    languages: ['go'],
    words: /tollbooth|limiter|httprate|labstack\/echo/,
    calls: [
      [/^github\.com\/didip\/tollbooth(?:\/v\d+)?\.NewLimiter$/, alone('tollbooth')],
      [
        /^github\.com\/ulule\/limiter(?:\/v\d+)?\/drivers\/store\/memory\.NewStore\w*$/,
        alone('ulule/limiter'),
      ],
      [
        /^github\.com\/labstack\/echo(?:\/v\d+)?\/middleware\.NewRateLimiterMemoryStore\w*$/,
        alone('the rate limiter of Echo'),
      ],
      [
        /^github\.com\/gofiber\/fiber(?:\/v\d+)?\/middleware\/limiter\.New$/,
        (call) => without(call, ['Storage'], 'the limiter of Fiber'),
      ],
      // https://github.com/go-chi/httprate/blob/master/limiter.go: a counter of the process unless another is given
      [
        /^github\.com\/go-chi\/httprate\.(?:LimitBy\w+|Limit)$/,
        (_, { source: { text } }) =>
          /WithLimitCounter|WithRedis|httprate-?redis/.test(text) ? undefined : alone('httprate'),
      ],
      // A limiter for each client, in a map: one for all protects the instance.
      [
        /^golang\.org\/x\/time\/rate\.NewLimiter$/,
        (_, { source: { text } }) =>
          /map\[string\]\s*\*?rate\.Limiter\b/.test(text) && /RemoteAddr|ClientIP|\bip\b/i.test(text)
            ? alone('a map of limiters for each client (golang.org/x/time/rate)')
            : undefined,
      ],
    ],
  },
  {
    languages: ['csharp'],
    words: /AddInMemoryRateLimiting|MemoryCacheRateLimitCounterStore/,
    calls: [
      // https://github.com/stefanprodan/AspNetCoreRateLimit/blob/master/src/AspNetCoreRateLimit/StartupExtensions.cs, and what it was set up with before 4.0:
      // https://github.com/stefanprodan/AspNetCoreRateLimit/wiki/IpRateLimitMiddleware
      [/\.AddInMemoryRateLimiting$/, alone('AspNetCoreRateLimit')],
      [
        /\.AddSingleton$/,
        ({ typeArguments = [] }) =>
          typeArguments.some((type) => /(?:^|\.)MemoryCacheRateLimitCounterStore$/.test(type))
            ? alone('AspNetCoreRateLimit')
            : undefined,
      ],
    ],
  },
  {
    languages: ['java', 'kotlin'],
    words: /bucket4j|plugins\.ratelimit/,
    calls: [
      // https://bucket4j.com: a bucket that no proxy manager keeps is an object of the process
      [
        /^(?:io\.github\.bucket4j\.)?Bucket(?:4j)?\.builder$/,
        (_, { source: { text } }) =>
          /\bMap\s*<\s*\w+\s*,\s*Bucket\s*>/.test(text) && !/ProxyManager/.test(text)
            ? alone('a map of buckets for each client (Bucket4j)')
            : undefined,
      ],
      // https://ktor.io/docs/server-rate-limit.html: without a key one limit holds for all
      [
        /^(?:io\.ktor\.server\.application\.)?install$/,
        (call, { source: { text } }) =>
          isGivenName(call, ktorPlugin) && text.includes('requestKey')
            ? alone('the plugin of Ktor')
            : undefined,
      ],
    ],
  },
  {
    languages: ['rust'],
    words: /tower_governor|actix_governor/,
    calls: [
      // https://docs.rs/tower_governor, https://docs.rs/actix-governor: by the address of the client unless said
      [
        /^(?:tower_governor::governor|actix_governor)::GovernorConfigBuilder::(?:default|const_default|secure)$/,
        (_, { source: { text } }) =>
          text.includes('GlobalKeyExtractor') ? undefined : alone('the governor of clients'),
      ],
    ],
  },
  {
    languages: ['elixir'],
    words: /\bHammer\b/,
    marks: [
      // https://hexdocs.pm/hammer/Hammer.ETS.html
      [
        /^Hammer$/,
        (mark, { source: { text } }) => {
          // Counts that are broadcast are those of all nodes: https://hexdocs.pm/hammer/distributed-ets.html
          if (text.includes('PubSub')) return undefined;
          const backend = mark.arguments.find(({ name }) => name === 'backend')?.value;
          return backend?.kind === 'text' && /^(?:ets|atomic)$/.test(backend.text)
            ? alone('Hammer')
            : undefined;
        },
      ],
    ],
  },
];

/** The options of a plugin come second. */
function withoutOf(call: CodeCall, names: readonly string[], what: string): Said {
  const options = positional(call, 1);
  if (!options) return call.spread ? undefined : alone(what);
  const known = settled(options);
  return known.kind === 'map' &&
    !known.spread &&
    !known.entries.some(({ name }) => name !== undefined && names.includes(name))
    ? alone(what)
    : undefined;
}

/** rate-limiter-flexible's way to go on when its store is down: `new RateLimiterRedis({ insuranceLimiter })`. */
function isInsurance(call: CodeCall, code: CodeFile): boolean {
  return /insurance/i.test(code.source.text) && valuesIn(code).includes(call);
}

function flaskMemory(call: CodeCall): Said {
  const uri = option(call, 'storage_uri');
  const known = uri && settled(uri);
  if (known?.kind === 'text') return known.text.startsWith('memory://') ? alone('Flask-Limiter') : undefined;
  return without(call, ['storage_uri'], 'Flask-Limiter');
}
