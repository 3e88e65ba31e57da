import { expect, test } from 'vitest';
import { goMain, readGo } from './go-reading.js';

const echo = 'github.com/labstack/echo/v4';
const middleware = 'github.com/labstack/echo/v4/middleware';

test('verbs, groups across functions and packages, Add, Match, Any, files and handlers of net/http', async () => {
  const { routes, gaps } = await readGo({
    'internal/api/api.go': `package api

import "github.com/labstack/echo/v4"

func Register(g *echo.Group) {
	g.GET("/users/:id", nil)
	inner := g.Group("/admin")
	inner.Match([]string{"GET", "POST"}, "/jobs", nil)
}
`,
    'main.go': goMain(
      ['net/http', echo, 'example.com/app/internal/api'],
      `const base = "/svc"

func nop(w http.ResponseWriter, r *http.Request) {}

func main() {
	e := echo.New()
	e.GET(base+"/healthz", func(c echo.Context) error { return c.NoContent(http.StatusOK) })
	e.Add(http.MethodHead, "/head", nil)
	e.Any("/any/*", echo.WrapHandler(http.HandlerFunc(nop)))
	e.Static("/assets", "public")
	api.Register(e.Group("/api/v1"))
	e.Logger.Fatal(e.Start(":8080"))
}
`,
    ),
  });
  expect(routes).toEqual([
    'GET /api/v1/users/{id} internal/api/api.go:6',
    'GET /api/v1/admin/jobs internal/api/api.go:8',
    'POST /api/v1/admin/jobs internal/api/api.go:8',
    'GET /svc/healthz main.go:15',
    'HEAD /head main.go:16',
    'ANY /any/{*path} main.go:17',
    'GET /assets/{*path} main.go:18',
  ]);
  expect(gaps).toEqual([]);
});

test('what a handler gives back says whether it can fail', async () => {
  const { handler } = await readGo({
    'main.go': goMain(
      ['database/sql', 'net/http', echo],
      `var db *sql.DB

func ready(c echo.Context) error {
	if err := db.Ping(); err != nil {
		return echo.NewHTTPError(http.StatusServiceUnavailable, "db")
	}
	return c.String(http.StatusOK, "ok")
}

func main() {
	e := echo.New()
	e.GET("/livez", func(c echo.Context) error { return c.String(http.StatusOK, "ok") })
	e.GET("/readyz", ready)
	e.Start(":1")
}
`,
    ),
  });
  expect(handler('/livez')).toMatchObject({ canFail: false, constant: true, touches: [] });
  expect(handler('/readyz')).toMatchObject({
    name: 'ready',
    canFail: true,
    constant: false,
    touches: [{ dependency: 'db', text: 'db.Ping' }],
  });
});

test('middleware of the router stands before all its routes, that of a group before its own; a skipper or an if makes it unsure', async () => {
  const { guards } = await readGo({
    'main.go': goMain(
      [echo, middleware],
      `func check(user, password string, c echo.Context) (bool, error) { return true, nil }

func main() {
	e := echo.New()
	e.GET("/healthz", nil)
	e.Pre(middleware.HTTPSRedirect())
	admin := e.Group("/admin", middleware.BasicAuth(check))
	admin.GET("/status", nil)
	open := e.Group("/open", middleware.KeyAuthWithConfig(middleware.KeyAuthConfig{Skipper: skip}))
	open.GET("/status", nil)
	if limited {
		e.Use(middleware.RateLimiter(store))
	}
	e.Start(":1")
}
`,
    ),
  });
  expect(guards('/healthz')).toEqual(['https-redirect: middleware.HTTPSRedirect()']);
  expect(guards('/admin/status')).toEqual([
    'https-redirect: middleware.HTTPSRedirect()',
    'authentication: middleware.BasicAuth(check)',
  ]);
  expect(guards('/open/status')).toEqual(['https-redirect: middleware.HTTPSRedirect()']);
});

test.each([
  ['/healthz', 'e.GET("/healthz", nil)'],
  ['/health', 'e.GET("/health", nil)'],
  ['/x/healthz', 'e.Group("/x").GET("/healthz", nil)'],
])('a changed path or prefix is another route: %s', async (path, line) => {
  const { all } = await readGo({
    'main.go': goMain([echo], `func main() {\n\te := echo.New()\n\t${line}\n\te.Start(":1")\n}\n`),
  });
  expect(all.map((route) => route.path)).toEqual([path]);
});

test('a prefix from the environment keeps the inventory open', async () => {
  const { routes, gaps } = await readGo({
    'main.go': goMain(
      ['os', echo],
      'func main() {\n\te := echo.New()\n\te.Group(os.Getenv("BASE")).GET("/healthz", nil)\n\te.Start(":1")\n}\n',
    ),
  });
  expect(routes).toEqual(['GET …/healthz main.go:10']);
  expect(gaps).toHaveLength(1);
});
