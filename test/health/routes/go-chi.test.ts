import { expect, test } from 'vitest';
import { goMain, readGo } from './go-reading.js';

const chi = 'github.com/go-chi/chi/v5';

test('verbs, Method, Handle with a method in the pattern, parameters with expressions, wildcards', async () => {
  const { routes, gaps } = await readGo({
    'main.go': goMain(
      ['net/http', chi],
      `func nop(w http.ResponseWriter, r *http.Request) {}

func main() {
	r := chi.NewRouter()
	r.Get("/healthz", nop)
	r.Head("/healthz", nop)
	r.Method(http.MethodPut, "/items/{id:[0-9]{1,3}}", http.HandlerFunc(nop))
	r.MethodFunc("delete", "/items/{id}", nop)
	r.Handle("PATCH /items", http.HandlerFunc(nop))
	r.HandleFunc("/any", nop)
	r.Get("/static/*", nop)
	r.Trace("/trace", nop)
	r.NotFound(nop)
	http.ListenAndServe(":80", r)
}
`,
    ),
  });
  expect(routes).toEqual([
    'GET /healthz main.go:12',
    'HEAD /healthz main.go:13',
    'PUT /items/{id} main.go:14',
    'DELETE /items/{id} main.go:15',
    'PATCH /items main.go:16',
    'ANY /any main.go:17',
    'GET /static/{*path} main.go:18',
  ]);
  expect(gaps).toEqual([]);
});

test('Route, Group, With and Mount nest through three functions, a method and another package', async () => {
  const { routes, gaps } = await readGo({
    'internal/users/users.go': `package users

import (
	"net/http"

	"github.com/go-chi/chi/v5"
)

type Handler struct{}

func (h Handler) Routes() http.Handler {
	r := chi.NewRouter()
	r.Get("/", h.list)
	r.Route("/{id}", h.one)
	return r
}

func (h Handler) one(r chi.Router) {
	r.Get("/status", h.list)
	r.Group(func(r chi.Router) { r.Post("/lock", h.list) })
}

func (Handler) list(w http.ResponseWriter, r *http.Request) {}
`,
    'routes.go': `package main

import (
	"net/http"

	"github.com/go-chi/chi/v5"
	"example.com/app/internal/users"
)

func v1(r chi.Router) {
	r.Mount("/users", users.Handler{}.Routes())
	inner(r.With(auth))
}

func inner(r chi.Router) { r.Get("/me", nop) }

func auth(next http.Handler) http.Handler { return next }

func nop(w http.ResponseWriter, r *http.Request) {}
`,
    'main.go': goMain(
      ['net/http', chi],
      `func main() {
	r := chi.NewRouter()
	r.Route("/api", func(r chi.Router) {
		r.Route("/v1", v1)
	})
	http.ListenAndServe(":80", r)
}
`,
    ),
  });
  expect(routes).toEqual([
    'GET /api/v1/users/ internal/users/users.go:13',
    'GET /api/v1/users/{id}/status internal/users/users.go:19',
    'POST /api/v1/users/{id}/lock internal/users/users.go:20',
    'GET /api/v1/me routes.go:15',
  ]);
  expect(gaps).toEqual([]);
});

test('a function that is mounted in two places gives its routes twice', async () => {
  const { routes } = await readGo({
    'main.go': goMain(
      ['net/http', chi],
      `func health(r chi.Router) {
	r.Get("/health", func(w http.ResponseWriter, r *http.Request) {})
}

func main() {
	r := chi.NewMux()
	r.Group(health)
	r.Route("/1.0", health)
	http.ListenAndServe(":80", r)
}
`,
    ),
  });
  expect(routes).toEqual(['GET /1.0/health main.go:9', 'GET /health main.go:9']);
});

test('Heartbeat answers the whole path by itself, but not inside of a group', async () => {
  const { routes, handler } = await readGo({
    'main.go': goMain(
      ['net/http', chi, `${chi}/middleware`],
      `func main() {
	r := chi.NewRouter()
	r.Use(middleware.Logger)
	r.Use(middleware.Heartbeat("/ping"))
	r.Group(func(r chi.Router) {
		r.Use(middleware.Heartbeat("/never"))
	})
	r.Route("/api", func(r chi.Router) {
		r.Use(middleware.Heartbeat("/unreachable"))
		r.Use(middleware.Heartbeat("/api/ping"))
	})
	http.ListenAndServe(":80", r)
}
`,
    ),
  });
  expect(routes).toEqual([
    'GET /ping main.go:12 (dependency)',
    'HEAD /ping main.go:12 (dependency)',
    'GET /api/ping main.go:18 (dependency)',
    'HEAD /api/ping main.go:18 (dependency)',
  ]);
  expect(handler('/ping')).toEqual({ touches: [], canFail: false, constant: true });
});

test('a mux of net/http below chi still sees the whole path', async () => {
  const { routes } = await readGo({
    'main.go': goMain(
      ['net/http', chi],
      `func nop(w http.ResponseWriter, r *http.Request) {}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/ops/healthz", nop)
	mux.HandleFunc("/healthz", nop)
	stripped := http.NewServeMux()
	stripped.HandleFunc("/readyz", nop)
	r := chi.NewRouter()
	r.Mount("/ops", mux)
	r.Handle("/admin/*", http.StripPrefix("/admin", stripped))
	http.ListenAndServe(":80", r)
}
`,
    ),
  });
  expect(routes).toEqual(['ANY /ops/healthz main.go:12', 'ANY /admin/readyz main.go:15']);
});

test('a wrapper of the house with a prefix that comes and goes: the line is where the house calls it', async () => {
  const { routes, gaps } = await readGo({
    'web/router.go': `package web

import (
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"
)

type Router struct {
	inner  chi.Router
	prefix string
}

func New() *Router { return &Router{inner: chi.NewRouter()} }

func (r *Router) Group(pattern string, fn func()) {
	before := r.prefix
	r.prefix += pattern
	fn()
	r.prefix = before
}

func (r *Router) pattern(pattern string) string {
	full := r.prefix + pattern
	if !strings.HasPrefix(full, "/") {
		full = "/" + full
	}
	if full == "/" {
		return full
	}
	return strings.TrimSuffix(full, "/")
}

func (r *Router) Methods(methods, pattern string, h http.HandlerFunc) {
	for _, method := range strings.Split(methods, ",") {
		r.inner.Method(strings.TrimSpace(method), r.pattern(pattern), h)
	}
}

func (r *Router) Get(pattern string, h http.HandlerFunc) { r.Methods("GET", pattern, h) }

func (r *Router) Mount(pattern string, sub *Router) { r.inner.Mount(r.pattern(pattern), sub.inner) }

func (r *Router) ServeHTTP(w http.ResponseWriter, req *http.Request) { r.inner.ServeHTTP(w, req) }
`,
    'main.go': goMain(
      ['net/http', 'example.com/app/web'],
      `func nop(w http.ResponseWriter, r *http.Request) {}

func api() *web.Router {
	m := web.New()
	m.Get("/healthz", nop)
	return m
}

func main() {
	m := web.New()
	m.Group("/repo", func() {
		m.Get("", nop)
		m.Group("/issues", func() {
			m.Get("/new/", nop)
		})
		m.Methods("GET, HEAD", "/tags", nop)
	})
	m.Get("about", nop)
	m.Mount("/api", api())
	http.ListenAndServe(":80", m)
}
`,
    ),
  });
  expect(routes).toEqual([
    'GET /api/healthz main.go:12',
    'GET /repo main.go:19',
    'GET /repo/issues/new main.go:21',
    'GET /repo/tags main.go:23',
    'HEAD /repo/tags main.go:23',
    'GET /about main.go:25',
  ]);
  expect(gaps).toEqual([]);
});

test('routers handed through an interface reach every type that answers for it', async () => {
  const { routes, gaps } = await readGo({
    'main.go': goMain(
      ['net/http', chi],
      `type module interface {
	Name() string
	Mount(r chi.Router)
}

type health struct{}

func (health) Name() string         { return "health" }
func (health) Mount(r chi.Router)   { r.Get("/livez", nop) }

type other struct{}

func (other) Mount(r chi.Router) { r.Get("/not-a-module", nop) }

func nop(w http.ResponseWriter, r *http.Request) {}

type app struct{ modules []module }

func serve(a app) {
	r := chi.NewRouter()
	for _, m := range a.modules {
		m.Mount(r)
	}
	http.ListenAndServe(":80", r)
}
`,
    ),
  });
  expect(routes).toEqual(['GET /livez main.go:16', 'GET …/not-a-module main.go:20']);
  expect(gaps).toEqual([
    'go-chi main.go:20 no call of Mount was found that tells which router its parameter r is',
  ]);
});

test('what cannot be followed is a gap: outside functions, unknown handlers, parameters without a call', async () => {
  const { routes, gaps } = await readGo({
    'main.go': goMain(
      ['net/http', chi, 'github.com/acme/profiling', 'github.com/acme/tracing'],
      `func Extra(r chi.Router) { r.Get("/extra", nop) }

func nop(w http.ResponseWriter, r *http.Request) {}

func main() {
	r := chi.NewRouter()
	profiling.Register(r)
	r.Mount("/plugin", plugin())
	http.ListenAndServe(":80", tracing.Handler(r, "app"))
}

func plugin() http.Handler
`,
    ),
  });
  expect(routes).toEqual([
    'GET …/extra main.go:10',
    'ANY /plugin main.go:17',
    'ANY /plugin/{*path} main.go:17',
  ]);
  expect(gaps).toEqual([
    'go-chi main.go:10 no call of Extra was found that tells which router its parameter r is',
    'go-chi main.go:16 a router is handed to profiling.Register, which is not in the repository',
    'go-chi main.go:17 what is mounted here was not found, so that its routes are not known',
  ]);
});

test('commands and containers call functions too', async () => {
  const { routes, gaps } = await readGo({
    'main.go': goMain(
      ['net/http', chi, 'github.com/spf13/cobra', 'go.uber.org/fx'],
      `func newRouter() *chi.Mux { return chi.NewRouter() }

func register(r *chi.Mux) { r.Get("/readyz", nop) }

func serve(r *chi.Mux) { http.ListenAndServe(":80", r) }

func nop(w http.ResponseWriter, r *http.Request) {}

var command = &cobra.Command{
	Use: "serve",
	RunE: func(cmd *cobra.Command, args []string) error {
		r := chi.NewRouter()
		r.Get("/livez", nop)
		return http.ListenAndServe(":81", r)
	},
}

func main() {
	fx.New(fx.Provide(newRouter), fx.Invoke(register, serve)).Run()
}
`,
    ),
  });
  expect(routes).toEqual(['GET /readyz main.go:12', 'GET /livez main.go:22']);
  expect(gaps).toEqual([]);
});

test('handlers come out of a wrapper of the house that keeps them in lists of any', async () => {
  const { routes, handler } = await readGo({
    'web/web.go': `package web

import (
	"net/http"
	"reflect"

	"github.com/go-chi/chi/v5"
)

type provider = func(next http.Handler) http.Handler

type Router struct {
	inner *chi.Mux
	extra []any
}

func New() *Router { return &Router{inner: chi.NewRouter()} }

func provide(handler any) func(next http.Handler) http.Handler {
	value := reflect.ValueOf(handler)
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { value.Call(nil) })
	}
}

func wrap(extra, h []any) ([]provider, http.HandlerFunc) {
	providers := make([]provider, 0, len(extra)+len(h))
	for _, one := range append(extra, h...) {
		if one != nil {
			providers = append(providers, provide(one))
		}
	}
	return providers[:len(providers)-1], providers[len(providers)-1](nil).ServeHTTP
}

func (r *Router) Get(pattern string, h ...any) {
	middleware, handler := wrap(r.extra, h)
	r.inner.With(middleware...).Get(pattern, handler)
}
`,
    'main.go': goMain(
      ['database/sql', 'net/http', 'example.com/app/web'],
      `var db *sql.DB

func check(w http.ResponseWriter, r *http.Request) {
	if db.Ping() != nil {
		w.WriteHeader(http.StatusFailedDependency)
	}
}

func session(w http.ResponseWriter, r *http.Request) {}

func Routes() *web.Router {
	m := web.New()
	m.Get("/api/healthz", session, check)
	return m
}
`,
    ),
  });
  expect(routes).toEqual(['GET …/api/healthz main.go:21']);
  expect(handler('/api/healthz')).toMatchObject({
    name: 'check',
    canFail: true,
    touches: [{ dependency: 'db', text: 'db.Ping', span: { file: 'main.go', line: 12 } }],
  });
});
