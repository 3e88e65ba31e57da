import { expect, test } from 'vitest';
import { goMain, readGo } from './go-reading.js';

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
