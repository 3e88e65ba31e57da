import type { RouteFramework } from '../../route-framework.js';
import { isGemManifest, mentionsGem } from '../ruby/gems.js';

export const roda: RouteFramework = {
  name: 'roda',
  title: 'Roda',
  homepage: 'https://roda.jeremyevans.net',
  languages: ['ruby'],
  recognition: [
    'Classes that extend `Roda`: the tree of `route do |r|`, hash branches, applications behind `r.run`.',
    'Classes, symbols and patterns among the matchers are parameters; lists are alternatives.',
    'The plugin `heartbeat` serves /heartbeat or its `path`.',
    'What middleware of the stack, `before` hooks and the code ahead of a route in the blocks around it surely touch.',
  ],
  isCandidate: ({ path }) => /\.(rb|ru)$/.test(path) || isGemManifest(path),
  read: async (candidates, view) =>
    (await mentionsGem(/\broda\b/i, candidates, view))
      ? (await import('../rack-apps/read.js')).readRackApps('roda', candidates, view)
      : { routes: [], gaps: [], skipped: [] },
};
