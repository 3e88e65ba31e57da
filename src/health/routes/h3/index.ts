import { programFramework } from '../javascript/programs.js';

/** h3: `createRouter().get('/health', defineEventHandler(() => 'ok'))`. */
export const h3 = programFramework({
  name: 'h3',
  title: 'h3',
  homepage: 'https://h3.dev/guide/basics/routing',
  recognition: [
    'Routes on what `createRouter()` and, from version 2 on, `new H3()` give: verbs, `add`, `all` and `use` with a path.',
    'What `createApp()` gets with `use`, below a path or not: routers, `useBase(prefix, router.handler)` and event handlers.',
    'What `onRequest` of an application and handlers without a path surely touch.',
  ],
});
