import { expect, test } from 'vitest';
import { goMain, readGo } from './go-reading.js';

test('verbs, Handle, Handler, HandlerFunc, files; parameters', async () => {
  const { routes, gaps, handler } = await readGo({
    'main.go': goMain(
      ['net/http', 'github.com/julienschmidt/httprouter'],
      `func live(w http.ResponseWriter, r *http.Request, _ httprouter.Params) { w.Write([]byte("ok")) }

func main() {
	router := httprouter.New()
	router.GET("/livez", live)
	router.Handle("PUT", "/items/:id", live)
	router.HandlerFunc(http.MethodGet, "/readyz", nil)
	router.Handler("GET", "/metrics", nil)
	router.ServeFiles("/static/*filepath", nil)
	http.ListenAndServe(":80", router)
}
`,
    ),
  });
  expect(routes).toEqual([
    'GET /livez main.go:12',
    'PUT /items/{id} main.go:13',
    'GET /readyz main.go:14',
    'GET /metrics main.go:15',
    'GET /static/{*filepath} main.go:16',
    'HEAD /static/{*filepath} main.go:16',
  ]);
  expect(gaps).toEqual([]);
  expect(handler('/livez')).toMatchObject({ name: 'live', constant: true, canFail: false });
});

test.each([
  ['/healthz', 'GET("/healthz", nil)'],
  ['/health', 'GET("/health", nil)'],
])('a changed path is another route: %s', async (path, call) => {
  const { all } = await readGo({
    'main.go': goMain(
      ['net/http', 'github.com/julienschmidt/httprouter'],
      `func main() {\n\tr := httprouter.New()\n\tr.${call}\n\thttp.ListenAndServe(":1", r)\n}\n`,
    ),
  });
  expect(all.map((route) => route.path)).toEqual([path]);
});
