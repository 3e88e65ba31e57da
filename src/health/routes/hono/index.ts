import { programFramework } from '../javascript/programs.js';

/** Hono: `app.get('/health', (c) => c.json({ ok: true }))`. */
export const hono = programFramework({
  name: 'hono',
  title: 'Hono',
  homepage: 'https://hono.dev/docs/api/routing',
  recognition: [
    'Routes on what `new Hono()` and `new OpenAPIHono()` give: verbs, `on`, `all`, verbs without a path after one with it.',
    '`route(path, app)` and `basePath(path)` are joined across files; an application that is mounted nowhere is one of its own.',
    '`openapi(createRoute({ method, path }), handler)` of `@hono/zod-openapi`, and the document that it serves.',
    'Guards: `hono/jwt`, `hono/basic-auth`, `hono/bearer-auth`, hono-rate-limiter, and functions of the project that are called so and refuse, below the paths of their `use`.',
    'What `mount` gives to another framework leaves the list open.',
  ],
});
