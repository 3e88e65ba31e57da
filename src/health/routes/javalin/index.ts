import type { RouteFramework } from '../../route-framework.js';

export const javalin: RouteFramework = {
  name: 'javalin',
  title: 'Javalin',
  homepage: 'https://javalin.io/documentation',
  languages: ['Java', 'Kotlin'],
  recognition: [
    'Calls of `get` and its kind on a variable of `io.javalin.Javalin`, and without a receiver where `ApiBuilder` is imported, inside the `path` groups around them.',
    'The context path that the configuration sets in code stands before all.',
    'What `before` handlers surely touch, for all paths or those of their pattern.',
  ],
  isCandidate: ({ path }) => /\.(java|kt)$/.test(path),
  async read(candidates, view) {
    const { readLambdaRoutes } = await import('../jvm-routers/lambda-routes.js');
    return readLambdaRoutes(
      {
        name: 'javalin',
        imported: /\bio\.javalin\b/,
        staticImport: /\bio\.javalin\.apibuilder\.ApiBuilder\b/,
        types: ['Javalin', 'ApiBuilder', 'JavalinDefaultRouting'],
        before: 'before',
        others: new Map([
          ['ws', 'GET'],
          ['sse', 'GET'],
        ]),
        contextPath: /\bcontextPath\s*=\s*"(?<path>[^"]*)"/,
        spelled: (path) =>
          path
            .replaceAll('*', '{*rest}')
            .replaceAll(/:(\w+)/g, '{$1}')
            .replaceAll(/<(\w+)>/g, '{*$1}'),
      },
      candidates,
      view,
    );
  },
};
