import { expect, it } from 'vitest';
import { http4k } from '../../../src/health/routes/http4k/index.js';
import { readWith } from './framework-reading.js';

it('bindings, nested routes, names that are bound below a prefix, the health of the Kubernetes module', async () => {
  const { routes, gaps } = await readWith(http4k, {
    'src/main/kotlin/App.kt': `import org.http4k.core.*
import org.http4k.routing.*
import org.http4k.k8s.health.Health
const val BASE = "/base"
val app = routes(
  "/health" bind GET to { Response(OK) },
  "$BASE/x/{id:\\\\d+}" bind Method.POST to ::save,
  "/api" bind routes(
    "/ready" bind GET to ready(),
    "/deep" bind users
  ),
  "/other" bind elsewhere(),
)
val users = routes("/list" bind GET to list)
val server = app.asK8sServer(::Undertow, Health())
`,
    'src/main/kotlin/Socket.kt': 'import java.net.*\nfun f(s: Socket) { "x" bind s }',
  });
  expect(routes).toEqual([
    'GET /health src/main/kotlin/App.kt:6',
    'POST /base/x/{id} src/main/kotlin/App.kt:7',
    'GET /api/ready src/main/kotlin/App.kt:9',
    'GET /api/deep/list src/main/kotlin/App.kt:14',
    'GET /liveness src/main/kotlin/App.kt:15 (dependency)',
    'GET /readiness src/main/kotlin/App.kt:15 (dependency)',
  ]);
  expect(gaps).toEqual(['src/main/kotlin/App.kt:12 what is bound here stands elsewhere']);
});
