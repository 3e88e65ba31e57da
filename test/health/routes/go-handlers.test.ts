import { expect, test } from 'vitest';
import type { Handler } from '../../../src/model/endpoint.js';
import { goMain, readGo } from './go-reading.js';

const gin = 'github.com/gin-gonic/gin';

/** What is asserted of a handler: everything but columns. */
function summary(handler: Handler | undefined): unknown {
  if (handler === undefined) return undefined;
  const { name, span, touches, canFail, constant } = handler;
  return {
    name,
    at: span && `${span.file}:${String(span.line)}`,
    touches: touches.map(
      (touch) => `${touch.dependency} ${touch.text} ${touch.span.file}:${String(touch.span.line)}`,
    ),
    canFail,
    constant,
  };
}

test('handlers as literals, names, method values, makers, structs with ServeHTTP and inside of middleware', async () => {
  const { handler } = await readGo({
    'main.go': goMain(
      ['database/sql', 'net/http'],
      `type server struct{ db *sql.DB }

func (s *server) ready(w http.ResponseWriter, r *http.Request) {
	if err := s.db.PingContext(r.Context()); err != nil {
		http.Error(w, "down", http.StatusServiceUnavailable)
		return
	}
	w.WriteHeader(http.StatusOK)
}

func live(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("ok")) }

func made(db *sql.DB) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if db.Ping() != nil {
			w.WriteHeader(500)
		}
	}
}

type object struct{ s *server }

func (o object) ServeHTTP(w http.ResponseWriter, r *http.Request) { o.s.ready(w, r) }

func logging(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { next.ServeHTTP(w, r) })
}

func main() {
	s := &server{}
	http.HandleFunc("/literal", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(204) })
	http.HandleFunc("/name", live)
	http.HandleFunc("/method", s.ready)
	http.Handle("/made", made(s.db))
	http.Handle("/object", object{s})
	http.Handle("/wrapped", logging(logging(http.HandlerFunc(live))))
	http.ListenAndServe(":80", nil)
}
`,
    ),
  });
  const ready = {
    name: 'server.ready',
    at: 'main.go:10',
    touches: ['db s.db.PingContext main.go:11'],
    canFail: true,
    constant: false,
  };
  const live = { name: 'live', at: 'main.go:18', touches: [], canFail: false, constant: true };
  expect(summary(handler('/literal'))).toEqual({ ...live, name: undefined, at: 'main.go:38' });
  expect(summary(handler('/name'))).toEqual(live);
  expect(summary(handler('/method'))).toEqual(ready);
  expect(summary(handler('/made'))).toEqual({
    name: 'made',
    at: 'main.go:21',
    touches: ['db db.Ping main.go:22'],
    canFail: true,
    constant: false,
  });
  expect(summary(handler('/object'))).toEqual({ ...ready, name: 'object.ServeHTTP', at: 'main.go:30' });
  expect(summary(handler('/wrapped'))).toEqual(live);
});

test('what a handler touches is followed for two calls, through types and packages, and no further', async () => {
  const { handler } = await readGo({
    'store/store.go': `package store

import (
	"context"

	"github.com/redis/go-redis/v9"
)

type Store struct{ client *redis.Client }

func (s *Store) Check(ctx context.Context) error { return s.client.Ping(ctx).Err() }
`,
    'main.go': goMain(
      ['net/http', 'example.com/app/store'],
      `type service struct{ store *store.Store }

func (s *service) check(r *http.Request) error { return s.store.Check(r.Context()) }

func (s *service) deeper(r *http.Request) error { return s.check(r) }

type api struct{ svc *service }

func (a *api) health(w http.ResponseWriter, r *http.Request) {
	if err := a.svc.check(r); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
	}
}

func (a *api) deep(w http.ResponseWriter, r *http.Request) {
	if err := a.svc.deeper(r); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
	}
}

func downstream(w http.ResponseWriter, r *http.Request) {
	client := &http.Client{}
	req, _ := http.NewRequest("GET", "http://peer/healthz", nil)
	if _, err := client.Do(req); err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	_, _ = http.Get("http://other")
}

func main() {
	a := &api{}
	http.HandleFunc("/health", a.health)
	http.HandleFunc("/deep", a.deep)
	http.HandleFunc("/downstream", downstream)
	http.ListenAndServe(":80", nil)
}
`,
    ),
  });
  expect(summary(handler('/health'))).toMatchObject({
    touches: ['cache s.client.Ping store/store.go:11'],
    canFail: true,
  });
  expect(summary(handler('/deep'))).toMatchObject({ touches: [], canFail: true });
  expect(summary(handler('/downstream'))).toMatchObject({
    touches: ['http client.Do main.go:31', 'http http.Get main.go:35'],
    canFail: true,
  });
});

test('a client behind an interface, at the end of a chain of calls', async () => {
  const { handler } = await readGo({
    'main.go': goMain(
      [gin],
      `type Store interface{ Ping() error }

func fromContext(c *gin.Context) Store { return c.MustGet("store").(Store) }

func health(c *gin.Context) {
	if err := fromContext(c).Ping(); err != nil {
		c.String(500, err.Error())
		return
	}
	c.Status(204)
}

func main() {
	r := gin.New()
	r.GET("/healthz", health)
	r.Run()
}
`,
    ),
  });
  expect(summary(handler('/healthz'))).toMatchObject({
    touches: ['db fromContext(…).Ping main.go:12'],
    canFail: true,
  });
});

test('status codes through variables, constants and helpers of the house', async () => {
  const { handler } = await readGo({
    'respond.go': `package main

import (
	"encoding/json"
	"net/http"
)

const unavailable = http.StatusServiceUnavailable

func respond(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(body)
}

func statusOf(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(code) }
}
`,
    'main.go': goMain(
      ['net/http', 'github.com/acme/render'],
      `func check() bool

var healthy = true

func variable(w http.ResponseWriter, r *http.Request) {
	status := http.StatusOK
	if !check() {
		status = unavailable
	}
	w.WriteHeader(status)
}

func helper(w http.ResponseWriter, r *http.Request) { respond(w, 200, map[string]string{"status": "ok"}) }

func failing(w http.ResponseWriter, r *http.Request) { respond(w, 500, nil) }

func flag(w http.ResponseWriter, r *http.Request) {
	if !healthy {
		w.WriteHeader(503)
	}
}

func outside(w http.ResponseWriter, r *http.Request) { render.JSON(w, r, check()) }

func main() {
	http.HandleFunc("/variable", variable)
	http.HandleFunc("/helper", helper)
	http.HandleFunc("/failing", failing)
	http.HandleFunc("/flag", flag)
	http.HandleFunc("/outside", outside)
	http.HandleFunc("/captured", statusOf(204))
	http.ListenAndServe(":80", nil)
}
`,
    ),
  });
  expect(handler('/variable')?.canFail).toBe(true);
  expect(handler('/helper')).toMatchObject({ canFail: false, constant: true });
  expect(handler('/failing')?.canFail).toBe(true);
  expect(handler('/flag')?.canFail).toBe(true);
  expect(handler('/outside')).toMatchObject({ constant: false });
  expect(handler('/outside')).not.toHaveProperty('canFail');
  expect(handler('/captured')).toMatchObject({ canFail: false, constant: true });
});

test('answers of gin', async () => {
  const { handler } = await readGo({
    'main.go': goMain(
      ['net/http', gin, 'gorm.io/gorm'],
      `type api struct{ db *gorm.DB }

func (a *api) ready(c *gin.Context) {
	if err := a.db.Exec("SELECT 1").Error; err != nil {
		c.AbortWithStatusJSON(http.StatusServiceUnavailable, gin.H{"status": "down"})
		return
	}
	c.JSON(http.StatusOK, gin.H{"status": "up"})
}

func live(c *gin.Context) { c.JSON(http.StatusOK, gin.H{"status": "up"}) }

func lying(a *api) gin.HandlerFunc {
	return func(c *gin.Context) {
		err := a.db.Exec("SELECT 1").Error
		c.JSON(200, gin.H{"database": err == nil})
	}
}

func main() {
	a := &api{}
	r := gin.New()
	r.GET("/ready", a.ready)
	r.GET("/live", gin.Logger(), live)
	r.GET("/lying", lying(a))
	r.Run()
}
`,
    ),
  });
  expect(summary(handler('/ready'))).toMatchObject({
    name: 'api.ready',
    touches: ['db a.db.Exec main.go:12'],
    canFail: true,
  });
  expect(summary(handler('/live'))).toMatchObject({
    name: 'live',
    touches: [],
    canFail: false,
    constant: true,
  });
  expect(summary(handler('/lying'))).toMatchObject({
    name: 'lying',
    touches: ['db a.db.Exec main.go:23'],
    canFail: false,
    constant: false,
  });
});

test('middleware counts when it always touches something, not for its branches', async () => {
  const { all, handler } = await readGo({
    'main.go': goMain(
      ['database/sql', 'net/http', gin],
      `func session(db *sql.DB) gin.HandlerFunc {
	return func(c *gin.Context) {
		_ = db.QueryRow("SELECT 1")
		c.Next()
	}
}

func recovery(db *sql.DB) gin.HandlerFunc {
	return func(c *gin.Context) {
		defer func() {
			if r := recover(); r != nil {
				db.Exec("INSERT INTO panics VALUES (1)")
			}
		}()
		c.Next()
	}
}

func ok(c *gin.Context) { c.Status(http.StatusOK) }

func run(db *sql.DB) {
	r := gin.New()
	r.Use(recovery(db))
	r.GET("/livez", ok)
	r.Use(session(db))
	r.GET("/healthz", ok)
	r.Run()
}

func main() { run(nil) }
`,
    ),
  });
  expect(summary(handler('/livez'))).toMatchObject({ touches: [], canFail: false });
  expect(summary(handler('/healthz'))).toMatchObject({ touches: [], canFail: false });
  expect(all.map(({ path, touchedBefore = [] }) => [path, touchedBefore.map(({ text }) => text)])).toEqual([
    ['/livez', []],
    ['/healthz', ['db.QueryRow']],
  ]);
});

test('middleware touches nothing for a probe when the call on the way stands behind a way out', async () => {
  const { all } = await readGo({
    'main.go': goMain(
      ['database/sql', 'net/http', gin],
      `type auth struct { db *sql.DB; find func(id string) error }

func (a *auth) user(id string) error {
	_, err := a.db.Query("SELECT 1")
	return err
}

func (a *auth) session(c *gin.Context) error {
	id, err := c.Cookie("session")
	if err != nil {
		return err
	}
	return a.user(id)
}

func (a *auth) everyone(c *gin.Context) {
	a.user("anonymous")
	c.Next()
}

func (a *auth) checked(c *gin.Context) {
	a.session(c)
	c.Next()
}

func (a *auth) withToken(c *gin.Context) {
	if c.GetHeader("Authorization") == "" {
		c.Next()
		return
	}
	a.user("token")
	c.Next()
}

func ok(c *gin.Context) { c.Status(http.StatusOK) }

func run(a *auth) {
	r := gin.New()
	as := r.Group("/a")
	as.Use(a.checked)
	as.GET("/healthz", ok)
	bs := r.Group("/b")
	bs.Use(a.withToken)
	bs.GET("/healthz", ok)
	cs := r.Group("/c")
	cs.Use(a.everyone)
	cs.GET("/healthz", ok)
	r.Run()
}

func main() { run(&auth{}) }
`,
    ),
  });
  expect(all.map(({ path, touchedBefore = [] }) => [path, touchedBefore.map(({ text }) => text)])).toEqual([
    ['/a/healthz', []],
    ['/b/healthz', []],
    ['/c/healthz', ['a.db.Query']],
  ]);
});

test('a handler from outside has a name and nothing else; POST and parameters are not looked at', async () => {
  const { handler } = await readGo({
    'main.go': goMain(
      ['net/http', 'github.com/prometheus/client_golang/prometheus/promhttp'],
      `func act(w http.ResponseWriter, r *http.Request) {}

func main() {
	http.Handle("/metrics", promhttp.Handler())
	http.HandleFunc("POST /act", act)
	http.HandleFunc("GET /items/{id}", act)
	http.ListenAndServe(":80", nil)
}
`,
    ),
  });
  expect(handler('/metrics')).toEqual({ name: 'promhttp.Handler', touches: [] });
  expect(handler('/act')).toBeUndefined();
  expect(handler('/items/{id}')).toBeUndefined();
});
