import { expect, test } from 'vitest';
import { goMain, readGo } from './go-reading.js';

test('methods, paths, prefixes and subrouters in any order of calls', async () => {
  const { routes, gaps } = await readGo({
    'paths.go': 'package main\n\nconst livePath = "/minio/health/live"\n',
    'main.go': goMain(
      ['net/http', 'github.com/gorilla/mux'],
      `func nop(w http.ResponseWriter, r *http.Request) {}

func main() {
	r := mux.NewRouter().StrictSlash(true)
	r.HandleFunc("/healthz", nop).Methods("GET", "HEAD")
	r.Methods(http.MethodGet).Path(livePath).HandlerFunc(nop)
	r.Path("/items/{id:[0-9]{1,3}}").Methods("PUT").Handler(http.HandlerFunc(nop))
	api := r.PathPrefix("/api").Subrouter()
	v1(api.PathPrefix("/v1").Subrouter())
	r.PathPrefix("/static/").Handler(http.FileServer(http.Dir("x")))
	r.Host("admin.example.com").Path("/admin").HandlerFunc(nop)
	http.ListenAndServe(":80", r)
}

func v1(r *mux.Router) {
	r.HandleFunc("/users/{rest:.*}", nop)
}
`,
    ),
  });
  expect(routes).toEqual([
    'GET /healthz main.go:12',
    'HEAD /healthz main.go:12',
    'GET /minio/health/live main.go:13',
    'PUT /items/{id} main.go:14',
    'ANY /static/ main.go:17',
    'ANY /static/{*path} main.go:17',
    'ANY /admin main.go:18 [host admin.example.com]',
    'ANY /api/v1/users/{*rest} main.go:23',
  ]);
  expect(gaps).toEqual([]);
});

test('other routers below a prefix, also with the prefix taken off', async () => {
  const { routes } = await readGo({
    'main.go': goMain(
      ['net/http', 'github.com/minio/mux'],
      `func nop(w http.ResponseWriter, r *http.Request) {}

func main() {
	inner := http.NewServeMux()
	inner.HandleFunc("/ready", nop)
	whole := http.NewServeMux()
	whole.HandleFunc("/whole/live", nop)
	whole.HandleFunc("/elsewhere", nop)
	r := mux.NewRouter()
	r.PathPrefix("/probe").Handler(http.StripPrefix("/probe", inner))
	r.PathPrefix("/whole").Handler(whole)
	http.ListenAndServe(":80", r)
}
`,
    ),
  });
  expect(routes).toEqual(['ANY /probe/ready main.go:12', 'ANY /whole/live main.go:14']);
});

test.each([
  ['/healthz', 'r.HandleFunc("/healthz", nil)'],
  ['/ready', 'r.Path("/ready").Handler(nil)'],
  ['/x/healthz', 'r.PathPrefix("/x").Subrouter().HandleFunc("/healthz", nil)'],
])('a changed path or prefix is another route: %s', async (path, line) => {
  const { all } = await readGo({
    'main.go': goMain(
      ['net/http', 'github.com/gorilla/mux'],
      `func main() {\n\tr := mux.NewRouter()\n\t${line}\n\thttp.ListenAndServe(":1", r)\n}\n`,
    ),
  });
  expect(all.map((route) => route.path)).toEqual([path]);
});

test('the checks of health libraries, mounted and served by themselves', async () => {
  const { routes, handler } = await readGo({
    'main.go': goMain(
      [
        'net/http',
        'github.com/alexliesenfeld/health',
        'github.com/heptiolabs/healthcheck',
        'github.com/gorilla/mux',
      ],
      `func main() {
	r := mux.NewRouter()
	r.Handle("/health", health.NewHandler(health.NewChecker()))
	probes := healthcheck.NewHandler()
	probes.AddLivenessCheck("goroutines", healthcheck.GoroutineCountCheck(100))
	go http.ListenAndServe(":8086", probes)
	http.ListenAndServe(":80", r)
}
`,
    ),
  });
  expect(routes).toEqual([
    'GET /live main.go:13 (dependency)',
    'GET /ready main.go:13 (dependency)',
    'ANY /health main.go:12',
  ]);
  expect(handler('/health')).toMatchObject({ name: 'health.NewHandler', canFail: true, constant: false });
  expect(handler('/ready')).toMatchObject({ canFail: true });
});
