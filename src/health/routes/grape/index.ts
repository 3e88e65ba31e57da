import type { RouteFramework } from '../../route-framework.js';
import { isGemManifest, mentionsGem } from '../ruby/gems.js';

export const grape: RouteFramework = {
  name: 'grape',
  title: 'Grape',
  homepage: 'https://github.com/ruby-grape/grape',
  languages: ['ruby'],
  recognition: [
    'Classes that extend `Grape::API`: `prefix`, versions in the path, namespaces and resources, `route_param`, verbs with one or several paths, `mount`.',
    'Each stands where config.ru, another API or the routes of Rails put it; prefix and version are inherited by what is mounted.',
    'Guards are `http_basic` and filters that surely turn away who is not known.',
    'What middleware of the stack and `before` filters ahead of a route surely touch.',
  ],
  isCandidate: ({ path }) => /\.(rb|ru)$/.test(path) || isGemManifest(path),
  read: async (candidates, view) =>
    (await mentionsGem(/\bgrape\b/i, candidates, view))
      ? (await import('../rack-apps/read.js')).readRackApps('grape', candidates, view)
      : { routes: [], gaps: [], skipped: [] },
};
