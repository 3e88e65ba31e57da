import type { RouteFramework } from '../../route-framework.js';

export const moleculerWeb: RouteFramework = {
  name: 'moleculer-web',
  title: 'Moleculer’s API gateway',
  homepage: 'https://moleculer.services/docs/0.14/moleculer-web',
  languages: ['javascript', 'typescript'],
  recognition: [
    'Services with the mixin of `moleculer-web`: the `aliases` of each of their `settings.routes` (`"GET health": "node.health"`, a function, a list), below `settings.path` and the `path` of the route.',
    'Not read: `autoAliases`, `REST` aliases and actions that are reached by their names, so that a list of these routes never counts as complete.',
  ],
  isCandidate: ({ path }) => /\.[cm]?[jt]s$/.test(path) && !/\.(test|spec)\.|\.d\.ts$/.test(path),
  read: async (candidates, view) =>
    (await import('./read-moleculer-web.js')).readMoleculerWeb(candidates, view),
};
