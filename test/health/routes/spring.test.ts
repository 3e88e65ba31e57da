import { describe, expect, it } from 'vitest';
import { java, readSpringFiles } from './spring-reading.js';

const at = 'src/main/java/com/acme';

describe('controllers', () => {
  it('join class and method mappings, several paths and methods', async () => {
    const { routes, gaps } = await readSpringFiles({
      [`${at}/A.java`]: java(`@RestController
@RequestMapping({"/a", "/b/"})
class A {
  @GetMapping({"/x", "y"}) String x() { return "x"; }
  @RequestMapping(path = "/z", method = {RequestMethod.GET, RequestMethod.HEAD}, produces = "text/plain", params = "v=1") String z() { return "z"; }
  @RequestMapping("any") String any() { return ""; }
  @PostMapping void post() {}
  @DeleteMapping("/{id:[0-9]{1,3}}/{name}") void delete() {}
  @GetMapping("/files/{*rest}") void files() {}
  @GetMapping("/old/**") void old() {}
  @GetMapping("/img/*.png") void images() {}
  @ExceptionHandler void failed() {}
}`),
    });
    expect(gaps).toEqual([]);
    expect(routes).toEqual([
      'GET /a/x src/main/java/com/acme/A.java:6',
      'GET /a/y src/main/java/com/acme/A.java:6',
      'GET /b/x src/main/java/com/acme/A.java:6',
      'GET /b/y src/main/java/com/acme/A.java:6',
      'GET /a/z src/main/java/com/acme/A.java:7',
      'GET /b/z src/main/java/com/acme/A.java:7',
      'HEAD /a/z src/main/java/com/acme/A.java:7',
      'HEAD /b/z src/main/java/com/acme/A.java:7',
      'ANY /a/any src/main/java/com/acme/A.java:8',
      'ANY /b/any src/main/java/com/acme/A.java:8',
      'POST /a src/main/java/com/acme/A.java:9',
      'POST /b src/main/java/com/acme/A.java:9',
      'DELETE /a/{id}/{name} src/main/java/com/acme/A.java:10',
      'DELETE /b/{id}/{name} src/main/java/com/acme/A.java:10',
      'GET /a/files/{*rest} src/main/java/com/acme/A.java:11',
      'GET /b/files/{*rest} src/main/java/com/acme/A.java:11',
      'GET /a/old/{*rest} src/main/java/com/acme/A.java:12',
      'GET /b/old/{*rest} src/main/java/com/acme/A.java:12',
      'GET /a/img/{any} src/main/java/com/acme/A.java:13',
      'GET /b/img/{any} src/main/java/com/acme/A.java:13',
    ]);
  });

  it('constants: own, of an interface, of another class, static imports, sums; what is made at run time is a gap', async () => {
    const { routes, gaps } = await readSpringFiles({
      [`${at}/web/Paths.java`]:
        'package com.acme.web;\npublic interface Paths { String API = "/api"; int VERSION = 2; class Health { public static final String LIVE = Paths.API + "/v" + VERSION + "/live"; } }',
      [`${at}/A.java`]: java(
        `@RestController
@RequestMapping(Paths.API)
class A extends Base implements Names {
  private static final String OWN = "/own";
  @GetMapping(OWN + "/" + INHERITED) String a() { return ""; }
  @GetMapping(Paths.Health.LIVE) String b() { return ""; }
  @GetMapping(value = LIVE) String c() { return ""; }
  @GetMapping(com.acme.web.Paths.API) String d() { return ""; }
  @GetMapping(UNKNOWN) String e() { return ""; }
  @GetMapping(NAMED) String f() { return ""; }
}
abstract class Base { protected static final String INHERITED = "inherited"; }
interface Names { String NAMED = "named"; }`,
        ' import com.acme.web.Paths; import static com.acme.web.Paths.Health.LIVE;',
      ),
    });
    expect(routes.map((route) => route.split(' ')[1])).toEqual([
      '/api/own/inherited',
      '/api/api/v2/live',
      '/api/api/v2/live',
      '/api/api',
      '/api/named',
    ]);
    expect(gaps).toEqual([`${at}/A.java:11 the path is made at run time`]);
  });
});
