import { describe, expect, it } from 'vitest';
import { ktor } from '../../../src/health/routes/ktor/index.js';
import { readWith } from './framework-reading.js';

function kt(body: string): string {
  return `package com.acme\nimport io.ktor.server.routing.*\n${body}\n`;
}

describe('routing', () => {
  it('nested routes, functions that extend Route in other files with their parameters, methods, wildcards', async () => {
    const { routes, gaps } = await readWith(ktor, {
      'src/main/kotlin/App.kt': kt(`const val API = "/api"
fun Application.module(database: Database) {
  routing {
    get("/") { call.respondText("x") }
    route(API) {
      route("v1") {
        orders("/orders")
        get("{id?}") { call.respond(1) }
        route("/raw", HttpMethod.Put) { handle { call.respond(1) } }
        post("files/{path...}") { call.respond(client.get("/inner")) }
      }
    }
    staticResources("/assets", "files")
    if (environment.developmentMode) {
      get("/dev") { }
    }
    if (flag) { get("/flag") { } }
    get(config.path) { }
  }
}`),
      'src/main/kotlin/Orders.kt': kt(`fun Route.orders(base: String, tail: String = "list") {
  route(base) { get("/$tail") { call.respond(call.parameters.get("x")) } }
}
fun Route.never() { get("/never") { } }`),
      'src/main/resources/application.yaml': 'ktor:\n  deployment:\n    rootPath: /root\n',
    });
    expect(routes).toEqual([
      'GET /root src/main/kotlin/App.kt:6',
      'GET /root/api/v1/orders/list src/main/kotlin/Orders.kt:4',
      'GET /root/api/v1 src/main/kotlin/App.kt:10',
      'GET /root/api/v1/{id} src/main/kotlin/App.kt:10',
      'PUT /root/api/v1/raw src/main/kotlin/App.kt:11',
      'POST /root/api/v1/files/{*path} src/main/kotlin/App.kt:12',
      'GET /root/assets/{*path} src/main/kotlin/App.kt:15',
      'GET /root/dev src/main/kotlin/App.kt:17 [development only]',
      'GET /root/flag src/main/kotlin/App.kt:19 [only if flag]',
    ]);
    expect(gaps).toEqual(['src/main/kotlin/App.kt:20 the path is made at run time']);
  });

  it('resource classes with their parents', async () => {
    const { routes } = await readWith(ktor, {
      'src/main/kotlin/App.kt': kt(`@Resource("/articles") class Articles {
  @Resource("{id}") class Id(val parent: Articles = Articles(), val id: Long)
}
fun Application.module() { routing { get<Articles.Id> { article -> call.respond(article) } } }`),
    });
    expect(routes).toEqual(['GET /articles/{id} src/main/kotlin/App.kt:6']);
  });

  it('authenticate guards what stands in it, unless it is optional', async () => {
    const { guards } = await readWith(ktor, {
      'src/main/kotlin/App.kt': kt(`fun Application.module() {
  routing {
    authenticate("jwt") { get("/closed") { } }
    authenticate("jwt", optional = true) { get("/half") { } }
    get("/open") { }
  }
}`),
    });
    expect(guards('/closed')).toEqual(['authentication authenticate("jwt") src/main/kotlin/App.kt:5']);
    expect(guards('/half')).toEqual([]);
    expect(guards('/open')).toEqual([]);
  });

  it('handlers are followed through parameters into the classes of the project', async () => {
    const { touches, route } = await readWith(ktor, {
      'src/main/kotlin/App.kt': kt(`fun Application.module(store: Store) { routing { health(store) } }
fun Route.health(store: Store) {
  get("/ready") { if (store.isUp()) call.respond("ok") else call.respond(HttpStatusCode.ServiceUnavailable) }
  get("/live") { call.respondText("alive") }
}`),
      'src/main/kotlin/Store.kt':
        'package com.acme\nimport javax.sql.DataSource\nclass Store(private val dataSource: DataSource) { fun isUp() = dataSource.getConnection().use { it.isValid(1) } }',
    });
    expect(touches('/ready')).toEqual(['db dataSource.getConnection']);
    expect(route('/live')?.handler).toMatchObject({ constant: true, canFail: false });
  });

  it('Cohort and KHealth serve by themselves; clients serve nothing', async () => {
    const { routes } = await readWith(ktor, {
      'src/main/kotlin/App.kt': `package com.acme
import io.ktor.server.application.*
import com.sksamuel.cohort.Cohort
fun Application.module() {
  install(Cohort) { healthcheck("/health/ready", checks) }
  install(KHealth) { healthCheckPath = "/alive" }
}
`,
      'src/main/kotlin/Client.kt':
        'import io.ktor.client.*\nsuspend fun f(c: HttpClient) { c.get("/health") { } }',
    });
    expect(routes).toEqual([
      'GET /health/ready src/main/kotlin/App.kt:5 (dependency)',
      'GET /alive src/main/kotlin/App.kt:6 (dependency)',
      'GET /ready src/main/kotlin/App.kt:6 (dependency)',
    ]);
  });
});
