import { expect, test } from 'vitest';
import { goMain, readGo } from './go-reading.js';

const fiber = 'github.com/gofiber/fiber/v2';

test('verbs, groups, Route, mounted applications and parameters', async () => {
  const { routes, gaps } = await readGo({
    'main.go': goMain(
      [fiber],
      `func main() {
	app := fiber.New(fiber.Config{AppName: "x"})
	app.Get("/healthz", func(c *fiber.Ctx) error { return c.SendStatus(200) })
	api := app.Group("/api", nop)
	api.Route("/v1", func(r fiber.Router) {
		r.Post("/users/:id<int>/files/*", nop, nop)
	}, "v1.")
	admin := fiber.New()
	admin.All("/status/:name?", nop)
	app.Mount("/admin", admin)
	app.Use("/docs", nop)
	app.Add("DELETE", "/x", nop)
	app.Listen(":3000")
}

func nop(c *fiber.Ctx) error { return c.Next() }
`,
    ),
  });
  expect(routes).toEqual([
    'GET /healthz main.go:9',
    'POST /api/v1/users/{id}/files/{*path} main.go:12',
    'ANY /admin/status/{name} main.go:15',
    'ANY /docs main.go:17',
    'ANY /docs/{*path} main.go:17',
    'DELETE /x main.go:18',
  ]);
  expect(gaps).toEqual([]);
});

test('the health check middleware of fiber 2, plain and configured', async () => {
  const { routes, handler } = await readGo({
    'main.go': goMain(
      [fiber, 'github.com/gofiber/fiber/v2/middleware/healthcheck'],
      `func main() {
	app := fiber.New()
	app.Use(healthcheck.New())
	other := fiber.New()
	other.Use(healthcheck.New(healthcheck.Config{
		LivenessEndpoint: "/live",
		ReadinessEndpoint: "/ready",
		ReadinessProbe: func(c *fiber.Ctx) bool { return db.Ping() == nil },
	}))
	app.Listen(":1")
	other.Listen(":2")
}
`,
    ),
  });
  expect(routes).toEqual([
    'GET /livez main.go:10 (dependency)',
    'GET /readyz main.go:10 (dependency)',
    'GET /live main.go:12 (dependency)',
    'GET /ready main.go:12 (dependency)',
  ]);
  expect(handler('/livez')).toMatchObject({ constant: true, canFail: false });
  expect(handler('/ready')).toBeUndefined();
});

test('the health check middleware of fiber 3 stands at the path of its route', async () => {
  const { routes } = await readGo({
    'main.go': goMain(
      ['github.com/gofiber/fiber/v3', 'github.com/gofiber/fiber/v3/middleware/healthcheck'],
      `func main() {
	app := fiber.New()
	app.Get(healthcheck.LivenessEndpoint, healthcheck.New())
	app.Get("/up", healthcheck.New())
	app.RouteChain("/chained").Get(nop)
	app.Listen(":1")
}

func nop(c fiber.Ctx) error { return c.SendString("ok") }
`,
    ),
  });
  expect(routes).toEqual(['GET /livez main.go:10', 'GET /up main.go:11', 'GET /chained main.go:12']);
});

test('handlers: what they answer, what they touch; middleware in front', async () => {
  const { handler, guards } = await readGo({
    'main.go': goMain(
      [
        'database/sql',
        fiber,
        'github.com/gofiber/fiber/v2/middleware/basicauth',
        'github.com/gofiber/fiber/v2/middleware/limiter',
      ],
      `var db *sql.DB

func main() {
	app := fiber.New()
	app.Get("/livez", func(c *fiber.Ctx) error { return c.Status(fiber.StatusOK).SendString("ok") })
	app.Use(limiter.New())
	app.Get("/readyz", func(c *fiber.Ctx) error {
		if err := db.Ping(); err != nil {
			return c.Status(503).SendString("no")
		}
		return c.JSON(fiber.Map{"status": "ok"})
	})
	app.Use(basicauth.New(basicauth.Config{Next: func(c *fiber.Ctx) bool { return true }}))
	app.Get("/last", nil)
	app.Listen(":1")
}
`,
    ),
  });
  expect(guards('/livez')).toEqual([]);
  expect(guards('/readyz')).toEqual(['rate-limit: limiter.New()']);
  expect(guards('/last')).toEqual(['rate-limit: limiter.New()']);
  expect(handler('/readyz')).toMatchObject({ canFail: true, touches: [{ dependency: 'db' }] });
});

test.each([
  ['/healthz', 'app.Get("/healthz", nil)'],
  ['/ready', 'app.Get("/ready", nil)'],
  ['/x/healthz', 'app.Group("/x").Get("/healthz", nil)'],
])('a changed path or prefix is another route: %s', async (path, line) => {
  const { all } = await readGo({
    'main.go': goMain([fiber], `func main() {\n\tapp := fiber.New()\n\t${line}\n\tapp.Listen(":1")\n}\n`),
  });
  expect(all.map((route) => route.path)).toEqual([path]);
});
