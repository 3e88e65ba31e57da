import { expect, test } from 'vitest';
import { goMain, readGo } from './go-reading.js';

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

test('hertz: the constants of the framework are statuses', async () => {
  const { handler } = await readGo({
    'main.go': goMain(
      [
        'context',
        'github.com/cloudwego/hertz/pkg/app',
        'github.com/cloudwego/hertz/pkg/app/server',
        'github.com/cloudwego/hertz/pkg/common/utils',
        'github.com/cloudwego/hertz/pkg/protocol/consts',
      ],
      `func main() {
	h := server.Default()
	h.GET("/ping", func(c context.Context, ctx *app.RequestContext) {
		ctx.JSON(consts.StatusOK, utils.H{"message": "pong"})
	})
	h.GET("/healthz", func(c context.Context, ctx *app.RequestContext) {
		ctx.String(consts.StatusServiceUnavailable, "no")
	})
	h.Spin()
}
`,
    ),
  });
  expect(handler('/ping')).toMatchObject({ canFail: false, constant: true });
  expect(handler('/healthz')).toMatchObject({ canFail: true });
});
