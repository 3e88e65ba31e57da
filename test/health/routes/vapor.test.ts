import { expect, it } from 'vitest';
import { vapor } from '../../../src/health/routes/vapor/index.js';
import { readRouteLines } from './route-reading.js';

const read = (files: Readonly<Record<string, string>>) => readRouteLines([vapor], files);

it('follows groups, collections and functions across files', async () => {
  const { all, gaps, routes } = await read({
    'Sources/App/configure.swift':
      'import Vapor\npublic func configure(_ app: Application) async throws {\n    try routes(app)\n    app.client.get("https://example.com/health")\n}\n',
    'Sources/App/routes.swift': `import Vapor
func routes(_ app: Application) throws {
    app.get { req in "home" }
    app.get("health") { req in HTTPStatus.ok }
    let api = app.grouped("api", "v1")
    api.get("orders", ":id", use: OrderController.show)
    api.group("users") { users in
        users.get(use: list)
        users.on(.DELETE, ":id", use: remove)
    }
    app.group(User.guardMiddleware()) { $0.get("account", "**") { _ in "x" } }
    try api.register(collection: HealthController(db: 1))
    try app.register(collection: plugins.health)
}
`,
    'Sources/App/HealthController.swift':
      'import Vapor\nstruct HealthController { let db: Int }\nextension HealthController: RouteCollection {\n    func boot(routes: RoutesBuilder) throws {\n        let group = routes.grouped("status")\n        group.get("live", use: live)\n    }\n    func live(req: Request) async throws -> String { "ok" }\n}\n',
  });
  expect(routes).toEqual([
    'GET /api/v1/status/live Sources/App/HealthController.swift:6',
    'GET / Sources/App/routes.swift:3',
    'GET /health Sources/App/routes.swift:4',
    'GET /api/v1/orders/{id} Sources/App/routes.swift:6',
    'GET /api/v1/users Sources/App/routes.swift:8',
    'DELETE /api/v1/users/{id} Sources/App/routes.swift:9',
    'GET /account/{*rest} Sources/App/routes.swift:11 <authentication>',
  ]);
  expect(gaps).toEqual([
    'Sources/App/routes.swift:13 a collection of routes that was not found is registered',
  ]);
  expect(new Set(all.map(({ confidence }) => confidence))).toEqual(new Set(['low']));
});

it('follows the group: another group, another path', async () => {
  for (const group of ['a', 'b'])
    expect(
      (
        await read({
          'r.swift': `import Vapor\nfunc routes(_ app: Application) { app.grouped("${group}").get("healthz") { _ in "ok" } }\n`,
        })
      ).routes,
    ).toEqual([`GET /${group}/healthz r.swift:2`]);
});

it('looks paths up that enums and constants hold, and names those that it cannot', async () => {
  const { gaps, routes } = await read({
    'r.swift':
      'import Vapor\nlet livePath = "livez"\nfunc routes(_ app: Application) {\n  app.get(Paths.health.rawValue, use: h)\n  app.get(Paths.ready.rawValue, use: h)\n  app.get(SiteURL.check.pathComponents, use: h)\n  app.get("\\(livePath)", use: h)\n  app.get(PathComponent(stringLiteral: config.path), use: h)\n}\n',
    'paths.swift':
      'enum Paths: String {\n  case health\n  case ready = "is-ready"\n}\nenum SiteURL {\n  case check, other(Int)\n  var path: String {\n    switch self {\n      case .other(let n): return "o"\n      case .check:\n        return "health-check"\n    }\n  }\n}\n',
  });
  expect(routes).toEqual(['GET /health r.swift:4', 'GET /is-ready r.swift:5', 'GET /health-check r.swift:6']);
  expect(gaps).toEqual([
    'r.swift:7 a path that only run time knows',
    'r.swift:8 a path that only run time knows',
  ]);
});

it('tells what handlers show, and what only development has', async () => {
  const { handler, routes } = await read({
    'r.swift': `import Vapor
import Fluent
func routes(_ app: Application) {
  app.get("live") { req in HTTPStatus.ok }
  app.get("ready") { req async throws -> HTTPStatus in
    _ = try await User.query(on: req.db).first()
    return .ok
  }
  app.get("strict", use: strict)
  #if DEBUG
  app.get("debug") { _ in "x" }
  #endif
}
func strict(req: Request) throws -> String {
  guard up else { throw Abort(.serviceUnavailable) }
  return "ok"
}
`,
  });
  expect(['/live', '/ready', '/strict'].map((path) => handler(path))).toEqual([
    '? cannot fail constant',
    '? db unknown',
    'strict can fail',
  ]);
  expect(routes).toContain('GET /debug r.swift:11 [development only]');
});

it.each([
  [
    'comments and texts',
    '/* app.get("health") { } */\n  let doc = "app.get(\\"health\\")"\n  // app.get("x") { }',
  ],
  ['a client', '_ = try await app.client.get("http://a/health")'],
  ['a dictionary', 'let cache = Store()\n  cache.get("health")'],
])('finds nothing in %s', async (_, body) => {
  expect(
    (await read({ 'r.swift': `import Vapor\nfunc routes(_ app: Application) {\n  ${body}\n}\n` })).routes,
  ).toEqual([]);
});

it('gives routes of a router that nobody hands over no beginning', async () => {
  expect(
    (
      await read({
        'h.swift':
          'import Vapor\nstruct H: RouteCollection {\n  func boot(routes: RoutesBuilder) { routes.get("health", use: h) }\n}\n',
      })
    ).routes,
  ).toEqual(['GET …/health h.swift:3']);
});
