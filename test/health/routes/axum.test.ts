import { describe, expect, it } from 'vitest';
import { axum } from '../../../src/health/routes/axum/index.js';
import { readRouteLines } from './route-reading.js';

const cargo = (name: string, ...dependencies: readonly string[]): string =>
  `[package]\nname = "${name}"\n\n[dependencies]\n${['axum', ...dependencies].map((one) => `${one} = "1"`).join('\n')}\n`;

const read = (files: Readonly<Record<string, string>>) =>
  readRouteLines([axum], { 'Cargo.toml': cargo('app'), ...files });

const main = (body: string, above = ''): string =>
  `use axum::{routing::{any, get, post}, Router};\n${above}\n#[tokio::main]\nasync fn main() {\n${body}\n}\n`;

describe('axum', () => {
  it('joins nested and merged routers across functions, modules and crates', async () => {
    const { gaps, routes } = await read({
      'src/main.rs': main(
        'let api = Router::new().route("/orders/{id}", get(orders::show).delete(orders::remove)).nest("/admin", admin::router());\nlet app = Router::new().nest("/api", api).merge(shared::health_router()).route("/files/*path", any(files));\naxum::serve(listener, app).await.unwrap();',
        'mod admin;\nmod orders;\nuse shared_lib as shared;\nasync fn files() {}',
      ),
      'src/admin/mod.rs':
        'use axum::{Router, routing::get};\nconst USERS: &str = "/users";\npub fn router() -> Router {\n    Router::new().route(USERS, get(users)).route(&format!("{USERS}/count"), get(count))\n}\n',
      'src/orders.rs': 'pub async fn show() {}\npub async fn remove() {}\n',
      'shared/Cargo.toml': cargo('shared-lib'),
      'shared/src/lib.rs': 'mod health;\npub use health::router as health_router;\n',
      'shared/src/health.rs':
        'use axum::routing::get;\npub fn router<S: Clone>() -> axum::Router<S> {\n    axum::Router::new()\n        .route("/healthz", get(|| async { "ok" }))\n}\n',
    });
    expect(routes).toEqual([
      'GET /healthz shared/src/health.rs:4',
      'GET /api/admin/users src/admin/mod.rs:4',
      'GET /api/admin/users/count src/admin/mod.rs:4',
      'DELETE /api/orders/{id} src/main.rs:8',
      'GET /api/orders/{id} src/main.rs:8',
      'ANY /files/{*path} src/main.rs:9',
    ]);
    expect(gaps).toEqual([]);
  });

  it('follows the prefix: another prefix, another path', async () => {
    for (const prefix of ['/a', '/b'])
      expect(
        (
          await read({
            'src/main.rs': main(
              `let app = Router::new().nest("${prefix}", Router::new().route("/health", get(h)));\naxum::serve(l, app).await;`,
            ),
          })
        ).routes,
      ).toEqual([`GET ${prefix}/health src/main.rs:5`]);
  });

  it('knows a router that grows under conditions, in loops and in methods', async () => {
    const { routes } = await read({
      'src/main.rs': `use axum::{routing::get, Router};
struct Server;
impl Server {
    const PATH: &'static str = "/readyz";
    fn router(&self) -> Router {
        let mut app = Router::new().route(Self::PATH, get(ready));
        if cfg!(debug_assertions) {
            app = app.route("/debug/state", get(state));
        }
        if self.config.metrics {
            app = app.route("/metrics", get(metrics));
        }
        for path in ["/livez", "/healthz"] {
            app = app.route(path, get(live));
        }
        app
    }
    async fn run(&self) {
        axum::serve(listener, self.router()).await;
    }
}
#[cfg(test)]
mod tests {
    fn app() -> axum::Router { axum::Router::new().route("/only-in-tests", axum::routing::get(x)) }
}
`,
    });
    expect(routes).toEqual([
      'GET /readyz src/main.rs:6',
      'GET /debug/state src/main.rs:8 [development only]',
      'GET /metrics src/main.rs:11 [if self.config.metrics]',
      'GET /healthz src/main.rs:14',
      'GET /livez src/main.rs:14',
    ]);
  });

  it('gives a router that nobody serves a path without beginning', async () => {
    const { routes } = await read({
      'src/lib.rs':
        'use axum::{Router, routing::get};\npub fn router() -> Router { Router::new().route("/health", get(h)) }\n',
    });
    expect(routes).toEqual(['GET …/health src/lib.rs:2']);
  });

  it('names what it cannot follow', async () => {
    const { gaps, routes } = await read({
      'src/main.rs': main(
        'let app = Router::new().route("/a", get(a)).merge(plugins.router).nest(&config.base, other()).route_everything();\naxum::serve(l, app).await;',
      ),
    });
    expect(routes).toEqual(['GET /a src/main.rs:5']);
    expect(gaps).toEqual([
      'src/main.rs:5 a router that was not found is merged',
      'src/main.rs:5 a router that was not found is nested',
      'src/main.rs:5 what route_everything adds to a router is not known',
    ]);
  });

  it('takes what answers all other paths for a wildcard, unless it only says not found', async () => {
    const body = (fallback: string): string =>
      main(
        `let app = Router::new().nest_service("/assets", ServeDir::new("d")).${fallback};\naxum::serve(l, app).await;`,
        'async fn nothing() -> StatusCode { StatusCode::NOT_FOUND }',
      );
    expect((await read({ 'src/main.rs': body('fallback(nothing)') })).routes).toEqual([
      'ANY /assets src/main.rs:5',
      'ANY /assets/{*rest} src/main.rs:5',
    ]);
    expect((await read({ 'src/main.rs': body('fallback_service(ServeDir::new("d"))') })).routes).toContain(
      'ANY /{*rest} src/main.rs:5',
    );
  });

  it('sees what stands before: what was registered after the layer is free', async () => {
    const { routes } = await read({
      'src/main.rs': main(
        'let app = Router::new()\n.route("/orders", get(orders))\n.layer(ValidateRequestHeaderLayer::bearer("x"))\n.route("/healthz", get(h))\n.layer(TraceLayer::new_for_http());\naxum::serve(l, app).await;',
      ),
    });
    expect(routes).toEqual(['GET /orders src/main.rs:6 <authentication>', 'GET /healthz src/main.rs:8']);
  });

  it('tells what handlers do', async () => {
    const { handler } = await read({
      'src/main.rs': main(
        'let app = Router::new().route("/live", get(live)).route("/ready", get(ready)).route("/deep", get(deep)).route("/unused", get(unused)).route("/tx", get(tx));\naxum::serve(l, app).await;',
        `async fn live() -> &'static str { "ok" }
async fn ready(State(pool): State<PgPool>) -> StatusCode {
    match sqlx::query("SELECT 1").execute(&pool).await { Ok(_) => StatusCode::OK, Err(_) => StatusCode::SERVICE_UNAVAILABLE }
}
async fn deep(State(s): State<App>) -> Result<(), AppError> { check(&s).await }
async fn check(s: &App) -> Result<(), AppError> { s.redis_client.ping().await?; Ok(()) }
async fn unused(State(_pool): State<PgPool>) -> Json<Value> { Json(json!({"status": "up"})) }
async fn tx(conn: DatabaseConnection) -> StatusCode { StatusCode::OK }`,
      ),
    });
    expect(['/live', '/ready', '/deep', '/unused', '/tx'].map((path) => handler(path))).toEqual([
      'live cannot fail constant',
      'ready db can fail',
      'deep cache can fail',
      'unused cannot fail constant',
      'tx db unknown',
    ]);
  });

  it('reads utoipa-axum and aide; utoipa’s attribute alone is documentation', async () => {
    const { routes } = await readRouteLines([axum], {
      'Cargo.toml': cargo('app', 'utoipa-axum', 'aide'),
      'src/main.rs': `use utoipa_axum::{router::OpenApiRouter, routes};
#[utoipa::path(get, path = "/health", responses((status = 200, description = "get")))]
async fn health() {}
#[utoipa::path(get, path = "/documented-only")]
async fn documented() {}
fn main() {
    let (router, api) = OpenApiRouter::new().routes(routes!(health)).split_for_parts();
    let app = aide::axum::ApiRouter::new().api_route("/ping", aide::axum::routing::get_with(ping, docs)).merge(router);
    axum::serve(l, app);
}
`,
    });
    expect(routes).toEqual(['GET /health src/main.rs:2', 'GET /ping src/main.rs:8']);
  });

  it('reads loco: controllers with prefixes, and what it serves by itself', async () => {
    const { routes } = await readRouteLines([axum], {
      'Cargo.toml': cargo('shop', 'loco-rs'),
      'src/app.rs':
        'use loco_rs::controller::AppRoutes;\nuse crate::controllers;\nimpl Hooks for App {\n    fn routes(_ctx: &AppContext) -> AppRoutes {\n        AppRoutes::with_default_routes().add_route(controllers::notes::routes())\n    }\n}\n',
      'src/controllers/mod.rs': 'pub mod notes;\n',
      'src/controllers/notes.rs':
        'use loco_rs::prelude::*;\npub fn routes() -> Routes {\n    Routes::new().prefix("api/notes").add("/", get(list)).add("/{id}", get(show))\n}\n',
      'src/lib.rs': 'pub mod app;\npub mod controllers;\n',
    });
    expect(routes.map((line) => line.replace('…', ''))).toEqual([
      'GET /_health src/app.rs:5 (dependency)',
      'GET /_ping src/app.rs:5 (dependency)',
      'GET /_readiness src/app.rs:5 (dependency)',
      'GET /api/notes src/controllers/notes.rs:3',
      'GET /api/notes/{id} src/controllers/notes.rs:3',
    ]);
  });

  it.each([
    ['a client', 'use axum::http::Request;\nfn main() { client.get("/health"); Request::get("/health"); }'],
    [
      'a map',
      'use axum::Json;\nfn main() { let m = HashMap::new(); m.get("/health"); m.route("/health", x); }',
    ],
    [
      'a comment',
      'use axum::Router;\nfn main() { let app = Router::new(); /* .route("/health", get(h)) */ axum::serve(l, app); }',
    ],
  ])('finds nothing in %s', async (_, text) => {
    expect((await read({ 'src/main.rs': text })).routes).toEqual([]);
  });

  it('survives what does not parse and what calls itself', async () => {
    const { routes } = await read({
      'src/main.rs': main(
        'let app = again(Router::new().route("/a", get(a)));\naxum::serve(l, app);',
        'fn again(r: Router) -> Router { again(r.route("/b", get(b))) }',
      ),
      'src/broken.rs': 'use axum::Router;\nfn ( { } }}} Router::new().route(',
    });
    expect(routes).toEqual(['GET /b src/main.rs:2', 'GET /a src/main.rs:5']);
  });
});
