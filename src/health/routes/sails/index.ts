import type { RouteFramework } from '../../route-framework.js';

export const sails: RouteFramework = {
  name: 'sails',
  title: 'Sails',
  homepage: 'https://sailsjs.com/documentation/concepts/routes/custom-routes',
  languages: ['javascript', 'typescript'],
  recognition: [
    "Keys of `module.exports.routes` in `config/routes.js`: `'GET /health': 'HealthController.check'`, `{ action: … }`, a function.",
    'Not read: the routes of blueprints and of hooks, so that a list of Sails’ routes never counts as complete.',
  ],
  isCandidate: ({ path }) => /(^|\/)config\/routes\.[cm]?[jt]s$/.test(path),
  read: async (candidates, view) => (await import('./read-sails.js')).readSails(candidates, view),
};
