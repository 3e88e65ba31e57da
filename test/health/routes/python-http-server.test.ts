import { expect, it } from 'vitest';
import { readPython } from './python-reading.js';

it('reads what a handler compares, and answers for the rest only when it does not say 404', async () => {
  const { routes, handler } = await readPython({
    'worker.py': `from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import urlparse
class Probes(BaseHTTPRequestHandler):
    def do_GET(self):
        path = urlparse(self.path).path
        if path == "/healthz":
            self.send_response(200)
            self.end_headers()
        elif self.path in ("/ready", "/readyz"):
            if database.ping():
                self.send_response(200)
            else:
                self.send_response(503)
        else:
            self.send_error(404)
def serve():
    class Everything(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
    HTTPServer(("", 8080), Everything).serve_forever()
`,
  });
  expect(routes).toEqual([
    'GET /healthz worker.py:6',
    'GET /ready worker.py:9',
    'GET /readyz worker.py:9',
    'GET /{*path} worker.py:18',
  ]);
  expect(handler('/healthz')).toMatchObject({ name: 'Probes.do_GET', constant: true, canFail: false });
  expect(handler('/readyz')).toMatchObject({ canFail: true, constant: false });
});

it.each([['/healthz'], ['/health']])('a changed path is another route: %s', async (path) => {
  const { all } = await readPython({
    'm.py': `import http.server\nclass H(http.server.BaseHTTPRequestHandler):\n    def do_GET(self):\n        if self.path == "${path}":\n            self.send_response(200)\n        else:\n            self.send_response(404)\n`,
  });
  expect(all.map((route) => route.path)).toEqual([path]);
});
