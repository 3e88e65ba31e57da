import { expect, it } from 'vitest';
import { readPython } from './python-reading.js';

it('reads tuples, url, rules and derived applications; expressions become paths', async () => {
  const { routes, gaps, handler } = await readPython({
    'server/urls.py': `from tornado.web import StaticFileHandler, url
from .handlers import Health, Item
handlers = [
    (r"/healthcheck", Health),
    url(r"/items/(?P<id>\\d+)/?", Item, name="item"),
    (r"/static/(.*)", StaticFileHandler, {"path": "x"}),
]
`,
    'server/handlers.py': `import tornado.web
class Base(tornado.web.RequestHandler):
    def get(self):
        self.write("OK")
class Health(Base): ...
class Item(tornado.web.RequestHandler):
    def put(self, id): ...
    def delete(self, id): ...
`,
    'server/app.py': `import tornado.web
from tornado.routing import Rule, PathMatches
from server.urls import handlers as default_handlers
from .handlers import Health
class App(tornado.web.Application):
    def __init__(self, handlers=None, **settings):
        settings.update(handlers=handlers or default_handlers)
        super().__init__(**settings)
def make():
    return tornado.web.Application([Rule(PathMatches("/ready"), Health)])
App().listen(80)
`,
  });
  expect(routes).toEqual([
    'GET /ready server/app.py:10',
    'GET /healthcheck server/urls.py:4',
    'DELETE /items/{id} server/urls.py:5',
    'PUT /items/{id} server/urls.py:5',
    'DELETE /items/{id}/ server/urls.py:5',
    'PUT /items/{id}/ server/urls.py:5',
    'ANY /static/{*path} server/urls.py:6',
  ]);
  expect(gaps).toEqual([]);
  expect(handler('/healthcheck')).toMatchObject({ name: 'get' });
});

it('handlers from a plugin keep the inventory open', async () => {
  const { routes, gaps } = await readPython({
    'app.py': `import os
from tornado.web import Application
from plugins import extra
app = Application([(r"/a", None), (os.environ["BASE"] + "/b", None)] + extra())
`,
  });
  expect(routes).toEqual(['ANY /a app.py:4', 'ANY …/b app.py:4']);
  expect(gaps).toEqual([
    'tornado app.py:4 a part of the list of handlers is not known before run time',
    'tornado app.py:4 a part of the path of this route is not known before run time',
  ]);
});

it.each([
  ['/healthz', '(r"/healthz", H)'],
  ['/health', '(r"/health$", H)'],
])('a changed path is another route: %s', async (path, rule) => {
  const { all } = await readPython({
    'm.py': `import tornado.web\nH = None\ntornado.web.Application([${rule}])\n`,
  });
  expect(all.map((route) => route.path)).toEqual([path]);
});
