import { programFramework } from '../javascript/programs.js';

/** LoopBack 4: `@get('/health')` on the methods of controllers. */
export const loopback = programFramework({
  name: 'loopback',
  title: 'LoopBack',
  homepage: 'https://loopback.io/doc/en/lb4/Route.html',
  recognition: [
    'Methods with `@get`, `@post` and the like and `@operation` of `@loopback/rest` or `@loopback/openapi-v3`; `basePath` of `@api` on the class is put before.',
    "`this.basePath('/api')` of the application that lies nearest is put before; where only run time knows it, the beginning of the paths is not known.",
    'What components and generated controllers serve is not followed, so the list stays open.',
  ],
});
