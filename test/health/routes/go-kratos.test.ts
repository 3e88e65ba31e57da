import { expect, test } from 'vitest';
import { goMain, readGo } from './go-reading.js';

test('Kratos: the prefix of the server, handlers below a path, and routers', async () => {
  const { routes, gaps } = await readGo({
    'main.go': goMain(
      ['net/http', 'github.com/go-kratos/kratos/v2', 'khttp github.com/go-kratos/kratos/v2/transport/http'],
      `func NewHTTPServer() *khttp.Server {
	var opts = []khttp.ServerOption{
		khttp.Address(":8000"),
		khttp.PathPrefix("/shop"),
	}
	srv := khttp.NewServer(opts...)
	srv.HandleFunc("/healthz", func(w http.ResponseWriter, r *http.Request) { w.Write([]byte("ok")) })
	srv.HandlePrefix("/docs", http.FileServer(http.Dir("docs")))
	RegisterOrdersHTTPServer(srv)
	return srv
}

func RegisterOrdersHTTPServer(s *khttp.Server) {
	r := s.Route("/v1")
	r.GET("/orders/{id}", order)
}

func order(ctx khttp.Context) error { return nil }

func main() {
	app := kratos.New(kratos.Server(NewHTTPServer()))
	app.Run()
}
`,
    ),
  });
  expect([routes.map((one) => one.replace(/ main.go:\d+/, '')), gaps]).toEqual([
    ['ANY /shop/healthz', 'ANY /shop/docs', 'ANY /shop/docs/{*path}', 'GET /shop/v1/orders/{id}'],
    [],
  ]);
});

test('Kratos: without a prefix', async () => {
  const { routes } = await readGo({
    'main.go': goMain(
      ['net/http', 'khttp github.com/go-kratos/kratos/v2/transport/http', 'github.com/go-kratos/kratos/v2'],
      `func main() {
	srv := khttp.NewServer(khttp.Address(":8000"))
	mux := http.NewServeMux()
	mux.HandleFunc("/q/live", func(w http.ResponseWriter, r *http.Request) {})
	srv.HandlePrefix("/q/", mux)
	kratos.New(kratos.Server(srv)).Run()
}
`,
    ),
  });
  expect(routes.map((one) => one.replace(/ main.go:\d+/, ''))).toEqual(['ANY /q/live']);
});
