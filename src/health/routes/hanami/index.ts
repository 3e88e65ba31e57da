import type { RouteFramework } from '../../route-framework.js';

export const hanami: RouteFramework = {
  name: 'hanami',
  title: 'Hanami',
  homepage: 'https://guides.hanamirb.org/v2.2/routing/overview/',
  languages: ['ruby'],
  recognition: [
    'The class that extends `Hanami::Routes` in config/routes.rb: verbs, `root`, scopes, slices at their paths, resources, redirects, lambdas.',
    'Actions are the classes in the folders of actions; what their `before` callbacks surely touch counts for their routes.',
    'Applications that are mounted, and calls that lintel does not know, keep the list of routes open.',
  ],
  isCandidate: ({ path }) => path.endsWith('.rb'),
  read: async (candidates, view) =>
    candidates.some(({ path }) => /(^|\/)config\/routes\.rb$/.test(path))
      ? (await import('./read-hanami.js')).readHanami(candidates, view)
      : { routes: [], gaps: [], skipped: [] },
};
