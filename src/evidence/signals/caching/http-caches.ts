import type { CacheCall } from './cache-calls.js';

/**
 * Calls and annotations that let responses be kept: https://expressjs.com/en/api.html#express.static, https://github.com/lukeed/sirv,
 * https://nitro.build/guide/cache, https://docs.djangoproject.com/en/stable/topics/http/decorators/, https://flask.palletsprojects.com/en/stable/api/#flask.send_file,
 * https://hono.dev/docs/middleware/builtin/cache,
 * https://docs.spring.io/spring-framework/reference/web/webmvc/mvc-caching.html, https://learn.microsoft.com/aspnet/core/performance/caching/response,
 * https://guides.rubyonrails.org/caching_with_rails.html#conditional-get-support, https://symfony.com/doc/current/http_cache.html.
 */
export const httpCaches: readonly CacheCall[] = [
  {
    languages: ['javascript'],
    target:
      /^(?:express(?:\.default)?\.static|serve-static(?:\.default)?|sirv(?:\.default)?|koa-static(?:\.default)?|@hono\/node-server\/serve-static\.\w+)$/,
    library: 'static files',
    ttl: { options: ['maxAge', 'maxage'] },
  },
  {
    languages: ['javascript'],
    target:
      /^(?:(?:nitropack\/runtime|nitropack|nitro\/cache|#imports)\.)?(?:defineCachedEventHandler|cachedEventHandler|defineCachedHandler)$/,
    library: 'a cached handler of Nitro',
    ttl: { options: ['maxAge'] },
  },
  {
    languages: ['javascript'],
    target: /^hono\/cache\.cache$/,
    library: 'Hono',
    ttl: { options: ['cacheControl'] },
  },
  {
    // https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_cloudfront.CachePolicy.html
    languages: ['javascript', 'python'],
    target: /(?:aws-cloudfront|aws_cloudfront)\.CachePolicy$/,
    library: 'CloudFront',
    ttl: { options: ['defaultTtl', 'maxTtl', 'default_ttl', 'max_ttl'] },
  },
  {
    languages: ['python'],
    target: /^django\.(?:views\.decorators\.cache|utils\.cache)\.(?:cache_control|patch_cache_control)$/,
    library: 'Django',
    ttl: { options: ['max_age', 's_maxage'] },
  },
  {
    languages: ['python'],
    target: /^(?:flask|quart)\.(?:send_file|send_from_directory)$/,
    library: 'Flask',
    ttl: { options: ['max_age'] },
  },
  {
    languages: ['java', 'kotlin'],
    target: /^(?:org\.springframework\.http\.)?CacheControl\.maxAge$/,
    library: 'Spring',
    ttl: { position: 0 },
  },
  {
    languages: ['java', 'kotlin'],
    target: /^(?:(?:jakarta|javax)\.ws\.rs\.core\.)?CacheControl\(\)\.(?:setMaxAge|setSMaxAge)$/,
    library: 'JAX-RS',
    ttl: { position: 0 },
  },
  {
    languages: ['java', 'kotlin'],
    target:
      /(?:^|\.)(?:ResourceHandlerRegistration\(\)|addResourceHandler\(\)(?:\.\w+\(\))*)\.setCachePeriod$/,
    library: 'Spring',
    ttl: { position: 0 },
  },
  {
    languages: ['csharp'],
    target: /(?:^|\.)(?:ResponseCache|OutputCache)(?:Attribute)?$/,
    library: 'ASP.NET',
    ttl: { options: ['Duration'] },
  },
  {
    languages: ['csharp'],
    target: /(?:^|\.)CacheControlHeaderValue$/,
    library: 'ASP.NET',
    ttl: { options: ['MaxAge', 'SharedMaxAge'] },
  },
  { languages: ['ruby'], target: /^(?:\?this\.|this\.)?expires_in$/, library: 'Rails', ttl: { position: 0 } },
  {
    languages: ['php'],
    target: /(?:^|[\\.:>])(?:setMaxAge|setSharedMaxAge|setClientTtl|setTtl)$/,
    library: 'Symfony',
    ttl: { position: 0 },
  },
  {
    languages: ['php'],
    target: /^(?:Symfony\\Component\\HttpKernel\\Attribute\\)Cache$/,
    library: 'Symfony',
    ttl: { options: ['maxage', 'smaxage'] },
  },
];

/** Calls that compare what a client has with what is there, so that an unchanged answer is not sent again. */
export const validators =
  /^(?:hono\/etag\.etag|koa-etag(?:\.default)?|django\.views\.decorators\.http\.(?:condition|etag|last_modified)|(?:[\w.]+\.)?ShallowEtagHeaderFilter|(?:\?this\.)?(?:fresh_when|stale\?|http_cache_forever))$/;
