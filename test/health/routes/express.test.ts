import { describe, expect, test } from 'vitest';
import { readExpress } from './express-reading.js';

describe('applications and routers', () => {
  test.each([
    ['import express', "import express from 'express';\nconst app = express();"],
    ['import * as', "import * as express from 'express';\nconst app = express();"],
    ['import = require', "import express = require('express');\nconst app = express();"],
    ['require', "const express = require('express');\nconst app = express();"],
    ['a call of require', "const e = 1;\nconst app = require('express')();"],
    ['Feathers', "import express from '@feathersjs/express';\nconst app = express(feathers());"],
    [
      'a router of a router',
      "const { Router } = require('express');\nconst app = require('express')().use(Router());",
    ],
  ])('%s', async (_, text) => {
    const { routes } = await readExpress({
      'app.ts': `${text}\napp.get('/health', (req, res) => res.send('ok'));\n`,
    });
    expect(routes).toEqual(['GET /health app.ts:3']);
  });

  test.each([
    ['named import', "import { Router as R } from 'express';\nconst r = R();"],
    ['express.Router()', "import express from 'express';\nconst r = express.Router({ mergeParams: true });"],
    ['new Router()', "import { Router } from 'express';\nconst r = new Router();"],
    ["require('express').Router()", "const x = 1;\nconst r = require('express').Router();"],
    [
      'express-promise-router',
      "import PromiseRouter from 'express-promise-router';\nconst r = PromiseRouter();",
    ],
  ])('a router that is mounted nowhere: %s', async (_, text) => {
    const { routes } = await readExpress({ 'r.ts': `${text}\nr.get('/health', h);\n` });
    expect(routes).toEqual(['GET …/health r.ts:3']);
  });

  test('all verbs, all, route chains, lists of paths, several handlers', async () => {
    const { routes } = await readExpress({
      'app.js': `const app = require('express')();
app.get('/a', auth, [check, log], h).post('/b', h);
app.put('/c', h); app.patch('/d', h); app.delete('/e', h); app.head('/f', h); app.options('/g', h);
app.all('/h', h);
app
  .route('/i')
  .get(h)
  .post(h);
app.get(['/j', '/k'], h);
app['get']('/l', h);
for (const method of ['get', 'put']) app[method]('/m', h);
['/n', '/o'].forEach((path) => app.get(path, h));
`,
    });
    expect(routes).toEqual([
      'GET /a app.js:2',
      'POST /b app.js:2',
      'PUT /c app.js:3',
      'PATCH /d app.js:3',
      'DELETE /e app.js:3',
      'HEAD /f app.js:3',
      'OPTIONS /g app.js:3',
      'ANY /h app.js:4',
      'GET /i app.js:7',
      'POST /i app.js:8',
      'GET /j app.js:9',
      'GET /k app.js:9',
      'GET /l app.js:10',
      'GET /m app.js:11',
      'PUT /m app.js:11',
      'GET /n app.js:12',
      'GET /o app.js:12',
    ]);
  });

  test('routes in callbacks, conditions and functions that nothing visible calls', async () => {
    const { routes } = await readExpress({
      'app.js': `const app = require('express')();
connect().then(() => { app.get('/a', h); });
(async () => { await db.connect(); app.get('/b', h); })();
if (process.env.NODE_ENV !== 'production') { app.get('/c', h); } else app.get('/d', h);
process.env.DEBUG && app.get('/e', h);
export function later() { if (!config.metrics) return; app.get('/f', h); }
switch (process.env.MODE) { case 'x': app.get('/g', h); break; default: app.get('/h', h); }
if (require.main === module) app.get('/i', h);
`,
    });
    expect(routes).toEqual([
      'GET /a app.js:2',
      'GET /b app.js:3',
      "GET /c app.js:4 [process.env.NODE_ENV !== 'production']",
      "GET /d app.js:4 [not (process.env.NODE_ENV !== 'production')]",
      'GET /e app.js:5 [process.env.DEBUG]',
      'GET /f app.js:6 [config.metrics]',
      "GET /g app.js:7 [process.env.MODE === 'x']",
      'GET /h app.js:7',
      'GET /i app.js:8',
    ]);
  });
});

describe('mounts', () => {
  test('prefixes are joined across files, through barrels, constants and NodeNext specifiers', async () => {
    const { gaps, routes } = await readExpress({
      'src/app.ts': `import express from 'express';
import { API_PREFIX } from './config.js';
import { api } from './routes/index.js';
const app = express();
app.use(API_PREFIX, authenticate, api);
export default app;
`,
      'src/config.ts': "export const VERSION = 'v2'; export const API_PREFIX = `/api/${VERSION}`;",
      'src/routes/index.ts': `import { Router } from 'express';
import health from './health.js';
import users from '@/routes/users';
export const api = Router();
api.use('/', health);
api.use('/users/:userId', users);
`,
      'src/routes/health.ts': `import { Router } from 'express';
const router = Router();
router.get('/health', (_req, res) => { res.json({ ok: true }); });
export default router;
`,
      'src/routes/users.js': `const router = require('express').Router();
router.get('/', list);
module.exports = router;
`,
      'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
    });
    expect(routes).toEqual([
      'GET /api/v2/health src/routes/health.ts:3',
      'GET /api/v2/users/{userId} src/routes/users.js:2',
    ]);
    expect(gaps).toEqual([]);
  });

  test('a router that is mounted twice gives its routes twice', async () => {
    const { routes } = await readExpress({
      'app.js': `const express = require('express'); const app = express(); const { api } = require('./api');
app.use('/api', api); app.use(['/api/v1', '/legacy'], api);`,
      'api.js': "const api = require('express').Router(); api.get('/health', h); exports.api = api;",
    });
    expect(routes).toEqual([
      'GET /api/health api.js:1',
      'GET /api/v1/health api.js:1',
      'GET /legacy/health api.js:1',
    ]);
  });

  test('functions that get the application: helpers without types, required and called', async () => {
    const { routes } = await readExpress({
      'server.js': `const app = require('express')();
require('./routes')(app, { prefix: '/api' });
require('./admin').register({ server: app });`,
      'routes.js': "module.exports = (app, { prefix }) => { app.get(prefix + '/health', h); };",
      'admin.js': "exports.register = function ({ server }) { server.get('/admin', h); };",
    });
    expect(routes).toEqual(['GET /admin admin.js:1', 'GET /api/health routes.js:1']);
  });

  test('a parameter that is declared as an application counts for itself only when nobody calls the function', async () => {
    const register =
      "import type { Express } from 'express';\nexport function register(app: Express): void {\n  app.get('/health', h);\n}\n";
    expect((await readExpress({ 'routes.ts': register })).routes).toEqual(['GET …/health routes.ts:3']);
    const called = await readExpress({
      'routes.ts': register,
      'main.ts':
        "import express from 'express'; import { register } from './routes'; const app = express(); register(app);",
    });
    expect(called.routes).toEqual(['GET /health routes.ts:3']);
  });

  test('factories, classes that hold a router, getters and fields', async () => {
    const { routes } = await readExpress({
      'app.ts': `import express, { type Application } from 'express';
import { createRouter, HealthController, StatusRoutes } from './controllers';
export class App {
  private app: Application = express();
  constructor(controllers: StatusRoutes[]) {
    this.app.use('/factory', createRouter({ db: 1 }));
    this.app.use('/class', new HealthController().router);
    controllers.forEach((controller) => this.app.use(controller.path, controller.router));
    this.routes();
  }
  private routes() { this.app.get('/own', h); }
}
new App([new StatusRoutes()]);
`,
      'controllers.ts': `import { Router } from 'express';
export function createRouter(options) { const router = Router(); router.get('/a', h); return router; }
export class HealthController {
  app = Router();
  constructor() { this.app.get('/b', this.check); }
  get router() { return this.app; }
  check(req, res) { res.send('ok'); }
}
export class StatusRoutes {
  public path = '/status';
  public router = Router();
  constructor() { this.initializeRoutes(); }
  private initializeRoutes() { this.router.get(\`\${this.path}/c\`, h); }
}
`,
    });
    expect(routes).toEqual([
      'GET /own app.ts:11',
      'GET /factory/a controllers.ts:2',
      'GET /class/b controllers.ts:5',
      'GET /status/status/c controllers.ts:13',
    ]);
  });

  test('house controllers: a base class that wraps the router, and routes whose place is where the path is written', async () => {
    const { routes } = await readExpress({
      'controller.ts': `import { Router, type IRouter } from 'express';
export default class Controller {
  private app: IRouter;
  constructor() { this.app = Router(); }
  protected route(options) { this.app[options.method](options.path, log, this.wrap(options.handler.bind(this))); }
  get(path: string, handler) { this.route({ method: 'get', path, handler }); }
  use(path: string, router: IRouter) { this.app.use(path, router); }
  wrap(handler) { return async (req, res) => { try { await handler(req, res); } catch (e) { res.status(500).end(); } }; }
  get router(): IRouter { return this.app; }
}
`,
      'health.ts': `import Controller from './controller.js';
const READY = '/ready';
export class HealthController extends Controller {
  constructor(config) {
    super();
    this.route({ method: 'get', path: '', handler: this.getHealth });
    this.get('/live', this.getHealth);
    this.get(READY, this.getHealth);
  }
  async getHealth(req, res) { res.status(200).json({ health: 'GOOD' }); }
}
`,
      'app.ts': `import express from 'express';
import Controller from './controller.js';
import { HealthController } from './health.js';
class Index extends Controller { constructor(config) { super(); this.use('/health', new HealthController(config).router); } }
export default function getApp(config) {
  const app = express();
  app.use(\`\${config.baseUriPath}/\`, new Index(config).router);
  return app;
}
`,
    });
    expect(routes).toEqual([
      'GET …/health health.ts:6 medium',
      'GET …/health/live health.ts:7 medium',
      'GET …/health/ready health.ts:8 medium',
    ]);
  });

  test('a prefix with a default is taken, but is not called certain', async () => {
    const { routes } = await readExpress({
      'app.js': "const app = require('express')(); app.get((process.env.BASE || '/base') + '/health', h);",
    });
    expect(routes).toEqual(['GET …/base/health app.js:1 medium']);
  });

  test('applications mounted in applications, express-ws and dynamic imports', async () => {
    const { routes } = await readExpress({
      'app.mjs': `import express from 'express'; import expressWs from 'express-ws';
const { app } = expressWs(express()); const admin = express();
admin.get('/health', h); app.use('/admin', admin);
const { default: routes } = await import('./routes.mjs'); app.use('/api', routes);`,
      'routes.mjs': "import { Router } from 'express'; const r = Router(); r.get('/x', h); export default r;",
    });
    expect(routes).toEqual(['GET /admin/health app.mjs:3', 'GET /api/x routes.mjs:1']);
  });

  test('middleware that answers a path itself', async () => {
    const { routes } = await readExpress({
      'app.js': `const app = require('express')(); const HEALTH = '/healthz';
app.use((req, res, next) => {
  if (req.path === HEALTH) return res.status(200).send('ok');
  if (req.url == '/skip') return next();
  if (req.method === 'GET' && req.path === '/livez') { res.end(); return; }
  next();
});
app.use('/health', (req, res) => res.json({}));
app.use('/logged', (req, res, next) => { log(req); next(); });
app.use((err, req, res, next) => { res.status(500).end(); });
app.use((req, res) => res.status(404).end());`,
    });
    expect(routes).toEqual([
      'ANY /healthz app.js:3 medium',
      'GET /livez app.js:5 medium',
      'ANY /health app.js:8',
    ]);
  });
});

describe('what cannot be followed is a gap', () => {
  test.each([
    [
      'a mount that run time decides',
      "app.use('/api', require('./' + name));",
      "what `require('./' + name)` serves could not be followed",
    ],
    [
      'a router from a generated file',
      "app.use(require('./generated/routes'));",
      "what `require('./generated/routes')` serves could not be followed",
    ],
    [
      'a package below a path',
      "app.use('/graphql', require('apollo')());",
      'what the package apollo serves below this path is not known',
    ],
    [
      'the application handed away',
      'loadPlugins(app);',
      '`loadPlugins(app)` gets the router and could not be followed',
    ],
    [
      'the application handed to a hook',
      'config.hook(app);',
      '`config.hook(app)` gets the router and could not be followed',
    ],
    [
      'the application handed to a package',
      "require('admin-kit').init(app);",
      'the package admin-kit gets the router and may add routes',
    ],
    [
      'a computed path',
      'app.get(paths.health, h);',
      'the path of `app.get(paths.health, h)` is a value that only run time knows',
    ],
    [
      'a regular expression',
      'app.get(/health.*/, h);',
      'the path of `app.get(/health.*/, h)` is the regular expression /health.*/',
    ],
  ])('%s', async (_, text, reason) => {
    const { gaps, routes } = await readExpress({
      'app.js': `const app = require('express')(); const { paths, config, loadPlugins } = require('./missing');\n${text}\n`,
    });
    expect(gaps).toEqual([`app.js:2 ${reason}`]);
    expect(routes).toEqual([]);
  });

  test('a router that is called after health is listed at its path all the same', async () => {
    const { gaps, routes } = await readExpress({
      'app.js': `const app = require('express')();
app.use('/health', require('./generated').healthRouter);`,
    });
    expect(routes).toEqual(['ANY /health app.js:2 low']);
    expect(gaps).toEqual([
      "app.js:2 what `require('./generated').healthRouter` serves could not be followed",
    ]);
  });

  test('a router that is known by its type only', async () => {
    const { gaps } = await readExpress({
      'app.ts': `import express, { type Router } from 'express'; const app = express();
class Plugin { router?: Router; }
app.use('/plugin', new Plugin().router);`,
    });
    expect(gaps).toEqual(['app.ts:3 the router that is mounted here is known by its type only']);
  });

  test('a mount with a prefix that is not known keeps its routes, with their beginning missing', async () => {
    const { gaps, routes } = await readExpress({
      'app.js': `const app = require('express')(); const r = require('express').Router(); r.get('/health', h);
app.use(settings.basePath, r);`,
    });
    expect(routes).toEqual(['GET …/health app.js:1 medium']);
    expect(gaps).toEqual(['app.js:2 the path of a mount is a value that only run time knows']);
  });

  test('middleware, static files and servers are no gaps', async () => {
    const { gaps, routes } = await readExpress({
      'app.js': `const express = require('express'); const app = express();
app.use(express.json(), require('helmet')()); app.use('/api', require('cors')());
app.use('/static', express.static('public')); app.use(own); app.use(require('some-logger')());
require('http').createServer(app).listen(3000); app.set('x', 1); app.listen(80);
function own(req, res, next) { next(); }`,
    });
    expect(gaps).toEqual([]);
    expect(routes).toEqual([]);
  });
});
