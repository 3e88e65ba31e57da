import { describe, expect, it } from 'vitest';
import { before } from './touches-before.js';

const node = (name: string): string => JSON.stringify({ dependencies: { [name]: '1', pg: '8' } });

describe('Node, hooks that frameworks name', () => {
  const pool = "const pool = new (require('pg').Pool)();\n";

  it('hapi: extensions of the server wherever they are, prerequisites of a route', async () => {
    expect(
      await before('hapi', {
        'package.json': node('@hapi/hapi'),
        'app.js': `const Hapi = require('@hapi/hapi');
${pool}const server = Hapi.server({ port: 3000 });
server.route({ method: 'GET', path: '/livez', handler: () => 'ok' });
server.route({ method: 'GET', path: '/ready', handler: () => 'ok', options: { pre: [[{ method: async () => pool.query('SELECT 4'), assign: 'rows' }]] } });
const tenancy = {
  name: 'tenancy',
  register: async (server) => {
    server.ext('onPreAuth', async (request, h) => { request.app.tenant = await pool.query('SELECT 1'); return h.continue; });
    server.ext('onPreResponse', async (request, h) => { await pool.query('SELECT 2'); return h.continue; });
    server.ext({ type: 'onPreHandler', method: async (request, h) => { if (request.auth.isAuthenticated) await pool.query('SELECT 3'); return h.continue; } });
  },
};
const inside = {
  name: 'inside',
  register: async (server) => { server.ext('onPreHandler', async (request, h) => { await pool.query('SELECT 5'); return h.continue; }, { sandbox: 'plugin' }); },
};
server.register([tenancy, inside]);
server.start();
`,
      }),
    ).toEqual(['/livez: db app.js:9', '/ready: db app.js:5, db app.js:9']);
  });

  it('Elysia: hooks for the routes after them', async () => {
    expect(
      await before('elysia', {
        'package.json': node('elysia'),
        'app.ts': `import { Elysia } from 'elysia';
import { Pool } from 'pg';
const pool = new Pool();
const ops = new Elysia().get('/ready', () => 'ok');
new Elysia()
  .get('/livez', () => 'ok')
  .derive(async () => ({ flags: await pool.query('SELECT 1') }))
  .onBeforeHandle({ as: 'global' }, async ({ cookie }) => { if (cookie.sid) await pool.query('SELECT 2'); })
  .onAfterHandle(async () => { await pool.query('SELECT 3'); })
  .get('/healthz', () => 'ok')
  .use(ops)
  .listen(3000);
`,
      }),
    ).toEqual(['/ready: db app.ts:7', '/livez:', '/healthz: db app.ts:7']);
  });

  it('AdonisJS: the middleware of the kernel', async () => {
    expect(
      await before('adonis', {
        'package.json': JSON.stringify({
          dependencies: { '@adonisjs/core': '6', pg: '8' },
          imports: { '#middleware/*': './app/middleware/*.js' },
        }),
        'start/routes.ts': `import router from '@adonisjs/core/services/router';
router.get('/healthz', () => 'ok');
router.group(() => { router.get('/ready', () => 'ok'); }).prefix('/ops');
`,
        'start/kernel.ts': `import router from '@adonisjs/core/services/router';
import server from '@adonisjs/core/services/server';
server.use([() => import('#middleware/tenant')]);
router.use([() => import('@adonisjs/core/bodyparser_middleware'), () => import('#middleware/user')]);
`,
        'app/middleware/tenant.ts': `import { Pool } from 'pg';
const pool = new Pool();
export default class Tenant {
  async handle(ctx, next) {
    ctx.tenant = await pool.query('SELECT 1');
    await next();
    await pool.query('SELECT 2');
  }
}
`,
        'app/middleware/user.ts': `import { Pool } from 'pg';
const pool = new Pool();
export default class User {
  async handle(ctx, next) {
    if (ctx.session.has('user')) ctx.user = await pool.query('SELECT 3');
    return next();
  }
}
`,
      }),
    ).toEqual(['/healthz: db app/middleware/tenant.ts:5', '/ops/ready: db app/middleware/tenant.ts:5']);
  });
});

describe('Python, hooks that frameworks name', () => {
  const session =
    'from sqlalchemy import create_engine\nengine = create_engine("postgresql://db")\nsession = engine.connect()\n';

  it('Sanic: middleware of requests, of the application and of a blueprint', async () => {
    expect(
      await before('sanic', {
        'requirements.txt': 'sanic\n',
        'db.py': session,
        'app.py': `from sanic import Blueprint, Sanic, text
from db import session
app = Sanic("shop")
ops = Blueprint("ops")

@app.on_request
async def tenant(request):
    session.execute("SELECT 1")

@app.middleware("response")
async def audit(request, response):
    session.execute("SELECT 2")

@ops.middleware("request")
async def settings(request):
    session.execute("SELECT 3")

@app.middleware
async def user(request):
    if "sid" in request.cookies:
        session.execute("SELECT 4")

@app.get("/healthz")
async def healthz(request):
    return text("ok")

@ops.get("/ready")
async def ready(request):
    return text("ok")

app.blueprint(ops)
`,
      }),
    ).toEqual(['/healthz: db app.py:8', '/ready: db app.py:8, db app.py:16']);
  });

  it('Litestar: before_request of the application, unless a layer has its own', async () => {
    const app = (handler: string): Record<string, string> => ({
      'requirements.txt': 'litestar\n',
      'db.py': session,
      'app.py': `from litestar import Litestar, get
from db import session

async def tenant(request):
    session.execute("SELECT 1")

async def nothing(request):
    return None

@get(${handler})
async def healthz() -> str:
    return "ok"

app = Litestar(route_handlers=[healthz], before_request=tenant, openapi_config=None)
`,
    });
    expect(await before('litestar', app('"/healthz"'))).toEqual(['/healthz: db app.py:5']);
    expect(await before('litestar', app('"/healthz", before_request=nothing'))).toEqual(['/healthz:']);
  });

  it('Litestar: middleware of the application, unless it excludes some requests', async () => {
    const app = (given: string, more = ''): Record<string, string> => ({
      'requirements.txt': 'litestar\n',
      'db.py': session,
      'app.py': `from litestar import Litestar, get
from litestar.middleware import AbstractMiddleware, ASGIMiddleware, DefineMiddleware
from db import session

class Tenant(AbstractMiddleware):
    ${more}
    async def __call__(self, scope, receive, send):
        session.execute("SELECT 1")
        await self.app(scope, receive, send)

class Audit(ASGIMiddleware):
    async def handle(self, scope, receive, send, next_app):
        await next_app(scope, receive, send)
        session.execute("SELECT 2")

@get("/healthz")
async def healthz() -> str:
    return "ok"

app = Litestar(route_handlers=[healthz], middleware=[${given}], openapi_config=None)
`,
    });
    expect(await before('litestar', app('Tenant'))).toEqual(['/healthz: db app.py:8']);
    expect(await before('litestar', app('DefineMiddleware(Tenant, x=1)'))).toEqual(['/healthz: db app.py:8']);
    expect(await before('litestar', app('Audit'))).toEqual(['/healthz:']);
    expect(await before('litestar', app('Tenant', 'exclude = ["healthz"]'))).toEqual(['/healthz:']);
    expect(await before('litestar', app('DefineMiddleware(Tenant, exclude="healthz")'))).toEqual([
      '/healthz:',
    ]);
  });

  it('aiohttp: up to where the handler is called', async () => {
    expect(
      await before('aiohttp', {
        'requirements.txt': 'aiohttp\n',
        'db.py': session,
        'app.py': `from aiohttp import web
from db import session

@web.middleware
async def tenant(request, handler):
    request["tenant"] = session.execute("SELECT 1")
    return await handler(request)

@web.middleware
async def audit(request, handler):
    response = await handler(request)
    session.execute("SELECT 2")
    return response

@web.middleware
async def flags(request, handler):
    session.execute("SELECT 3")
    return await handler(request)

async def healthz(request):
    return web.Response(text="ok")

app = web.Application(middlewares=[tenant, audit])
app.middlewares.append(flags)
app.router.add_get("/healthz", healthz)
web.run_app(app)
`,
      }),
    ).toEqual(['/healthz: db app.py:6, db app.py:17', '/healthz: db app.py:6, db app.py:17']);
  });

  it('Tornado: prepare of the handler and of the class above', async () => {
    expect(
      await before('tornado', {
        'requirements.txt': 'tornado\n',
        'db.py': session,
        'app.py': `import tornado.web
from db import session

class Base(tornado.web.RequestHandler):
    def prepare(self):
        session.execute("SELECT 1")

class Ready(Base):
    def get(self):
        self.write("ok")

class Live(tornado.web.RequestHandler):
    def prepare(self):
        if self.get_cookie("sid"):
            session.execute("SELECT 2")
    def get(self):
        self.write("ok")

app = tornado.web.Application([(r"/ready", Ready), (r"/livez", Live)])
`,
      }),
    ).toEqual(['/ready: db app.py:6', '/livez:']);
  });

  it('Falcon: process_request of middleware', async () => {
    expect(
      await before('falcon', {
        'requirements.txt': 'falcon\n',
        'db.py': session,
        'app.py': `import falcon
from db import session

class Tenant:
    def process_request(self, req, resp):
        session.execute("SELECT 1")
    def process_response(self, req, resp, resource, req_succeeded):
        session.execute("SELECT 2")

class User:
    def process_request(self, req, resp):
        token = req.get_header("Authorization")
        if token is None:
            return
        session.execute("SELECT 3")

class Health:
    def on_get(self, req, resp):
        resp.text = "ok"

app = falcon.App(middleware=[Tenant()])
app.add_middleware(User())
app.add_route("/healthz", Health())
`,
      }),
    ).toEqual(['/healthz: db app.py:6']);
  });
});
