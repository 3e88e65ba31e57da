import { programFramework } from '../javascript/programs.js';

/** Restify: `server.get('/health', handler)`. */
export const restify = programFramework({
  name: 'restify',
  title: 'Restify',
  homepage: 'https://github.com/restify/node-restify',
  recognition: [
    'Routes on what `restify.createServer()` gives: verbs with a path, or with an object that holds one.',
    'Routers of `restify-router` with the prefix of `applyRoutes`; guards as for Express, before the routes in the order of `use` and `pre`.',
  ],
});
