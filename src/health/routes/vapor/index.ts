import type { RouteFramework } from '../../route-framework.js';

export const vapor: RouteFramework = {
  name: 'vapor',
  title: 'Vapor',
  homepage: 'https://vapor.codes/',
  languages: ['Swift'],
  recognition: [
    'In files that import Vapor: `get` and the other verbs of an `Application` or `RoutesBuilder`, groups by path or middleware, collections that are registered, functions that are handed a router.',
    'Paths that enums or constants hold are looked up. No grammar of Swift is at hand: the text is read, and all facts are of low confidence.',
  ],
  isCandidate: ({ path }) => path.endsWith('.swift'),
  read: async (candidates, view) =>
    (await import('../swift/read.js')).readSwiftRoutes('vapor', candidates, view),
};
