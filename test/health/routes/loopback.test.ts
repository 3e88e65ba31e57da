import { expect, it } from 'vitest';
import { loopback } from '../../../src/health/routes/loopback/index.js';
import { readProgram } from './program-reading.js';

const controller = `import { api, get, operation, post } from '@loopback/rest';
import { DataSource } from '@loopback/repository';
@api({ basePath: '/ops' })
export class HealthController {
  constructor(private readonly dataSource: DataSource) {}
  @get('/healthz', { responses: {} })
  check() { return 'ok'; }
  @operation('head', '/ready')
  async ready() { await this.dataSource.execute('SELECT 1'); }
}
export class OrderController {
  @post('/orders/{id}')
  create() {}
  @inject('x') other: string;
}
`;

it('reads the decorators of controllers, with the base path of the class', async () => {
  const { gaps, handler, routes } = await readProgram(loopback, {
    'package.json': '{ "dependencies": { "@loopback/rest": "14" } }',
    'src/controllers/health.controller.ts': controller,
    'src/application.ts': `import { RestApplication } from '@loopback/rest';
export class Shop extends BootMixin(RestApplication) {
  constructor(options) { super(options); this.component(RestExplorerComponent); }
}
`,
  });
  expect(routes).toEqual([
    'GET /ops/healthz src/controllers/health.controller.ts:6',
    'HEAD /ops/ready src/controllers/health.controller.ts:8',
    'POST /orders/{id} src/controllers/health.controller.ts:12',
  ]);
  expect(handler('/ops/healthz')?.canFail).toBe(false);
  expect(gaps).toEqual(['src/application.ts:2 what the components of this application serve is not read']);
});

it('knows no beginning where the application has a base path, and takes no other decorator', async () => {
  const { routes } = await readProgram(loopback, {
    'src/health.controller.ts': `import { get } from '@loopback/rest';
import { get as read } from './cache';
export class HealthController {
  @get('/healthz') check() { return 'ok'; }
  @read('/cached') cached() { return 'ok'; }
}
`,
    'src/cache.ts': 'export function get(path) { return () => undefined; }\n',
    'src/application.ts': `import { RestApplication } from '@loopback/rest';
export class Shop extends RestApplication { constructor() { super(); this.basePath(process.env.BASE); } }
`,
  });
  expect(routes).toEqual(['GET …/healthz src/health.controller.ts:4']);
});

it('puts the base path of the nearest application before', async () => {
  const health =
    "import { get } from '@loopback/rest';\nexport class HealthController { @get('/healthz') check() { return 'ok'; } }\n";
  const application = (body: string): string =>
    `import { RestApplication } from '@loopback/rest';\nexport class App extends RestApplication { constructor() { super(); ${body} } }\n`;
  const { routes } = await readProgram(loopback, {
    'orders/src/application.ts': application("this.basePath('/orders');"),
    'orders/src/controllers/health.controller.ts': health,
    'users/src/application.ts': application(''),
    'users/src/controllers/health.controller.ts': health,
    'shared/health.controller.ts': health,
  });
  expect(routes).toEqual([
    'GET /orders/healthz orders/src/controllers/health.controller.ts:2',
    'GET …/healthz shared/health.controller.ts:2',
    'GET /healthz users/src/controllers/health.controller.ts:2',
  ]);
});
