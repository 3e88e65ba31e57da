import type { RouteFramework } from '../../route-framework.js';
import { isFrontSetting } from '../php/front-server.js';

export const slim: RouteFramework = {
  name: 'slim',
  title: 'Slim',
  homepage: 'https://www.slimframework.com/docs/v4/objects/routing.html',
  languages: ['php'],
  recognition: [
    'In a project whose composer.json requires `slim/slim`: what files, returned functions and methods that take the application register on `$app`, on groups, and on `$this` inside of a group.',
    'Groups with their prefixes, optional parts, patterns of parameters, `setBasePath` with a text.',
    'Paths and groups that only run time knows keep the list of routes open.',
  ],
  isCandidate: (file) =>
    isFrontSetting(file) || file.path.endsWith('.php') || /(^|\/)composer\.json$/.test(file.path),
  read: async (candidates, view) =>
    candidates.some(({ path }) => /(^|\/)composer\.json$/.test(path))
      ? (await import('./read-slim.js')).readSlim(candidates, view)
      : { routes: [], gaps: [], skipped: [] },
};
