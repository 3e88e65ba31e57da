import { expect, it } from 'vitest';
import { readPython } from './python-reading.js';

it('reads add_get, add_routes, tables of routes, resources, views and applications below a prefix', async () => {
  const { routes, gaps } = await readPython({
    'app/main.py': `from aiohttp import web
from .probes import routes, Ready
from . import admin

PREFIX = "/api"

async def live(request):
    return web.json_response({"status": "ok"})

def make_app():
    app = web.Application(middlewares=[])
    app.router.add_get("/livez", live)
    app.router.add_route("*", "/any/{tail:.*}", live)
    app.add_routes([web.post(PREFIX + "/items/{id:[0-9]+}", live), web.view("/ready", Ready)])
    app.add_routes(routes)
    resource = app.router.add_resource("/thing")
    resource.add_route("DELETE", live)
    app.add_subapp("/admin/", admin.make())
    return app

web.run_app(make_app())
`,
    'app/probes.py': `from aiohttp import web
routes = web.RouteTableDef()
@routes.get("/healthz")
async def healthz(request):
    return web.Response(text="ok")
class Ready(web.View):
    async def get(self):
        await self.request.app["pool"].execute("SELECT 1")
        return web.Response(status=503)
`,
    'app/admin.py': `from aiohttp import web
def make() -> web.Application:
    sub = web.Application()
    setup(sub)
    return sub
def setup(app: web.Application):
    app.router.add_get("/status", lambda request: None)
`,
  });
  expect(routes).toEqual([
    'GET /admin//status app/admin.py:7',
    'HEAD /admin//status app/admin.py:7',
    'GET /livez app/main.py:12',
    'HEAD /livez app/main.py:12',
    'ANY /any/{*tail} app/main.py:13',
    'POST /api/items/{id} app/main.py:14',
    'GET /ready app/main.py:14',
    'DELETE /thing app/main.py:17',
    'GET /healthz app/probes.py:3',
    'HEAD /healthz app/probes.py:3',
  ]);
  expect(gaps).toEqual([]);
});

it('tells what handlers touch, and takes the client for no application', async () => {
  const { routes, handler } = await readPython({
    'main.py': `import aiohttp
from aiohttp import web
class Server:
    def __init__(self):
        self.app = web.Application()
        self.app.add_routes([web.get("/status/live", self.live), web.get("/status/ready", self.ready)])
    async def live(self, request):
        return web.json_response({"alive": True})
    async def ready(self, request):
        await self.db.execute("SELECT 1")
        return web.json_response({}, status=503)
async def ask():
    async with aiohttp.ClientSession() as session:
        await session.get("/other")
Server()
`,
  });
  expect(routes.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
    'GET /status/live',
    'HEAD /status/live',
    'GET /status/ready',
    'HEAD /status/ready',
  ]);
  expect(handler('/status/live')).toMatchObject({ constant: true, canFail: false });
  expect(handler('/status/ready')).toMatchObject({ canFail: true, touches: [{ dependency: 'db' }] });
});

it('a list that is only known at run time keeps the inventory open; an application that nobody describes is guessed', async () => {
  const { routes, gaps } = await readPython({
    'main.py': `from aiohttp import web
from plugins import handlers
app = web.Application()
app.add_routes([web.get("/a", None)] + handlers())
`,
    'setup.py': 'def setup(app):\n    app.router.add_get("/healthz", None)\n',
    'other.py': 'from aiohttp import web\ndef setup(app):\n    app.router.add_get("/readyz", None)\n',
  });
  expect(routes.filter((line) => line.startsWith('GET'))).toEqual([
    'GET /a main.py:4',
    'GET /readyz other.py:3',
  ]);
  expect(gaps).toEqual(['aiohttp main.py:4 the list of routes is not known before run time']);
});

it.each([
  ['/healthz', 'app.router.add_get("/healthz", h)'],
  ['/health', 'app.router.add_get("/health", h)'],
])('a changed path is another route: %s', async (path, line) => {
  const { all } = await readPython({ 'm.py': `from aiohttp import web\napp = web.Application()\n${line}\n` });
  expect([...new Set(all.map((route) => route.path))]).toEqual([path]);
});
