import { expect, test } from 'vitest';
import { goMain, readGo } from './go-reading.js';

test('patterns of the default mux and of Go 1.22', async () => {
  const { routes, gaps } = await readGo({
    'main.go': goMain(
      ['net/http'],
      `func ok(w http.ResponseWriter, r *http.Request) {}

func main() {
	http.HandleFunc("/healthz", ok)
	http.Handle("/ready", http.HandlerFunc(ok))
	http.HandleFunc("GET /items/{id}", ok)
	http.HandleFunc("POST  /files/{rest...}", ok)
	http.HandleFunc("/exact/{$}", ok)
	http.HandleFunc("admin.example.com/who", ok)
	http.ListenAndServe(":8080", nil)
}
`,
    ),
  });
  expect(routes).toEqual([
    'ANY /healthz main.go:10',
    'ANY /ready main.go:11',
    'GET /items/{id} main.go:12',
    'POST /files/{*rest} main.go:13',
    'ANY /exact/ main.go:14',
    'ANY /who main.go:15 [host admin.example.com]',
  ]);
  expect(gaps).toEqual([]);
});

test('a pattern that ends in a slash answers for itself and for all below', async () => {
  const { routes } = await readGo({
    'main.go': goMain(
      ['net/http'],
      `func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/docs/", func(w http.ResponseWriter, r *http.Request) {})
	http.ListenAndServe(":80", mux)
}
`,
    ),
  });
  expect(routes).toEqual(['ANY /docs/ main.go:9', 'ANY /docs/{*path} main.go:9']);
});

test('muxes as variables, new(), literals, struct fields, parameters and under another import name', async () => {
  const { routes, gaps } = await readGo({
    'main.go': goMain(
      ['web net/http'],
      `type server struct {
	mux   *web.ServeMux
	plain web.ServeMux
}

func (s *server) routes() {
	s.mux.HandleFunc("/field", nop)
	s.plain.HandleFunc("/plain", nop)
	register(s.mux)
}

func register(m *web.ServeMux) { m.HandleFunc("/param", nop) }

func nop(w web.ResponseWriter, r *web.Request) {}

func main() {
	s := &server{mux: new(web.ServeMux)}
	s.routes()
	literal := &web.ServeMux{}
	literal.HandleFunc("/literal", nop)
	var zero web.ServeMux
	zero.HandleFunc("/zero", nop)
	go web.ListenAndServe(":1", s.mux)
	go web.ListenAndServe(":2", &s.plain)
	go web.ListenAndServe(":3", &zero)
	srv := web.Server{Addr: ":4"}
	srv.Handler = literal
	srv.ListenAndServe()
}
`,
    ),
  });
  expect(routes).toEqual([
    'ANY /field main.go:13',
    'ANY /plain main.go:14',
    'ANY /param main.go:18',
    'ANY /literal main.go:26',
    'ANY /zero main.go:28',
  ]);
  expect(gaps).toEqual([]);
});

test('a mux below another one: StripPrefix adds the prefix, plain Handle does not', async () => {
  const { routes } = await readGo({
    'main.go': goMain(
      ['net/http'],
      `func api() *http.ServeMux {
	m := http.NewServeMux()
	m.HandleFunc("/users", nop)
	return m
}

func nop(w http.ResponseWriter, r *http.Request) {}

func main() {
	root := http.NewServeMux()
	root.Handle("/api/", http.StripPrefix("/api", logging(api())))
	whole := http.NewServeMux()
	whole.HandleFunc("/v2/health", nop)
	whole.HandleFunc("/elsewhere", nop)
	root.Handle("/v2/", whole)
	http.ListenAndServe(":80", root)
}

func logging(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { next.ServeHTTP(w, r) })
}
`,
    ),
  });
  expect(routes).toEqual(['ANY /api/users main.go:9', 'ANY /v2/health main.go:19']);
});

test('paths from constants of other files and packages, concatenation, Sprintf and helper methods', async () => {
  const { routes, gaps } = await readGo({
    'paths/paths.go': 'package paths\n\nconst Root = "/ops"\n\nconst Live = Root + "/live"\n',
    'names.go': 'package main\n\nconst (\n\tversion = 2\n\tready   = "/ready"\n)\n',
    'main.go': goMain(
      ['fmt', 'net/http', 'example.com/app/paths'],
      `type app struct{ base string }

func (a app) at(p string) string { return a.base + p }

func nop(w http.ResponseWriter, r *http.Request) {}

func main() {
	a := app{base: "/app"}
	http.HandleFunc(paths.Live, nop)
	http.HandleFunc(a.at("/healthz"), nop)
	http.HandleFunc(fmt.Sprintf("/v%d%s", version, ready), nop)
	http.HandleFunc("GET "+paths.Root+ready, nop)
	for _, p := range []string{"/one", "/two"} {
		http.HandleFunc(p, nop)
	}
	http.ListenAndServe(":80", nil)
}
`,
    ),
  });
  expect(routes).toEqual([
    'ANY /ops/live main.go:17',
    'ANY /app/healthz main.go:18',
    'ANY /v2/ready main.go:19',
    'GET /ops/ready main.go:20',
    'ANY /one main.go:22',
    'ANY /two main.go:22',
  ]);
  expect(gaps).toEqual([]);
});

test('a prefix that only run time knows leaves the end of the path, and says so', async () => {
  const { routes, gaps } = await readGo({
    'main.go': goMain(
      ['net/http', 'os'],
      `var baseURL = ""

func nop(w http.ResponseWriter, r *http.Request) {}

func main() {
	baseURL = os.Getenv("BASE_URL")
	http.HandleFunc(baseURL+"/_healthz", nop)
	http.HandleFunc(os.Getenv("METRICS_PATH"), nop)
	http.ListenAndServe(":80", nil)
}
`,
    ),
  });
  expect(routes).toEqual(['ANY …/_healthz main.go:14']);
  expect(gaps).toEqual([
    'go-net-http main.go:14 the beginning of the path is only known at run time',
    'go-net-http main.go:15 the path is only known at run time',
  ]);
});

test('both sides of a condition are kept, with the condition', async () => {
  const { routes, gaps } = await readGo({
    'main.go': goMain(
      ['net/http'],
      `type config struct{ Debug bool; Base string }

func load() config

func nop(w http.ResponseWriter, r *http.Request) {}

func main() {
	cfg := load()
	mux := http.NewServeMux()
	if cfg.Debug {
		mux.HandleFunc("/debug", nop)
	}
	app := http.NewServeMux()
	app.HandleFunc("/health", nop)
	if cfg.Base != "" {
		mux.Handle(cfg.Base+"/", http.StripPrefix(cfg.Base, app))
	} else {
		mux.Handle("/", app)
	}
	http.ListenAndServe(":80", mux)
}
`,
    ),
  });
  expect(routes).toEqual([
    'ANY /debug main.go:17 [if cfg.Debug]',
    'ANY /health main.go:20 [unless cfg.Base != ""]',
  ]);
  expect(gaps).toEqual([
    'go-net-http main.go:22 the prefix of the routes that are mounted here is only known at run time',
  ]);
});

test('a mux that went to a test server, and files for tests, serve nothing', async () => {
  const { routes } = await readGo({
    'main_test.go': goMain(['net/http'], 'func init() { http.HandleFunc("/from-test", nil) }\n'),
    'internal/fake/fake.go':
      'package fake\n\nimport (\n\t"net/http"\n\t"net/http/httptest"\n)\n\nfunc New() *httptest.Server {\n\tm := http.NewServeMux()\n\tm.HandleFunc("/fake", nil)\n\treturn httptest.NewServer(m)\n}\n',
    'tests/e2e/main.go': goMain(['net/http'], 'func main() { http.HandleFunc("/e2e", nil) }\n'),
    'gen.go':
      '//go:build ignore\n\npackage main\n\nimport "net/http"\n\nfunc main() { http.HandleFunc("/generator", nil) }\n',
    'main.go': goMain(['net/http'], 'func main() { http.HandleFunc("/real", nil) }\n'),
  });
  expect(routes).toEqual(['ANY /real main.go:7']);
});

test('a handler that switches over the path serves its paths of health, middleware does not', async () => {
  const handler = (rest: string): string => `package health

import "net/http"

type Server struct{ next http.Handler }

func (s *Server) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	switch req.URL.Path {
	case "/healthz", "/healthz/":
		w.WriteHeader(200)
	case "/orders":
		w.WriteHeader(200)
	default:
		${rest}
	}
}
`;
  const main = {
    'main.go': 'package main\n\nimport "net/http"\n\nfunc main() { http.ListenAndServe(":1", nil) }\n',
  };
  const own = await readGo({
    ...main,
    'health/server.go': handler('http.NotFoundHandler().ServeHTTP(w, req)'),
  });
  expect(own.routes).toContain('ANY /healthz health/server.go:9');
  const passing = await readGo({ ...main, 'health/server.go': handler('s.next.ServeHTTP(w, req)') });
  expect(passing.routes).toEqual([]);
});
