import { option } from '../../../syntax/code/arguments.js';
import type { CodeCall, CodeFile } from '../../../syntax/code/code-file.js';
import type { KnownInLanguage, Said } from '../../known-calls.js';

/** `app.register(limiter)`, `app.use(Limiter)`: whether one of the arguments is this member of a library. */
export function isGivenName(call: CodeCall, target: RegExp): boolean {
  return call.arguments.some(
    ({ value }) =>
      value.kind === 'path' &&
      (target.test(value.target) || (value.value?.kind === 'path' && target.test(value.value.target))),
  );
}

/** Fastify's plugin by its names. */
export const fastifyPlugin = /^(?:@fastify\/rate-limit|fastify-rate-limit)\b/;

/** Ktor's plugin; without its package where that is imported as a whole. */
export const ktorPlugin = /^(?:io\.ktor\.server\.plugins\.ratelimit\.)?RateLimit$/;

/** Fastify's plugin with `global: false` limits only routes that ask for it; that is still a limit where one does. */
function fastify(call: CodeCall): Said {
  return isGivenName(call, fastifyPlugin)
    ? 'requests to Fastify are limited (@fastify/rate-limit)'
    : undefined;
}

/** A limit that refuses: what waits for its turn slows the program's own calls down. */
function refuses(call: CodeCall, code: CodeFile): Said {
  const inHandler = call.context.function?.parameters.some(({ type = '' }) =>
    /http\.ResponseWriter|gin\.Context|echo\.Context|fiber\.Ctx|context\.Context/.test(type),
  );
  const text = 'work above a rate is refused (golang.org/x/time/rate)';
  return inHandler === true || code.source.text.includes('StatusTooManyRequests')
    ? text
    : { text, confidence: 'medium' };
}

/** `->middleware('throttle:60,1')`. */
function throttled(call: CodeCall): Said {
  const named = call.arguments.flatMap(({ value }) => (value.kind === 'list' ? value.items : [value]));
  const found = named.find((value) => value.kind === 'text' && /^throttle(?::|$)/.test(value.text));
  return found?.kind === 'text' ? `requests are limited by Laravel (${found.text})` : undefined;
}

/** Rails: `rate_limit to: 10, within: 3.minutes` in a controller. */
function railsLimit(call: CodeCall): Said {
  return option(call, 'to') && option(call, 'within')
    ? 'requests to the controller are limited (rate_limit of Rails)'
    : undefined;
}

/** How requests are limited, by the documentation of each library. */
export const limiterCalls: readonly KnownInLanguage[] = [
  {
    languages: ['javascript'],
    words: /rate-?limit|throttler|slow-down|@adonisjs\/limiter|elysia-rate/i,
    calls: [
      [/^express-rate-limit(?:\.(?:default|rateLimit))?$/, 'requests are limited (express-rate-limit)'],
      [
        /^express-slow-down(?:\.(?:default|slowDown))?$/,
        'requests above a rate are slowed down (express-slow-down)',
      ],
      [/\.register$/, fastify],
      [
        /\.register$/,
        (call) =>
          isGivenName(call, /^hapi-rate-limit(?:or)?\b/) ? 'requests to hapi are limited' : undefined,
      ],
      [/^rate-limiter-flexible\.RateLimiter\w+$/, 'requests are limited (rate-limiter-flexible)'],
      [/^koa-ratelimit(?:\.default)?$/, 'requests to Koa are limited (koa-ratelimit)'],
      [/^koa2-ratelimit\.\w+\.middleware$/, 'requests to Koa are limited (koa2-ratelimit)'],
      [/^hono-rate-limiter\.rateLimiter$/, 'requests to Hono are limited (hono-rate-limiter)'],
      [/^@upstash\/ratelimit\.Ratelimit$/, 'requests are limited (@upstash/ratelimit)'],
      [/^elysia-rate-limit\.rateLimit$/, 'requests to Elysia are limited (elysia-rate-limit)'],
      [/^@unkey\/ratelimit\.Ratelimit$/, 'requests are limited (@unkey/ratelimit)'],
    ],
    names: [
      [/^@nestjs\/throttler\.ThrottlerGuard$/, 'requests to Nest are limited (its throttler guards them)'],
    ],
    bases: [
      [
        /^@nestjs\/throttler\.ThrottlerGuard$/,
        { text: 'a guard limits requests to Nest (derived from its throttler)', confidence: 'medium' },
      ],
    ],
  },
  {
    languages: ['python'],
    words: /slowapi|flask_limiter|ratelimit|[tT]hrottl|fastapi_limiter|rate_limit/,
    marks: [
      [/^slowapi(?:\.\w+)*\.Limiter\(\)\.(?:limit|shared_limit)$/, 'requests are limited (slowapi)'],
      [
        /^flask_limiter(?:\.\w+)*\.Limiter\(\)\.(?:limit|shared_limit)$/,
        'requests are limited (Flask-Limiter)',
      ],
      [
        /^(?:django_)?ratelimit\.decorators\.ratelimit$/,
        'requests to the view are limited (django-ratelimit)',
      ],
      [/^ninja\.throttling\./, 'requests are limited (Django Ninja)'],
    ],
    calls: [
      [
        /^flask_limiter(?:\.\w+)*\.Limiter$/,
        (call) =>
          option(call, 'default_limits', 'application_limits')
            ? 'requests to Flask are limited (Flask-Limiter)'
            : undefined,
      ],
      [
        /^slowapi(?:\.\w+)*\.Limiter$/,
        (call) =>
          option(call, 'default_limits', 'application_limits') ? 'requests are limited (slowapi)' : undefined,
      ],
      [
        /^fastapi_limiter(?:\.\w+)*\.FastAPILimiter\.init$/,
        'requests to FastAPI are limited (fastapi-limiter)',
      ],
      [/^litestar\.middleware\.rate_limit\.RateLimitConfig$/, 'requests to Litestar are limited'],
      [/^ninja\.throttling\.\w+Throttle$/, 'requests are limited (Django Ninja)'],
    ],
    names: [
      [
        /^rest_framework\.throttling\.(?:AnonRateThrottle|UserRateThrottle|ScopedRateThrottle)$/,
        'requests to views are limited (throttles of Django REST framework)',
      ],
    ],
    texts: [
      [
        /^rest_framework\.throttling\.(?:AnonRateThrottle|UserRateThrottle|ScopedRateThrottle)$/,
        'requests are limited by default (throttles of Django REST framework)',
      ],
    ],
    bases: [
      [
        /^rest_framework\.throttling\.\w+Throttle$/,
        { text: 'a throttle of Django REST framework is declared', confidence: 'medium' },
      ],
    ],
  },
  {
    languages: ['go'],
    words: /x\/time\/rate|tollbooth|limiter|httprate|middleware|redis_rate|throttled/,
    calls: [
      [/^golang\.org\/x\/time\/rate\.(?:NewLimiter\(\)|Limiter\(\))\.Allow(?:N)?$/, refuses],
      [
        /^github\.com\/didip\/tollbooth(?:\/v\d+)?\.(?:NewLimiter|LimitHandler|LimitFuncHandler|HTTPMiddleware)$/,
        'requests are limited (tollbooth)',
      ],
      [/^github\.com\/ulule\/limiter(?:\/v\d+)?\.New$/, 'requests are limited (ulule/limiter)'],
      [/^github\.com\/go-chi\/httprate\.(?:Limit\w*|NewRateLimiter)$/, 'requests are limited (httprate)'],
      [
        /^github\.com\/labstack\/echo(?:\/v\d+)?\/middleware\.RateLimiter(?:WithConfig)?$/,
        'requests to Echo are limited',
      ],
      [/^github\.com\/gofiber\/fiber(?:\/v\d+)?\/middleware\/limiter\.New$/, 'requests to Fiber are limited'],
      [/^github\.com\/go-redis\/redis_rate(?:\/v\d+)?\.NewLimiter$/, 'requests are limited (redis_rate)'],
      [/^github\.com\/sethvargo\/go-limiter\/httplimit\.NewMiddleware$/, 'requests are limited (go-limiter)'],
      [
        /^github\.com\/throttled\/throttled(?:\/v\d+)?\.HTTPRateLimiter(?:Ctx)?$/,
        'requests are limited (throttled)',
      ],
    ],
  },
  {
    languages: ['java', 'kotlin'],
    words: /bucket4j|RateLimit/,
    calls: [
      [
        /^(?:io\.github\.bucket4j\.(?:\w+\.)*)?Bucket\(\)\.tryConsume\w*$/,
        'work above a rate is refused (Bucket4j)',
      ],
      [
        /^(?:io\.github\.bucket4j\.)?Bucket(?:4j)?\.builder\(\)(?:\.\w+\(\))*\.build(?:\(\)\.tryConsume\w*)?$/,
        'work above a rate is refused (Bucket4j)',
      ],
      [
        /^com\.google\.common\.util\.concurrent\.RateLimiter(?:\.create)?\(\)\.tryAcquire$/,
        "work above a rate is refused (Guava's RateLimiter)",
      ],
      [
        /^org\.springframework\.cloud\.gateway\.filter\.ratelimit\.RedisRateLimiter$/,
        'the gateway limits requests (Spring Cloud Gateway)',
      ],
      [/\.requestRateLimiter$/, 'the gateway limits requests (Spring Cloud Gateway)'],
      [
        /^(?:io\.ktor\.server\.application\.)?install$/,
        (call) => (isGivenName(call, ktorPlugin) ? 'requests to Ktor are limited' : undefined),
      ],
    ],
    marks: [
      [
        /^io\.github\.resilience4j\.ratelimiter\.annotation\.RateLimiter$/,
        (mark) =>
          `${mark.function?.name ?? mark.class?.name ?? 'a method'} is called at a limited rate (Resilience4j)`,
      ],
      [/^io\.quarkiverse\.bucket4j\.runtime\.RateLimited$/, 'requests are limited (Bucket4j)'],
    ],
  },
  {
    languages: ['csharp'],
    words: /RateLimit/,
    calls: [
      [/(?:^|\.)UseRateLimiter$/, 'requests are limited by ASP.NET'],
      [/(?:^|\.)(?:UseIpRateLimiting|UseClientRateLimiting)$/, 'requests are limited (AspNetCoreRateLimit)'],
      [/(?:^|\.)RequireRateLimiting$/, 'requests to the endpoint are limited by ASP.NET'],
    ],
  },
  {
    languages: ['ruby'],
    words: /Rack::Attack|rate_limit|Rack::Throttle/,
    calls: [
      [/^Rack(?:::|\.)Attack(?:::|\.)throttle$/, 'requests are limited (rack-attack)'],
      [
        /^throttle$/,
        (call) =>
          /\bAttack$/.test(call.context.class?.name ?? '') ? 'requests are limited (rack-attack)' : undefined,
      ],
      [/^rate_limit$/, railsLimit],
      [
        /(?:^|\.)use$/,
        (call) =>
          isGivenName(call, /^Rack::Throttle::/) ? 'requests are limited (rack-throttle)' : undefined,
      ],
    ],
  },
  {
    languages: ['php'],
    words: /RateLimiter|throttle/,
    calls: [
      [
        /^\\?Illuminate\\Support\\Facades\\RateLimiter(?:::|\.)for$/,
        'a limit of requests is declared for Laravel',
      ],
      [
        /^\\?Illuminate\\Support\\Facades\\RateLimiter(?:::|\.)(?:attempt|tooManyAttempts)$/,
        'work above a rate is refused by Laravel',
      ],
      [/(?:^|::|->|\.)middleware$/, throttled],
      [
        /^\\?Symfony\\Component\\RateLimiter\\RateLimiterFactory(?:Interface)?\(\)(?:->|\.)create$/,
        'work above a rate is refused by Symfony',
      ],
    ],
  },
  {
    languages: ['rust'],
    words: /governor|RateLimit|rate_limit/,
    calls: [
      [
        /^tower_governor(?:::|\.)(?:GovernorLayer(?:(?:::|\.)new)?|governor(?:::|\.)GovernorConfigBuilder(?:::|\.)\w+\(\)(?:\.\w+\(\))*\.finish)$/,
        'requests are limited (tower_governor)',
      ],
      [/^actix_governor(?:::|\.)Governor(?:::|\.)new$/, 'requests are limited (actix-governor)'],
      [
        /^governor(?:::|\.)RateLimiter(?:::|\.)(?:direct|keyed|dashmap|hashmap)(?:\(\))?.*\.(?:check|check_key)$/,
        'work above a rate is refused (governor)',
      ],
      [/^tower(?:::|\.)limit(?:::|\.)RateLimitLayer(?:::|\.)new$/, 'requests are limited (tower)'],
      [
        /^tower(?:::|\.)ServiceBuilder(?:::|\.)new\(\)(?:\.\w+\(\))*\.rate_limit$/,
        'requests are limited (tower)',
      ],
    ],
  },
  {
    languages: ['elixir'],
    words: /Hammer|PlugAttack|ExRated/,
    marks: [
      [/^Hammer$/, 'work above a rate is refused (Hammer)'],
      [/^PlugAttack$/, 'requests are limited (PlugAttack)'],
    ],
    calls: [
      [/^Hammer\.(?:check_rate|check_rate_inc)$/, 'work above a rate is refused (Hammer)'],
      [/^ExRated\.check_rate$/, 'work above a rate is refused (ExRated)'],
      [
        /(?:^|\.)use$/,
        (call) => (isGivenName(call, /^(?:Hammer|PlugAttack)$/) ? 'requests are limited' : undefined),
      ],
    ],
  },
];
