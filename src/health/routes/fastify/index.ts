import { programFramework } from '../javascript/programs.js';

/** Fastify: `fastify.get('/health', handler)`. */
export const fastify = programFramework({
  name: 'fastify',
  title: 'Fastify',
  homepage: 'https://fastify.dev/docs/latest/Reference/Routes/',
  recognition: [
    'Routes on what `fastify()` gives, and on instances that plugins get: verbs, `route({ method, url })`, handlers in the options.',
    'Plugins that `register` runs, with their prefixes; those wrapped by `fastify-plugin` share the instance of their parent. What `decorate` puts on an instance is found again.',
    'The files that `@fastify/autoload` loads, with the prefixes of their folders and their `autoPrefix`.',
    '`@fastify/under-pressure` (`exposeStatusRoute`) and `fastify-healthcheck`.',
    'Guards: hooks and `preHandler` that authenticate, `@fastify/bearer-auth`, `@fastify/rate-limit` unless the route is let out.',
    'A plugin that cannot be followed leaves the list open.',
  ],
});
