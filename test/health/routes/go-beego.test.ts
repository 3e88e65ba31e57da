import { expect, test } from 'vitest';
import { goMain, readGo } from './go-reading.js';

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
