import { expect, it } from 'vitest';
import { poem } from '../../../src/health/routes/poem/index.js';
import { readRouteLines } from './route-reading.js';

const read = (text: string) =>
  readRouteLines([poem], {
    'Cargo.toml': '[package]\nname = "app"\n[dependencies]\npoem = "3"\npoem-openapi = "5"\n',
    'src/main.rs': text,
  });

it('reads routes, nested ones and handlers', async () => {
  const { gaps, routes } = await read(`use poem::{get, handler, post, Route, Server};
#[handler]
fn health() -> &'static str { "ok" }
async fn main() {
    let app = Route::new().at("/health", get(health)).at("/orders/:id", get(show).post(save)).nest("/api", api()).with(Tracing);
    Server::new(listener).run(app).await;
}
fn api() -> Route { Route::new().at("/files/*path", files) }
`);
  expect(routes).toEqual([
    'GET /health src/main.rs:5',
    'GET /orders/{id} src/main.rs:5',
    'POST /orders/{id} src/main.rs:5',
    'ANY /api/files/{*path} src/main.rs:8',
  ]);
  expect(gaps).toEqual([]);
});

it('reads the operations of poem-openapi below the path where the service is nested', async () => {
  const { routes } = await read(`use poem::Route;
use poem_openapi::{OpenApi, OpenApiService};
struct Api;
#[OpenApi(prefix_path = "/v1")]
impl Api {
    #[oai(path = "/health", method = "get")]
    async fn health(&self) -> PlainText<String> { PlainText("ok".to_string()) }
    async fn inner(&self) {}
}
async fn main() {
    let service = OpenApiService::new(Api, "Api", "1.0").server("http://localhost/api");
    let ui = service.swagger_ui();
    Server::new(l).run(Route::new().nest("/api", service).nest("/docs", ui)).await;
}
`);
  expect(routes).toEqual([
    'GET /api/v1/health src/main.rs:6',
    'ANY /docs src/main.rs:13',
    'ANY /docs/{*rest} src/main.rs:13',
  ]);
});
