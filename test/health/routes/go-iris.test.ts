import { expect, test } from 'vitest';
import { goMain, readGo } from './go-reading.js';

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
