import { programFramework } from '../javascript/programs.js';

/** Elysia: `new Elysia().get('/health', () => 'ok')`. */
export const elysia = programFramework({
  name: 'elysia',
  title: 'Elysia',
  homepage: 'https://elysiajs.com/essential/route.html',
  recognition: [
    'Routes on what `new Elysia()` gives: verbs, `all`, `route`, with handlers or the answer itself.',
    '`prefix` of an instance, `group`, `guard`, and other instances or functions given to `use`, joined across files.',
    'What hooks before the handlers (`onRequest`, `derive`, `resolve`, `onBeforeHandle` …) surely touch, for the routes that come after them.',
    'What `mount` gives to another framework, and a plugin that cannot be followed, leave the list open.',
  ],
});
