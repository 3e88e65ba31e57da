import { expect, test } from 'vitest';
import { adonis } from '../../../src/health/routes/adonis/index.js';
import { readProgram } from './program-reading.js';

test('verbs, groups with prefixes, resources, controllers that are imported on demand', async () => {
  const { gaps, handler, guards, routes } = await readProgram(adonis, {
    'start/routes.ts': `import router from '@adonisjs/core/services/router';
const HealthController = () => import('../app/health_controller.js');
router.get('/health', [HealthController]);
router.group(() => {
  router.get('users/:id', [HealthController, 'ready']);
  router.group(() => { router.any('deep', h); }).prefix('inner');
}).prefix('/api').use(middleware.auth());
router.on('/about').render('pages/about');
router.resource('posts', PostsController);`,
    'app/health_controller.ts': `export default class HealthController {
  async handle({ response }) { const report = await checks.run(); return report.isHealthy ? response.ok(report) : response.serviceUnavailable(report); }
  ready() { return 'ok'; }
}`,
  });
  expect(routes.slice(0, 4)).toEqual([
    'GET /health start/routes.ts:3',
    'GET /api/users/{id} start/routes.ts:5',
    'ANY /api/inner/deep start/routes.ts:6',
    'GET /about start/routes.ts:8',
  ]);
  expect(routes).toHaveLength(12);
  expect(gaps).toEqual([]);
  expect([handler('/health')?.canFail, handler('/api/users/{id}')?.constant]).toEqual([true, true]);
  expect([guards('/health'), guards('/api/users/{id}')]).toEqual([[], ['authentication 7']]);
});

test('the router of version 5', async () => {
  const { routes } = await readProgram(adonis, {
    'start/routes.ts':
      "import Route from '@ioc:Adonis/Core/Route';\nRoute.get('health', async ({ response }) => response.ok('x'));",
  });
  expect(routes).toEqual(['GET /health start/routes.ts:2']);
});
