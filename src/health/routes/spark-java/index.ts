import type { RouteFramework } from '../../route-framework.js';

export const sparkJava: RouteFramework = {
  name: 'spark-java',
  title: 'Spark (Java)',
  homepage: 'https://sparkjava.com/documentation',
  languages: ['Java', 'Kotlin'],
  recognition: [
    'Calls of `get` and its kind of `spark.Spark`, imported statically, on the class, or on a `spark.Service`, inside the `path` groups around them.',
    'What `before` filters surely touch, for all paths or those of their pattern.',
  ],
  isCandidate: ({ path }) => /\.(java|kt)$/.test(path),
  async read(candidates, view) {
    const { readLambdaRoutes } = await import('../jvm-routers/lambda-routes.js');
    return readLambdaRoutes(
      {
        name: 'spark-java',
        imported: /\bimport\s+(static\s+)?spark\.(Spark|Service|kotlin|\*)/,
        staticImport: /\bimport\s+static\s+spark\.Spark\b|\bimport\s+spark\.(Spark\.\*|kotlin\.)/,
        types: ['Spark', 'Service'],
        before: 'before',
        others: new Map([['webSocket', 'GET']]),
        spelled: (path) => path.replaceAll(/:(\w+)/g, '{$1}').replaceAll('*', '{*rest}'),
      },
      candidates,
      view,
    );
  },
};
