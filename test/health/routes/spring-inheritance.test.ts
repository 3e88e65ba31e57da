import { describe, expect, it } from 'vitest';
import { java, readSpringFiles } from './spring-reading.js';

const at = 'src/main/java/com/acme';

describe('controllers and what they inherit', () => {
  it('an annotated interface and an abstract base give their mappings to the class that serves them', async () => {
    const { routes, gaps } = await readSpringFiles({
      [`${at}/Api.java`]: java(
        '@RequestMapping("/api")\ninterface Api {\n  @GetMapping("/list") String list();\n  @GetMapping("/one/{id}") String one(int id);\n}',
      ),
      [`${at}/Base.java`]: java(
        'abstract class Base { @GetMapping("/health") String health() { return "ok"; } }',
      ),
      [`${at}/Impl.java`]: java(
        '@RestController\nclass Impl extends Base implements Api, java.io.Serializable, Runnable {\n  public String list() { return ""; }\n  @GetMapping("/other/{id}") public String one(int id) { return ""; }\n}',
      ),
    });
    expect(gaps).toEqual([]);
    expect(routes).toEqual([
      `GET /api/other/{id} ${at}/Impl.java:6`,
      `GET /api/list ${at}/Impl.java:4`,
      `GET /api/health ${at}/Impl.java:4`,
    ]);
  });

  it('an interface that is generated at build time is a gap', async () => {
    const { gaps } = await readSpringFiles({
      [`${at}/A.java`]: java(
        '@RestController class A implements PetsApi { }',
        ' import com.acme.generated.PetsApi;',
      ),
    });
    expect(gaps).toEqual([
      `${at}/A.java:3 A may inherit routes from PetsApi, which is not in the repository`,
    ]);
  });

  it('annotations composed of @RestController, records and inner classes', async () => {
    const { routes } = await readSpringFiles({
      [`${at}/ApiController.java`]: java('@RestController public @interface ApiController {}'),
      [`${at}/A.java`]: java(
        '@ApiController\nclass A {\n  @GetMapping("/a") String a() { return ""; }\n  @RestController static class Inner { @GetMapping("/inner") String b() { return ""; } }\n}',
      ),
      [`${at}/R.java`]: java(
        '@RestController record R(String s) { @GetMapping("/r") String r() { return s; } }',
      ),
    });
    expect(routes).toEqual([`GET /a ${at}/A.java:5`, `GET /inner ${at}/A.java:6`, `GET /r ${at}/R.java:3`]);
  });

  it('clients, Micronaut controllers and plain classes serve nothing', async () => {
    const { routes, gaps } = await readSpringFiles({
      [`${at}/Client.java`]: java(
        '@FeignClient("x") interface Client { @GetMapping("/remote") String get(); }',
      ),
      [`${at}/Exchange.java`]: java(
        '@HttpExchange("/x") interface Exchange { @GetExchange("/y") String get(); }',
      ),
      [`${at}/Plain.java`]: java('class Plain { @GetMapping("/plain") String get() { return ""; } }'),
      [`${at}/M.java`]:
        'package com.acme;\nimport io.micronaut.http.annotation.*; import io.micronaut.http.annotation.Controller;\n@Controller("/m") class M { @Get("/x") String x() { return ""; } }',
    });
    expect([routes, gaps]).toEqual([[], []]);
  });

  it('controllers in Kotlin: lists, templates, constants of companions and outside of classes, constructor fields', async () => {
    const { routes, gaps, touches, route } = await readSpringFiles({
      'src/main/kotlin/A.kt': `package com.acme
import org.springframework.web.bind.annotation.*
import org.springframework.jdbc.core.JdbcTemplate

const val BASE = "/base"

@RestController
@RequestMapping(value = ["$BASE/v\${Versions.ONE}", BASE + "/old"])
class A(private val jdbc: JdbcTemplate) {
  companion object { const val LIVE = "/live" }

  @GetMapping(LIVE)
  fun live() = "up"

  @GetMapping("/ready", produces = ["text/plain"])
  fun ready(): String {
    return if (check()) "ok" else throw IllegalStateException("down")
  }

  private fun check(): Boolean =
    jdbc.queryForObject("select 1", Int::class.java) == 1
}

object Versions { const val ONE = 1 }

@FeignClient("x")
interface Client { @GetMapping("/no") fun no(): String }
`,
      'src/main/kotlin/B.kt': `package com.acme
import org.springframework.web.reactive.function.server.coRouter
fun routes() = coRouter { GET("/x") { ok().buildAndAwait() } }
`,
    });
    expect(routes).toEqual([
      'GET /base/v1/live src/main/kotlin/A.kt:12',
      'GET /base/old/live src/main/kotlin/A.kt:12',
      'GET /base/v1/ready src/main/kotlin/A.kt:15',
      'GET /base/old/ready src/main/kotlin/A.kt:15',
    ]);
    expect(gaps).toEqual([
      "src/main/kotlin/B.kt:3 routers in Kotlin's DSL are not read: src/main/kotlin/B.kt",
    ]);
    expect(touches('/base/v1/ready')).toEqual(['db jdbc.queryForObject']);
    expect(route('/base/v1/live')?.handler).toMatchObject({ constant: true, canFail: false });
  });
});

describe('functional routes', () => {
  it('nest, path, predicates and builders', async () => {
    const { routes, gaps } = await readSpringFiles({
      [`${at}/Routes.java`]: java(
        `class Routes {
  static final String API = "/api";
  RouterFunction<ServerResponse> a(Handler h) { return route(GET("/health"), h::health).andRoute(POST("/x").and(accept(JSON)), h::x); }
  RouterFunction<ServerResponse> b(Handler h) {
    return route().path(API, b -> b.nest(accept(JSON), c -> c
      .GET("/{id}", h::one)
      .POST(h::two))).build();
  }
  RouterFunction<ServerResponse> c(Handler h) { return nest(path("/n"), route(path("/p"), h::x)); }
}`,
        ' import org.springframework.web.reactive.function.server.RouterFunction;',
      ),
      [`${at}/Handler.java`]: java(
        'class Handler { Mono<ServerResponse> health(ServerRequest r) { return ServerResponse.ok().build(); } }',
      ),
    });
    expect(gaps).toEqual([]);
    expect([...routes].toSorted()).toEqual([
      `ANY /n/p ${at}/Routes.java:11`,
      `GET /api/{id} ${at}/Routes.java:8`,
      `GET /health ${at}/Routes.java:5`,
      `POST /api ${at}/Routes.java:9`,
      `POST /x ${at}/Routes.java:5`,
    ]);
  });

  it('what is nested from elsewhere leaves the list open', async () => {
    const { routes, gaps } = await readSpringFiles({
      [`${at}/Routes.java`]: java(
        'class Routes {\n  RouterFunction<ServerResponse> a(Handler h) { return route().path("/a", this::sub).build(); }\n  void sub(RouterFunctions.Builder b) { b.GET("/x", r -> null); }\n}',
      ),
    });
    expect(routes).toEqual([`GET …/x ${at}/Routes.java:5`]);
    expect(gaps).toEqual([`${at}/Routes.java:4 routes that stand elsewhere are nested here`]);
  });
});

describe('handlers', () => {
  it('touch through injected services, repositories and clients', async () => {
    const { touches, route } = await readSpringFiles({
      [`${at}/OrderRepository.java`]: java('interface OrderRepository extends JpaRepository<Order, Long> {}'),
      [`${at}/OrderService.java`]: java('interface OrderService { long size(); }'),
      [`${at}/OrderServiceImpl.java`]: java(
        '@Service class OrderServiceImpl implements OrderService { private final OrderRepository orders; public long size() { return orders.count(); } }',
      ),
      [`${at}/Pricing.java`]: java('@FeignClient("p") interface Pricing { @GetMapping("/p") String get(); }'),
      [`${at}/A.java`]: java(`@RestController class A {
  private final OrderService service; private final Pricing pricing; private StringRedisTemplate redis;
  @GetMapping("/count") long count() { return service.size(); }
  @GetMapping("/price") String price() { return pricing.get(); }
  @GetMapping("/jdbc") int jdbc(JdbcTemplate template) { return template.queryForObject("select 1", Integer.class); }
  @GetMapping("/field") String field() { Queue queue = find(); return queue.getName(); }
  @GetMapping("/ok") ResponseEntity<String> ok() { return ResponseEntity.ok("ok"); }
  @GetMapping("/bad") ResponseEntity<String> bad() { return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build(); }
}`),
    });
    expect(touches('/count')).toEqual(['db orders.count']);
    expect(touches('/price')).toEqual(['http pricing.get']);
    expect(touches('/jdbc')).toEqual(['db template.queryForObject']);
    expect(touches('/field')).toEqual([]);
    expect(route('/ok')?.handler).toMatchObject({ constant: true, canFail: false, touches: [] });
    expect(route('/bad')?.handler).toMatchObject({ constant: false, canFail: true });
  });
});
