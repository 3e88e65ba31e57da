import { expressDialect } from '../express/dialect.js';
import { nestDialect } from '../nestjs/dialect.js';
import { fastifyDialect } from '../fastify/dialect.js';
import { koaDialect } from '../koa/dialect.js';
import { honoDialect } from '../hono/dialect.js';
import { hapiDialect } from '../hapi/dialect.js';
import type { Dialect } from './dialect.js';

/** The frameworks that are read in one evaluation of a repository's programs, in the order in which a call is offered to them. */
export const dialects: readonly Dialect[] = [
  expressDialect,
  nestDialect,
  fastifyDialect,
  koaDialect,
  honoDialect,
  hapiDialect,
];
