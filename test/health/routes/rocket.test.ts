import { expect, it } from 'vitest';
import { rocket } from '../../../src/health/routes/rocket/index.js';
import { readRouteLines } from './route-reading.js';

const read = (files: Readonly<Record<string, string>>) =>
  readRouteLines([rocket], {
    'Cargo.toml': '[package]\nname = "app"\n[dependencies]\nrocket = "0.5"\n',
    ...files,
  });

it('reads mounted lists of routes, across modules', async () => {
  const { gaps, handler, routes } = await read({
    'src/main.rs':
      '#[macro_use] extern crate rocket;\nmod api;\n#[get("/alive")]\nfn alive(_conn: DbConn) -> &\'static str { "ok" }\n#[get("/unmounted")]\nfn unmounted() {}\n#[launch]\nfn launch() -> _ {\n    rocket::build().mount("/", routes![alive]).mount("/api", api::routes()).mount("/public", FileServer::from("static")).register("/", catchers![missing])\n}\n',
    'src/api.rs':
      'use rocket::Route;\npub fn routes() -> Vec<Route> {\n    let mut routes = routes![list, one];\n    routes.append(&mut extra());\n    routes\n}\nfn extra() -> Vec<Route> { routes![files] }\n#[get("/orders?<page>&<size>")]\nfn list() {}\n#[route(PUT, uri = "/orders/<id>")]\nfn one() {}\n#[get("/files/<path..>", rank = 2)]\nfn files() {}\n',
  });
  expect(routes).toEqual([
    'GET /api/orders src/api.rs:8',
    'PUT /api/orders/{id} src/api.rs:10',
    'GET /api/files/{*path} src/api.rs:12',
    'GET /alive src/main.rs:3',
    'ANY /public src/main.rs:9',
    'ANY /public/{*rest} src/main.rs:9',
  ]);
  expect(gaps).toEqual([]);
  expect(handler('/alive')).toBe('alive db unknown');
});

it('follows the base: another base, another path; what only run time knows has no beginning', async () => {
  const text = (base: string): string =>
    `use rocket::get;\n#[get("/health")]\nfn health() -> &'static str { "ok" }\nfn main() { let base = config.base(); rocket::build().mount(${base}, rocket::routes![health]).launch(); }\n`;
  expect((await read({ 'src/main.rs': text('"/a"') })).routes).toEqual(['GET /a/health src/main.rs:2']);
  expect((await read({ 'src/main.rs': text('"/b"') })).routes).toEqual(['GET /b/health src/main.rs:2']);
  expect((await read({ 'src/main.rs': text('[base, "/api"].concat()') })).routes).toEqual([
    'GET …/api/health src/main.rs:2',
  ]);
});

it('follows fairings that mount', async () => {
  const { routes } = await read({
    'src/main.rs':
      'mod stage;\n#[rocket::launch]\nfn launch() -> _ { rocket::build().attach(stage::stage()) }\n',
    'src/stage.rs':
      'use rocket::fairing::AdHoc;\npub fn stage() -> AdHoc { AdHoc::on_ignite("stage", |rocket| async { rocket.mount("/s", routes![health]) }) }\n#[rocket::get("/health")]\nfn health() {}\n',
  });
  expect(routes).toEqual(['GET /s/health src/stage.rs:3']);
});
