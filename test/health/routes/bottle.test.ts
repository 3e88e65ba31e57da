import { expect, it } from 'vitest';
import { readPython } from './python-reading.js';

it('reads the default application, others, callbacks and mounts', async () => {
  const { routes, handler } = await readPython({
    'main.py': `import bottle
from bottle import Bottle, get, route, run
@get("/healthz")
def healthz():
    return "ok"
@route("/items/<id:int>/<rest:path>", method=["GET", "POST"])
def items(id, rest): ...
admin = Bottle()
@admin.route("/status")
def status(): ...
admin.route("/jobs", "DELETE", status)
bottle.mount("/admin", admin)
run(port=80)
`,
  });
  expect(routes).toEqual([
    'GET /healthz main.py:3',
    'GET /items/{id}/{*rest} main.py:6',
    'POST /items/{id}/{*rest} main.py:6',
    'GET /admin/status main.py:9',
    'DELETE /admin/jobs main.py:11',
  ]);
  expect(handler('/healthz')).toMatchObject({ constant: true, canFail: false });
});

it.each([
  ['/healthz', '@app.get("/healthz")'],
  ['/health', '@app.get("/health")'],
])('a changed path is another route: %s', async (path, decorator) => {
  const { all } = await readPython({
    'm.py': `import bottle\napp = bottle.Bottle()\n${decorator}\ndef h(): ...\n`,
  });
  expect(all.map((route) => route.path)).toEqual([path]);
});
