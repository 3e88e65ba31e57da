import type { RouteFramework } from '../../route-framework.js';
import { isPythonCandidate } from '../python/candidates.js';

export const django: RouteFramework = {
  name: 'django',
  title: 'Django',
  homepage: 'https://www.djangoproject.com/',
  languages: ['Python'],
  recognition: [
    '`ROOT_URLCONF` of the settings, and from there every `path`, `re_path` and `url` through `include` (modules, lists, tuples), `i18n_patterns`, the routers of Django REST framework and the operations of django-ninja.',
    'Middleware that compares `request.path` and answers by itself; that of django-kamal-healthcheck and python-dockerflow.',
    'django-health-check, django-healthchecks, django-watchman and django-alive serve routes where their URLs are included.',
    'What settings surely switch on stands before a route: the redirect to HTTPS, the check of hosts, middleware that demands a login.',
  ],
  isCandidate: isPythonCandidate,
  read: async (candidates, view) =>
    (await import('../python/read.js')).readPythonRoutes('django', candidates, view),
};
