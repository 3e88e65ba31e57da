import type { RouteFramework } from '../../route-framework.js';
import { isGemManifest } from '../ruby/gems.js';

export const rails: RouteFramework = {
  name: 'rails',
  title: 'Ruby on Rails',
  homepage: 'https://guides.rubyonrails.org/routing.html',
  languages: ['ruby'],
  recognition: [
    'What `….routes.draw` registers in config/routes.rb, in the files of config/routes that it draws, and in modules that extend it: verbs, resources, scopes, namespaces, concerns, redirects, lambdas, `rails/health#show`.',
    'Engines of the repository stand where they are mounted; anything else that is mounted answers all paths below its own, and its routes are not listed.',
    'The gems okcomputer and health_check serve by themselves; health-monitor-rails and easymon where their engines are mounted; their initializers say what they look at.',
    'Guards are callbacks of the controller and its ancestors that surely run, `authenticate` in the routes, and `force_ssl`, `hosts` and rack-attack of the production environment.',
    'Calls that lintel does not know and paths that only run time knows keep the list of routes open.',
    'What middleware of config.ru and of the settings, and callbacks of controllers, surely touch.',
  ],
  isCandidate: ({ path }) => path.endsWith('.rb') || path.endsWith('config.ru') || isGemManifest(path),
  read: async (candidates, view) =>
    candidates.some(({ path }) => /(^|\/)config\/routes\.rb$/.test(path))
      ? (await import('./read-rails.js')).readRails(candidates, view)
      : { routes: [], gaps: [], skipped: [] },
};
