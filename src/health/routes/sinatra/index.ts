import type { RouteFramework } from '../../route-framework.js';
import { isGemManifest, mentionsGem } from '../ruby/gems.js';

export const sinatra: RouteFramework = {
  name: 'sinatra',
  title: 'Sinatra',
  homepage: 'https://sinatrarb.com/intro.html',
  languages: ['ruby'],
  recognition: [
    'Classes that extend `Sinatra::Base` or `Sinatra::Application`, also through classes of the project and opened again in other files, and files that `require "sinatra"`.',
    'Verbs with a path and a block, `namespace`, loops over known lists, optional parts, patterns that are plain.',
    'Each stands where config.ru, a `Rack::Builder`, another application or the routes of Rails put it; what nobody mounts lacks its beginning.',
    'What middleware of the stack and `before` filters whose pattern fits surely touch.',
  ],
  isCandidate: ({ path }) => /\.(rb|ru)$/.test(path) || isGemManifest(path),
  read: async (candidates, view) =>
    (await mentionsGem(/\bsinatra\b/i, candidates, view))
      ? (await import('../rack-apps/read.js')).readRackApps('sinatra', candidates, view)
      : { routes: [], gaps: [], skipped: [] },
};
