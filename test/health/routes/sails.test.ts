import { expect, it } from 'vitest';
import { sails } from '../../../src/health/routes/sails/index.js';
import { readRouteLines } from './route-reading.js';

const routes = `module.exports.routes = {
  '/': { view: 'pages/home' },
  'GET /health': 'HealthController.check',
  'get /orders/:id': { action: 'orders/show' },
  'all /hook': (req, res) => res.ok(),
  'r|^/\\\\d+/(\\\\w+)$|foo': 'X.y',
};
`;

it('reads the keys of config/routes.js', async () => {
  expect(
    (
      await readRouteLines([sails], {
        'package.json': '{"dependencies":{"sails":"^1.5"}}',
        'config/routes.js': routes,
      })
    ).routes,
  ).toEqual([
    'ANY / config/routes.js:2',
    'GET /health config/routes.js:3',
    'GET /orders/{id} config/routes.js:4',
    'ANY /hook config/routes.js:5',
  ]);
});

it('leaves the routes of other programs alone', async () => {
  expect(
    (
      await readRouteLines([sails], {
        'package.json': '{"dependencies":{"vue":"3"}}',
        'config/routes.js': routes,
      })
    ).routes,
  ).toEqual([]);
});
