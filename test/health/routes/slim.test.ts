import { expect, it } from 'vitest';
import { slim } from '../../../src/health/routes/slim/index.js';
import { readingOf, routeLines } from './ruby-reading.js';

const composer = { 'composer.json': '{"require": {"slim/slim": "^4.0"}}' };

it('Slim: reads applications, returned functions, groups, optional parts and classes', async () => {
  const reading = await readingOf(slim, {
    ...composer,
    'public/index.php': `<?php
use Slim\\Factory\\AppFactory;
$app = AppFactory::create();
$app->get('/live', function ($request, $response) { return $response; })->setName('live');
(require __DIR__ . '/../config/routes.php')($app);
$container->get('settings');
$app->run();
`,
    'config/routes.php': `<?php
use Slim\\App;
use App\\Action\\ReadyAction;
return function (App $app) {
    $app->group('/api', function (RouteCollectorProxy $group) {
        $group->get('/ready', ReadyAction::class);
        $group->map(['PUT', 'PATCH'], '/items/{id:[0-9]+}', 'ItemController:update');
        $group->group('/v1', function ($group) {
            $group->any('/list[/{page}]', [ListAction::class, 'show']);
        });
    })->add(AuthMiddleware::class);
    $app->get(Paths::get(), X::class);
};
`,
    'src/Action/ReadyAction.php': `<?php
namespace App\\Action;
class ReadyAction {
    public function __construct(private \\PDO $pdo) {}
    public function __invoke($request, $response) { $this->pdo->query('SELECT 1'); return $response; }
}
`,
    'src/Routes.php':
      "<?php\nnamespace App;\nuse Slim\\App;\nclass Routes {\n  public function register(App $app): void { $app->get('/status', StatusAction::class); }\n}\n",
  });
  expect(routeLines(reading).toSorted()).toEqual([
    'ANY /api/v1/list ListAction:show',
    'ANY /api/v1/list/{page} ListAction:show',
    'GET /api/ready ReadyAction',
    'GET /live',
    'GET /status StatusAction',
    'PATCH /api/items/{id} ItemController:update',
    'PUT /api/items/{id} ItemController:update',
  ]);
  expect(
    reading.routes
      .find(({ path }) => path === '/api/ready')
      ?.handler?.touches.map(({ dependency }) => dependency),
  ).toEqual(['db']);
  expect(reading.gaps.map(({ reason }) => reason)).toEqual(['a route has a path that only run time knows']);
});

it('Slim: takes no routes from clients and projects without Slim', async () => {
  expect(
    await readingOf(slim, {
      'composer.json': '{"require": {}}',
      'a.php': "<?php $app->get('/health', 'x');",
    }),
  ).toEqual({ routes: [], gaps: [], skipped: [] });
  const reading = await readingOf(slim, { ...composer, 'a.php': "<?php $client->get('/health', []);" });
  expect(reading.routes).toEqual([]);
});

it('Slim: nginx in front answers some paths by itself', async () => {
  const reading = await readingOf(slim, {
    ...composer,
    'public/index.php': "<?php\n$app = AppFactory::create();\n$app->get('/x', X::class);\n",
    'docker/nginx.conf':
      "server {\n  location = /healthz { access_log off; return 200 'ok'; }\n  # location /no { return 200; }\n  location /static/ { root /x; }\n  location / { try_files $uri /index.php; }\n  location ~ \\.php$ { fastcgi_pass php:9000; }\n}\n",
    'other/proxy.conf': 'server { location /away { return 200; } }\n',
  });
  expect(routeLines(reading)).toEqual(['GET /x X', 'ANY /healthz nginx']);
  expect(reading.routes[1]).toMatchObject({ servedBy: 'setting', handler: { constant: true } });
});
