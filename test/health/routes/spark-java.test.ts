import { expect, it } from 'vitest';
import { sparkJava } from '../../../src/health/routes/spark-java/index.js';
import { readWith } from './framework-reading.js';

it('static imports, the class and services; maps and repositories are none', async () => {
  const { routes } = await readWith(sparkJava, {
    'src/main/java/A.java': `import static spark.Spark.*;
class A { static void main(String[] a) {
  get("/health", (req, res) -> "OK");
  path("/api", () -> { before("/*", (q, r) -> {}); post("/items/:id", (req, res) -> ""); });
  repository.get("/no");
} }`,
    'src/main/java/B.java': `import spark.Service;
class B { void run() { Service http = Service.ignite(); http.get("/admin/*", (q, r) -> ""); cache.get("/no"); } }`,
    'src/main/java/C.java': 'import org.apache.spark.SparkConf; class C { void f() { get("/no", x); } }',
  });
  expect(routes).toEqual([
    'GET /health src/main/java/A.java:3',
    'POST /api/items/{id} src/main/java/A.java:4',
    'GET /admin/{*rest} src/main/java/B.java:2',
  ]);
});
