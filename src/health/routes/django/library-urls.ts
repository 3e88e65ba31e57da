import type { Dependency } from '../../../model/endpoint.js';

/** One path that a package serves below the prefix where it is included. */
export interface LibraryPath {
  readonly path: string;
  readonly handler?: LibraryHandler;
}

/** What is known of a view that a package brings. */
export interface LibraryHandler {
  readonly name: string;
  readonly canFail: boolean;
  readonly constant: boolean;
}

const checks = (name: string): LibraryHandler => ({ name, canFail: true, constant: false });
const constant = (name: string): LibraryHandler => ({ name, canFail: false, constant: true });

/**
 * URLs of packages by the module that is included, as their `urls.py` have them: codingjoe/django-health-check, labd/django-healthchecks,
 * mwarkentin/django-watchman, lincolnloop/django-alive, korfuri/django-prometheus and Django itself.
 */
const libraries: ReadonlyMap<string, readonly LibraryPath[]> = new Map([
  [
    'health_check.urls',
    [
      { path: '', handler: checks('MainView') },
      { path: '{subset}/', handler: checks('MainView') },
    ],
  ],
  [
    'django_healthchecks.urls',
    [
      { path: '', handler: checks('HealthCheckView') },
      { path: '{service}/', handler: checks('HealthCheckServiceView') },
    ],
  ],
  [
    'watchman.urls',
    [
      { path: '', handler: checks('watchman.views.status') },
      { path: 'dashboard/', handler: checks('watchman.views.dashboard') },
      { path: 'ping/', handler: constant('watchman.views.ping') },
    ],
  ],
  [
    'django_alive.urls',
    [
      { path: 'alive/', handler: constant('django_alive.views.alive') },
      { path: 'health/', handler: checks('django_alive.views.healthcheck') },
    ],
  ],
  ['django_prometheus.urls', [{ path: 'metrics' }]],
  ['django.conf.urls.i18n', [{ path: 'setlang/' }]],
  ['rest_framework.urls', [{ path: 'login/' }, { path: 'logout/' }]],
  [
    'django.contrib.auth.urls',
    [
      'login/',
      'logout/',
      'password_change/',
      'password_change/done/',
      'password_reset/',
      'password_reset/done/',
      'reset/{uidb64}/{token}/',
      'reset/done/',
    ].map((path) => ({ path })),
  ],
]);

/** What an included module of a package serves; undefined when it is not known. */
export function libraryUrls(module: string): readonly LibraryPath[] | undefined {
  return libraries.get(module);
}

/** Views of packages that check what a service needs, or only that it runs; by the end of their dotted name. */
const healthViews: readonly (readonly [RegExp, LibraryHandler])[] = [
  [
    /^health_check\.views\.(?:MainView|HealthCheckView)$/,
    { name: 'HealthCheckView', canFail: true, constant: false },
  ],
  [
    /^watchman\.views\.(?:status|bare_status|dashboard)$/,
    { name: 'watchman.views.status', canFail: true, constant: false },
  ],
  [/^watchman\.views\.ping$/, { name: 'watchman.views.ping', canFail: false, constant: true }],
  [
    /^django_alive\.views\.healthcheck$/,
    { name: 'django_alive.views.healthcheck', canFail: true, constant: false },
  ],
  [/^django_alive\.views\.alive$/, { name: 'django_alive.views.alive', canFail: false, constant: true }],
  [/^django_healthchecks\.views\.\w+$/, { name: 'HealthCheckView', canFail: true, constant: false }],
];

/** What is known of a view that a package brings. */
export function libraryView(name: string): LibraryHandler | undefined {
  return healthViews.find(([pattern]) => pattern.test(name))?.[1];
}

/** Names of checks of django-health-check (health_check/checks.py and health_check/contrib) and what they look at. */
export function dependencyOfCheck(name: string): Dependency | undefined {
  if (/\bredis|\bcache|memcache/i.test(name)) return 'cache';
  if (/celery|rabbit|kafka|queue/i.test(name)) return 'queue';
  if (/\bdatabase|\bdb\b|migration/i.test(name)) return 'db';
  if (/disk|storage/i.test(name)) return 'disk';
  return /memory/i.test(name) ? 'memory' : undefined;
}

/** Middleware of packages that answers a path by itself: the setting that moves it, and the path without it. */
export const answeringMiddleware: readonly {
  readonly module: RegExp;
  readonly setting?: string;
  readonly paths: readonly string[];
}[] = [
  { module: /^kamal_healthcheck\.middleware\.\w+$/, setting: 'KAMAL_HEALTHCHECK_PATH', paths: ['/up/'] },
  {
    module: /^dockerflow\.django\.middleware\.DockerflowMiddleware$/,
    paths: ['/__version__', '/__heartbeat__', '/__lbheartbeat__'],
  },
];
