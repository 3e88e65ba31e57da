import { adonisDialect } from '../adonis/dialect.js';
import { apolloServerDialect } from '../apollo-server/dialect.js';
import { bunDialect } from '../bun/dialect.js';
import { elysiaDialect } from '../elysia/dialect.js';
import { expressDialect } from '../express/dialect.js';
import { fastifyDialect } from '../fastify/dialect.js';
import { graphqlYogaDialect } from '../graphql-yoga/dialect.js';
import { h3Dialect } from '../h3/dialect.js';
import { hapiDialect } from '../hapi/dialect.js';
import { honoDialect } from '../hono/dialect.js';
import { ittyRouterDialect } from '../itty-router/dialect.js';
import { koaDialect } from '../koa/dialect.js';
import { loopbackDialect } from '../loopback/dialect.js';
import { nestDialect } from '../nestjs/dialect.js';
import { nodeHttpDialect } from '../node-http/dialect.js';
import { polkaDialect } from '../polka/dialect.js';
import { restifyDialect } from '../restify/dialect.js';
import { trpcDialect } from '../trpc/dialect.js';
import type { Dialect } from './dialect.js';

/** The frameworks that are read in one evaluation of a repository's programs, in the order in which a call is offered to them. */
export const dialects: readonly Dialect[] = [
  expressDialect,
  nestDialect,
  fastifyDialect,
  koaDialect,
  honoDialect,
  hapiDialect,
  elysiaDialect,
  graphqlYogaDialect,
  apolloServerDialect,
  trpcDialect,
  bunDialect,
  nodeHttpDialect,
  adonisDialect,
  polkaDialect,
  restifyDialect,
  ittyRouterDialect,
  h3Dialect,
  loopbackDialect,
];
