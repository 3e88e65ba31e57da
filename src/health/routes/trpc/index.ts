import { programFramework } from '../javascript/programs.js';

/** tRPC: `appRouter = t.router({ health: publicProcedure.query(…) })`, served at `/trpc/health`. */
export const trpc = programFramework({
  name: 'trpc',
  title: 'tRPC',
  homepage: 'https://trpc.io/docs/rpc',
  recognition: [
    'Procedures of routers that `createHTTPServer` serves, below its `basePath`: queries answer GET, mutations POST, names of nested routers are joined with dots.',
    'Procedures that an application of Express mounts with `createExpressMiddleware` are among the routes of Express.',
    'A router that could not be followed leaves the list open; adapters in route files of Next.js and others are routes of those.',
  ],
});
