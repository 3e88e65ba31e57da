import { programFramework } from '../javascript/programs.js';

/** Express: `app.get('/health', handler)`. */
export const express = programFramework({
  name: 'express',
  title: 'Express',
  homepage: 'https://expressjs.com',
  recognition: [
    'Routes on what `express()` and `Router()` give, from `express`, `express-promise-router` and packages that stand in for them, wherever that value goes: variables, imports, parameters, class fields, factories, house controllers.',
    'Parameters and fields that are declared as `Express`, `Application` or `Router` of Express; their routes keep an incomplete path unless a call with a known router is found.',
    'Mounts with `use` are joined across files; a router that is mounted nowhere keeps an incomplete path.',
    'Middleware that compares `req.path` or `req.url` with a path and answers.',
    'Guards: middleware of packages for authentication, limits and HTTPS, and functions of the project that are called so and refuse, where `use` puts them before the route and nothing exempts it.',
    '`@godaddy/terminus` (keys of `healthChecks`) and `lightship` beside any Node server; `express-actuator` and `@cloudnative/health-connect` where they are mounted.',
    'Not: clients (axios, supertest), mocks (nock, msw), `Map.get`, `app.get(setting)` with one argument.',
  ],
});
