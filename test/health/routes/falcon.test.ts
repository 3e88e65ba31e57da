import { expect, it } from 'vitest';
import { readPython } from './python-reading.js';

it('reads resources, suffixes, sinks and static routes', async () => {
  const { routes, handler } = await readPython({
    'app.py': `import falcon
import falcon.asgi
from resources import Health
app = falcon.App()
health = Health()
app.add_route("/healthz", health)
app.add_route("/healthz/ready", health, suffix="ready")
app.add_route("/things/{id:int}", Things())
app.add_sink(print, "/proxy")
other = falcon.asgi.App()
other.add_static_route("/static", "x")
`,
    'resources.py': `class Health:
    def on_get(self, req, resp):
        resp.media = {"status": "ok"}
    def on_get_ready(self, req, resp):
        db.ping()
        resp.status = "503"
    def on_post(self, req, resp): ...
`,
  });
  expect(routes).toEqual([
    'GET /healthz app.py:6',
    'POST /healthz app.py:6',
    'GET /healthz/ready app.py:7',
    'ANY /things/{id} app.py:8',
    'ANY /proxy/{*path} app.py:9',
    'ANY /static/{*path} app.py:11',
  ]);
  expect(handler('/healthz/ready')).toMatchObject({ name: 'on_get_ready', touches: [{ dependency: 'db' }] });
});

it.each([
  ['/healthz', 'add_route("/healthz", None)'],
  ['/health', 'add_route("/health", None)'],
])('a changed path is another route: %s', async (path, call) => {
  const { all } = await readPython({ 'm.py': `import falcon\napp = falcon.API()\napp.${call}\n` });
  expect(all.map((route) => route.path)).toEqual([path]);
});
