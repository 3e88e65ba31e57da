import { expect, test } from 'vitest';
import { goMain, readGo } from './go-reading.js';

const gin = 'github.com/gin-gonic/gin';

test('verbs, Any, Handle, Match, parameters and static files; NoRoute is no route', async () => {
  const { routes, gaps } = await readGo({
    'main.go': goMain(
      ['net/http', gin],
      `func nop(c *gin.Context) {}

func main() {
	r := gin.Default()
	r.GET("/healthz", nop)
	r.Any("/any", nop)
	r.Handle(http.MethodPost, "/posts/:id", nop)
	r.Match([]string{"GET", "HEAD"}, "/match", nop)
	r.GET("/files/*path", nop)
	r.Static("/assets", "./public")
	r.StaticFile("/favicon.ico", "./favicon.ico")
	r.NoRoute(nop)
	r.NoMethod(nop)
	r.Run(":8080")
}
`,
    ),
  });
  expect(routes).toEqual([
    'GET /healthz main.go:12',
    'ANY /any main.go:13',
    'POST /posts/{id} main.go:14',
    'GET /match main.go:15',
    'HEAD /match main.go:15',
    'GET /files/{*path} main.go:16',
    'GET /assets/{*filepath} main.go:17',
    'HEAD /assets/{*filepath} main.go:17',
    'GET /favicon.ico main.go:18',
    'HEAD /favicon.ico main.go:18',
  ]);
  expect(gaps).toEqual([]);
});

test('groups in variables are handed to functions of other packages; each call site gives its own routes', async () => {
  const { routes, gaps } = await readGo({
    'api/api.go': `package api

import "github.com/gin-gonic/gin"

type Health struct{ DB string }

func (h *Health) Register(g *gin.RouterGroup) {
	sub := g.Group("/health")
	sub.GET("", h.live)
	sub.GET("/ready", h.live)
}

func (h *Health) live(c *gin.Context) {}

func Version(r gin.IRouter) { r.GET("version", nop) }

func nop(c *gin.Context) {}
`,
    'main.go': goMain(
      ['net/http', gin, 'example.com/app/api'],
      `func engine() *gin.Engine {
	e := gin.New()
	e.Use(gin.Recovery())
	v1 := e.Group("/api").Group("/v1", auth())
	v2 := e.Group("/api/v2")
	h := &api.Health{}
	h.Register(v1)
	h.Register(v2)
	api.Version(e)
	return e
}

func auth() gin.HandlerFunc { return func(c *gin.Context) {} }

func main() {
	s := &http.Server{Addr: ":80", Handler: engine()}
	s.ListenAndServe()
}
`,
    ),
  });
  expect(routes).toEqual([
    'GET /api/v1/health api/api.go:9',
    'GET /api/v2/health api/api.go:9',
    'GET /api/v1/health/ready api/api.go:10',
    'GET /api/v2/health/ready api/api.go:10',
    'GET /version api/api.go:15',
  ]);
  expect(gaps).toEqual([]);
});

test('a struct that embeds the engine, and a mux of net/http inside of a route', async () => {
  const { routes, gaps } = await readGo({
    'main.go': goMain(
      ['net/http', gin],
      `type App struct {
	*gin.Engine
	name string
}

func (a *App) setup() {
	a.GET("/up", func(c *gin.Context) { c.Status(200) })
	mux := http.NewServeMux()
	mux.HandleFunc("/debug/ok", func(w http.ResponseWriter, r *http.Request) {})
	a.Any("/debug/*rest", gin.WrapH(mux))
}

func main() {
	a := &App{Engine: gin.New()}
	a.setup()
	a.Run()
}
`,
    ),
  });
  expect(routes).toEqual(['ANY /debug/ok main.go:16', 'GET /up main.go:14']);
  expect(gaps).toEqual([]);
});

test('a prefix from configuration is not known, the group goes on', async () => {
  const { routes, gaps } = await readGo({
    'main.go': goMain(
      [gin],
      `type config struct{ Root string }

func setup(e *gin.Engine, cfg *config) {
	base := e.Group(cfg.Root)
	base.GET("/healthz", func(c *gin.Context) { c.Status(204) })
}

func load() *config

func main() {
	e := gin.New()
	setup(e, load())
	e.Run()
}
`,
    ),
  });
  expect(routes).toEqual(['GET …/healthz main.go:11']);
  expect(gaps).toEqual([
    'go-gin main.go:10 the prefix of the routes that are mounted here is only known at run time',
  ]);
});

test('routes in a table', async () => {
  const { routes } = await readGo({
    'main.go': goMain(
      [gin],
      `type route struct {
	Method, Path string
	Handler gin.HandlerFunc
}

var table = []route{
	{"GET", "/livez", nop},
	{Method: "POST", Path: "/jobs", Handler: nop},
}

func nop(c *gin.Context) {}

func main() {
	e := gin.Default()
	for _, r := range table {
		e.Handle(r.Method, r.Path, r.Handler)
	}
	e.Run()
}
`,
    ),
  });
  expect(routes).toEqual(['POST /jobs main.go:22', 'GET /livez main.go:22']);
});
