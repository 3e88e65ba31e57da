import { describe, expect, it } from 'vitest';
import type { RouteReading } from '../../../src/health/route-framework.js';
import { symfony } from '../../../src/health/routes/symfony/index.js';
import { guardsOf, readingOf, routeLines } from './ruby-reading.js';

const composer = { 'composer.json': '{"require": {"symfony/framework-bundle": "^7.0"}}' };

const read = (files: Readonly<Record<string, string>>): Promise<RouteReading> =>
  readingOf(symfony, { ...composer, ...files });

describe('Symfony routes', () => {
  it('reads attributes on classes and methods, constants, locales, defaults and invokable classes', async () => {
    const reading = await read({
      'config/routes.yaml':
        'controllers:\n  resource: ../src/Controller/\n  type: attribute\n  prefix: /shop\n',
      'src/Controller/HealthController.php': `<?php
namespace App\\Controller;
use App\\Paths;
use Doctrine\\DBAL\\Connection;
use Symfony\\Component\\Routing\\Attribute\\Route;
#[Route('/_ops', name: 'ops_')]
class HealthController {
    private const READY = '/ready';
    public function __construct(private readonly Connection $connection) {}
    #[Route('/live', name: 'live', methods: ['GET', 'HEAD'])]
    public function live(): Response { return new Response('ok'); }
    #[Route(path: self::READY, methods: Request::METHOD_GET)]
    public function ready(): Response {
        $this->connection->executeQuery('SELECT 1');
        return new JsonResponse(['ok' => true]);
    }
    #[Route(Paths::DEEP . '/health')]
    public function deep() { return new Response('', 503); }
    #[Route(['en' => '/about', 'de' => '/ueber'], methods: 'GET')]
    public function about() {}
    #[Route('/list/{page<\\d+>}', methods: ['GET'])]
    public function list(int $page = 1) {}
    #[Route('/files/{name}', requirements: ['name' => '.+'], env: 'dev')]
    public function files(string $name) {}
}
`,
      'src/Paths.php': "<?php\nnamespace App;\nclass Paths { public const DEEP = '/deep'; }\n",
      'src/Controller/PingController.php': `<?php
namespace App\\Controller;
use Symfony\\Component\\Routing\\Annotation\\Route;
#[Route('/ping', methods: ['GET'])]
final class PingController {
    public function __invoke() { return new Response('pong'); }
}
`,
    });
    expect(routeLines(reading)).toEqual([
      'GET /shop/_ops/live HealthController::live',
      'HEAD /shop/_ops/live HealthController::live',
      'GET /shop/_ops/ready HealthController::ready',
      'ANY /shop/_ops/deep/health HealthController::deep',
      'GET /shop/_ops/about HealthController::about',
      'GET /shop/_ops/ueber HealthController::about',
      'GET /shop/_ops/list/{page} HealthController::list',
      'GET /shop/_ops/list HealthController::list',
      'ANY /shop/_ops/files/{*name} HealthController::files {development only}',
      'GET /shop/ping PingController',
    ]);
    expect(reading.routes[0]?.handler).toMatchObject({ constant: true, canFail: false });
    expect(reading.routes[0]?.span.line).toBe(10);
    expect(reading.routes[2]?.handler?.touches.map(({ dependency }) => dependency)).toEqual(['db']);
    expect(reading.routes[3]?.handler?.canFail).toBe(true);
  });

  it('reads annotations in comments of older projects', async () => {
    const reading = await read({
      'app/config/routing.yml':
        'app:\n    resource: "@AppBundle/Controller/"\n    type: annotation\n    prefix: /v1\n',
      'src/AppBundle/AppBundle.php': '<?php\nnamespace AppBundle;\nclass AppBundle {}\n',
      'src/AppBundle/Controller/StatusController.php': `<?php
namespace AppBundle\\Controller;
use Sensio\\Bundle\\FrameworkExtraBundle\\Configuration\\Method;
use Sensio\\Bundle\\FrameworkExtraBundle\\Configuration\\Route;
/**
 * @Route("/status")
 */
class StatusController {
    /**
     * All (of it).
     *
     * @Route("/{id}", name="status", requirements={"id": "\\d+"}, methods={"GET"})
     */
    public function showAction($id) {}
    /**
     * @Route("/health")
     * @Method({"GET", "HEAD"})
     */
    public function healthAction() { return new Response('ok'); }
    /** No route: see @Routes and @Template("x"). */
    public function other() {}
}
`,
    });
    expect(routeLines(reading)).toEqual([
      'GET /v1/status/{id} StatusController::showAction',
      'GET /v1/status/health StatusController::healthAction',
      'HEAD /v1/status/health StatusController::healthAction',
    ]);
  });

  it('reads files in YAML, PHP and XML with imports, parameters and environments', async () => {
    const reading = await read({
      'config/services.yaml': 'parameters:\n  ops.prefix: /ops\n',
      'config/routes.yaml': `live:
  path: /live
  controller: App\\Controller\\LiveController
  methods: GET|HEAD
ops:
  resource: routes_ops.xml
  prefix: '%ops.prefix%'
unknown:
  resource: routes_ops.xml
  prefix: '%env(PREFIX)%'
when@dev:
  debug:
    path: /debug
    controller: App\\Controller\\LiveController
when@test:
  only_test:
    path: /test
`,
      'config/routes_ops.xml':
        '<routes>\n<!-- <route path="/no"/> -->\n<route id="a" path="/ready" controller="App\\Controller\\LiveController" methods="GET"/>\n</routes>\n',
      'config/routes/php.php': `<?php
return function (RoutingConfigurator $routes) {
    $routes->add('h', '/healthz')->controller([HealthController::class, 'show'])->methods(['GET']);
    $routes->import('../../src/Api/', 'attribute')->prefix('/api');
};
`,
      'config/routes/dev/tools.yaml': 'tools:\n  path: /tools\n  controller: x\n',
      'config/routes/test/tools.yaml': 'tests:\n  path: /tests\n  controller: x\n',
      'src/Api/StatusController.php':
        "<?php\nnamespace App\\Api;\nuse FOS\\RestBundle\\Controller\\Annotations as Rest;\nclass StatusController {\n  #[Rest\\Get('/status')]\n  public function show() {}\n}\n",
      'src/Controller/LiveController.php':
        "<?php\nnamespace App\\Controller;\nclass LiveController { public function __invoke() { return new Response('ok'); } }\n",
    });
    expect(routeLines(reading).toSorted()).toEqual([
      'ANY /debug LiveController {development only}',
      'ANY /tools x {development only}',
      'GET /api/status StatusController::show',
      'GET /healthz HealthController::show',
      'GET /live LiveController',
      'GET /ops/ready LiveController',
      'GET ?/ready LiveController',
      'HEAD /live LiveController',
    ]);
    expect(reading.routes.find(({ path }) => path === '/live')?.handler).toMatchObject({ constant: true });
  });

  it('takes access_control, firewalls without security, IsGranted and trusted hosts as guards', async () => {
    const reading = await read({
      'config/routes.yaml': 'c:\n  resource: ../src/Controller/\n  type: attribute\n',
      'config/packages/security.yaml': `security:
  firewalls:
    probes: {pattern: ^/probe, security: false}
    main: {lazy: true}
  access_control:
    - {path: ^/health$, roles: PUBLIC_ACCESS}
    - {path: ^/internal, roles: ROLE_USER, ips: [10.0.0.0/8]}
    - {path: ^/secure, roles: PUBLIC_ACCESS, requires_channel: https}
    - {path: ^/, roles: ROLE_USER}
`,
      'src/Controller/C.php': `<?php
namespace App\\Controller;
use Symfony\\Component\\Routing\\Attribute\\Route;
class C {
  #[Route('/health')] public function a() {}
  #[Route('/internal/health')] public function b() {}
  #[Route('/secure/health')] public function c() {}
  #[Route('/probe/live')] public function d() {}
  #[Route('/ready')] public function e() {}
  #[Route('/probe/ready')] #[IsGranted('ROLE_ADMIN')] public function f() {}
}
`,
    });
    const kinds = (path: string): string[] => guardsOf(reading, path).map((line) => line.split(':')[0] ?? '');
    expect(kinds('/health')).toEqual([]);
    expect(kinds('/internal/health')).toEqual([]);
    expect(kinds('/secure/health')).toEqual(['https-redirect']);
    expect(kinds('/probe/live')).toEqual([]);
    expect(kinds('/ready')).toEqual(['authentication']);
    expect(kinds('/probe/ready')).toEqual(['authentication']);
  });

  it('knows the checks of LiipMonitorBundle, and leaves the list open for bundles that it does not read', async () => {
    const reading = await read({
      'config/routes.yaml': `monitor:
  resource: '@LiipMonitorBundle/Resources/config/routing.xml'
  prefix: /monitor/health
docs:
  resource: '@NelmioApiDocBundle/Resources/config/routing/swaggerui.xml'
  prefix: /api/doc
users:
  resource: '@FOSUserBundle/Resources/config/routing/all.xml'
api:
  resource: .
  type: api_platform
  prefix: /api
`,
    });
    expect(reading.routes.map(({ path, servedBy }) => `${path} ${servedBy}`)).toEqual([
      '/monitor/health dependency',
      '/monitor/health/checks dependency',
      '/monitor/health/run dependency',
      '/monitor/health/run/{checkId} dependency',
      '/monitor/health/http_status_checks dependency',
      '/monitor/health/http_status_check/{checkId} dependency',
      '/api/doc code',
      '/api/doc/{*path} code',
      '/api code',
      '/api/{*path} code',
    ]);
    expect(reading.gaps.map(({ reason }) => reason)).toEqual([
      '@FOSUserBundle/Resources/config/routing/all.xml are not read',
    ]);
  });

  it('takes no routes from classes that another Route marks, clients and projects without Symfony', async () => {
    const reading = await read({
      'config/routes.yaml': 'c:\n  resource: ../src/\n  type: attribute\n',
      'src/Client.php':
        "<?php\nnamespace App;\nuse Some\\Other\\Route;\nclass Client {\n  #[Route('/health')]\n  public function get() { $this->http->request('GET', '/health'); }\n}\n",
    });
    expect(reading).toEqual({ routes: [], gaps: [], skipped: [] });
  });
});

it('follows the folder of classes that a kernel imports by itself', async () => {
  const reading = await read({
    'src/Kernel.php': `<?php
namespace App;
class Kernel extends BaseKernel {
    use MicroKernelTrait;
    protected function configureRoutes(RouteCollectionBuilder $routes) {
        $routes->import(__DIR__.'/Controller/', '/api', 'annotation');
    }
}
`,
    'src/Controller/HealthController.php': `<?php
namespace App\\Controller;
use Symfony\\Component\\Routing\\Annotation\\Route;
/**
 * @Route("/_health")
 */
class HealthController {
    public function __invoke() { return new Response('ok'); }
}
`,
  });
  expect(routeLines(reading)).toEqual(['ANY /api/_health HealthController']);
});
