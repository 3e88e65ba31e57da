import { expect, it } from 'vitest';
import { javalin } from '../../../src/health/routes/javalin/index.js';
import { readWith } from './framework-reading.js';

it('calls on the application, groups, functions that a group calls, and what is no Javalin', async () => {
  const { routes, gaps } = await readWith(javalin, {
    'src/main/java/com/acme/App.java': `package com.acme;
import io.javalin.Javalin;
import static io.javalin.apibuilder.ApiBuilder.*;
class App {
  static final String READY = "/ready";
  void start(java.util.Map<String, String> map) {
    Javalin app = Javalin.create(config -> { config.router.contextPath = "/shop"; });
    app.get("/health", ctx -> ctx.result("ok")).post("/chained", ctx -> {});
    app.get(READY, this::ready);
    map.get("/none");
    app.routes(() -> {
      path("/users", () -> {
        get(UserController::list);
        path("{id}", () -> { delete(UserController::remove); get("files/<path>", ctx -> {}); });
        details();
      });
    });
    app.get(name(), ctx -> {});
  }
  void details() { get("details", ctx -> {}); }
}`,
  });
  expect(routes.map((route) => route.replace('src/main/java/com/acme/App.java:', ''))).toEqual([
    'GET /shop/health 8',
    'POST /shop/chained 8',
    'GET /shop/ready 9',
    'GET /shop/users 13',
    'DELETE /shop/users/{id} 14',
    'GET /shop/users/{id}/files/{*path} 14',
    'GET /shop/users/details 20',
  ]);
  expect(gaps).toEqual(['src/main/java/com/acme/App.java:18 the path is made at run time']);
});

it('Kotlin with trailing lambdas', async () => {
  const { routes } = await readWith(javalin, {
    'src/main/kotlin/App.kt': `import io.javalin.Javalin
import io.javalin.apibuilder.ApiBuilder.*
fun main() {
  val app = Javalin.create { it.router.apiBuilder { path("/api") { get("/live") { ctx -> ctx.result("x") } } } }.start(7000)
}`,
  });
  expect(routes).toEqual(['GET /api/live src/main/kotlin/App.kt:4']);
});
