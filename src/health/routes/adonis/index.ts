import { programFramework } from '../javascript/programs.js';

/** AdonisJS: `router.get('/health', [HealthChecksController])`. */
export const adonis = programFramework({
  name: 'adonis',
  title: 'AdonisJS',
  homepage: 'https://docs.adonisjs.com/guides/basics/routing',
  recognition: [
    'Routes on the router of `@adonisjs/core/services/router`, and on `Route` of `@ioc:Adonis/Core/Route`: verbs, `any`, `route`, `on`, `resource`.',
    'Groups, nested ones too, with the prefixes that follow them; controllers by class, by a function that imports them, and their methods.',
    'What the middleware that `start/kernel` gives to the server and the router surely touches.',
    'Guards: `auth` among the middleware of a route or group.',
  ],
});
