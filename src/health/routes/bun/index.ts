import { programFramework } from '../javascript/programs.js';

/** `Bun.serve({ routes: { '/health': … } })` and `Deno.serve(handler)`. */
export const bun = programFramework({
  name: 'bun',
  title: 'Bun.serve and Deno.serve',
  homepage: 'https://bun.sh/docs/api/http',
  recognition: [
    'The keys of `routes` given to `Bun.serve`, with handlers, responses, or an object by method.',
    "Paths that the function `fetch` of `Bun.serve`, or the handler of `Deno.serve`, compares with the `pathname` of the request's address and answers.",
    'What else the function answers is told apart by code, which leaves the list open unless it answers 404.',
    'Not: servers that get the `fetch` of a framework such as Hono.',
  ],
});
