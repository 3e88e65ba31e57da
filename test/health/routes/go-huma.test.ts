import { expect, test } from 'vitest';
import { goMain, readGo } from './go-reading.js';

const huma = 'github.com/danielgtaylor/huma/v2';

test('Huma on chi: verbs, operations and groups, in other functions as well', async () => {
  const { routes, gaps } = await readGo({
    'main.go': goMain(
      ['context', 'net/http', huma, `${huma}/adapters/humachi`, 'github.com/go-chi/chi/v5'],
      `type Out struct{}

func health(ctx context.Context, in *struct{}) (*Out, error) { return &Out{}, nil }

func register(api huma.API) {
	huma.Register(api, huma.Operation{
		OperationID: "ready",
		Method:      http.MethodGet,
		Path:        "/ready",
	}, health)
	group := huma.NewGroup(api, "/v1")
	huma.Post(group, "/orders/{id}", health)
}

func main() {
	r := chi.NewMux()
	r.Route("/api", func(r chi.Router) {
		api := humachi.New(r, huma.DefaultConfig("Shop", "1.0.0"))
		huma.Get(api, "/healthz", health)
		register(api)
	})
	http.ListenAndServe(":8080", r)
}
`,
    ),
  });
  expect([routes.map((one) => one.replace(/ main.go:\d+/, '')), gaps]).toEqual([
    ['GET /api/ready', 'POST /api/v1/orders/{id}', 'GET /api/healthz'],
    [],
  ]);
});

test('Huma on net/http and on a group of Echo', async () => {
  const { routes } = await readGo({
    'main.go': goMain(
      [
        'net/http',
        huma,
        `${huma}/adapters/humaecho`,
        `${huma}/adapters/humago`,
        'github.com/labstack/echo/v4',
      ],
      `func main() {
	mux := http.NewServeMux()
	api := humago.NewWithPrefix(mux, "/a", huma.DefaultConfig("A", "1"))
	huma.Get(api, "/healthz", health)
	go http.ListenAndServe(":8080", mux)
	e := echo.New()
	g := e.Group("/b")
	huma.Get(humaecho.NewWithGroup(e, g, huma.DefaultConfig("B", "1")), "/healthz", health)
	e.Start(":8081")
}
`,
    ),
  });
  expect(routes.map((one) => one.replace(/ main.go:\d+/, ''))).toEqual(['GET /a/healthz', 'GET /b/healthz']);
});
