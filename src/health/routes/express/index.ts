import { isProductFile, type RepositoryFile } from '../../../model/repository-view.js';
import type { RouteFramework } from '../../route-framework.js';

const program = /\.[cm]?[jt]sx?$/;
const noProgram = /\.d\.[cm]?ts$|\.min\.[cm]?js$|\.(?:test|spec|stories|e2e-spec|mock)\.[cm]?[jt]sx?$/;

/** Express: `app.get('/health', handler)`. */
export const express: RouteFramework = {
  name: 'express',
  title: 'Express',
  homepage: 'https://expressjs.com',
  languages: ['javascript', 'typescript'],
  recognition: [
    'Routes on what `express()` and `Router()` give, from `express`, `express-promise-router` and packages that stand in for them, wherever that value goes: variables, imports, parameters, class fields, factories, house controllers.',
    'Parameters and fields that are declared as `Express`, `Application` or `Router` of Express; their routes keep an incomplete path unless a call with a known router is found.',
    'Mounts with `use` are joined across files; a router that is mounted nowhere keeps an incomplete path.',
    'Middleware that compares `req.path` or `req.url` with a path and answers.',
    '`@godaddy/terminus` (keys of `healthChecks`) and `lightship` beside any Node server; `express-actuator` and `@cloudnative/health-connect` where they are mounted.',
    'Not: clients (axios, supertest), mocks (nock, msw), `Map.get`, `app.get(setting)` with one argument, Koa, Fastify, Hono, NestJS.',
  ],
  isCandidate: (file: RepositoryFile): boolean =>
    isProductFile(file) && program.test(file.path) && !noProgram.test(file.path),
  read: async (candidates, view) => (await import('./read.js')).readExpress(candidates, view),
};
