import { expect, it } from 'vitest';
import { readPython } from './python-reading.js';

it('reads decorators, blueprints, groups, versions and views across files', async () => {
  const { routes, gaps, handler } = await readPython({
    'app.py': `from sanic import Blueprint, Sanic, response
from api import users, admin
app = Sanic("shop")
@app.get("/health")
async def health(request):
    return response.json({"status": "ok"})
app.blueprint(Blueprint.group(users, admin, url_prefix="/api"))
app.blueprint(users, url_prefix="/people")
app.add_route(health, "healthz", methods=["GET", "HEAD"])
app.static("/files", "x")
`,
    'api.py': `from sanic import Blueprint
from sanic.views import HTTPMethodView
users = Blueprint("users", url_prefix="/users")
admin = Blueprint("admin", version=2)
@users.route("/<id:int>/<rest:path>", methods=["POST"])
async def user(request, id, rest): ...
class Status(HTTPMethodView):
    async def get(self, request): ...
admin.add_route(Status.as_view(), "/status")
`,
  });
  expect(routes).toEqual([
    'POST /api/users/{id}/{*rest} api.py:5',
    'POST /people/{id}/{*rest} api.py:5',
    'GET /api/v2/status api.py:9',
    'GET /health app.py:4',
    'GET /healthz app.py:9',
    'HEAD /healthz app.py:9',
    'GET /files app.py:10',
    'HEAD /files app.py:10',
    'GET /files/{*path} app.py:10',
    'HEAD /files/{*path} app.py:10',
  ]);
  expect(gaps).toEqual([]);
  expect(handler('/health')).toMatchObject({ name: 'health', canFail: false });
});

it('serves the state of the workers only when sanic-ext is told to', async () => {
  const { routes } = await readPython({
    'on.py':
      'from sanic import Sanic\napp = Sanic("a")\napp.config.HEALTH = True\napp.config.HEALTH_ENDPOINT = True\n',
    'off.py': 'from sanic import Sanic\napp = Sanic("b")\napp.config.HEALTH = True\n',
    'extended.py':
      'from sanic import Sanic\nfrom sanic_ext import Config, Extend\napp = Sanic("c")\nExtend(app, config=Config(health=True, health_endpoint=True))\n',
  });
  expect(routes).toEqual([
    'GET /__health__ extended.py:3 (setting)',
    'GET /__health__/ extended.py:3 (setting)',
    'GET /__health__ on.py:2 (setting)',
    'GET /__health__/ on.py:2 (setting)',
  ]);
});

it.each([
  ['/healthz', 'app.get("/healthz")'],
  ['/health', 'app.get("/health")'],
])('a changed path is another route: %s', async (path, decorator) => {
  const { all } = await readPython({
    'm.py': `from sanic import Sanic\napp = Sanic("m")\n@${decorator}\nasync def h(request): ...\n`,
  });
  expect(all.map((route) => route.path)).toEqual([path]);
});
