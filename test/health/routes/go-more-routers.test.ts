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

test('Hertz', async () => {
  const { routes, handler } = await readGo({
    'main.go': goMain(
      ['context', 'github.com/cloudwego/hertz/pkg/app', 'github.com/cloudwego/hertz/pkg/app/server'],
      `func main() {
	h := server.Default()
	h.GET("/ping", func(ctx context.Context, c *app.RequestContext) { c.JSON(200, "pong") })
	v1 := h.Group("/v1")
	v1.GET("/healthz", func(ctx context.Context, c *app.RequestContext) { c.JSON(503, nil) })
	h.Spin()
}
`,
    ),
  });
  expect(routes).toEqual(['GET /ping main.go:11', 'GET /v1/healthz main.go:13']);
  expect([handler('/ping')?.canFail, handler('/v1/healthz')?.canFail]).toEqual([false, true]);
});

test('Iris: parties and parameters', async () => {
  const { routes } = await readGo({
    'main.go': goMain(
      ['github.com/kataras/iris/v12'],
      `func main() {
	app := iris.New()
	app.Get("/healthz", ok)
	app.PartyFunc("/v1", func(p iris.Party) {
		p.Get("/orders/{id:uint64}", ok)
	})
	admin := app.Party("/admin")
	admin.Handle("GET", "/files/{file:path}", ok)
	app.Listen(":8080")
}

func ok(ctx iris.Context) { ctx.StatusCode(200) }
`,
    ),
  });
  expect(routes).toEqual([
    'GET /healthz main.go:9',
    'GET /v1/orders/{id} main.go:11',
    'GET /admin/files/{*file} main.go:14',
  ]);
});

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

test('Beego: functions, controllers and namespaces', async () => {
  const { routes } = await readGo({
    'main.go': goMain(
      ['github.com/beego/beego/v2/server/web', 'github.com/beego/beego/v2/server/web/context'],
      `type OrdersController struct{ web.Controller }

func init() {
	web.Get("/healthz", func(ctx *context.Context) { ctx.WriteString("ok") })
	web.Router("/orders/:id:int", &OrdersController{}, "get:One;delete:Remove")
	ns := web.NewNamespace("/v1",
		web.NSGet("/ready", func(ctx *context.Context) {}),
		web.NSNamespace("/inner", web.NSRouter("/x", &OrdersController{})),
	)
	web.AddNamespace(ns)
}

func main() { web.Run() }
`,
    ),
  });
  expect(routes.map((one) => one.replace(/ main.go:\d+/, ''))).toEqual([
    'GET /healthz',
    'DELETE /orders/{id}',
    'GET /orders/{id}',
    'GET /v1/ready',
    'ANY /v1/inner/x',
  ]);
});
