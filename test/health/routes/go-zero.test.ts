import { expect, test } from 'vitest';
import { goMain, readGo } from './go-reading.js';
import { readRouteLines } from './route-reading.js';

test('go-zero: routes in lists, with prefix and middleware', async () => {
  const { routes, gaps } = await readGo({
    'main.go': goMain(
      ['net/http', 'github.com/zeromicro/go-zero/rest'],
      `func main() {
	server := rest.MustNewServer(rest.RestConf{})
	defer server.Stop()
	RegisterHandlers(server)
	server.Start()
}

func RegisterHandlers(server *rest.Server) {
	server.AddRoutes(
		[]rest.Route{
			{
				Method:  http.MethodGet,
				Path:    "/ping",
				Handler: ping(),
			},
		},
		rest.WithPrefix("/api/v1"),
	)
	server.AddRoutes(
		rest.WithMiddlewares(
			[]rest.Middleware{audit},
			[]rest.Route{
				{Method: http.MethodPost, Path: "/orders/:id", Handler: ping()},
			}...,
		),
	)
	server.AddRoute(rest.Route{Method: http.MethodGet, Path: "/healthz", Handler: ping()})
}

func audit(next http.HandlerFunc) http.HandlerFunc { return next }

func ping() http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { w.Write([]byte("ok")) }
}
`,
    ),
  });
  expect([routes.map((one) => one.replace(/ main.go:\d+/, '')), gaps]).toEqual([
    ['GET /api/v1/ping', 'POST /orders/{id}', 'GET /healthz'],
    [],
  ]);
});

test('go-zero: the server beside the application that a configuration switches on', async () => {
  const { goZero } = await import('../../../src/health/routes/go-zero/index.js');
  const { routes } = await readRouteLines([goZero], {
    'go.mod': 'module example.com/shop\n\nrequire github.com/zeromicro/go-zero v1.8.0\n',
    'main.go': goMain([], 'func main() {}'),
    'orders/etc/orders.yaml': 'Name: orders\nDevServer:\n  Enabled: true\n  Port: 6470\n',
    'users/etc/users.yaml': 'DevServer:\n  HealthPath: /ping\n  EnableMetrics: false\n',
    'off/etc/off.yaml': 'DevServer:\n  Enabled: false\n',
    'none/etc/none.yaml': 'Name: none\nDevServer:\n',
  });
  expect(routes).toEqual([
    'ANY /healthz orders/etc/orders.yaml:2 port 6470 (setting)',
    'ANY /metrics orders/etc/orders.yaml:2 port 6470 (setting)',
    'ANY /ping users/etc/users.yaml:1 port 6060 (setting)',
  ]);
});
