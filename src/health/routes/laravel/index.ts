import type { RouteFramework } from '../../route-framework.js';
import { isFrontSetting } from '../php/front-server.js';

export const laravel: RouteFramework = {
  name: 'laravel',
  title: 'Laravel and Lumen',
  homepage: 'https://laravel.com/docs/routing',
  languages: ['php'],
  recognition: [
    'In a project whose composer.json requires `laravel/framework` or `laravel/lumen-framework`: what bootstrap/app.php, providers of routes and the files that they load register with `Route`, `$router` or `$app`.',
    '`withRouting(health: …)` serves its path by a setting; `apiPrefix`, `then` and `using` are followed.',
    'Groups with prefixes, controllers, namespaces and middleware, resources, views, redirects, fallbacks, optional parameters and patterns.',
    'Guards are `auth`, `throttle`, `can`, `signed`, trusted hosts and the check for maintenance, through groups and aliases of app/Http/Kernel.php or `withMiddleware`, and `$this->middleware` in constructors.',
    'Files that only run time knows and calls of packages that register routes keep the list open.',
  ],
  isCandidate: (file) =>
    isFrontSetting(file) || file.path.endsWith('.php') || /(^|\/)composer\.json$/.test(file.path),
  read: async (candidates, view) =>
    candidates.some(({ path }) => /(^|\/)(bootstrap\/app|Providers\/\w+)\.php$/.test(path))
      ? (await import('./read-laravel.js')).readLaravel(candidates, view)
      : { routes: [], gaps: [], skipped: [] },
};
