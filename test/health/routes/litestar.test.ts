import { expect, it } from 'vitest';
import { readPython } from './python-reading.js';

it('reads functions, controllers and routers as soon as an application lists them', async () => {
  const { routes, gaps, handler } = await readPython({
    'app/asgi.py': `from litestar import Litestar, Router, get
from app.controllers import Items, Health

@get("/livez", sync_to_thread=False)
def live() -> dict[str, str]:
    return {"status": "ok"}

@get("/never")
def never() -> None: ...

v1 = Router(path="/v1", route_handlers=[Items])
app = Litestar(route_handlers=[live, Router("/api", route_handlers=[v1]), Health], openapi_config=None)
`,
    'app/controllers.py': `from litestar import Controller, delete, get
class Items(Controller):
    path = "/items"
    @get(["/", "/all"])
    async def list_items(self) -> None: ...
    @delete("/{id:int}/{rest:path}")
    async def remove(self, id: int) -> None: ...
class Health(Controller):
    @get(path="/health")
    async def health(self, db_session: AsyncSession) -> Response:
        await db_session.execute("SELECT 1")
        return Response({}, status_code=503)
`,
  });
  expect(routes).toEqual([
    'GET /livez app/asgi.py:4',
    'GET …/never app/asgi.py:8',
    'GET /api/v1/items/ app/controllers.py:4',
    'GET /api/v1/items/all app/controllers.py:4',
    'DELETE /api/v1/items/{id}/{*rest} app/controllers.py:6',
    'GET /health app/controllers.py:9',
  ]);
  expect(gaps).toEqual([]);
  expect(handler('/livez')).toMatchObject({ constant: true });
  expect(handler('/health')).toMatchObject({ canFail: true, touches: [{ dependency: 'db' }] });
});

it('follows plugins that extend the handlers, serves its description, and says what it does not know', async () => {
  const { routes, gaps } = await readPython({
    'main.py': `from litestar import Controller, Litestar, get
from elsewhere import handlers
class System(Controller):
    @get("/health")
    async def health(self) -> None: ...
class Plugin(InitPluginProtocol):
    def on_app_init(self, app_config: AppConfig) -> AppConfig:
        app_config.route_handlers.extend([System])
        return app_config
app = Litestar(route_handlers=handlers(), plugins=[Plugin()])
`,
  });
  expect(routes).toEqual([
    'GET /health main.py:4',
    'GET /schema main.py:10 (dependency)',
    'GET /schema/{*path} main.py:10 (dependency)',
  ]);
  expect(gaps).toEqual([]);
});

it('controllers and functions that nobody lists have a path without a known beginning', async () => {
  const { routes } = await readPython({
    'm.py': `from litestar import Controller, Litestar, get
class System(Controller):
    path = "/system"
    @get("/health")
    async def health(self) -> None: ...
@get("/loose")
async def loose() -> None: ...
app = Litestar(route_handlers=discover(), openapi_config=None)
`,
  });
  expect(routes).toEqual(['GET …/system/health m.py:4', 'GET …/loose m.py:6']);
});

it.each([
  ['/healthz', '@get("/healthz")', ''],
  ['/health', '@get("/health")', ''],
  ['/x/health', '@get("/health")', ', path="/x"'],
])('a changed path or prefix is another route: %s', async (path, decorator, more) => {
  const { all } = await readPython({
    'm.py': `from litestar import Litestar, get\n${decorator}\nasync def h() -> None: ...\napp = Litestar([h], openapi_config=None${more})\n`,
  });
  expect(all.map((route) => route.path)).toEqual([path]);
});
