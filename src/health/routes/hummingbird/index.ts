import type { RouteFramework } from '../../route-framework.js';

export const hummingbird: RouteFramework = {
  name: 'hummingbird',
  title: 'Hummingbird',
  homepage: 'https://hummingbird.codes/',
  languages: ['Swift'],
  recognition: [
    'In files that import Hummingbird: `get` and the other verbs of a `Router` and its groups, functions that are handed a router or group.',
    'No grammar of Swift is at hand: the text is read, and all facts are of low confidence.',
  ],
  isCandidate: ({ path }) => path.endsWith('.swift'),
  read: async (candidates, view) =>
    (await import('../swift/read.js')).readSwiftRoutes('hummingbird', candidates, view),
};
