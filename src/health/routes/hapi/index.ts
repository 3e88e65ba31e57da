import { programFramework } from '../javascript/programs.js';

/** Hapi: `server.route({ method: 'GET', path: '/health', handler })`. */
export const hapi = programFramework({
  name: 'hapi',
  title: 'hapi',
  homepage: 'https://hapi.dev/tutorials/routing',
  recognition: [
    'Routes on what `Hapi.server()` and `new Hapi.Server()` give: one or a list of objects with `method`, `path` and `handler`, also in `options`.',
    'Plugins that `register` runs, with the prefixes of `routes.prefix`; `hapi-alive`.',
    'Guards: `server.auth.default`, unless a route switches it off or only tries it; `auth` of a route.',
    'What extensions of the request (`server.ext`: `onRequest`, `onPreAuth` …) and `pre` of a route surely touch.',
    'A plugin that cannot be followed leaves the list open.',
  ],
});
