import { expect, it } from 'vitest';
import { moleculerWeb } from '../../../src/health/routes/moleculer-web/index.js';
import { readRouteLines } from './route-reading.js';

const read = (files: Readonly<Record<string, string>>) => readRouteLines([moleculerWeb], files);

it('reads the aliases of gateways below their paths', async () => {
  const { routes } = await read({
    'services/api.service.js': `const ApiGateway = require('moleculer-web');
module.exports = {
  name: 'api',
  mixins: [ApiGateway],
  settings: {
    port: 3000,
    path: '/api',
    routes: [
      {
        path: '/v1/',
        aliases: {
          'GET health': '$node.health',
          'GET /orders/:id': ['auth', 'orders.get'],
          'REST users': 'users',
          ready(req, res) { res.end('ok'); },
        },
      },
      { path: process.env.ADMIN, aliases: { 'GET status': 'admin.status' } },
      { path: '/auto', autoAliases: true },
    ],
  },
};
`,
    'src/gateway.ts': `import ApiGateway from 'moleculer-web';
export class Gateway extends Service {
  constructor(broker) {
    super(broker);
    this.parseServiceSchema({ name: 'g', mixins: [ApiGateway], settings: { routes: [{ aliases: { 'GET healthz': 'x.y' } }] } });
  }
}
`,
  });
  expect(routes).toEqual([
    'GET /api/v1/health services/api.service.js:12',
    'GET /api/v1/orders/{id} services/api.service.js:13',
    'ANY /api/v1/ready services/api.service.js:15',
    'GET …/api/status services/api.service.js:18',
    'GET /healthz src/gateway.ts:5',
  ]);
});

it('takes nothing of other services', async () => {
  expect(
    (
      await read({
        'a.service.js':
          "module.exports = { mixins: [x], settings: { routes: [{ aliases: { 'GET health': 'a' } }] } };\n",
      })
    ).routes,
  ).toEqual([]);
});
