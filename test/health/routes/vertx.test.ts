import { expect, it } from 'vitest';
import { vertx } from '../../../src/health/routes/vertx/index.js';
import { readWith } from './framework-reading.js';

it('routes of routers, mounted ones below their prefix, health checks; handlers for all paths serve nothing', async () => {
  const { routes, gaps, guards } = await readWith(vertx, {
    'src/main/java/Main.java': `import io.vertx.ext.web.Router;
class Main {
  static final String READY = "/ready";
  void start(WebClient client) {
    Router router = Router.router(vertx);
    Router api = Router.router(vertx);
    router.route().handler(BodyHandler.create());
    router.route("/api/*").subRouter(api);
    api.get("/items/:id").handler(JWTAuthHandler.create(auth)).handler(this::item);
    api.route(HttpMethod.POST, "/items").handler(this::save);
    router.get(READY).handler(ctx -> ctx.response().end("ok"));
    router.get("/health*").handler(HealthCheckHandler.create(vertx));
    router.route().path("/any").handler(ctx -> {});
    client.get("/none").send();
    router.getWithRegex("/x.*").handler(ctx -> {});
  }
}`,
  });
  expect(routes).toEqual([
    'GET /api/items/{id} src/main/java/Main.java:9',
    'POST /api/items src/main/java/Main.java:10',
    'GET /ready src/main/java/Main.java:11',
    'GET /health src/main/java/Main.java:12',
    'GET /health/{*check} src/main/java/Main.java:12',
    'ANY /any src/main/java/Main.java:13',
  ]);
  expect(gaps).toEqual(['src/main/java/Main.java:15 the path is a regular expression']);
  expect(guards('/api/items/{id}')).toEqual(['authentication JWTAuthHandler src/main/java/Main.java:9']);
});

it('a router of another file that is mounted is a gap, and paths may lack their beginning', async () => {
  const { routes, gaps } = await readWith(vertx, {
    'A.java':
      'import io.vertx.ext.web.Router; class A { void f() { Router router = Router.router(v); router.mountSubRouter("/api", new B().router()); } }',
    'B.java':
      'import io.vertx.ext.web.Router; class B { Router router() { Router r = Router.router(v); r.get("/b").handler(x); return r; } }',
  });
  expect(routes).toEqual(['GET …/b B.java:1']);
  expect(gaps).toEqual(['A.java:1 a router that stands elsewhere is mounted here']);
});
