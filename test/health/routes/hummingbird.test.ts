import { expect, it } from 'vitest';
import { hummingbird } from '../../../src/health/routes/hummingbird/index.js';
import { readRouteLines } from './route-reading.js';

it('reads a router with its groups, and functions that are handed one', async () => {
  const { routes } = await readRouteLines([hummingbird], {
    'Sources/App/App.swift': `import Hummingbird
func build() -> some ApplicationProtocol {
    let router = Router(context: AppContext.self)
    router.get("/health") { _, _ -> HTTPResponse.Status in .ok }
    router.group("todos")
        .get(use: list)
        .get(":id", use: show)
    TodoController().addRoutes(to: router.group("api/v2"))
    return Application(router: router)
}
`,
    'Sources/App/TodoController.swift':
      'import Hummingbird\nstruct TodoController {\n    func addRoutes(to group: RouterGroup<AppContext>) {\n        group.get("ready", use: ready)\n    }\n}\n',
  });
  expect(routes).toEqual([
    'GET /health Sources/App/App.swift:4',
    'GET /todos Sources/App/App.swift:6',
    'GET /todos/{id} Sources/App/App.swift:7',
    'GET /api/v2/ready Sources/App/TodoController.swift:4',
  ]);
});

it('follows the group: another group, another path; other programs have none', async () => {
  const text = (group: string): string =>
    `import Hummingbird\nfunc f() {\n  let router = Router()\n  router.group("${group}").get("healthz") { _, _ in "ok" }\n}\n`;
  for (const group of ['a', 'b'])
    expect((await readRouteLines([hummingbird], { 'f.swift': text(group) })).routes).toEqual([
      `GET /${group}/healthz f.swift:4`,
    ]);
  expect(
    (await readRouteLines([hummingbird], { 'f.swift': text('a').replace('Hummingbird', 'SwiftUI') })).routes,
  ).toEqual([]);
});
