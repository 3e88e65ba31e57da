import { programFramework } from '../javascript/programs.js';

/** Koa: `router.get('/health', (ctx) => …)`. */
export const koa = programFramework({
  name: 'koa',
  title: 'Koa',
  homepage: 'https://koajs.com',
  recognition: [
    'Routes of `@koa/router` and `koa-router`: verbs, names before the path, `prefix` in the options and as a method, routers in `use` of others.',
    'What an application gets with `use`: `router.routes()`, `koa-mount`, `koa-compose`, `koa-route`.',
    'Middleware that compares `ctx.path` with a path and answers.',
    'Guards: middleware of packages for authentication (koa-jwt, koa-passport), limits and HTTPS, and functions of the project that are called so and refuse, in the order of `use`.',
    'A router that is mounted nowhere keeps an incomplete path.',
  ],
});
