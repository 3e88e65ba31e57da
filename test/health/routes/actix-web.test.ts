import { expect, it } from 'vitest';
import { actixWeb } from '../../../src/health/routes/actix-web/index.js';
import { readRouteLines } from './route-reading.js';

const read = (files: Readonly<Record<string, string>>) =>
  readRouteLines([actixWeb], {
    'Cargo.toml': '[package]\nname = "app"\n[dependencies]\nactix-web = "4"\n',
    ...files,
  });

const server = (app: string, above = ''): string =>
  `use actix_web::{get, post, route, web, App, HttpResponse, HttpServer};\n${above}\n#[actix_web::main]\nasync fn main() -> std::io::Result<()> {\n    HttpServer::new(move || {\n        ${app}\n    })\n    .bind(("0.0.0.0", 8080))?.run().await\n}\n`;

it('joins scopes, resources and configuring functions across files', async () => {
  const { gaps, routes } = await read({
    'src/main.rs': server(
      'App::new().app_data(web::Data::new(pool.clone())).wrap(Logger::default()).configure(api::configure).service(health::live).route("/ping", web::get().to(|| async { HttpResponse::Ok().finish() }))',
      'mod api;\nmod health;',
    ),
    'src/api.rs':
      'use actix_web::web;\npub fn configure(cfg: &mut web::ServiceConfig) {\n    cfg.service(\n        web::scope("/api")\n            .service(web::resource("/orders/{id:\\\\d+}").route(web::get().to(show)).route(web::delete().to(remove)))\n            .service(web::scope("/admin").configure(admin))\n            .route("/files/{tail:.*}", web::get().to(files)),\n    );\n}\nfn admin(cfg: &mut web::ServiceConfig) { cfg.route("/users", web::post().to(users)); }\n',
    'src/health.rs':
      'use actix_web::{get, HttpResponse};\n#[get("/health/live")]\npub async fn live() -> HttpResponse { HttpResponse::Ok().body("ok") }\n#[get("/never")]\npub async fn never() -> HttpResponse { HttpResponse::Ok().finish() }\n',
  });
  expect(routes).toEqual([
    'GET /api/orders/{id} src/api.rs:5',
    'DELETE /api/orders/{id} src/api.rs:5',
    'GET /api/files/{*tail} src/api.rs:7',
    'POST /api/admin/users src/api.rs:10',
    'GET /health/live src/health.rs:2',
    'GET /ping src/main.rs:7',
  ]);
  expect(gaps).toEqual([]);
});

it('follows the scope: another scope, another path', async () => {
  for (const scope of ['/v1', '/v2'])
    expect(
      (
        await read({
          'src/main.rs': server(
            `App::new().service(web::scope("${scope}").service(h))`,
            '#[get("/health")]\nasync fn h() {}',
          ),
        })
      ).routes,
    ).toEqual([`GET ${scope}/health src/main.rs:2`]);
});

it('says no condition of a route that stands in both branches', async () => {
  const { routes } = await read({
    'src/main.rs': server(
      'App::new().configure(|cfg| { if let Some(prefix) = &settings.prefix { cfg.service(h).service(only); } else { cfg.service(h); } })',
      '#[get("/health")]\nasync fn h() {}\n#[get("/only")]\nasync fn only() {}',
    ),
  });
  expect(routes).toEqual([
    'GET /health src/main.rs:2',
    'GET /only src/main.rs:4 [if let Some(prefix) = &settings.prefix]',
  ]);
});

it('reads several methods of one attribute, and a configuring closure', async () => {
  const { routes } = await read({
    'src/main.rs': server(
      'App::new().configure(|cfg| { cfg.service(both); })',
      '#[route("/health", method = "GET", method = "HEAD")]\nasync fn both() -> HttpResponse { HttpResponse::Ok().finish() }',
    ),
  });
  expect(routes).toEqual(['GET /health src/main.rs:2', 'HEAD /health src/main.rs:2']);
});

it('takes files for all below their path, and names what it cannot follow', async () => {
  const { gaps, routes } = await read({
    'src/main.rs': server(
      'App::new().service(Files::new("/static", "./static")).service(SwaggerUi::new("/docs/{_:.*}").url("/openapi.json", doc)).configure(plugin.configure).service(make())',
    ),
  });
  expect(routes).toEqual([
    'ANY /static src/main.rs:6',
    'ANY /static/{*rest} src/main.rs:6',
    'ANY /docs src/main.rs:6',
    'ANY /docs/{*rest} src/main.rs:6',
  ]);
  expect(gaps).toEqual([
    'src/main.rs:6 what configures the service was not found',
    'src/main.rs:6 a service that was not found is registered',
  ]);
});

it('takes a wrapped scope for guarded, whatever the order, and leaves the others free', async () => {
  const { routes } = await read({
    'src/main.rs': server(
      'App::new().service(web::scope("/api").wrap(HttpAuthentication::bearer(check)).route("/x", web::get().to(x))).route("/health", web::get().to(h))',
    ),
  });
  expect(routes).toEqual(['GET /api/x src/main.rs:6 <authentication>', 'GET /health src/main.rs:6']);
});

it('tells what handlers do: what an extractor takes counts', async () => {
  const { handler } = await read({
    'src/main.rs': server(
      'App::new().service(a).service(b).service(c)',
      `#[get("/a")]
async fn a() -> HttpResponse { HttpResponse::Ok().json(json!({"ok": true})) }
#[get("/b")]
async fn b(pool: web::Data<Pool>) -> HttpResponse { match pool.get() { Ok(_) => HttpResponse::Ok().finish(), Err(_) => HttpResponse::ServiceUnavailable().finish() } }
#[get("/c")]
async fn c(user: Session) -> HttpResponse { HttpResponse::Ok().finish() }
struct Session;
impl FromRequest for Session { fn from_request(req: &HttpRequest, _: &mut Payload) -> Ready<Self> { redis_pool.get(); todo!() } }`,
    ),
  });
  expect(['/a', '/b', '/c'].map((path) => handler(path))).toEqual([
    'a cannot fail constant',
    'b db can fail',
    'c cache unknown',
  ]);
});

it('reads a macro of the program that makes an application', async () => {
  const { routes } = await read({
    'src/main.rs': `use actix_web::{web, App, HttpServer};
macro_rules! build_app {
    ($state: expr, $limits: expr) => {{
        App::new()
            .app_data(web::Data::new($state))
            .service(web::resource("/__heartbeat__").route(web::get().to(heartbeat)))
    }};
}
async fn main() { HttpServer::new(move || build_app!(state, limits)).run().await; }
`,
  });
  expect(routes).toEqual(['GET /__heartbeat__ src/main.rs:6']);
});
