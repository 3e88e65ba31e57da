import { expect, it } from 'vitest';
import { warp } from '../../../src/health/routes/warp/index.js';
import { readRouteLines } from './route-reading.js';

const read = (text: string) =>
  readRouteLines([warp], {
    'Cargo.toml': '[package]\nname = "app"\n[dependencies]\nwarp = "0.3"\n',
    'src/main.rs': text,
  });

it('reads combined filters, functions that make them, and the path macro', async () => {
  const { gaps, handler, routes } = await read(`use warp::Filter;
fn health() -> impl Filter { warp::path("health").and(warp::path::end()).and(warp::get()).map(|| "ok") }
fn orders(pool: Pool) -> impl Filter {
    let one = warp::path!("orders" / u32).and(warp::get()).and(with(pool)).and_then(show);
    let create = warp::path!("orders").and(warp::post()).and_then(create);
    one.or(create)
}
async fn main() {
    let api = warp::path("api").and(orders(pool));
    let routes = health().or(api).recover(rejected).with(warp::log("x"));
    warp::serve(routes).run(([0, 0, 0, 0], 3030)).await;
}
`);
  expect(routes).toEqual([
    'GET /health src/main.rs:2',
    'GET /api/orders/{u32} src/main.rs:4',
    'POST /api/orders src/main.rs:5',
  ]);
  expect(gaps).toEqual([]);
  expect(handler('/health')).toBe('? cannot fail constant');
});

it('follows the segment, and names a filter that it does not find', async () => {
  for (const name of ['live', 'ready'])
    expect(
      (await read(`use warp::Filter;\nfn main() { warp::serve(warp::path("${name}").map(|| "ok")).run(a); }`))
        .routes,
    ).toEqual([`ANY /${name} src/main.rs:2`]);
  expect(
    (
      await read(
        'use warp::Filter;\nfn main() { warp::serve(warp::path("a").map(|| "ok").or(plugins.filter)).run(a); }',
      )
    ).gaps,
  ).toEqual(['src/main.rs:2 a filter that was not found is one of the ways']);
});
